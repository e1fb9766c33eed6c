package paths

import (
	"context"
	"math/bits"

	"github.com/sillat/sillat/analysis/parallel"
)

// lanes is a set of the sources searched together, one bit each. Two words are few enough that what a search over a large network looks up stays in
// the cache, and that on long ways the sources, near one another, arrive at an actor over few steps: four or eight words took longer there.
type lanes [2]uint64

// together is how many sources one search takes. It does not depend on the number of threads, so that results do not either.
const together = 128

// patience is after how many actors a search looks whether it was cancelled: well below 100 ms however large the graph.
const patience = 1024

// spread searches from every actor, 128 at a time, and tells add how many actors reach v over d ties at least, for every v and d from 1 to most.
// The slots of a worker's part start at zero, width of them for each actor; the returned sums are in the order of w's own numbers.
// Seen from v these are the actors that reach it; pass turned ways for those that v reaches.
//
// The method is multi-source breadth-first search: Then, M. et al. (2014). The more the merrier: efficient multi-source
// graph traversal. PVLDB 8(4), 449–460, doi 10.14778/2735496.2735507. Counting for the reached rather than for the source
// needs one population count an actor and level, where a count by source would take one addition a pair.
// Time O(n·m/128) at best, O(n·m) at worst; memory about 80 bytes an actor and thread.
func spread(ctx context.Context, w *ways, threads int, report func(done, all int64), width, most int, add func(slot []float64, d, sources float64)) ([]float64, error) {
	n := w.len()
	sums := make([]float64, n*width)
	scratch := make([]*frontier, parallel.Workers(n, together, threads))
	err := parallel.Sum(ctx, n, together, threads, report, sums, func(worker, lo, hi int, part []float64) {
		if scratch[worker] == nil {
			scratch[worker] = newFrontier(n)
		}
		f := scratch[worker]
		f.begin(lo, hi)
		for d := 1; d <= most && len(f.active) > 0 && f.step(ctx, w); d++ {
			for _, v := range f.active {
				add(part[int(v)*width:(int(v)+1)*width], float64(d), float64(f.now[v].count()))
			}
		}
	})
	return sums, err
}

// frontier is how far one search has come.
type frontier struct {
	seen []lanes // by actor: the sources that have reached it
	now  []lanes // those that reached it in the last step; zero for all but active
	next []lanes // those arriving; zero between steps

	active, touched []int32
	open            []int32 // the actors beside one that was ever active, and perhaps some that all have reached since
	fresh           []int32 // of the active ones those whose neighbours may not stand in open yet
	giving, taking  int64   // how many ties the active and the open ones have
	state           []uint8 // by actor, beside seen because a byte is nearer at hand than 64
	all             lanes
}

// The states of an actor.
const (
	unmet    = iota // no actor beside it was ever active
	waiting         // in open, for some source
	arriving        // in open and in touched
	reached         // by all sources
)

func newFrontier(n int) *frontier {
	return &frontier{seen: make([]lanes, n), now: make([]lanes, n), next: make([]lanes, n), state: make([]uint8, n)}
}

// begin puts one source on each actor of [lo, hi).
func (f *frontier) begin(lo, hi int) {
	f.clear()
	for v := lo; v < hi; v++ {
		f.put(int32(v))
	}
}

// beginAt puts one source on each of at most 128 actors.
func (f *frontier) beginAt(actors []int32) {
	f.clear()
	for _, v := range actors {
		f.put(v)
	}
}

func (f *frontier) clear() {
	clear(f.seen)
	clear(f.state)
	for _, v := range f.active { // left over when the search before stopped short of the end
		f.now[v] = lanes{}
	}
	f.active, f.open, f.fresh, f.all = f.active[:0], f.open[:0], f.fresh[:0], lanes{}
	f.giving, f.taking = 0, 0
}

// put puts the next source on an actor.
func (f *frontier) put(v int32) {
	i := len(f.active)
	bit := uint64(1) << (i % 64)
	f.seen[v][i/64], f.now[v][i/64] = bit, bit
	f.all[i/64] |= bit
	f.active, f.fresh = append(f.active, v), append(f.fresh, v)
}

// step moves every source one tie on, the way that takes less time: from the active actors to those beside them, or, without directions, to
// the open actors from those beside them. It returns false when ctx ended.
//
// After Beamer, S., Asanović, K. & Patterson, D. (2012). Direction-optimizing breadth-first search, doi 10.1109/SC.2012.50; but only
// actors that the search has come to take, since on long ways most are still far from it.
func (f *frontier) step(ctx context.Context, w *ways) bool {
	const cheaper = 2 // a tie that is taken over costs less than half of one that is given over: nothing is stored for it
	if w.mutual && len(f.open) > 0 && f.taking < cheaper*f.giving {
		return f.take(ctx, w)
	}
	return f.give(ctx, w)
}

// farthestEach returns for each of at most 128 actors the largest distance over which it reaches anybody, or ctx's error.
func (f *frontier) farthestEach(ctx context.Context, w *ways, sources []int32) ([]int32, error) {
	f.beginAt(sources)
	ecc := make([]int32, len(sources))
	for d := int32(1); f.step(ctx, w); d++ {
		if len(f.active) == 0 {
			return ecc, nil
		}
		var on lanes // sources that arrived somewhere
		for _, v := range f.active {
			on.join(&f.now[v])
		}
		for i := range ecc {
			if on[i/64]>>(i%64)&1 != 0 {
				ecc[i] = d
			}
		}
	}
	return nil, ctx.Err()
}

// give is a step from the active actors to those beside them.
func (f *frontier) give(ctx context.Context, w *ways) bool {
	f.touched = f.touched[:0]
	met := len(f.open)
	for i, u := range f.active {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		now := &f.now[u]
		for _, v := range w.row(u) {
			switch f.state[v] {
			case reached:
				continue
			case unmet:
				f.meet(w, v)
				fallthrough
			case waiting:
				f.state[v] = arriving
				f.touched = append(f.touched, v)
			}
			f.next[v].join(now)
		}
	}
	for _, u := range f.active {
		f.now[u] = lanes{}
	}
	f.active, f.giving = f.active[:0], 0
	for _, v := range f.touched {
		ties := w.start[v+1] - w.start[v]
		some, lacking := f.next[v].leave(&f.seen[v], &f.all)
		f.state[v] = waiting
		if lacking == 0 {
			f.state[v] = reached
			f.taking -= ties
		}
		if some != 0 {
			f.active = append(f.active, v)
			f.giving += ties
		}
	}
	f.fresh = append(f.fresh[:0], f.open[met:]...)
	f.now, f.next = f.next, f.now
	return true
}

// take is a step to the open actors from those beside them.
func (f *frontier) take(ctx context.Context, w *ways) bool {
	met := len(f.open)
	for _, u := range f.fresh {
		for _, v := range w.row(u) {
			if f.state[v] == unmet {
				f.meet(w, v)
			}
		}
	}
	f.fresh = append(f.fresh[:0], f.open[met:]...)
	now, next := f.now, f.next
	arrived, giving, taking := f.touched[:0], int64(0), int64(0)
	kept := f.open[:0]
	for i, v := range f.open {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		if f.state[v] == reached {
			continue
		}
		row := w.row(v)
		var a, b uint64
		rest := row
		for len(rest) >= 4 { // four at a time, so that four look-ups are under way together
			x, y, z, q := &now[rest[0]], &now[rest[1]], &now[rest[2]], &now[rest[3]]
			a |= x[0] | y[0] | z[0] | q[0]
			b |= x[1] | y[1] | z[1] | q[1]
			rest = rest[4:]
		}
		for _, u := range rest {
			x := &now[u]
			a |= x[0]
			b |= x[1]
		}
		x := lanes{a, b}
		if some, lacking := x.leave(&f.seen[v], &f.all); some != 0 {
			next[v] = x
			arrived = append(arrived, v)
			giving += int64(len(row))
			if lacking == 0 {
				f.state[v] = reached
				continue
			}
		}
		kept = append(kept, v)
		taking += int64(len(row))
	}
	for _, u := range f.active {
		now[u] = lanes{}
	}
	f.active, f.touched, f.open = arrived, f.active, kept
	f.giving, f.taking = giving, taking
	f.now, f.next = next, now
	return true
}

// meet lists an actor among the open ones.
func (f *frontier) meet(w *ways, v int32) {
	f.state[v] = waiting
	f.open = append(f.open, v)
	f.taking += w.start[v+1] - w.start[v]
}

// join adds the sources of b to a.
func (a *lanes) join(b *lanes) {
	a[0] |= b[0]
	a[1] |= b[1]
}

// leave keeps in a only the sources not seen before and marks them seen. It returns what is 0 when there are none, and what is 0 when no
// source is lacking any more.
func (a *lanes) leave(seen, all *lanes) (some, lacking uint64) {
	a[0] &^= seen[0]
	a[1] &^= seen[1]
	seen[0] |= a[0]
	seen[1] |= a[1]
	return a[0] | a[1], (seen[0] ^ all[0]) | (seen[1] ^ all[1])
}

func (a *lanes) count() int { return bits.OnesCount64(a[0]) + bits.OnesCount64(a[1]) }
