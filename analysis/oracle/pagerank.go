package oracle

import (
	"gonum.org/v1/gonum/mat"

	"github.com/sillat/sillat/analysis/snapshot"
)

// PageRank solves x = (1 − d)/n + d·Mx for the dense matrix M that passes each actor's standing on in the proportions of its
// ties, and to everyone alike where it has none.
func PageRank(g *snapshot.Graph, damping float64) []float64 {
	n := g.Len()
	if n == 0 {
		return nil
	}
	system := mat.NewDense(n, n, nil)
	rest := mat.NewVecDense(n, nil)
	for u, row := range Strengths(g) {
		var all float64
		for _, w := range row {
			all += w
		}
		for v, w := range row {
			share := 1 / float64(n)
			if all > 0 {
				share = w / all
			}
			system.Set(v, u, -damping*share)
		}
	}
	for u := range n {
		system.Set(u, u, 1+system.At(u, u))
		rest.SetVec(u, (1-damping)/float64(n))
	}
	var x mat.VecDense
	if err := x.SolveVec(system, rest); err != nil {
		panic(err) // below damping 1 the columns of the system dominate, so it has a solution
	}
	return x.RawVector().Data
}
