package neo4j

import (
	"context"
	"errors"
	"slices"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// partsAhead is how many parts of a walk are read ahead of the visitor: the server is busy while the visitor is, and no more than
// those parts are in memory.
const partsAhead = 3

// Read hands the network as of a revision to v; see store.Store. When the network is deleted meanwhile, or an actor erased from it,
// the walk ends with a fault that says so.
func (s *Store) Read(ctx context.Context, name string, revision int, v network.Visitor) (int, error) {
	w, err := s.setOut(ctx, name)
	if err != nil {
		return 0, err
	}
	if revision != store.Latest {
		w.revision = revision
	}
	if err := checkRevision(w.network, w.revision); err != nil {
		return 0, err
	}
	if err := w.all(v); err != nil {
		if stop, is := errors.AsType[stopped](err); is {
			return 0, stop.error
		}
		return 0, s.explain(ctx, err)
	}
	return w.revision, nil
}

// stopped carries a visitor's own error, which Read returns as it is.
type stopped struct{ error }

func (w *walk) all(v network.Visitor) error {
	actors, err := w.store.readEntities(w.ctx, actorKind, w.network.Name, w.revision)
	if err != nil {
		return err
	}
	if err := hand(w.ctx, actors, func(e *entity) error { return v.Actor(e.actor()) }); err != nil {
		return err
	}
	ids := make([]string, len(actors))
	for i := range actors {
		ids[i] = actors[i].id
	}
	activities, err := w.store.readEntities(w.ctx, activityKind, w.network.Name, w.revision)
	if err != nil {
		return err
	}
	if err := hand(w.ctx, activities, func(e *entity) error { return v.Activity(e.activity()) }); err != nil {
		return err
	}
	if err := w.links(collaborationKind, ids, func(l *link) error { return v.Collaboration(l.collaboration()) }); err != nil {
		return err
	}
	if err := w.links(participationKind, ids, func(l *link) error { return v.Participation(l.participation()) }); err != nil {
		return err
	}
	return w.arrive()
}

// hand gives records to the visitor and heeds the context in between.
func hand[R any](ctx context.Context, records []R, visit func(*R) error) error {
	for i := range records {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := visit(&records[i]); err != nil {
			return stopped{err}
		}
	}
	return nil
}

// links hands the links that are visible at the revision to visit, by key. actors are the ids of the actors that are, in order.
func (w *walk) links(k linkKind, actors []string, visit func(*link) error) error {
	parts := slices.Collect(slices.Chunk(actors, w.store.limits.owners))
	return inOrder(w.ctx, len(parts), partsAhead,
		func(ctx context.Context, i int) ([]link, error) { return w.part(ctx, k, parts[i]) },
		func(part []link) error { return hand(w.ctx, part, visit) })
}

// part reads the links of some actors.
func (w *walk) part(ctx context.Context, k linkKind, actors []string) ([]link, error) {
	return steady(ctx, w, func(tx transaction) ([]link, stamp, error) { return w.look(tx, k, actors) })
}

// look reads the links of some actors once. A version that is moved aside meanwhile is looked for as a relationship first and among the
// earlier ones then, so none is missed, and one that is met twice counts once.
func (w *walk) look(tx transaction, k linkKind, actors []string) (list []link, at stamp, err error) {
	list, err = k.newest(tx, w.network.Name, actors, "p.added <= $revision AND (p.removed IS NULL OR p.removed > $revision)", w.revision, false)
	if err != nil {
		return nil, at, err
	}
	if at, err = w.stamp(tx, k); err != nil {
		return nil, at, err
	}
	if at.moved {
		earlier, err := k.earlier(tx, w.network.Name, actors, w.revision)
		if err != nil {
			return nil, at, err
		}
		list = append(list, earlier...)
	}
	slices.SortFunc(list, func(a, b link) int { return compareLinks(&a, &b) })
	return slices.CompactFunc(list, func(a, b link) bool { return compareLinks(&a, &b) == 0 }), at, nil
}

// inOrder fetches n parts, some of them ahead, and hands them to take in order.
func inOrder[P any](ctx context.Context, n, ahead int, fetch func(context.Context, int) (P, error), take func(P) error) error {
	type outcome struct {
		part P
		err  error
	}
	fetching, cancel := context.WithCancel(ctx)
	defer cancel()
	under := make(chan chan outcome, ahead-1)
	go func() {
		defer close(under)
		for i := range n {
			one := make(chan outcome, 1)
			select {
			case under <- one:
			case <-fetching.Done():
				return
			}
			go func() {
				part, err := fetch(fetching, i)
				one <- outcome{part, err}
			}()
		}
	}()
	var failed error
	for one := range under {
		o := <-one
		if failed == nil {
			failed = o.err
		}
		if failed == nil {
			failed = take(o.part)
		}
		if failed != nil {
			cancel() // and wait for those under way
		}
	}
	if failed == nil {
		return ctx.Err() // the parts may have ended early
	}
	return failed
}
