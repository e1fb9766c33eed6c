package paths

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Harmonic adds up the inverse distances from an actor to all others.
var Harmonic = analysis.Metric{
	ID:      "harmonic",
	Title:   "Harmonic closeness",
	Meaning: "How near this actor is to everyone else; those it cannot reach count nothing, so it is right on broken networks too.",
	Formula: "H(u) = Σ_{v ≠ u} 1/d(u,v) with 1/∞ = 0; normalised: H(u)/(n − 1)",
	Sources: append([]analysis.Reference{
		{Text: "Rochat, Y. (2009). Closeness centrality extended to unconnected graphs: the harmonic centrality index. ASNA 2009."},
		{Text: "Boldi, P., Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10(3–4), 222–262.", DOI: "10.1080/15427951.2013.865686"},
	}, farSources...),
	Conventions: distanceConventions("no, unless asked for: then it is divided by n − 1, and without weights lies between 0 and 1", "adds 0"),
	Params:      append([]analysis.Param{direction, normalised("n − 1")}, farSampling()...),
	Columns:     []analysis.Column{{ID: "harmonic", Title: "Harmonic closeness"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		if samplesFar(g, a.Text("method")) {
			return harmonicBySample(ctx, g, a)
		}
		scores, warnings, err := distances(ctx, g, a, 1, func(slot []float64, d, actors float64) { slot[0] += actors / d })
		if err != nil {
			return analysis.Result{}, err
		}
		others := float64(g.Len() - 1)
		var sum float64
		for u := range scores {
			sum += scores[u]
			if a.Boolean("normalised") {
				scores[u] /= max(others, 1)
			}
		}
		return analysis.Result{
			Scores:   [][]float64{scores},
			Values:   []analysis.Value{{Name: "mean-inverse-distance", Value: sum / max(others*float64(g.Len()), 1)}},
			Warnings: warnings,
		}, nil
	},
}

// normalised offers to divide scores by the largest that can be.
func normalised(by string) analysis.Param {
	return analysis.Param{
		ID:      "normalised",
		Meaning: "Divide by " + by + ", to compare networks of different size.",
		Kind:    analysis.Boolean,
		Default: "false",
	}
}

// distanceConventions are those that the metrics on distances share.
func distanceConventions(normalised, unreachable string) analysis.Conventions {
	return analysis.Conventions{
		Normalised:  normalised,
		Directed:    "distances follow the ties outward from the actor, or inward when asked",
		Weights:     "none: a step is 1; strength: a step is 1/weight; distance: a step is the weight. A tie of weight zero is not walked",
		Unreachable: unreachable,
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "without weights O(n·m/128) to O(n·m) time, 80 bytes an actor and thread; with weights O(n·(n + m)·log n), 24 bytes an actor and thread",
	}
}
