package centrality

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Strength adds up the weights of an actor's ties.
var Strength = analysis.Metric{
	ID:      "strength",
	Title:   "Strength",
	Meaning: "How much collaboration this actor has in all: the sum of its ties' weights.",
	Formula: "s(u) = Σ_v w(u,v); in a directed network s(u) = s_in(u) + s_out(u), or one of the two",
	Sources: []analysis.Reference{{
		Text: "Barrat, A., Barthélemy, M., Pastor-Satorras, R., Vespignani, A. (2004). The architecture of complex weighted networks. PNAS 101(11), 3747–3752.",
		DOI:  "10.1073/pnas.0400087101",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "no: in the unit of the weights",
		Directed:    "both directions are added unless one is chosen, so a mutual tie counts twice; in an undirected network the choice changes nothing",
		Weights:     "the stored weights as they are, whether they are read as strengths, as distances or not at all; ties without weights count 1",
		Unreachable: "does not matter; an actor without ties scores 0",
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "O(n + m) time, 8 bytes an actor",
	},
	Params:  []analysis.Param{direction},
	Columns: []analysis.Column{{ID: "strength", Title: "Strength"}},
	Compute: func(_ context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		sum := func(u int32) (in, out float64) {
			return total(g.InWeights(u), len(g.In(u))), total(g.OutWeights(u), len(g.Out(u)))
		}
		scores := bothWays(g, a.Text("direction"), sum)
		var all float64
		for u := range int32(g.Len()) {
			all += total(g.OutWeights(u), len(g.Out(u)))
		}
		if !g.Directed() {
			all /= 2
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{{Name: "total-weight", Value: all}},
		}, nil
	},
}

// total adds up a row of weights, nil when all are 1.
func total(weights []float64, ties int) float64 {
	if weights == nil {
		return float64(ties)
	}
	var sum float64
	for _, w := range weights {
		sum += w
	}
	return sum
}
