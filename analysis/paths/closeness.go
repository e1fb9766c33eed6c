package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Closeness is the inverse of an actor's mean distance to those it reaches.
var Closeness = analysis.Metric{
	ID:      "closeness",
	Title:   "Closeness",
	Meaning: "How few steps this actor needs, on average, to the others it can reach.",
	Formula: "C(u) = r / Σ_v d(u,v) over the r actors that u reaches; variant wasserman-faust: C(u) · r/(n − 1)",
	Sources: append([]analysis.Reference{
		{Text: "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215–239.", DOI: "10.1016/0378-8733(78)90021-7"},
		{Text: "Wasserman, S., Faust, K. (1994). Social Network Analysis. Cambridge University Press, p. 201.", DOI: "10.1017/CBO9780511815478"},
	}, farSources...),
	Conventions: distanceConventions(
		"yes: without weights 1 means a tie to everyone (to everyone reached, in the classic variant)",
		"left out of the mean. The default variant multiplies by the share of the others that is reached, so that two actors with only each other do not come out on top; "+
			"on a connected network both variants are equal. An actor that reaches nobody scores 0"),
	Params: append([]analysis.Param{direction, {
		ID:      "variant",
		Meaning: "wasserman-faust scales by the share of actors reached, classic looks only at those reached.",
		Kind:    analysis.Choice,
		Default: "wasserman-faust",
		Choices: []string{"wasserman-faust", "classic"},
	}}, farSampling()...),
	Columns: []analysis.Column{{ID: "closeness", Title: "Closeness"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		if !g.Directed() && samplesFar(g, a.Text("method")) { // along directions, how many are reached would have to be estimated too
			return closenessBySample(ctx, g, a)
		}
		slots, warnings, err := distances(ctx, g, a, 2, func(slot []float64, d, actors float64) {
			slot[0] += actors
			slot[1] += actors * d
		})
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, g.Len())
		others := float64(g.Len() - 1)
		var pairs, total float64
		for u := range scores {
			reached, sum := slots[2*u], slots[2*u+1]
			pairs += reached
			total += sum
			if reached == 0 {
				continue
			}
			scores[u] = reached / sum
			if a.Text("variant") == "wasserman-faust" {
				scores[u] *= reached / others
			}
		}
		mean := math.NaN()
		if pairs > 0 {
			mean = total / pairs
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{
				{Name: "mean-distance", Value: mean},
				{Name: "reachable-pairs", Value: pairs / max(others*float64(g.Len()), 1)},
			},
			Warnings: warnings,
		}, nil
	},
}
