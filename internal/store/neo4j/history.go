package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/sillat/sillat/internal/store"
)

var _ store.Mover = (*Store)(nil)

// History hands a network with all its revisions to take; see store.Mover. In memory are the ids of actors and activities, and all
// versions of a few parts of them or their links at a time.
//
// It sees the newest revision of the moment at which it begins: what later ones add is left out, and what they remove is still there.
func (s *Store) History(ctx context.Context, name string, take func(store.History) error) error {
	w, err := s.setOut(ctx, name)
	if err != nil {
		return err
	}
	list, err := s.Revisions(ctx, name)
	if err != nil {
		return err
	}
	return take(store.History{Revisions: list[:min(w.revision, len(list))], Versions: func(yield func(store.Version, error) bool) {
		err := w.versions(func(v store.Version) error {
			if !yield(v, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(store.Version{}, s.explain(ctx, err))
		}
	}})
}

// errEnough ends a walk whose receiver wants no more.
var errEnough = errors.New("the receiver wants no more")

// versions sends all versions of all records up to the walk's revision.
func (w *walk) versions(send func(store.Version) error) error {
	actors, err := w.entityVersions(actorKind, &w.met.Actors, func(e *entity, v store.Version) error {
		a := e.actor()
		v.Actor = &a
		return send(v)
	})
	if err != nil {
		return err
	}
	_, err = w.entityVersions(activityKind, &w.met.Activities, func(e *entity, v store.Version) error {
		a := e.activity()
		v.Activity = &a
		return send(v)
	})
	if err != nil {
		return err
	}
	err = w.links(collaborationKind, actors, true, func(l *linkVersion) error {
		c := l.collaboration()
		return send(w.linkVersion(l, &w.met.Collaborations, store.Version{Collaboration: &c}))
	})
	if err != nil {
		return err
	}
	err = w.links(participationKind, actors, true, func(l *linkVersion) error {
		p := l.participation()
		return send(w.linkVersion(l, &w.met.Participations, store.Version{Participation: &p}))
	})
	if err != nil {
		return err
	}
	return w.arrive()
}

// removedBy is the revision at which a version was removed as the walk sees it: not yet, when that was later.
func (w *walk) removedBy(removed int) int {
	if removed > w.revision {
		return 0
	}
	return removed
}

// entityVersions hands all versions of actors or activities to visit, by id and revision, counts in met those that the walk's revision
// shows, and returns all ids in order.
//
// What waits to become newest is read before all, then the newest and the past of some ids at a time; see readEntities.
func (w *walk) entityVersions(k entityKind, met *int, visit func(*entity, store.Version) error) ([]string, error) {
	waiting, ids := map[string][]entity{}, map[string]bool{}
	err := w.store.read(w.ctx, func(tx transaction) error {
		clear(waiting)
		clear(ids)
		list, err := k.waiting(tx, w.network.Name, w.revision)
		if err != nil {
			return err
		}
		for _, e := range list {
			waiting[e.id] = append(waiting[e.id], e)
		}
		for _, label := range []string{k.label, k.past} {
			err := tx.each(fmt.Sprintf("MATCH (n:%s {network: $network}) WHERE n.added <= $revision AND n.id IS NOT NULL RETURN n.id", label), w.params(),
				func(v []any) error { ids[textIn(v[0])] = true; return nil })
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id := range waiting {
		ids[id] = true
	}
	all := slices.Sorted(maps.Keys(ids))
	parts := slices.Collect(slices.Chunk(all, w.store.limits.owners))
	err = inOrder(w.ctx, len(parts), partsAhead,
		func(ctx context.Context, i int) ([]entity, error) { return w.somebody(ctx, k, parts[i], waiting) },
		func(part []entity) error {
			for i := range part {
				e := &part[i]
				v := store.Version{Added: e.added, Removed: w.removedBy(e.removed)}
				if v.Removed == 0 {
					*met++
				}
				if err := visit(e, v); err != nil {
					return err
				}
			}
			return w.ctx.Err()
		})
	return all, err
}

// somebody reads all versions of some entities, by id and revision.
func (w *walk) somebody(ctx context.Context, k entityKind, ids []string, waiting map[string][]entity) (list []entity, err error) {
	err = w.store.read(ctx, func(tx transaction) error {
		// A copy goes before the node that it was taken from or is to be put in, which somebody may be writing at this moment.
		var copies, nodes []entity
		for _, id := range ids {
			copies = append(copies, waiting[id]...)
		}
		params := map[string]any{"network": w.network.Name, "keys": keysOf(w.network.Name, ids)}
		take := func(list *[]entity) func(entity) {
			return func(e entity) {
				if e.added <= w.revision {
					*list = append(*list, e)
				}
			}
		}
		if err := k.each(tx, fmt.Sprintf("UNWIND $keys AS k MATCH (n:%s {key: k}) RETURN properties(n)", k.label), params, take(&nodes)); err != nil {
			return err
		}
		if err := k.each(tx, k.pastOf, params, take(&copies)); err != nil {
			return err
		}
		list = append(copies, nodes...)
		return nil
	})
	slices.SortStableFunc(list, func(a, b entity) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.added, b.added)) })
	list = slices.CompactFunc(list, func(a, b entity) bool { return a.id == b.id && a.added == b.added })
	for i := range list[:max(0, len(list)-1)] {
		if e, next := &list[i], &list[i+1]; e.id == next.id && e.removed == 0 {
			e.removed = next.added // its successor waits to take its place
		}
	}
	return list, err
}

// linkVersion completes a version of a link and counts it when the walk's revision shows it.
func (w *walk) linkVersion(l *linkVersion, met *int, v store.Version) store.Version {
	v.Place, v.Added, v.Removed = l.place, l.added, w.removedBy(l.removed)
	if v.Removed == 0 {
		*met++
	}
	return v
}
