package silo

import (
	"context"
	"math/bits"
)

// lanes is a set of up to 512 sources that are followed through the network at once, one bit each: as much as a processor fetches at a time.
type lanes [8]uint64

const laneCount = 512

func (l *lanes) count() int64 {
	n := 0
	for i := range l {
		n += bits.OnesCount64(l[i])
	}
	return int64(n)
}

// among counts the lanes that are also in mask.
func (l *lanes) among(mask *lanes) int64 {
	n := 0
	for i := range l {
		n += bits.OnesCount64(l[i] & mask[i])
	}
	return int64(n)
}

func (l *lanes) add(lane int) { l[lane>>6] |= 1 << (lane & 63) }

// sweeper follows up to 512 sources of one component through it, all at once: a breadth-first search in which a place holds the set
// of the sources that have reached it (Then et al. 2014, The more the merrier, doi 10.14778/2735496.2735507).
type sweeper struct {
	f               *field
	seen, now, next []lanes
	open            []int32  // places not yet reached by every source, and some that are
	front, reached  []int32  // places reached in the last step, and in this one
	met             []uint64 // a bit per place that a push has met; zero between pushes
}

func newSweeper(f *field) *sweeper {
	n := len(f.silo)
	return &sweeper{f: f, seen: make([]lanes, n), now: make([]lanes, n), next: make([]lanes, n), met: make([]uint64, (n+63)/64)}
}

// run calls found for every place and step with the sources that first reach the place in that many steps; places ascend within a
// step. Sources are places of one component. It stops early, with found calls missing, when ctx ends.
func (s *sweeper) run(ctx context.Context, sources []int32, found func(step int, place int32, by *lanes)) {
	s.runWithout(ctx, sources, -1, found)
}

// runWithout is run as if the actor at the place gone, which is no source, had left; -1 for nobody.
//
// A step is taken from the places that were reached in the last one when they have few ties, as at the beginning and at the end, and else by those
// that are not reached yet (Beamer et al. 2012, doi 10.1109/SC.2012.50). What is found is the same.
func (s *sweeper) runWithout(ctx context.Context, sources []int32, gone int32, found func(step int, place int32, by *lanes)) {
	c := s.f.component[sources[0]]
	lo, hi := s.f.begin(c), s.f.ends[c]
	clear(s.seen[lo:hi])
	clear(s.now[lo:hi])
	clear(s.next[lo:hi])
	var all lanes
	for lane, v := range sources {
		all.add(lane)
		s.seen[v].add(lane)
		s.now[v].add(lane)
	}
	s.open, s.front, s.reached = s.open[:0], append(s.front[:0], sources...), s.reached[:0]
	left, ahead := int64(0), int64(0) // ties of the open places, and of the front
	for v := lo; v < hi; v++ {
		if s.seen[v] != all && v != gone {
			s.open = append(s.open, v)
			left += s.f.ties(v)
		}
	}
	for _, v := range sources {
		ahead += s.f.ties(v)
	}
	for step := 1; len(s.front) > 0 && len(s.open) > 0; step++ {
		// Ties are kept by where they lead to, so with directions they cannot be followed forwards. Meeting a place costs twice what looking at one does.
		if !s.f.directed && 2*ahead < left {
			ahead = s.push(ctx, step, lo, gone, found)
		} else {
			left, ahead = s.pull(ctx, step, &all, found)
		}
		if ctx.Err() != nil {
			return
		}
	}
}

// pull takes a step by looking from every open place at its neighbours, and returns the ties of the places that stay open and of the new front.
func (s *sweeper) pull(ctx context.Context, step int, all *lanes, found func(step int, place int32, by *lanes)) (left, ahead int64) {
	kept := 0
	for i, v := range s.open {
		if i%4096 == 0 && ctx.Err() != nil {
			return 0, 0
		}
		if s.seen[v] == *all {
			continue // a push completed it
		}
		fresh := s.gather(v, all)
		if fresh != (lanes{}) {
			s.next[v] = fresh
			s.reached = append(s.reached, v)
			ahead += s.f.ties(v)
			found(step, v, &s.next[v])
			if s.seen[v] == *all {
				continue
			}
		}
		s.open[kept] = v
		left += s.f.ties(v)
		kept++
	}
	s.open = s.open[:kept]
	s.step()
	return left, ahead
}

// push takes a step by going on from the front, and returns the ties of the new one.
func (s *sweeper) push(ctx context.Context, step int, lo, gone int32, found func(step int, place int32, by *lanes)) (ahead int64) {
	low, high := len(s.met), 0
	for i, u := range s.front {
		if i%4096 == 0 && ctx.Err() != nil {
			clear(s.met)
			return 0
		}
		n := &s.now[u]
		for _, v := range s.f.to[s.f.start[u]:s.f.start[u+1]] {
			if v == gone {
				continue
			}
			next := &s.next[v]
			for j := range n {
				next[j] |= n[j]
			}
			s.met[v>>6] |= 1 << (v & 63)
			low, high = min(low, int(v>>6)), max(high, int(v>>6)+1)
		}
	}
	for word := low; word < high; word++ {
		for set := s.met[word]; set != 0; set &= set - 1 {
			v := int32(word<<6 + bits.TrailingZeros64(set))
			next, seen := &s.next[v], &s.seen[v]
			fresh := uint64(0)
			for j := range next {
				next[j] &^= seen[j]
				seen[j] |= next[j]
				fresh |= next[j]
			}
			if fresh != 0 {
				s.reached = append(s.reached, v)
				ahead += s.f.ties(v)
				found(step, v, next)
			}
		}
		s.met[word] = 0
	}
	s.step()
	return ahead
}

// step makes what was reached the front.
func (s *sweeper) step() {
	for _, v := range s.front {
		s.now[v] = lanes{}
	}
	s.now, s.next = s.next, s.now
	s.front, s.reached = s.reached, s.front[:0]
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
		l[4] |= n[4]
		l[5] |= n[5]
		l[6] |= n[6]
		l[7] |= n[7]
		// Places with many ties are complete long before their last neighbour.
		if i&15 == 15 && l == *all {
			break
		}
	}
	s.seen[v] = l
	for i := range l {
		l[i] &^= seen[i]
	}
	return l
}
