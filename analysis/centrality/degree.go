// Package centrality holds the metrics that rank actors by their own ties and by the rank of those they are tied to.
package centrality

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Degree counts an actor's ties.
var Degree = analysis.Metric{
	ID:      "degree",
	Title:   "Degree",
	Meaning: "How many ties this actor has to others.",
	Formula: "d(u) = number of ties at u; in a directed network d(u) = d_in(u) + d_out(u), or one of the two. " +
		"Centralisation = Σ_u (max d − d(u)) / (what a star of n actors has).",
	Sources: []analysis.Reference{{
		Text: "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215–239.",
		DOI:  "10.1016/0378-8733(78)90021-7",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "no: a number of ties; divide by n − 1 (2(n − 1) for both directions) for a share",
		Directed:    "both directions are added unless one is chosen, so a mutual tie counts twice; in an undirected network the choice changes nothing",
		Weights:     "not used; a tie of weight zero counts",
		Unreachable: "does not matter; an actor without ties scores 0",
		Loops:       "left out; parallel ties are one",
		Cost:        "O(n) time, 8 bytes an actor",
	},
	Params:  []analysis.Param{direction},
	Columns: []analysis.Column{{ID: "degree", Title: "Degree", Unit: "ties"}},
	Compute: func(_ context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		count := func(u int32) (in, out float64) { return float64(len(g.In(u))), float64(len(g.Out(u))) }
		scores := bothWays(g, a.Text("direction"), count)
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{
				{Name: "ties", Value: float64(g.Ties())},
				{Name: "density", Value: density(g)},
				{Name: "centralisation", Value: centralisation(g, a.Text("direction"), scores)},
			},
		}, nil
	},
}

// direction chooses which ties of a directed network count.
var direction = analysis.Param{
	ID:      "direction",
	Meaning: "Which ties of a directed network count: incoming (in), outgoing (out) or both added (all).",
	Kind:    analysis.Choice,
	Default: "all",
	Choices: []string{"all", "in", "out"},
}

// bothWays scores every actor by its incoming and outgoing ties, or by both added in a directed graph.
func bothWays(g *snapshot.Graph, direction string, count func(u int32) (in, out float64)) []float64 {
	scores := make([]float64, g.Len())
	for i := range scores {
		in, out := count(int32(i))
		switch {
		case direction == "in":
			scores[i] = in
		case direction == "out" || !g.Directed():
			scores[i] = out
		default:
			scores[i] = in + out
		}
	}
	return scores
}

// density returns the share of the possible ties that exist; NaN below two actors.
func density(g *snapshot.Graph) float64 {
	n := float64(g.Len())
	if n < 2 {
		return math.NaN()
	}
	possible := n * (n - 1)
	if !g.Directed() {
		possible /= 2
	}
	return float64(g.Ties()) / possible
}

// centralisation returns how far the degrees lean on one actor, from 0 (all equal) to 1 (a star); NaN below three actors.
func centralisation(g *snapshot.Graph, direction string, degrees []float64) float64 {
	n := float64(len(degrees))
	if n < 3 {
		return math.NaN()
	}
	var top, lack float64
	for _, d := range degrees {
		top = max(top, d)
	}
	for _, d := range degrees {
		lack += top - d
	}
	star := (n - 1) * (n - 2) // undirected: the hub has n − 1 ties, each of the others one
	if g.Directed() {
		star = (n - 1) * (n - 1) // one direction: the hub has n − 1, the others none
		if direction == "all" {
			star = 2 * (n - 1) * (n - 2)
		}
	}
	return lack / star
}
