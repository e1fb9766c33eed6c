package neo4j

import (
	"fmt"
	"slices"
)

// asides are what a revision replaced and what its versions still have to take the place of.
type asides struct {
	staged   bool                // entities wait in nodes with next
	entities map[string][]string // keys of entities that it removed, by label
	links    map[string][]string // names of links that it removed or replaced, by relation
}

func (a asides) empty() bool { return !a.staged && len(a.entities) == 0 && len(a.links) == 0 }

// perMove is how many records are moved in one transaction.
const perMove = 5_000

// settle moves aside what a visible revision replaced, so that the graph shows the newest alone. Each record moves whole, in one
// transaction, and always the same way, so a reader meets it here or there; see readEntities and readLinks.
func (l *lease) settle(a asides) error {
	for _, k := range linkKinds {
		if err := l.chunks(k.moveAside(), a.links[k.relation]); err != nil {
			return err
		}
	}
	for _, k := range entityKinds {
		for a.staged {
			moved, err := l.repeat(k.moveIn())
			if err != nil {
				return err
			}
			if moved == 0 {
				break
			}
		}
		if err := l.chunks(k.moveOut(), a.entities[k.label]); err != nil {
			return err
		}
	}
	return nil
}

// moveAside makes nodes of relationships. What is gone already was moved by an attempt whose answer was lost.
func (k linkKind) moveAside() string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (a)-[r:%s]->(b) WHERE elementId(r) = row "+
		"CREATE (p:%s {network: $network, owner: a.key, partner: b.key, from: a.id, to: b.id}) SET p += properties(r) DELETE r RETURN count(*)",
		k.relation, k.past)
}

// moveIn gives entities the content that waits for them and keeps a copy of what they said before.
func (k entityKind) moveIn() string {
	return fmt.Sprintf("MATCH (x:%s {network: $network}) WITH x LIMIT $most MATCH (n:%s {key: x.key}) "+
		"CREATE (p:%s) SET p = properties(n), p.removed = x.added SET n = properties(x) DELETE x RETURN count(*)", k.next, k.label, k.past)
}

// moveOut takes entities out of the present. Their links went before.
func (k entityKind) moveOut() string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {key: row}) CREATE (p:%s) SET p = properties(n) DELETE n RETURN count(*)", k.label, k.past)
}

// chunks runs a query over rows, some thousand at a time.
func (l *lease) chunks(query string, rows []string) error {
	for chunk := range slices.Chunk(rows, perMove) {
		err := l.do(l.ctx, func(tx transaction) error {
			_, err := tx.one(query, map[string]any{"rows": chunk, "network": l.network, "revision": numberOrNull(l.pending)})
			return err
		})
		if err != nil {
			return err
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
	err = l.store.read(l.ctx, func(tx transaction) error {
		texts = texts[:0]
		return tx.each(query, map[string]any{"network": l.network, "revision": int64(l.pending)}, func(v []any) error {
			texts = append(texts, textIn(v[0]))
			return nil
		})
	})
	return texts, err
}
