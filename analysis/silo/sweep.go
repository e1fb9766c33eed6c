package silo

import (
	"context"
	"math/bits"
	"slices"

	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/snapshot"
)

// lanes is a set of up to 256 sources that are followed through the network at once, one bit each.
type lanes [4]uint64

const laneCount = 256

func (l *lanes) count() int64 {
	return int64(bits.OnesCount64(l[0]) + bits.OnesCount64(l[1]) + bits.OnesCount64(l[2]) + bits.OnesCount64(l[3]))
}

// among counts the lanes that are also in mask.
func (l *lanes) among(mask *lanes) int64 {
	return int64(bits.OnesCount64(l[0]&mask[0]) + bits.OnesCount64(l[1]&mask[1]) +
		bits.OnesCount64(l[2]&mask[2]) + bits.OnesCount64(l[3]&mask[3]))
}

func (l *lanes) add(lane int) { l[lane>>6] |= 1 << (lane & 63) }

// field is a network laid out for sweeping: its actors renumbered component by component and, inside a component, silo by
// silo, so that a component and a silo's part of it are each a range. Places stand for actors in everything that sweeps.
type field struct {
	directed  bool
	start     []int64   // per place its range of to
	to        []int32   // places next to it; with directions those that lead to it
	place     []int32   // per actor
	silo      []int32   // per place; -1 for none, which stand last in their component
	component []int32   // per place: the index into ends
	ends      []int32   // per component one past its last place; components as cohesion.Weak numbers them
	parts     [][]int64 // per component the number of its actors in each silo; nil in one without two silos, which no pair of silos meets in
}

func (f *field) begin(component int32) int32 {
	if component == 0 {
		return 0
	}
	return f.ends[component-1]
}

// layOut makes the field of a graph. Components are those of the graph without directions.
func layOut(ctx context.Context, g *snapshot.Graph, of []int32, silos int) (*field, error) {
	n := g.Len()
	component, sizes, err := cohesion.Weak(ctx, g)
	if err != nil {
		return nil, err
	}
	count := len(sizes)
	order := make([]int32, n) // order[place] = actor
	for v := range order {
		order[v] = int32(v)
	}
	bySilo := func(v int32) int { return (int(of[v]) + silos + 1) % (silos + 1) } // no silo, -1, is the last
	order = sorted(order, silos+1, bySilo)
	order = sorted(order, count, func(v int32) int { return int(component[v]) })
	place := make([]int32, n)
	for p, v := range order {
		place[v] = int32(p)
	}
	_, arcs, _ := g.InRows()
	f := &field{
		directed: g.Directed(), place: place, start: make([]int64, 1, n+1), to: make([]int32, 0, len(arcs)),
		silo: make([]int32, n), component: make([]int32, n), ends: make([]int32, count), parts: make([][]int64, count),
	}
	for p, v := range order {
		if p%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		f.silo[p], f.component[p] = of[v], component[v]
		f.ends[component[v]] = int32(p + 1)
		for _, u := range g.In(v) {
			f.to = append(f.to, place[u])
		}
		f.start = append(f.start, int64(len(f.to)))
	}
	for c := range f.parts {
		lo, hi := f.begin(int32(c)), f.ends[c]
		if first := f.silo[lo]; first < 0 || !slices.ContainsFunc(f.silo[lo:hi], func(a int32) bool { return a >= 0 && a != first }) {
			continue
		}
		f.parts[c] = make([]int64, silos)
		for _, a := range f.silo[lo:hi] {
			if a >= 0 {
				f.parts[c][a]++
			}
		}
	}
	return f, nil
}

// sorted puts items in the order of their keys, 0 to keys−1; equal ones stay as they stand.
func sorted(items []int32, keys int, key func(int32) int) []int32 {
	next := make([]int32, keys+1)
	for _, v := range items {
		next[key(v)+1]++
	}
	for k := range keys {
		next[k+1] += next[k]
	}
	out := make([]int32, len(items))
	for _, v := range items {
		out[next[key(v)]] = v
		next[key(v)]++
	}
	return out
}

// sweeper follows up to 256 sources of one component through it, all at once: a breadth-first search in which a place holds the set
// of the sources that have reached it (Then et al. 2014, The more the merrier, doi 10.14778/2735496.2735507).
type sweeper struct {
	f               *field
	seen, now, next []lanes
	open            []int32 // places not yet reached by every source
}

func newSweeper(f *field) *sweeper {
	n := len(f.silo)
	return &sweeper{f: f, seen: make([]lanes, n), now: make([]lanes, n), next: make([]lanes, n)}
}

// run calls found for every place and step with the sources that first reach the place in that many steps; places ascend within a
// step. Sources are places of one component. It stops early, with found calls missing, when ctx ends.
func (s *sweeper) run(ctx context.Context, sources []int32, found func(step int, place int32, by *lanes)) {
	s.runWithout(ctx, sources, -1, found)
}

// runWithout is run as if the actor at the place gone, which is no source, had left; -1 for nobody.
func (s *sweeper) runWithout(ctx context.Context, sources []int32, gone int32, found func(step int, place int32, by *lanes)) {
	c := s.f.component[sources[0]]
	lo, hi := s.f.begin(c), s.f.ends[c]
	clear(s.seen[lo:hi])
	clear(s.now[lo:hi])
	var all lanes
	for lane, v := range sources {
		all.add(lane)
		s.seen[v].add(lane)
		s.now[v].add(lane)
	}
	s.open = s.open[:0]
	for v := lo; v < hi; v++ {
		if s.seen[v] != all && v != gone {
			s.open = append(s.open, v)
		}
	}
	for step, moving := 1, true; moving && len(s.open) > 0; step++ {
		clear(s.next[lo:hi])
		kept := 0
		moving = false // what directions or a missing actor keep apart is never reached
		for i, v := range s.open {
			if i%4096 == 0 && ctx.Err() != nil {
				return
			}
			fresh := s.gather(v, &all)
			if fresh != (lanes{}) {
				s.next[v] = fresh
				moving = true
				found(step, v, &s.next[v])
				if s.seen[v] == all {
					continue
				}
			}
			s.open[kept] = v
			kept++
		}
		s.open = s.open[:kept]
		s.now, s.next = s.next, s.now
	}
}

// gather returns the sources that reach a place now from its neighbours and had not before, and marks them seen.
func (s *sweeper) gather(v int32, all *lanes) lanes {
	seen := s.seen[v]
	l := seen
	for i, u := range s.f.to[s.f.start[v]:s.f.start[v+1]] {
		n := &s.now[u]
		l[0] |= n[0]
		l[1] |= n[1]
		l[2] |= n[2]
		l[3] |= n[3]
		// Places with many ties are complete long before their last neighbour.
		if i&15 == 15 && l == *all {
			break
		}
	}
	s.seen[v] = l
	return lanes{l[0] &^ seen[0], l[1] &^ seen[1], l[2] &^ seen[2], l[3] &^ seen[3]}
}
