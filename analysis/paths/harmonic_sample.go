package paths

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// harmonicBySample estimates harmonic closeness from the distances to drawn actors.
func harmonicBySample(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
	// The search counts for the reached, so it must run against the way in which the distance is meant.
	w, parts, err := hopsInParts(ctx, g, a.Text("direction") != "in")
	if err != nil {
		return analysis.Result{}, err
	}
	others := float64(g.Len() - 1)
	f := farMeans{
		x:    func(d float64) float64 { return 1 / d },
		span: func(int32) float64 { return 1 },
		off:  func(part int, _, e float64) float64 { return e * float64(part) / others },
	}
	if err := f.estimate(ctx, w, parts, a); err != nil {
		return analysis.Result{}, err
	}
	scale := others
	if a.Boolean("normalised") {
		scale = 1
	}
	scores, sum := make([]float64, g.Len()), 0.0
	for i, u := range w.actor {
		scores[u] = f.mean[i] * float64(f.part[i]) / others * scale
		sum += f.mean[i] * float64(f.part[i])
	}
	return analysis.Result{
		Scores:   [][]float64{scores},
		Values:   append([]analysis.Value{{Name: "mean-inverse-distance", Value: sum / max(others*float64(g.Len()), 1)}}, f.values(scale)...),
		Warnings: append(w.warnings(), f.warning(a, scale)),
	}, nil
}
