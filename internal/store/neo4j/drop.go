package neo4j

import (
	"fmt"
	"slices"

	"github.com/sillat/sillat/internal/store"
)

// found is what an edit takes out, as the database knows it: names of relationships by relation, keys of nodes by label.
type found struct{ links, entities map[string][]string }

// find looks up what an edit takes out, with all that goes with it. What is not there is a fault.
func (c *change) find(d *store.Drop) (found, error) {
	gone := found{links: map[string][]string{}, entities: map[string][]string{}}
	var absent store.Absent
	for _, k := range d.Collaborations {
		l := link{from: k.InOrder().From, to: k.InOrder().To, word: k.Type, directed: k.Directed, start: k.Start}
		if err := c.findLinks(collaborationKind, l, k.String(), gone, &absent); err != nil {
			return gone, err
		}
	}
	for _, k := range d.Participations {
		l := link{from: k.Actor, to: k.Activity, word: k.Role, start: k.Start}
		if err := c.findLinks(participationKind, l, k.String(), gone, &absent); err != nil {
			return gone, err
		}
	}
	for _, look := range []struct {
		kind entityKind
		word string
		ids  []string
	}{{actorKind, "actor ", d.Actors}, {activityKind, "activity ", d.Activities}} {
		for chunk := range slices.Chunk(look.ids, c.store.limits.owners) {
			if err := c.findEntities(look.kind, look.word, chunk, gone, &absent); err != nil {
				return gone, err
			}
		}
	}
	for relation, names := range gone.links { // one may be named, and go with an end of its own or with both
		slices.Sort(names)
		gone.links[relation] = slices.Compact(names)
	}
	return gone, absent.Fault()
}

// findLinks looks up a link and its equals.
func (c *change) findLinks(k linkKind, wanted link, record string, gone found, absent *store.Absent) error {
	var links []link
	err := c.store.read(c.ctx, func(tx transaction) error {
		links = links[:0]
		query := fmt.Sprintf("MATCH (a:Actor {key: $from})-[r:%s]->(b:%s {key: $to}) RETURN a.id, b.id, %s, elementId(r)", k.relation, k.to, k.columns("r"))
		params := map[string]any{"from": keyOf(c.network, wanted.from), "to": keyOf(c.network, wanted.to)}
		return tx.each(query, params, func(v []any) error {
			l := k.linkIn(v)
			l.element = textIn(v[len(v)-1])
			links = append(links, l)
			return nil
		})
	})
	if err != nil {
		return err
	}
	links = slices.DeleteFunc(links, func(l link) bool { return compareGroups(&l, &wanted) != 0 })
	if len(links) == 0 {
		absent.Add(record)
	}
	for i := range links {
		gone.links[k.relation] = append(gone.links[k.relation], links[i].element)
	}
	return nil
}

// findEntities looks up actors or activities and all links that name them.
func (c *change) findEntities(k entityKind, word string, ids []string, gone found, absent *store.Absent) error {
	there := make([]bool, len(ids))
	names := map[string][]string{}
	err := c.store.read(c.ctx, func(tx transaction) error {
		clear(names)
		params := map[string]any{"keys": keysOf(c.network, ids)}
		err := tx.each(fmt.Sprintf("UNWIND range(0, size($keys) - 1) AS i MATCH (n:%s {key: $keys[i]}) RETURN i", k.label), params, func(v []any) error {
			there[numberIn(v[0])] = true
			return nil
		})
		if err != nil {
			return err
		}
		for _, l := range linkKinds {
			query := fmt.Sprintf("UNWIND $keys AS k MATCH (n:%s {key: k})-[r:%s]-() RETURN DISTINCT elementId(r)", k.label, l.relation)
			err := tx.each(query, params, func(v []any) error { names[l.relation] = append(names[l.relation], textIn(v[0])); return nil })
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, id := range ids {
		if !there[i] {
			absent.Add(word + id)
			continue
		}
		gone.entities[k.label] = append(gone.entities[k.label], keyOf(c.network, id))
	}
	for relation, list := range names {
		gone.links[relation] = append(gone.links[relation], list...)
	}
	return nil
}

// drop marks what was found as removed by this change.
func (c *change) drop(gone found) error {
	for _, k := range []struct {
		linkKind
		removed *int
	}{{collaborationKind, &c.removed.Collaborations}, {participationKind, &c.removed.Participations}} {
		for _, name := range gone.links[k.relation] {
			*k.removed++
			if err := c.closeLink(k.linkKind, &link{element: name}); err != nil {
				return err
			}
		}
	}
	for _, k := range []struct {
		entityKind
		removed *int
	}{{actorKind, &c.removed.Actors}, {activityKind, &c.removed.Activities}} {
		for _, key := range gone.entities[k.label] {
			*k.removed++
			c.aside.entities[k.label] = append(c.aside.entities[k.label], key)
			if err := c.add(k.mark, key, len(key)); err != nil {
				return err
			}
		}
	}
	return nil
}
