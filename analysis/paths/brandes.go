package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/parallel"
)

// sameLength is how much two ways may differ, relative to their length, and still be equally short: 0.1 + 0.2 must tie with 0.3.
const sameLength = 1e-12

// between returns for every actor v, in w's own numbers, Σ_{s ≠ v ≠ t} σ_st(v)/σ_st over ordered pairs (s, t), where σ_st counts the
// shortest paths from s to t and σ_st(v) those through v.
//
// The method is Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163–177,
// doi 10.1080/0022250X.2001.9990249. Paths are counted in floating point, exact to 2^53. Instead of the paper's lists
// of predecessors each search lists the steps onward, so that the way back reads what it needs in one sweep and writes one number an actor.
// Time O(n·m), with lengths O(n·(n + m)·log n); memory 40 bytes an actor and 4 bytes a tie and direction, for each thread.
func between(ctx context.Context, w *ways, threads int, report func(done, all int64)) ([]float64, error) {
	const block = 16
	sources := w.sources()
	sums := make([]float64, w.len())
	scratch := make([]*search, parallel.Workers(len(sources), block, threads))
	err := parallel.Sum(ctx, len(sources), block, threads, report, sums, func(worker, lo, hi int, part []float64) {
		if scratch[worker] == nil {
			scratch[worker] = newSearch(w)
		}
		for _, source := range sources[lo:hi] {
			if s := scratch[worker]; !s.from(ctx, w, source) || !s.depend(ctx, part) {
				return
			}
		}
	})
	return sums, err
}

// sources returns the actors with a way out; the others lie at no path's beginning.
func (w *ways) sources() []int32 {
	sources := make([]int32, 0, w.len())
	for u := range int32(w.len()) {
		if len(w.row(u)) > 0 {
			sources = append(sources, u)
		}
	}
	return sources
}

// search holds all shortest paths from one source.
type search struct {
	order   []int32   // the actors reached, nearest first; the source is the first
	onward  []int32   // the next actors on shortest paths: those of order[i] are onward[begin[i]:begin[i+1]]
	begin   []int64   //
	paths   []float64 // by actor: σ, the number of shortest paths from the source
	credit  []float64 // by actor: (1 + δ)/σ, what each path to it earns those before it
	level   []int32   // by actor: steps from the source, -1 when not reached; without lengths
	nearest *dijkstra // with lengths
}

func newSearch(w *ways) *search {
	n := w.len()
	s := &search{
		order: make([]int32, 0, n), onward: make([]int32, 0, len(w.to)), begin: make([]int64, n+1),
		paths: make([]float64, n), credit: make([]float64, n), level: make([]int32, n),
	}
	for v := range s.level {
		s.level[v] = -1
	}
	if w.length != nil {
		s.nearest = newDijkstra(n)
	}
	return s
}

// from finds all shortest paths from a source. It returns false when ctx ended; then s is of no further use.
func (s *search) from(ctx context.Context, w *ways, source int32) bool {
	if s.nearest != nil {
		return s.nearest.search(ctx, w, source) && s.link(ctx, w)
	}
	return s.walk(ctx, w, source)
}

// walk is breadth-first search: an actor found at level d is one step onward for every neighbour at level d − 1.
func (s *search) walk(ctx context.Context, w *ways, source int32) bool {
	for _, v := range s.order {
		s.level[v] = -1
	}
	order, onward := s.order[:1], s.onward[:cap(s.onward)]
	level, paths := s.level, s.paths[:len(s.level)] // the loop below is where the time goes
	order[0], level[source], paths[source] = source, 0, 1
	steps := 0
	for head := 0; head < len(order); head++ {
		if head%patience == 0 && ctx.Err() != nil {
			return false
		}
		u := order[head]
		next, through := level[u]+1, paths[u]
		s.begin[head] = int64(steps)
		for _, v := range w.row(u) {
			switch level[v] {
			case next:
				paths[v] += through
			case -1:
				level[v], paths[v] = next, through
				order = append(order, v)
			default:
				continue
			}
			onward[steps] = v
			steps++
		}
	}
	s.begin[len(order)] = int64(steps)
	s.order, s.onward = order, onward[:steps]
	return true
}

// link finds the steps onward after the distances are known. A way counts as shortest when it is longer than the shortest by no more
// than sameLength; only steps to actors that are settled later count, so rounding can make no circle.
func (s *search) link(ctx context.Context, w *ways) bool {
	s.order, s.onward = s.nearest.order, s.onward[:0]
	for i, v := range s.order {
		s.level[v], s.paths[v] = int32(i), 0
	}
	s.paths[s.order[0]] = 1
	for i, u := range s.order {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		s.begin[i] = int64(len(s.onward))
		for e := w.start[u]; e < w.start[u+1]; e++ {
			v := w.to[e]
			if s.level[v] > int32(i) && s.nearest.distance[u]+w.length[e] <= s.nearest.distance[v]*(1+sameLength) {
				s.paths[v] += s.paths[u]
				s.onward = append(s.onward, v)
			}
		}
	}
	s.begin[len(s.order)] = int64(len(s.onward))
	return true
}

// depend adds to part how much the source's paths depend on each actor: δ(u) = Σ σ_u/σ_v · (1 + δ(v)) over the steps u → v onward.
// It returns false when ctx ended.
func (s *search) depend(ctx context.Context, part []float64) bool {
	earned := s.credit
	for i := len(s.order) - 1; i > 0; i-- {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		u := s.order[i]
		if math.IsInf(s.paths[u], 1) {
			return s.dependOnMany(ctx, part, i)
		}
		var credit float64
		for _, v := range s.onward[s.begin[i]:s.begin[i+1]] {
			credit += earned[v]
		}
		part[u] += s.paths[u] * credit
		earned[u] = 1/s.paths[u] + credit
	}
	return true
}
