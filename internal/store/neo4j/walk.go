package neo4j

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// walk is one reading of a network, in many transactions. Neo4j shows each of them the database as it is, so what keeps the walk at its
// revision is the order in which changes write and walks read; internal/docs/neo4j.md argues why that is enough.
type walk struct {
	store    *Store
	ctx      context.Context
	network  network.Network
	revision int
	from     stamp // where it set out
}

// stamp says which changes a network has seen: equal stamps without a change under way have none between them.
type stamp struct {
	born             string
	revision, undone int
	changing         bool // a change is under way, or died and is not cleared up
	moved            bool // versions that the revision showed were moved aside
}

// setOut begins a walk at the newest revision. It waits while somebody is being erased, which takes moments.
func (s *Store) setOut(ctx context.Context, name string) (*walk, error) {
	for began := time.Now(); ; {
		var now standing
		changing := false
		err := s.read(ctx, func(tx transaction) (err error) {
			if now, err = tx.standing(name); err != nil {
				return err
			}
			// After the network: a change that is not under way by now makes a later revision.
			v, err := tx.one("RETURN EXISTS { (:Lease {network: $network}) }", map[string]any{"network": name})
			changing = err == nil && v[0] == true
			return err
		})
		if err == nil && !now.exists {
			err = notFound(name)
		}
		if err != nil {
			return nil, err
		}
		if !now.closed() {
			at := stamp{born: now.born, revision: now.Revision, undone: now.undone, changing: changing}
			return &walk{store: s, ctx: ctx, network: now.Network, revision: now.Revision, from: at}, nil
		}
		s.sweep() // whoever erases may be dead
		if time.Since(began) > s.limits.call {
			return nil, fault.New(fault.Unavailable, "somebody has been in the middle of being erased from network %q for %v; try again later", name, s.limits.call)
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return nil, s.explain(ctx, ctx.Err())
		}
	}
}

// arrive makes sure, at the end of a walk, that it was all of one network.
func (w *walk) arrive() error {
	return w.store.read(w.ctx, func(tx transaction) error {
		_, err := w.stamp(tx, collaborationKind)
		return err
	})
}

// stamp returns the network's stamp, read after what the walk has read. A network that was deleted, or had somebody erased, is a fault.
func (w *walk) stamp(tx transaction, k linkKind) (at stamp, err error) {
	// The lease first: a change that is over by then has made its revision, or was undone, before the network is looked at.
	v, err := tx.one(fmt.Sprintf("OPTIONAL MATCH (l:Lease {network: $network}) WITH count(l) > 0 AS changing "+
		"MATCH (n:Network {name: $network}) RETURN n.born, n.revision, n.undone, changing, "+
		"EXISTS { MATCH (p:%s {network: $network}) WHERE p.removed > $revision }", k.past),
		map[string]any{"network": w.network.Name, "revision": int64(w.revision)})
	if err != nil {
		return at, err
	}
	if v == nil {
		return at, fault.New(fault.NotFound, "network %q was deleted while it was being read", w.network.Name)
	}
	at = stamp{textIn(v[0]), numberIn(v[1]), numberIn(v[2]), v[3] == true, v[4] == true}
	if at.born != w.from.born {
		return at, fault.New(fault.Unavailable, "somebody was erased from network %q while it was being read, or another took its place; read it again",
			w.network.Name)
	}
	return at, nil
}

// mostReadings is how often a part is read at most. Two or three are the rule even while the network is being changed.
const mostReadings = 50

// steady reads a part of a walk: once when no change was under way since the walk set out, else until two readings agree. Neo4j reorders
// the relationships of an actor when they become many, and who follows them at that moment may miss some.
func steady[R comparable](ctx context.Context, w *walk, read func(transaction) ([]R, stamp, error)) (list []R, err error) {
	var before []R
	for reading := range mostReadings {
		var at stamp
		err := w.store.read(ctx, func(tx transaction) (err error) {
			list, at, err = read(tx)
			return err
		})
		if err != nil {
			return nil, err
		}
		at.moved = false
		if at == w.from && !at.changing || reading > 0 && slices.Equal(list, before) {
			return list, nil
		}
		before = list
	}
	return nil, fault.New(fault.Unavailable, "network %q changes faster than it can be read; try again later", w.network.Name)
}
