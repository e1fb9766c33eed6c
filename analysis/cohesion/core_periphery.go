package cohesion

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// CorePeriphery divides the network into a core tied within itself and a periphery tied only to it.
var CorePeriphery = analysis.Metric{
	ID: "core-periphery", Title: "Core and periphery",
	Meaning: "1 for actors of the core, who work with each other, 0 for the periphery, who work at most with the core; beside it how well the network fits that picture.",
	Formula: "the degree k that makes Z = missing ties among actors of degree ≥ k, plus ties among the others, smallest; fit = correlation over all pairs of having a tie with being both in the core",
	Sources: []analysis.Reference{
		{Text: "Borgatti, S. P. & Everett, M. G. (2000). Models of core/periphery structures. Social Networks 21(4), 375–395.", DOI: "10.1016/S0378-8733(99)00019-2"},
		{Text: "Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning problem. arXiv:1102.5511."},
	},
	Conventions: analysis.Conventions{
		Normalised: "1 or 0; the fit is between −1 and 1",
		Directed:   "directions are ignored",
		Weights:    "not used: a tie of weight 0 counts",
		Unreachable: "no matter. Ties between core and periphery count for neither side. Actors of equal degree are never parted, " +
			"though Z could be smaller so; of several best cores the smallest is taken",
		Loops: "left out; parallel ties are one tie",
		Cost:  "time O(n + m), memory O(n)",
	},
	Columns: []analysis.Column{{ID: "core-periphery", Title: "In the core"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, _ analysis.Args) (analysis.Result, error) {
		g = g.Symmetric()
		most := 0
		for u := range int32(g.Len()) {
			most = max(most, len(g.Out(u)))
		}
		count := make([]float64, most+1) // actors by degree
		for u := range int32(g.Len()) {
			count[len(g.Out(u))]++
		}
		// Z = c(c−1)/2 + m − Σ d over the c actors of the core: their ties among themselves, missing from the first sum, are counted
		// twice in the last and so cancel.
		m := float64(g.Ties())
		least, from, size := m, most+1, 0.0
		core, degrees := 0.0, 0.0
		for k := most; k >= 0; k-- {
			core += count[k]
			degrees += float64(k) * count[k]
			if z := core*(core-1)/2 + m - degrees; z < least {
				least, from, size = z, k, core
			}
		}
		scores, inside := make([]float64, g.Len()), 0.0
		for u := range int32(g.Len()) {
			if len(g.Out(u)) < from {
				continue
			}
			scores[u] = 1
			for _, v := range g.Out(u) {
				if u < v && len(g.Out(v)) >= from {
					inside++
				}
			}
			if u%(1<<14) == 0 && ctx.Err() != nil {
				return analysis.Result{}, ctx.Err()
			}
		}
		n := float64(g.Len())
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{
				{Name: "core", Value: size},
				{Name: "misplaced-pairs", Value: least},
				{Name: "fit", Value: correlation(n*(n-1)/2, m, size*(size-1)/2, inside)},
			},
		}, ctx.Err()
	},
}

// correlation returns Pearson's of two yes-or-no marks on some of all pairs; NaN when one is on none or on all.
func correlation(all, first, second, both float64) float64 {
	spread := first * (all - first) * second * (all - second)
	if !(spread > 0) {
		return math.NaN()
	}
	return (all*both - first*second) / math.Sqrt(spread)
}
