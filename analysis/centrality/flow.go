package centrality

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// block is how many actors or ties one worker takes at a time. Sums are made block by block, so it must not depend on the threads.
const block = 4096

// flow iterates PageRank from the uniform vector until it changes by less than tolerance in sum, or most times. It returns the
// ranks, how many iterations it took and the last change. The ranks then differ from the fixed point by at most
// damping/(1 − damping) times that change, in sum.
//
// Each actor pulls from those tied to it, so that no two workers write the same number; sums over all actors are made of one
// sum per block of actors, in order, so that the number of threads does not show.
func flow(ctx context.Context, g *snapshot.Graph, a analysis.Args, damping, tolerance float64, most int) (rank []float64, iterations int, change float64, err error) {
	n := g.Len()
	rank = make([]float64, n)
	if n == 0 {
		return rank, 0, 0, nil
	}
	start, from, _ := g.InRows()
	carries, share, err := shares(ctx, g, a.Threads)
	if err != nil {
		return nil, 0, 0, err
	}
	for u := range rank {
		rank[u] = 1 / float64(n)
	}
	next, give := make([]float64, n), make([]float64, n)
	expected := needed(damping, tolerance, most)
	idle, moved := make([]float64, n/block+1), make([]float64, n/block+1)
	for iterations < most {
		err := parallel.Blocks(ctx, n, block, a.Threads, nil, func(_, b, lo, hi int) {
			idle[b] = 0
			for u := lo; u < hi; u++ {
				give[u] = rank[u] * share[u]
				if share[u] == 0 {
					idle[b] += rank[u] // actors with nowhere to pass standing on to hand it to everyone, or the sum would decay
				}
			}
		})
		if err != nil {
			return nil, 0, 0, err
		}
		rest := (1 - damping + damping*sum(idle)) / float64(n)
		err = parallel.Blocks(ctx, n, block, a.Threads, nil, func(_, b, lo, hi int) {
			moved[b] = 0
			for v := lo; v < hi; v++ {
				var pulled float64
				if carries == nil {
					for _, u := range from[start[v]:start[v+1]] {
						pulled += give[u]
					}
				} else {
					for e := start[v]; e < start[v+1]; e++ {
						pulled += give[from[e]] * carries[e]
					}
				}
				next[v] = rest + damping*pulled
				moved[b] += max(next[v]-rank[v], rank[v]-next[v])
			}
		})
		if err != nil {
			return nil, 0, 0, err
		}
		rank, next = next, rank
		iterations++
		if change = sum(moved); change < tolerance {
			break
		}
		a.Report(min(int64(iterations), expected-1), expected)
	}
	a.Report(expected, expected)
	return rank, iterations, change, nil
}

// needed returns after how many iterations the change must be below tolerance: it is at most 2 in the first, and every iteration
// shrinks it by damping at least.
func needed(damping, tolerance float64, most int) int64 {
	iterations := 1.0
	if damping > 0 {
		iterations += math.Ceil(math.Log(tolerance/2) / math.Log(damping))
	}
	return int64(max(min(iterations, float64(most)), 1))
}

// shares returns how much each incoming tie carries, beside the in rows (nil when all carry 1), and for each actor the inverse of
// what its outgoing ties carry together (0 when that is nothing).
func shares(ctx context.Context, g *snapshot.Graph, threads int) (carries, share []float64, err error) {
	share = make([]float64, g.Len())
	_, _, inWeight := g.InRows()
	weighted := g.Meaning() != snapshot.Unweighted && inWeight != nil
	err = parallel.Blocks(ctx, len(share), block, threads, nil, func(_, _, lo, hi int) {
		for u := lo; u < hi; u++ {
			all := float64(len(g.Out(int32(u))))
			if weighted {
				all = 0
				for _, w := range g.OutWeights(int32(u)) {
					all += analysis.TieStrength(g.Meaning(), w)
				}
			}
			if all > 0 {
				share[u] = 1 / all
			}
		}
	})
	if err != nil || !weighted {
		return nil, share, err
	}
	carries = make([]float64, len(inWeight))
	err = parallel.Blocks(ctx, len(carries), block, threads, nil, func(_, _, lo, hi int) {
		for e, w := range inWeight[lo:hi] {
			carries[lo+e] = analysis.TieStrength(g.Meaning(), w)
		}
	})
	return carries, share, err
}

func sum(x []float64) float64 {
	var s float64
	for _, v := range x {
		s += v
	}
	return s
}
