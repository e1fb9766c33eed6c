package brokerage

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Hierarchy is how far an actor's constraint comes from one contact rather than from all alike.
var Hierarchy = analysis.Metric{
	ID: "hierarchy", Title: "Hierarchy",
	Meaning: "Whether an actor depends on one contact above all: 0 when all its contacts constrain it alike, 1 when a single one does.",
	Formula: "h_i = Σ_j r_j·ln r_j / (N·ln N), with r_j = c_ij / (c_i/N) over i's N contacts, and c_ij = (p_ij + Σ_{q≠i,j} p_iq·p_qj)²; " +
		"1 for an actor with one contact",
	Sources:     []analysis.Reference{burt},
	Conventions: holes("yes: 0 to 1"),
	Columns:     []analysis.Column{{ID: "hierarchy", Title: "Hierarchy"}},
	Undefined:   noContacts,
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		c, err := contactsOf(ctx, g, a.Threads)
		if err != nil {
			return analysis.Result{}, err
		}
		scores, err := c.score(ctx, a, c.total, hierarchy)
		return analysis.Result{Scores: [][]float64{scores}}, err
	},
}

func hierarchy(e ego) float64 {
	if len(e.contacts) == 1 {
		return 1 // all of the constraint is in a single contact, which is what 1 means; the formula has 0/0
	}
	all := 0.0
	for j := range e.contacts {
		all += e.constraint(j)
	}
	count := float64(len(e.contacts))
	sum := 0.0
	for j := range e.contacts {
		if ratio := e.constraint(j) / (all / count); ratio > 0 { // a contact of next to no strength rounds to 0·ln 0
			sum += ratio * math.Log(ratio)
		}
	}
	return min(max(sum/(count*math.Log(count)), 0), 1) // rounding alone could leave the range
}
