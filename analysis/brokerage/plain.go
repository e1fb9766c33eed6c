package brokerage

import (
	"context"
	"math"
	"math/bits"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// plain reports whether all ties of a network are alike and without direction. Then triangles tell all there is to know of the holes.
func plain(g *snapshot.Graph) bool {
	return !g.Directed() && (g.Meaning() == snapshot.Unweighted || !g.Weighted())
}

// plainSizes is effectiveSizes where every tie is alike: n − 2t/n for n contacts with t ties among them, and each such tie is a triangle (Borgatti 1997).
func plainSizes(ctx context.Context, g *snapshot.Graph, a analysis.Args, of func(size float64, contacts int) float64) ([]float64, error) {
	triangles, err := cohesion.TrianglesAt(ctx, g, a)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, g.Len())
	for u, t := range triangles {
		contacts := len(g.Out(int32(u)))
		if contacts == 0 {
			scores[u] = math.NaN()
			continue
		}
		scores[u] = of(float64(contacts)-2*float64(t)/float64(contacts), contacts)
	}
	return scores, nil
}

// plainConstraint is Burt's constraint where every tie is alike: c_i = Σ_j ((1 + s_ij)/d_i)² with s_ij = Σ_q 1/d_q over the q tied to both
// i and j, that is over the triangles that the tie i–j is in. Each triangle is found once, by the end of it that has fewest ties.
func plainConstraint(ctx context.Context, g *snapshot.Graph, a analysis.Args) ([]float64, error) {
	n := g.Len()
	start, to, err := cohesion.Upward(ctx, g)
	if err != nil {
		return nil, err
	}
	shares, unit := shareUnits(g)
	sums, err := sharesOfThird(ctx, a, n, start, to, shares)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, n)
	for u := range n {
		if u%rowsPerLook == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for e := start[u]; e < start[u+1]; e++ {
			dependence := 1 + float64(sums[e])*unit
			dependence *= dependence
			scores[u] += dependence
			scores[to[e]] += dependence
		}
	}
	for u := range scores {
		contacts := float64(len(g.Out(int32(u))))
		scores[u] /= contacts * contacts // NaN without contacts
	}
	return scores, ctx.Err()
}

// shareUnits returns 1/d for every actor as a whole number of units, and the unit: so small that the sum of 1/d over any actor's contacts, at most
// half their number, just fits into 63 bits. Whole numbers have the same sum in any order, as threads need.
func shareUnits(g *snapshot.Graph) (shares []uint64, unit float64) {
	most := 1
	for u := range int32(g.Len()) {
		most = max(most, len(g.Out(u)))
	}
	one := math.Ldexp(1, 63-bits.Len(uint(most)))
	shares = make([]uint64, g.Len())
	for u := range shares {
		if contacts := len(g.Out(int32(u))); contacts > 0 {
			shares[u] = uint64(math.RoundToEven(one / float64(contacts)))
		}
	}
	return shares, 1 / one
}

// sharesOfThird sums for every tie of the rows upward the shares of those who make a triangle with it.
func sharesOfThird(ctx context.Context, a analysis.Args, n int, start []int64, to []int32, shares []uint64) ([]uint64, error) {
	type scratch struct {
		mark []int32 // by actor: 1 + the place in the row at hand, 0 outside it
		row  []uint64
		sums []uint64
	}
	const most = 4 // each worker has sums of its own
	threads := parallel.Workers(n, blockSize, a.Threads)
	workers := make([]scratch, min(threads, most))
	err := parallel.Blocks(ctx, n, blockSize, len(workers), a.Progress, func(worker, _, lo, hi int) {
		w := &workers[worker]
		if w.sums == nil {
			w.mark, w.sums = make([]int32, n), make([]uint64, len(to))
		}
		for u := lo; u < hi; u++ {
			row := to[start[u]:start[u+1]]
			if len(row) < 2 {
				continue
			}
			w.row = w.row[:0]
			for k, v := range row {
				w.mark[v] = int32(k) + 1
				w.row = append(w.row, 0)
			}
			mine := shares[u]
			for k, v := range row {
				with, theirs := uint64(0), shares[v]
				lo, hi := start[v], start[v+1]
				sums := w.sums[lo:hi]
				for e, x := range to[lo:hi] {
					if at := w.mark[x]; at != 0 {
						w.row[at-1] += theirs
						with += shares[x]
						sums[e] += mine
					}
				}
				w.row[k] += with
			}
			for k, v := range row {
				w.sums[start[u]+int64(k)] += w.row[k]
				w.mark[v] = 0
			}
		}
	})
	if err != nil || n == 0 {
		return nil, err
	}
	all := workers[0].sums
	if all == nil {
		all = make([]uint64, len(to))
	}
	for _, w := range workers[1:] {
		for e, s := range w.sums {
			all[e] += s
		}
	}
	return all, nil
}
