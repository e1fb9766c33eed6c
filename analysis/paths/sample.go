package paths

import (
	"context"
	"math/rand/v2"
)

// sampler draws uniform shortest paths between given actors of an unweighted network. Two breadth-first searches, one from each end,
// take turns, a whole level at a time and always the cheaper one, until they meet; then together they have seen about the square root
// of what one alone would have: Borassi, M. & Natale, E. (2019), KADABRA is an adaptive algorithm for betweenness via random
// approximation, doi 10.1145/3284359.
type sampler struct {
	out, in *ways // in is out turned around; the same when undirected

	side    []uint8   // by actor: which search has reached it
	level   []int32   // steps from that search's end
	paths   []float64 // shortest paths from that end
	touched []int32   // the actors reached, to be cleared
	meeting []meeting
	path    []int32 // the inner actors of the path drawn
}

// meeting is a step from an actor reached from the beginning to one reached from the end.
type meeting struct {
	from, to int32
	paths    float64 // shortest paths over the step
}

const (
	forward  = 1
	backward = 2
)

func newSampler(out, in *ways) *sampler {
	n := out.len()
	return &sampler{out: out, in: in, side: make([]uint8, n), level: make([]int32, n), paths: make([]float64, n)}
}

// draw leaves the inner actors of a shortest path from s to t in path: none when there is no path. It returns false when ctx ended.
func (p *sampler) draw(ctx context.Context, s, t int32, r *rand.Rand) bool {
	for _, v := range p.touched {
		p.side[v] = 0
	}
	p.touched, p.path, p.meeting = p.touched[:0], p.path[:0], p.meeting[:0]
	p.reach(s, forward, 0, 1)
	p.reach(t, backward, 0, 1)
	ahead, behind := p.touched[:1], p.touched[1:2]
	for len(p.meeting) == 0 {
		if len(ahead) == 0 || len(behind) == 0 {
			return true
		}
		if ctx.Err() != nil {
			return false
		}
		if p.out.ties(ahead) <= p.in.ties(behind) {
			ahead = p.advance(p.out, ahead, forward)
		} else {
			behind = p.advance(p.in, behind, backward)
		}
	}
	var all float64
	for _, m := range p.meeting {
		all += m.paths
	}
	chosen := p.meeting[len(p.meeting)-1]
	for rest, i := r.Float64()*all, 0; i < len(p.meeting); i++ {
		if rest -= p.meeting[i].paths; rest < 0 {
			chosen = p.meeting[i]
			break
		}
	}
	p.back(p.in, chosen.from, forward, r)
	p.back(p.out, chosen.to, backward, r)
	return true
}

func (p *sampler) reach(v int32, side uint8, level int32, paths float64) {
	p.side[v], p.level[v], p.paths[v] = side, level, paths
	p.touched = append(p.touched, v)
}

// advance moves one search a level on, noting where it meets the other, and returns its new level.
func (p *sampler) advance(w *ways, level []int32, side uint8) []int32 {
	begin := len(p.touched)
	for _, u := range level {
		next := p.level[u] + 1
		for _, v := range w.row(u) {
			switch p.side[v] {
			case 0:
				p.reach(v, side, next, p.paths[u])
			case side:
				if p.level[v] == next {
					p.paths[v] += p.paths[u]
				}
			case forward:
				p.meeting = append(p.meeting, meeting{v, u, p.paths[u] * p.paths[v]})
			default:
				p.meeting = append(p.meeting, meeting{u, v, p.paths[u] * p.paths[v]})
			}
		}
	}
	return p.touched[begin:] // growing touched may move it, but never changes what was read
}

// back adds v and the actors on a random shortest path from it to its search's end, the end left out.
func (p *sampler) back(w *ways, v int32, side uint8, r *rand.Rand) {
	for p.level[v] > 0 {
		p.path = append(p.path, v)
		rest, before := r.Float64()*p.paths[v], int32(-1)
		for _, u := range w.row(v) {
			if p.side[u] == side && p.level[u] == p.level[v]-1 {
				before = u
				if rest -= p.paths[u]; rest < 0 {
					break
				}
			}
		}
		v = before
	}
}

// ties returns how many steps lead on from the actors.
func (w *ways) ties(actors []int32) (sum int64) {
	for _, u := range actors {
		sum += w.start[u+1] - w.start[u]
	}
	return sum
}

// turned returns the ways the other way round, actors numbered alike.
func (w *ways) turned() *ways {
	t := &ways{actor: w.actor, start: make([]int64, len(w.start)), to: make([]int32, len(w.to))}
	for _, v := range w.to {
		t.start[v+1]++
	}
	for v := range w.len() {
		t.start[v+1] += t.start[v]
	}
	next := append([]int64(nil), t.start...)
	for u := range int32(w.len()) {
		for _, v := range w.row(u) {
			t.to[next[v]] = u
			next[v]++
		}
	}
	return t
}
