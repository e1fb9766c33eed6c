package neo4j

import "fmt"

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
	if err == nil {
		l.pending, l.deletes = 0, false
	}
	return now, err
}

// finishSettling moves aside what the newest revision replaced, when the change that made it died before it did.
func (l *lease) finishSettling() (err error) {
	a := asides{staged: true, entities: map[string][]string{}, links: map[string][]string{}}
	for _, k := range linkKinds {
		if a.links[k.relation], err = l.list(k.ofNetwork("r.removed IS NOT NULL")); err != nil {
			return err
		}
	}
	for _, k := range entityKinds {
		if a.entities[k.label], err = l.list(k.ofNetwork("n.removed IS NOT NULL")); err != nil {
			return err
		}
	}
	return l.settle(a)
}

// undo takes back what a change wrote whose revision was never made: nobody has seen it.
func (l *lease) undo() error {
	for _, k := range linkKinds {
		for _, u := range []struct{ condition, work string }{
			{"r.removed = $revision", "REMOVE r.removed"},
			{"r.added = $revision", "DELETE r"},
		} {
			names, err := l.list(k.ofNetwork(u.condition))
			if err != nil {
				return err
			}
			if err := l.chunks(fmt.Sprintf("UNWIND $rows AS row MATCH ()-[r:%s]->() WHERE elementId(r) = row %s RETURN count(*)", k.relation, u.work), names); err != nil {
				return err
			}
		}
	}
	for _, k := range entityKinds {
		for _, u := range []struct{ condition, work string }{
			{"n.removed = $revision", "REMOVE n.removed"},
			{"n.added = $revision", "DETACH DELETE n"},
		} {
			keys, err := l.list(k.ofNetwork(u.condition))
			if err != nil {
				return err
			}
			if err := l.chunks(fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {key: row}) %s RETURN count(*)", k.label, u.work), keys); err != nil {
				return err
			}
		}
		if err := l.wipeLabel(k.next); err != nil {
			return err
		}
	}
	return nil
}

// ofNetwork names the links of the network that meet a condition.
func (k linkKind) ofNetwork(condition string) string {
	return fmt.Sprintf("MATCH (a:Actor {network: $network}) MATCH (a)-[r:%s]->() WHERE %s RETURN elementId(r)", k.relation, condition)
}

// ofNetwork names the entities of the network that meet a condition.
func (k entityKind) ofNetwork(condition string) string {
	return fmt.Sprintf("MATCH (n:%s {network: $network}) WHERE %s RETURN n.key", k.label, condition)
}

// wipe deletes all that a network held which is deleted, or was never made.
func (l *lease) wipe() error {
	for _, k := range entityKinds {
		for _, label := range []string{k.label, k.next, k.past} {
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
