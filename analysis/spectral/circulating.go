package spectral

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/sparse"
)

// patience is after how many actors a serial sweep looks whether it was cancelled, well under 100 ms.
const patience = 1 << 13

// circulating finds the dominant eigenvector of a directed network by power iteration on A + s·1, s the mean of the rows of A: the shift
// keeps two halves of a network that only point at each other from taking turns for ever, and leaves the eigenvectors alone.
// A network in which nothing circulates has no eigenvalue above 0 and gets the zero vector.
func circulating(ctx context.Context, g *snapshot.Graph, m *sparse.Matrix, a analysis.Args, tolerance float64, most int) (sparse.Eigen, error) {
	n := m.Len()
	found := sparse.Eigen{Vector: make([]float64, n)}
	carries, err := carried(ctx, g)
	if err != nil {
		return found, err
	}
	_, sizes, err := cohesion.Strong(ctx, carries)
	if err != nil || len(sizes) == 0 || sizes[0] == 1 {
		return found, err
	}
	rows, err := m.RowSums(ctx)
	if err != nil {
		return found, err
	}
	shift, _, err := m.Sweep(ctx, func(lo, hi int) (sum, _ float64) {
		for v := lo; v < hi; v++ {
			sum += rows[v] / float64(n)
		}
		return
	})
	if err != nil {
		return found, err
	}
	x, y := found.Vector, make([]float64, n)
	for v := range x {
		x[v] = 1 / math.Sqrt(float64(n))
	}
	for {
		product, squares, err := m.Sweep(ctx, func(lo, hi int) (product, squares float64) {
			m.Times(x, y, lo, hi)
			for v := lo; v < hi; v++ {
				product += x[v] * y[v]
				squares += y[v] * y[v]
			}
			return product, squares
		})
		if err != nil {
			return found, err
		}
		found.Iterations++
		found.Vector, found.Value = x, product
		// ‖Ax − λx‖² = ‖Ax‖² − λ² loses half the digits, so it is summed.
		off, grown, err := m.Sweep(ctx, func(lo, hi int) (off, grown float64) {
			for v := lo; v < hi; v++ {
				d := y[v] - product*x[v]
				off += d * d
				y[v] += shift * x[v]
				grown += y[v] * y[v]
			}
			return off, grown
		})
		if err != nil {
			return found, err
		}
		found.Residual = math.Sqrt(off) / max(product, math.SmallestNonzeroFloat64)
		a.Report(min(int64(found.Iterations), int64(most)-1), int64(most))
		if found.Residual <= tolerance || found.Iterations >= most || squares == 0 {
			return found, nil
		}
		scale := 1 / math.Sqrt(grown)
		for v := range y {
			y[v] *= scale
		}
		x, y = y, x
	}
}

// carried returns the network without ties that carry nothing, as far as its strong components go.
func carried(ctx context.Context, g *snapshot.Graph) (*snapshot.Graph, error) {
	if !g.Weighted() || g.Meaning() == snapshot.Unweighted {
		return g, ctx.Err()
	}
	b := snapshot.Builder{Directed: true}
	for u := range int32(g.Len()) {
		b.Actor(g.ID(u), g.Name(u))
	}
	for u := range int32(g.Len()) {
		if u%patience == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		weight := g.OutWeights(u)
		for i, v := range g.Out(u) {
			if analysis.TieStrength(g.Meaning(), weight[i]) > 0 {
				b.Tie(u, v, 1)
			}
		}
	}
	return b.Graph(), ctx.Err()
}
