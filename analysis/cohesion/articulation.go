package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

var hopcroftTarjan = analysis.Reference{
	Text: "Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation. Communications of the ACM 16(6), 372–378.",
	DOI:  "10.1145/362248.362272",
}

// hanging says what articulation actors and bridge ties have in common.
var hanging = analysis.Conventions{
	Normalised:  "no: counts",
	Directed:    "directions are ignored",
	Weights:     "not used: a tie of weight 0 joins too",
	Unreachable: "components are looked at one by one",
	Loops:       "left out; parallel ties are one tie, so that a bridge stays a bridge however often it is recorded",
	Cost:        "time O(n + m), memory O(n)",
}

// Articulation finds the actors whose leaving would break the network.
var Articulation = analysis.Metric{
	ID: "articulation", Title: "Articulation",
	Meaning:     "Into how many more pieces the network would break if this actor left, and how many actors that would cut off; 0 for actors it does not hang on.",
	Formula:     "components(G − v) − components(G), and 0 for isolates; cut off: actors of v's component, less v and the largest piece that remains of it",
	Sources:     []analysis.Reference{hopcroftTarjan},
	Conventions: hanging,
	Columns: []analysis.Column{
		{ID: "articulation", Title: "More pieces", Unit: "components"},
		{ID: "articulation-cut-off", Title: "Cut off", Unit: "actors"},
	},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		c, err := findCuts(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		pieces, cutOff := make([]float64, g.Len()), make([]float64, g.Len())
		actors := 0
		for u := range g.Len() {
			pieces[u], cutOff[u] = float64(c.pieces[u]), float64(c.cutOff[u])
			if c.pieces[u] > 0 {
				actors++
			}
		}
		return analysis.Result{
			Scores: [][]float64{pieces, cutOff},
			Values: []analysis.Value{{Name: "articulation-actors", Value: float64(actors)}},
		}, nil
	},
}
