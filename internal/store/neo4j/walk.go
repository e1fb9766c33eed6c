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
	from     stamp          // where it set out
	met      network.Counts // of what is visible at the revision
	nodes    nodes
}

// stamp says which changes a network has seen: equal stamps without a change under way have none between them.
type stamp struct {
	born             string
	revision, undone int
	changing         bool   // a change is under way, or died and is not cleared up
	owner            string // of that change
	step             int    // the last transaction of that change that began to show
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

// arrive makes sure, at the end of a walk, that it was all of one network, and all of it: what the newest revision holds is counted in
// the records of the revisions, and when what was met is sound and as much, it is that.
func (w *walk) arrive() error {
	return w.store.read(w.ctx, func(tx transaction) error {
		at, _, err := w.stamp(tx, collaborationKind)
		if err != nil || w.quiet(at) || w.revision != w.network.Revision {
			return err
		}
		v, err := tx.one("MATCH (:Network {name: $network})-[:HAS_REVISION]->(v) WHERE v.number <= $revision RETURN count(v), "+
			"sum(v.addedActors - v.removedActors), sum(v.addedActivities - v.removedActivities), "+
			"sum(v.addedCollaborations - v.removedCollaborations), sum(v.addedParticipations - v.removedParticipations)", w.params())
		if err != nil || len(v) == 0 || numberIn(v[0]) != w.revision {
			return err // the newest of the revisions is being made at this moment
		}
		if w.met.Actors < numberIn(v[1]) || w.met.Activities < numberIn(v[2]) || w.met.Collaborations < numberIn(v[3]) || w.met.Participations < numberIn(v[4]) {
			return fault.New(fault.Unavailable, "network %q was changed so fast that not all of revision %d could be read; read it again, and if it "+
				"stays so, when nobody imports: it holds %d actors, %d collaborations, %d activities and %d participations, of which %d, %d, %d and %d were met",
				w.network.Name, w.revision, numberIn(v[1]), numberIn(v[3]), numberIn(v[2]), numberIn(v[4]),
				w.met.Actors, w.met.Collaborations, w.met.Activities, w.met.Participations)
		}
		return nil
	})
}

func (w *walk) params() map[string]any {
	return map[string]any{"network": w.network.Name, "revision": int64(w.revision)}
}

// stamp returns the network's stamp, read after what the walk has read, and whether versions of a kind that the revision showed were moved
// aside. A network that was deleted, or had somebody erased, is a fault.
func (w *walk) stamp(tx transaction, k linkKind) (at stamp, moved bool, err error) {
	// The lease first: a change that is over by then has made its revision, or was undone, before the network is looked at.
	v, err := tx.one(fmt.Sprintf("OPTIONAL MATCH (l:Lease {network: $network}) WITH count(l) > 0 AS changing, max(l.owner) AS owner, max(l.step) AS step "+
		"MATCH (n:Network {name: $network}) RETURN n.born, n.revision, n.undone, changing, owner, step, "+
		"EXISTS { MATCH (p:%s {network: $network}) WHERE p.removed > $revision }", k.past), w.params())
	if err != nil {
		return at, false, err
	}
	if v == nil {
		return at, false, fault.New(fault.NotFound, "network %q was deleted while it was being read", w.network.Name)
	}
	at = stamp{textIn(v[0]), numberIn(v[1]), numberIn(v[2]), v[3] == true, textIn(v[4]), numberIn(v[5])}
	if at.born != w.from.born {
		return at, false, fault.New(fault.Unavailable, "somebody was erased from network %q while it was being read, or another took its place; read it again",
			w.network.Name)
	}
	return at, v[6] == true, nil
}

// quiet reports whether no change was under way at any moment between the beginning of the walk and a stamp.
func (w *walk) quiet(at stamp) bool { return at == w.from && !at.changing }

// part reads the links of some actors: once when no change was under way since the walk set out, else carefully and twice.
//
// Neo4j orders the relationships of an actor anew when they become many, which happens once in the actor's life, and who follows them at
// that moment may miss some. A transaction that does so and was being written down during the first reading is not any more during the
// second, so each actor's links are met in one of them. What is met is sound, and the two are put together.
func (w *walk) part(ctx context.Context, k linkKind, actors []string, all bool) (list []linkVersion, err error) {
	var at stamp
	reading := func(careful bool) error {
		return w.store.read(ctx, func(tx transaction) (err error) {
			list, at, err = w.look(tx, k, actors, all, careful)
			return err
		})
	}
	if !w.from.changing {
		if err := reading(false); err != nil || w.quiet(at) {
			return list, err
		}
	}
	if err := reading(true); err != nil {
		return nil, err
	}
	first := list
	if err := w.outlast(ctx, at); err != nil {
		return nil, err
	}
	err = reading(true)
	return inOrderOnce(slices.Concat(first, list)), err
}

// look reads the links of some actors once. A version that is moved aside meanwhile is looked for as a relationship first and among the
// earlier ones then, so none is missed, and one that is met twice counts once. A reading that is not careful is sound when no change was
// under way.
func (w *walk) look(tx transaction, k linkKind, actors []string, all, careful bool) (list []linkVersion, at stamp, err error) {
	newest, past, wants := "p.added <= $revision AND (p.removed IS NULL OR p.removed > $revision)", "p.added <= $revision AND p.removed >= $revision", contents
	if all {
		newest, past, wants = "p.added <= $revision", "p.added <= $revision", spans
	}
	if careful {
		wants = numbers
	}
	swift := false
	if wants == contents && w.nodes.of != nil {
		list, swift, err = k.swift(tx, &w.nodes, actors, w.revision)
	}
	if err == nil && !swift {
		list, err = k.newest(tx, w.network.Name, actors, newest, w.revision, wants)
	}
	if err != nil {
		return nil, at, err
	}
	at, moved, err := w.stamp(tx, k)
	if err != nil {
		return nil, at, err
	}
	var earlier []linkVersion
	if all || careful || moved {
		if earlier, err = k.earlier(tx, w.network.Name, actors, past, w.revision); err != nil {
			return nil, at, err
		}
	}
	list = together(list, earlier, w.revision)
	if !all { // what the revision itself removed told what is left of it among the newest
		list = slices.DeleteFunc(list, func(l linkVersion) bool { return l.removed != 0 && l.removed <= w.revision })
	}
	return list, at, nil
}

// outlast waits until all that a change was writing down before a stamp is written down. Each of its transactions counts a step of the
// lease and begins when the one before is stored: when two more than the last that showed have shown, that one and the next are over.
func (w *walk) outlast(ctx context.Context, at stamp) error {
	limit := time.After(w.store.limits.patience)
	for now := at; now.changing && now.owner == at.owner && now.step < at.step+2; {
		select {
		case <-time.After(10 * time.Millisecond):
		case <-limit:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
		err := w.store.read(ctx, func(tx transaction) (err error) {
			now, _, err = w.stamp(tx, collaborationKind)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
