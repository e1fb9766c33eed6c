package cohesion

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// GraphHierarchy is how near a network is to a tree of command.
var GraphHierarchy = analysis.Metric{
	ID: "graph-hierarchy", Title: "Likeness to a tree of command",
	Meaning: "Whether the network is built like a tree of command: everyone joined, nobody reached from whom they reach, no tie too many. An actor's score is the share of those it reaches who do not reach it.",
	Formula: "connectedness = share of pairs joined; hierarchy = 1 − pairs that reach each other/pairs of which one reaches the other; " +
		"efficiency = 1 − Σ_c [M_c − (N_c − 1)]/Σ_c [N_c(N_c − 1)/2 − (N_c − 1)] over the components c of N_c actors and M_c ties, directions ignored; " +
		"efficiency-directed has directed ties and N_c(N_c − 1), as R's sna computes it",
	Sources: []analysis.Reference{{
		Text: "Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In: Carley, K. M. & Prietula, M. J. (eds), Computational Organization Theory, 89–111. Lawrence Erlbaum.",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "yes: each is 0 to 1, and a tree of command has 1 in all",
		Directed:    "that is what hierarchy is about: without directions it is 0. Components ignore directions; in efficiency-directed an undirected tie counts as one each way",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "counts against connectedness; hierarchy looks only at pairs of which one reaches the other",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "that of reach: O(n·m/512) to O(n·m) time",
	},
	Columns:   []analysis.Column{{ID: "graph-hierarchy", Title: "Reached without return", Unit: "share"}},
	Undefined: "an actor that reaches nobody",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		out, _, err := paths.Farness(ctx, g.Unvalued(), a.Threads, a.Progress)
		if err != nil {
			return analysis.Result{}, err
		}
		strong, sizes, err := Strong(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, g.Len())
		reached, returned := 0.0, 0.0
		for u := range scores {
			back := float64(sizes[strong[u]] - 1)
			scores[u] = (out[u] - back) / out[u] // NaN when it reaches nobody
			reached, returned = reached+out[u], returned+back
		}
		_, parts, err := Weak(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		joined, tree := 0.0, 0.0 // ordered pairs in one component, and the ties of a tree on each
		for _, size := range parts {
			s := float64(size)
			joined += s * (s - 1)
			tree += s - 1
		}
		sent := float64(g.Ties())
		if !g.Directed() {
			sent *= 2
		}
		n := float64(g.Len())
		share := func(x, of float64) float64 {
			if of <= 0 {
				return math.NaN()
			}
			return x / of
		}
		// Of the ordered pairs with a path, returned are those of two who reach each other: two for each such pair.
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{
				{Name: "connectedness", Value: share(joined, n*(n-1))},
				{Name: "hierarchy", Value: 1 - share(returned/2, reached-returned/2)},
				{Name: "efficiency", Value: 1 - share(float64(g.Symmetric().Ties())-tree, joined/2-tree)},
				{Name: "efficiency-directed", Value: 1 - share(sent-tree, joined-tree)},
			},
		}, nil
	},
}
