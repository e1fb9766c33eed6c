package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/sillat/sillat/pkg/network"
)

// Revert makes one new revision in which the network reads as it did at revision to; see store.Store.
func (s *Store) Revert(ctx context.Context, name string, to int, by network.Change) (rev network.Revision, err error) {
	l, now, err := s.acquire(ctx, name)
	if err != nil {
		return rev, err
	}
	defer l.release()
	if !now.exists {
		return rev, notFound(name)
	}
	if err := checkRevision(now.Network, to); err != nil {
		return rev, err
	}
	c := begin(l, now)
	if err := c.revert(to); err != nil {
		return rev, err
	}
	return c.finish(by)
}

// revert writes what makes the network read as it did at a revision.
func (c *change) revert(to int) (err error) {
	for _, k := range []struct {
		entityKind
		added, removed *int
	}{{actorKind, &c.added.Actors, &c.removed.Actors}, {activityKind, &c.added.Activities, &c.removed.Activities}} {
		if *k.added, *k.removed, err = c.revertEntities(k.entityKind, to); err != nil {
			return err
		}
	}
	for _, k := range []struct {
		linkKind
		added, removed *int
	}{{collaborationKind, &c.added.Collaborations, &c.removed.Collaborations}, {participationKind, &c.added.Participations, &c.removed.Participations}} {
		if *k.added, *k.removed, err = c.revertLinks(k.linkKind, to); err != nil {
			return err
		}
	}
	return nil
}

// revertEntities holds what is newer than revision to against what that revision showed and the newest does not. Versions that read
// alike, also where they came from, stay.
func (c *change) revertEntities(k entityKind, to int) (added, removed int, err error) {
	newer, old := map[string]entity{}, map[string]entity{}
	params := map[string]any{"network": c.network, "to": int64(to)}
	err = c.store.read(c.ctx, func(tx transaction) error {
		clear(newer)
		clear(old)
		err := k.each(tx, fmt.Sprintf("MATCH (n:%s {network: $network}) WHERE n.added > $to RETURN properties(n)", k.label), params,
			func(e entity) { newer[e.id] = e })
		if err != nil {
			return err
		}
		return k.each(tx, fmt.Sprintf("MATCH (n:%s {network: $network}) WHERE n.removed > $to AND n.added <= $to RETURN properties(n)", k.past), params,
			func(e entity) { old[e.id] = e })
	})
	if err != nil {
		return 0, 0, err
	}
	for _, id := range slices.Sorted(maps.Keys(newer)) {
		e := newer[id]
		then, was := old[id]
		if was && then.says(&e) && then.source == e.source {
			delete(old, id)
			continue
		}
		removed++
		if !was {
			key := keyOf(c.network, id)
			c.aside.entities[k.label] = append(c.aside.entities[k.label], key)
			if err := c.add(k.mark, key, len(key)); err != nil {
				return 0, 0, err
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		e := old[id]
		added++
		_, replaces := newer[id]
		if err := c.putEntity(k, &e, replaces); err != nil {
			return 0, 0, err
		}
	}
	return added, removed, nil
}

// revertLinks does for links what revertEntities does for entities.
func (c *change) revertLinks(k linkKind, to int) (added, removed int, err error) {
	var old []link
	params := map[string]any{"network": c.network, "to": int64(to)}
	err = c.store.read(c.ctx, func(tx transaction) error {
		old = old[:0]
		query := fmt.Sprintf("MATCH (p:%s {network: $network}) WHERE p.removed > $to AND p.added <= $to RETURN p.from, p.to, %s", k.past, k.columns("p"))
		return tx.each(query, params, func(v []any) error {
			old = append(old, k.linkIn(v))
			return nil
		})
	})
	if err != nil {
		return 0, 0, err
	}
	slices.SortFunc(old, func(a, b link) int { return compareLinks(&a, &b) })
	stays := make([]bool, len(old))
	actors, err := c.list(actorKind.ids())
	if err != nil {
		return 0, 0, err
	}
	for owners := range slices.Chunk(actors, c.store.limits.owners) {
		var newer []linkVersion
		err := c.store.read(c.ctx, func(tx transaction) error {
			newer, err = k.newest(tx, c.network, owners, "p.added > $revision", to, names)
			return err
		})
		if err != nil {
			return 0, 0, err
		}
		for i := range newer {
			n := &newer[i].link
			at, was := slices.BinarySearchFunc(old, *n, func(a, b link) int { return compareLinks(&a, &b) })
			if was && old[at].says(n) && old[at].source == n.source {
				stays[at] = true
				continue
			}
			removed++
			if err := c.closeLink(k, n); err != nil {
				return 0, 0, err
			}
		}
	}
	for i := range old {
		if !stays[i] {
			added++
			if err := c.putLink(k, &old[i]); err != nil {
				return 0, 0, err
			}
		}
	}
	return added, removed, nil
}

// ids is the query for the ids of the network's entities.
func (k entityKind) ids() string {
	return fmt.Sprintf("MATCH (n:%s {network: $network}) RETURN n.id", k.label)
}
