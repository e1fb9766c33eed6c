package twomode

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Degree is in what share of the activities an actor takes part.
var Degree = analysis.Metric{
	ID: "two-mode-degree", Title: "Two-mode degree",
	Meaning: "In what share of all activities this actor takes part.",
	Formula: "d(u) = number of u's activities; normalised: d(u)/n₂, with n₂ all activities",
	Sources: []analysis.Reference{borgattiEverett},
	Conventions: conventions("yes, by the number of activities, unless asked otherwise: 1 means being in all of them",
		"does not matter; an actor without activities scores 0", "time O(n + p) for p participations, memory 12 bytes a participation"),
	Params:  []analysis.Param{normalised("the number of activities")},
	Columns: []analysis.Column{{ID: "two-mode-degree", Title: "Two-mode degree"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		m, err := modesOf(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, m.actors)
		for u := range scores {
			scores[u] = float64(len(m.by(int32(u))))
			if a.Boolean("normalised") && m.activities > 0 {
				scores[u] /= float64(m.activities)
			}
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{
				{Name: "activities", Value: float64(m.activities)},
				{Name: "participations", Value: float64(len(m.member))},
			},
			Warnings: m.warnings,
		}, nil
	},
}

// normalised offers scores as they are.
func normalised(by string) analysis.Param {
	return analysis.Param{
		ID: "normalised", Kind: analysis.Boolean, Default: "true",
		Meaning: "Divide by " + by + ", the most that an actor can have in a network of as many actors and activities.",
	}
}
