package neo4j

import (
	"fmt"
	"slices"
)

// asides are what a revision replaced or removed and what its versions still have to take the place of.
type asides struct {
	staged   bool                // entities wait in nodes with next
	entities map[string][]string // keys of entities that it removed, by label
	links    map[string][]string // names of links that it removed or replaced, by relation
}

func (a asides) empty() bool { return !a.staged && len(a.entities) == 0 && len(a.links) == 0 }

// perMove is how many records are moved in one transaction.
const perMove = 5_000

// moving is what moves from one place to another: first all of it is kept in the new place, then it goes from the old one. When a change
// died in between, what it kept already is not among what is to keep.
type moving struct{ keep, drop []string }

// settle moves aside what a visible revision replaced, so that the graph shows the newest alone.
//
// Each step is a transaction of its own, and the next begins when it is stored: what goes from one place was in the other before. A
// transaction that did both would not do, because Neo4j may show its end before its beginning; see internal/docs/neo4j.md.
func (l *lease) settle(a asides) error {
	for _, k := range linkKinds {
		names := a.links[k.relation]
		if err := l.moveLinks(k, moving{names, names}); err != nil {
			return err
		}
	}
	for _, k := range entityKinds {
		if a.staged {
			names, err := l.list(k.staged())
			if err != nil {
				return err
			}
			if err := l.moveIn(k, moving{names, names}); err != nil {
				return err
			}
		}
		keys := a.entities[k.label]
		if err := l.moveOut(k, moving{keys, keys}); err != nil {
			return err
		}
	}
	return nil
}

// moveLinks makes nodes of relationships.
func (l *lease) moveLinks(k linkKind, m moving) error {
	keep := fmt.Sprintf("UNWIND $rows AS row MATCH (a)-[r:%s]->(b) WHERE elementId(r) = row CREATE (p:%s {network: $network, owner: a.key, "+
		"partner: b.key, from: a.id, to: b.id, relationship: %s}) SET p += properties(r) RETURN count(*)", k.relation, k.past, numberOf("r"))
	drop := fmt.Sprintf("UNWIND $rows AS row MATCH ()-[r:%s]->() WHERE elementId(r) = row DELETE r RETURN count(*)", k.relation)
	return l.inTurn(step{keep, m.keep}, step{drop, m.drop})
}

// moveIn keeps a copy of what entities say, then gives them the content that waits for them, then says that it waits no more, then
// deletes it there; see waiting.
func (l *lease) moveIn(k entityKind, m moving) error {
	at := fmt.Sprintf("UNWIND $rows AS row MATCH (x:%s) WHERE elementId(x) = row ", k.next)
	keep := at + fmt.Sprintf("MATCH (n:%s {key: x.key}) CREATE (p:%s) SET p = properties(n), p.removed = x.added RETURN count(*)", k.label, k.past)
	replace := at + fmt.Sprintf("MATCH (n:%s {key: x.key}) SET n = properties(x) RETURN count(*)", k.label)
	waited := at + fmt.Sprintf("REMOVE x:%s SET x:%s RETURN count(*)", k.next, k.done)
	drop := fmt.Sprintf("UNWIND $rows AS row MATCH (x:%s) WHERE elementId(x) = row DELETE x RETURN count(*)", k.done)
	return l.inTurn(step{keep, m.keep}, step{replace, m.drop}, step{waited, m.drop}, step{drop, m.drop})
}

// moveOut takes entities out of the present. Their links went before.
func (l *lease) moveOut(k entityKind, m moving) error {
	at := fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {key: row}) ", k.label)
	keep := at + fmt.Sprintf("CREATE (p:%s) SET p = properties(n) RETURN count(*)", k.past)
	return l.inTurn(step{keep, m.keep}, step{at + "DELETE n RETURN count(*)", m.drop})
}

// staged names the entities that wait.
func (k entityKind) staged() string {
	return fmt.Sprintf("MATCH (x:%s {network: $network}) RETURN elementId(x)", k.next)
}

// step is a query for many rows.
type step struct {
	query string
	rows  []string
}

// inTurn makes each step, some thousand rows in a transaction, when the one before is stored.
func (l *lease) inTurn(steps ...step) error {
	for _, s := range steps {
		for chunk := range slices.Chunk(s.rows, min(perMove, l.store.limits.rows)) {
			err := l.do(l.ctx, func(tx transaction) error {
				_, err := tx.one(s.query, map[string]any{"rows": chunk, "network": l.network, "revision": numberOrNull(l.pending)})
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// repeat runs a query that does a part of a work and says how much; 0 when nothing is left.
func (l *lease) repeat(query string) (did int, err error) {
	err = l.do(l.ctx, func(tx transaction) error {
		v, err := tx.one(query, map[string]any{"network": l.network, "most": int64(perMove), "few": int64(perMove / 10)})
		if err == nil && len(v) == 1 {
			did = numberIn(v[0])
		}
		return err
	})
	return did, err
}

// list collects the texts that a query returns.
func (l *lease) list(query string) (texts []string, err error) {
	err = l.gather(query, func() { texts = texts[:0] }, func(v []any) { texts = append(texts, textIn(v[0])) })
	return texts, err
}

// gather hands what a query about the network and the pending revision returns to take. It may begin again, and then forgets first.
func (l *lease) gather(query string, forget func(), take func(values []any)) error {
	return l.store.read(l.ctx, func(tx transaction) error {
		forget()
		return tx.each(query, map[string]any{"network": l.network, "revision": int64(l.pending)}, func(v []any) error {
			take(v)
			return nil
		})
	})
}
