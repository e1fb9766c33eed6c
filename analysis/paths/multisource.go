package paths

import (
	"context"
	"math/bits"

	"github.com/sillat/sillat/analysis/parallel"
)

// lanes is a set of the sources searched together, one bit each.
type lanes [8]uint64

// together is how many sources one search takes. It does not depend on the number of threads, so that results do not either.
const together = 512

// patience is after how many actors a search looks whether it was cancelled: well below 100 ms however large the graph.
const patience = 1024

// spread searches from every actor, 512 at a time, and tells add how many actors reach v over d ties at least, for every v and d from 1 to most.
// The slots of a worker's part start at zero, width of them for each actor; the returned sums are in the order of w's own numbers.
// Seen from v these are the actors that reach it; pass turned ways for those that v reaches.
//
// The method is multi-source breadth-first search: Then, M. et al. (2014). The more the merrier: efficient multi-source
// graph traversal. PVLDB 8(4), 449–460, doi 10.14778/2735496.2735507. Counting for the reached rather than for the source
// needs one population count an actor and level, where a count by source would take one addition a pair.
// Time O(n·m/512) at best, O(n·m) at worst; memory about 200 bytes an actor and thread.
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
	state           []uint8 // by actor, beside seen because a byte is nearer at hand than 64: is it waiting, arriving or reached
	all             lanes
}

// The states of an actor.
const (
	waiting  = iota // for some source
	arriving        // in touched
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

// beginAt puts one source on each of at most 512 actors.
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
	f.active, f.all = f.active[:0], lanes{}
}

// put puts the next source on an actor.
func (f *frontier) put(v int32) {
	i := len(f.active)
	bit := uint64(1) << (i % 64)
	f.seen[v][i/64], f.now[v][i/64] = bit, bit
	f.all[i/64] |= bit
	f.active = append(f.active, v)
}

// step moves every source one tie on. It returns false when ctx ended.
func (f *frontier) step(ctx context.Context, w *ways) bool {
	f.touched = f.touched[:0]
	for i, u := range f.active {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		now := &f.now[u]
		for _, v := range w.row(u) {
			switch f.state[v] {
			case reached:
				continue
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
	f.active = f.active[:0]
	for _, v := range f.touched {
		some, lacking := f.next[v].leave(&f.seen[v], &f.all)
		f.state[v] = waiting
		if lacking == 0 {
			f.state[v] = reached
		}
		if some != 0 {
			f.active = append(f.active, v)
		}
	}
	f.now, f.next = f.next, f.now
	return true
}

// join adds the sources of b to a.
func (a *lanes) join(b *lanes) {
	a[0] |= b[0]
	a[1] |= b[1]
	a[2] |= b[2]
	a[3] |= b[3]
	a[4] |= b[4]
	a[5] |= b[5]
	a[6] |= b[6]
	a[7] |= b[7]
}

// leave keeps in a only the sources not seen before and marks them seen. It returns what is 0 when there are none, and what is 0 when no
// source is lacking any more.
func (a *lanes) leave(seen, all *lanes) (some, lacking uint64) {
	for i := range a {
		a[i] &^= seen[i]
		seen[i] |= a[i]
		some |= a[i]
		lacking |= seen[i] ^ all[i]
	}
	return some, lacking
}

func (a *lanes) count() int {
	c := 0
	for _, x := range a {
		c += bits.OnesCount64(x)
	}
	return c
}
