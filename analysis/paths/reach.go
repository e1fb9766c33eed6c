package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Reach is the share of the other actors within a number of steps.
var Reach = analysis.Metric{
	ID:      "reach",
	Title:   "Reach",
	Meaning: "What share of the other actors this actor gets to within a few steps.",
	Formula: "R_k(u) = |{v ≠ u : h(u,v) ≤ k}| / (n − 1), h the number of ties on a shortest path",
	Sources: []analysis.Reference{{
		Text: "Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational & Mathematical Organization Theory 12(1), 21–34.",
		DOI:  "10.1007/s10588-006-7084-x",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "yes: a share of the n − 1 others",
		Directed:    "steps follow the ties outward from the actor, or inward when asked",
		Weights:     "not used: a step is a tie, whatever its weight",
		Unreachable: "not counted; an actor that reaches nobody scores 0",
		Loops:       "left out; parallel ties are one",
		Cost:        "O(n·m/128) to O(n·m) time, 80 bytes an actor and thread",
	},
	Params: []analysis.Param{direction, {
		ID:      "steps",
		Meaning: "How many steps count as within reach.",
		Kind:    analysis.Integer,
		Default: "2",
		Min:     1,
		Max:     math.MaxInt32,
	}},
	Columns: []analysis.Column{{ID: "reach", Title: "Reach", Unit: "share"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		steps := a.Integer("steps")
		w, err := hopsOf(ctx, g, a.Text("direction") == "out")
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, g.Len())
		counts, err := spread(ctx, w, a.Threads, a.Report, 1, steps, func(slot []float64, _, actors float64) { slot[0] += actors })
		if err != nil {
			return analysis.Result{}, err
		}
		var sum float64
		others := float64(g.Len() - 1)
		for i, u := range w.actor {
			scores[u] = counts[i] / max(others, 1)
			sum += counts[i]
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{{Name: "mean", Value: sum / max(others*float64(g.Len()), 1)}},
		}, nil
	},
}
