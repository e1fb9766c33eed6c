package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// MeanDistance is how far apart the actors of the network are.
var MeanDistance = analysis.Metric{
	ID:      "mean-distance",
	Title:   "Mean distance",
	Meaning: "How many steps two actors are apart on average, and what share of the pairs is joined at all.",
	Formula: "mean of d(u,v) over the ordered pairs with a path; efficiency = mean of 1/d(u,v) over all pairs, 1/∞ = 0",
	Sources: append([]analysis.Reference{
		{Text: "Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440–442.", DOI: "10.1038/30918"},
		{Text: "Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review Letters 87, 198701.", DOI: "10.1103/PhysRevLett.87.198701"},
	}, farSources[2]),
	Conventions: distanceConventions("no: a number of steps, or a length when ties have lengths; efficiency and the share of pairs lie between 0 and 1 without weights",
		"pairs without a path are left out of the mean distance and add 0 to the efficiency"),
	Params: MeanSampling(),
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		if !g.Directed() && samplesFar(g, a.Text("method")) { // along directions, how many are reached would have to be estimated too
			return meanBySample(ctx, g, a)
		}
		slots, warnings, err := distances(ctx, g, withDirection(a), 3, func(slot []float64, d, actors float64) {
			slot[0] += actors
			slot[1] += actors * d
			slot[2] += actors / d
		})
		if err != nil {
			return analysis.Result{}, err
		}
		var joined, total, inverse float64
		for at := 0; at < len(slots); at += 3 {
			joined += slots[at]
			total += slots[at+1]
			inverse += slots[at+2]
		}
		pairs := float64(g.Len()) * float64(g.Len()-1)
		ratio := func(x, of float64) float64 {
			if of <= 0 {
				return math.NaN()
			}
			return x / of
		}
		return analysis.Result{
			Values: []analysis.Value{
				{Name: "mean-distance", Value: ratio(total, joined)},
				{Name: "efficiency", Value: ratio(inverse, pairs)},
				{Name: "reachable-pairs", Value: ratio(joined, pairs)},
			},
			Warnings: warnings,
		}, nil
	},
}
