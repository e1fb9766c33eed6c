package cohesion

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// SmallWorld is how much a network has both tight circles and short ways.
var SmallWorld = analysis.Metric{
	ID: "small-world", Title: "Small-world coefficient",
	Meaning: "Whether people work in circles and yet are few steps from everyone: well above 1 where both are so, about 1 in a random network.",
	Formula: "σ = (C/C₀)/(L/L₀), C the average clustering, L the mean distance; for a random network of n actors of mean degree k̄: C₀ = k̄/(n − 1), L₀ = (ln n − 0.5772)/ln k̄ + 1/2",
	Sources: []analysis.Reference{
		{Text: "Humphries, M. D. & Gurney, K. (2008). Network 'small-world-ness'. PLoS ONE 3(4), e0002051.", DOI: "10.1371/journal.pone.0002051"},
		{Text: "Fronczak, A., Fronczak, P. & Hołyst, J. A. (2004). Average path length in random networks. Physical Review E 70, 056110.", DOI: "10.1103/PhysRevE.70.056110"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "yes: by the closed-form means of the random network of Erdős and Rényi with as many actors and ties",
		Directed:    "directions are ignored",
		Weights:     "not used: a tie of weight 0 counts, and a step is a tie",
		Unreachable: "pairs without a path are left out of the mean distance; reachable-pairs of mean-distance tells how many",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "that of clustering and of mean-distance without weights",
	},
	Params: paths.MeanSampling(),
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		plain := g.Symmetric().Unvalued()
		quiet := analysis.Args{Threads: a.Threads}
		circles, err := Clustering.Compute(ctx, plain, quiet)
		if err != nil {
			return analysis.Result{}, err
		}
		quiet.Progress, quiet.Seed, quiet.Values = a.Progress, a.Seed, a.Values
		ways, err := paths.MeanDistance.Compute(ctx, plain, quiet)
		if err != nil {
			return analysis.Result{}, err
		}
		c, l := circles.Values[0].Value, ways.Values[0].Value
		n := float64(g.Len())
		degree := 2 * float64(plain.Ties()) / n
		c0, l0 := degree/(n-1), (math.Log(n)-0.5772156649015329)/math.Log(degree)+0.5
		if !(degree > 1) { // so sparse a random network falls apart, and has no such length
			l0 = math.NaN()
		}
		sigma := c / c0 / (l / l0)
		r := analysis.Result{Values: []analysis.Value{
			{Name: "small-world", Value: sigma}, {Name: "clustering", Value: c}, {Name: "clustering-by-chance", Value: c0},
			{Name: "mean-distance", Value: l}, {Name: "mean-distance-by-chance", Value: l0},
		}}
		for i := range r.Values {
			if math.IsInf(r.Values[i].Value, 0) {
				r.Values[i].Value = math.NaN()
			}
		}
		r.Warnings = ways.Warnings
		for _, v := range ways.Values { // those of an estimate
			switch v.Name {
			case "samples":
				r.Values = append(r.Values, v)
			case "error-bound":
				r.Values = append(r.Values, analysis.Value{Name: "mean-distance-error-bound", Value: v.Value})
			}
		}
		if math.IsNaN(sigma) {
			r.Warnings = append(r.Warnings, notice.SmallWorldUndefined.Of())
		}
		return r, nil
	},
}
