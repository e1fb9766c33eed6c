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

func (s stopped) Unwrap() error { return s.error }

func (w *walk) all(v network.Visitor) error {
	actors, at, err := w.store.readEntities(w.ctx, actorKind, w.network.Name, w.revision)
	if err != nil {
		return err
	}
	w.nodes.actors, w.nodes.of = at, make(map[string]int64, len(at))
	for node, id := range at {
		w.nodes.of[id] = node
	}
	if err := hand(w.ctx, actors, func(e *entity) error { return v.Actor(e.actor()) }); err != nil {
		return err
	}
	ids := make([]string, len(actors))
	for i := range actors {
		ids[i] = actors[i].id
	}
	activities, at, err := w.store.readEntities(w.ctx, activityKind, w.network.Name, w.revision)
	if err != nil {
		return err
	}
	w.nodes.activities = at
	if err := hand(w.ctx, activities, func(e *entity) error { return v.Activity(e.activity()) }); err != nil {
		return err
	}
	w.met.Actors, w.met.Activities = len(actors), len(activities)
	err = w.links(collaborationKind, ids, false, func(l *linkVersion) error {
		w.met.Collaborations++
		return v.Collaboration(l.collaboration())
	})
	if err != nil {
		return err
	}
	err = w.links(participationKind, ids, false, func(l *linkVersion) error {
		w.met.Participations++
		return v.Participation(l.participation())
	})
	if err != nil {
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

// links hands the links of actors to visit, by key: those that are visible at the revision, or all versions up to it. actors are ids in
// order.
func (w *walk) links(k linkKind, actors []string, all bool, visit func(*linkVersion) error) error {
	parts := slices.Collect(slices.Chunk(actors, w.store.limits.owners))
	return inOrder(w.ctx, len(parts), partsAhead,
		func(ctx context.Context, i int) ([]linkVersion, error) { return w.part(ctx, k, parts[i], all) },
		func(part []linkVersion) error { return hand(w.ctx, part, visit) })
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
