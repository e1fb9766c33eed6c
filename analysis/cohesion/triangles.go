package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Triangles counts the closed circles of three that an actor is in.
var Triangles = analysis.Metric{
	ID: "triangles", Title: "Triangles",
	Meaning: "How many pairs of this actor's contacts work together too.",
	Formula: "t_i = |{(j, k): j < k, i–j, i–k and j–k are ties}|",
	Sources: []analysis.Reference{{Text: "Latapy, M. (2008). Main-memory triangle computations for very large (sparse (power-law)) graphs. Theoretical Computer Science 407(1–3), 458–473.",
		DOI: "10.1016/j.tcs.2008.07.017"}},
	Conventions: analysis.Conventions{
		Normalised:  "no: a count; clustering divides it by the pairs of contacts",
		Directed:    "directions are ignored",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter: only an actor's contacts count",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(m^1.5), memory O(m) and O(n) per thread",
	},
	Columns: []analysis.Column{{ID: "triangles", Title: "Triangles"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		at, err := TrianglesAt(ctx, g.Symmetric(), a)
		if err != nil {
			return analysis.Result{}, err
		}
		scores, corners := make([]float64, len(at)), int64(0)
		for u, count := range at {
			scores[u] = float64(count)
			corners += count
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{{Name: "triangles", Value: float64(corners / 3)}},
		}, nil
	},
}
