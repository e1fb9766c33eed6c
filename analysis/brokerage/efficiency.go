package brokerage

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Efficiency is the part of an actor's contacts that is not redundant: its effective size per contact.
var Efficiency = analysis.Metric{
	ID: "efficiency", Title: "Efficiency",
	Meaning:     "How much of an actor's effort on its contacts opens new circles: 1 when no two contacts have a tie, near 0 when all lead to the same people.",
	Formula:     "effective size / number of contacts",
	Sources:     []analysis.Reference{burt},
	Conventions: holes("yes: 0 to 1"),
	Columns:     []analysis.Column{{ID: "efficiency", Title: "Efficiency", Unit: "share"}},
	Undefined:   noContacts,
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		scores, err := effectiveSizes(ctx, g, a, func(size float64, contacts int) float64 { return size / float64(contacts) })
		return analysis.Result{Scores: [][]float64{scores}}, err
	},
}
