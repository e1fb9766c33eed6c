package neo4j

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// clearUp finishes or undoes what a dead change left in the network and returns what stands there now.
func (l *lease) clearUp() (now standing, err error) {
	err = l.store.read(l.ctx, func(tx transaction) error {
		now, err = tx.standing(l.network)
		return err
	})
	if err != nil || l.pending == 0 && !l.deletes {
		return now, err
	}
	switch {
	case !now.exists:
		err = l.wipe()
	case now.Revision >= l.pending:
		err = l.finishSettling()
	default:
		err = l.undo()
	}
	if err == nil && now.closed() {
		err = l.reopen(l.ctx)
	}
	if err == nil {
		l.pending, l.deletes = 0, false
	}
	return now, err
}

// reopen lets readers in again after an erasure, and makes those who began before it notice.
func (l *lease) reopen(ctx context.Context) error {
	return l.do(ctx, func(tx transaction) error {
		_, err := tx.one("MATCH (n:Network {name: $name}) SET n.born = $born", map[string]any{"name": l.network, "born": uuid.NewString()})
		return err
	})
}

// finishSettling moves aside what the newest revision replaced, when the change that made it died before it did. What that change kept
// aside already is not kept twice.
func (l *lease) finishSettling() error {
	for _, k := range linkKinds {
		m, err := l.leftOfLinks(k)
		if err != nil {
			return err
		}
		if err := l.moveLinks(k, m); err != nil {
			return err
		}
	}
	for _, k := range entityKinds {
		kept := map[string]bool{}
		err := l.gather(fmt.Sprintf("MATCH (p:%s {network: $network, removed: $revision}) RETURN p.key", k.past),
			func() { clear(kept) }, func(v []any) { kept[textIn(v[0])] = true })
		if err != nil {
			return err
		}
		for _, left := range []struct {
			query string // names and keys
			move  func(entityKind, moving) error
		}{
			{fmt.Sprintf("MATCH (x:%s {network: $network}) RETURN elementId(x), x.key", k.next), l.moveIn},
			{fmt.Sprintf("MATCH (n:%s {network: $network}) WHERE n.removed IS NOT NULL RETURN n.key AS name, n.key AS key", k.label), l.moveOut},
		} {
			var m moving
			err := l.gather(left.query, func() { m = moving{} }, func(v []any) {
				m.drop = append(m.drop, textIn(v[0]))
				if !kept[textIn(v[1])] {
					m.keep = append(m.keep, textIn(v[0]))
				}
			})
			if err != nil {
				return err
			}
			if err := left.move(k, m); err != nil {
				return err
			}
		}
		if err := l.wipeLabel(k.done); err != nil {
			return err
		}
	}
	return nil
}

// leftOfLinks are the links that the pending revision removed and that are still relationships.
func (l *lease) leftOfLinks(k linkKind) (m moving, err error) {
	var kept []link
	err = l.gather(fmt.Sprintf("MATCH (p:%s {network: $network, removed: $revision}) RETURN p.from, p.to, %s", k.past, k.columns("p")),
		func() { kept = kept[:0] }, func(v []any) { kept = append(kept, k.linkIn(v)) })
	if err != nil {
		return m, err
	}
	slices.SortFunc(kept, func(a, b link) int { return compareLinks(&a, &b) })
	err = l.gather(fmt.Sprintf("MATCH (a:Actor {network: $network}) MATCH (a)-[r:%s]->(b) WHERE r.removed IS NOT NULL RETURN a.id, b.id, %s, elementId(r)",
		k.relation, k.columns("r")), func() { m = moving{} }, func(v []any) {
		one, name := k.linkIn(v), textIn(v[len(v)-1])
		m.drop = append(m.drop, name)
		if _, is := slices.BinarySearchFunc(kept, one, func(a, b link) int { return compareLinks(&a, &b) }); !is {
			m.keep = append(m.keep, name)
		}
	})
	return m, err
}

// undo takes back what a change wrote whose revision was never made: nobody has seen it. Walks under way notice that something happened.
func (l *lease) undo() error {
	for _, k := range linkKinds {
		for _, u := range []struct{ condition, work string }{
			{"r.removed = $revision", "REMOVE r.removed"},
			{"r.added = $revision", "DELETE r"},
		} {
			names, err := l.list(fmt.Sprintf("MATCH (a:Actor {network: $network}) MATCH (a)-[r:%s]->() WHERE %s RETURN elementId(r)", k.relation, u.condition))
			if err != nil {
				return err
			}
			work := fmt.Sprintf("UNWIND $rows AS row MATCH ()-[r:%s]->() WHERE elementId(r) = row %s RETURN count(*)", k.relation, u.work)
			if err := l.inTurn(step{work, names}); err != nil {
				return err
			}
		}
	}
	for _, k := range entityKinds {
		for _, u := range []struct{ condition, work string }{
			{"n.removed = $revision", "REMOVE n.removed"},
			{"n.added = $revision", "DETACH DELETE n"},
		} {
			keys, err := l.list(fmt.Sprintf("MATCH (n:%s {network: $network}) WHERE %s RETURN n.key", k.label, u.condition))
			if err != nil {
				return err
			}
			work := fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {key: row}) %s RETURN count(*)", k.label, u.work)
			if err := l.inTurn(step{work, keys}); err != nil {
				return err
			}
		}
		if err := l.wipeLabel(k.next); err != nil {
			return err
		}
	}
	return l.do(l.ctx, func(tx transaction) error {
		_, err := tx.one("MATCH (n:Network {name: $name}) SET n.undone = coalesce(n.undone, 0) + 1", map[string]any{"name": l.network})
		return err
	})
}

// wipe deletes all that a network held which is deleted, or was never made.
func (l *lease) wipe() error {
	for _, k := range entityKinds {
		for _, label := range []string{k.label, k.next, k.done, k.past} {
			if err := l.wipeLabel(label); err != nil {
				return err
			}
		}
	}
	for _, k := range linkKinds {
		if err := l.wipeLabel(k.past); err != nil {
			return err
		}
	}
	return nil
}

// wipeLabel deletes the network's nodes with a label. Actors bring many relationships with them, so they come in smaller parts.
func (l *lease) wipeLabel(label string) error {
	most := "$most"
	if label == actorKind.label {
		most = "$few"
	}
	for {
		did, err := l.repeat(fmt.Sprintf("MATCH (n:%s {network: $network}) WITH n LIMIT %s DETACH DELETE n RETURN count(*)", label, most))
		if err != nil || did == 0 {
			return err
		}
	}
}
