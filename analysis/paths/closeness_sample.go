package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// closenessBySample estimates closeness in an undirected network from the distances to drawn actors of each component. How many an
// actor reaches is known without drawing.
func closenessBySample(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
	w, parts, err := hopsInParts(ctx, g, false)
	if err != nil {
		return analysis.Result{}, err
	}
	others := float64(g.Len() - 1)
	// The mean counts the actor itself with 0: Σd = part·mean.
	score := func(part int, mean float64) float64 {
		reached := float64(part - 1)
		if reached == 0 || mean == 0 {
			return 0
		}
		c := reached / (float64(part) * mean)
		if a.Text("variant") == "wasserman-faust" {
			c *= reached / others
		}
		return c
	}
	f := farMeans{
		x: func(d float64) float64 { return d }, span: func(longest int32) float64 { return float64(longest) },
		off: func(part int, mean, e float64) float64 {
			nearest := float64(part-1) / float64(part) // nobody is nearer than one step
			return max(score(part, max(mean-e, nearest))-score(part, mean), score(part, mean)-score(part, mean+e))
		},
	}
	if err := f.estimate(ctx, w, parts, a); err != nil {
		return analysis.Result{}, err
	}
	scores, total, pairs := make([]float64, g.Len()), 0.0, 0.0
	for i, u := range w.actor {
		scores[u] = score(f.part[i], f.mean[i])
		total += f.mean[i] * float64(f.part[i])
		pairs += float64(f.part[i] - 1)
	}
	mean := math.NaN()
	if pairs > 0 {
		mean = total / pairs
	}
	return analysis.Result{
		Scores: [][]float64{scores},
		Values: append([]analysis.Value{
			{Name: "mean-distance", Value: mean},
			{Name: "reachable-pairs", Value: pairs / max(others*float64(g.Len()), 1)},
		}, f.values(1)...),
		Warnings: append(w.warnings(), f.warning(a, 1)),
	}, nil
}
