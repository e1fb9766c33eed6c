package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// BridgeTies finds the ties that alone hold two parts of the network together.
var BridgeTies = analysis.Metric{
	ID: "bridge-ties", Title: "Bridge ties",
	Meaning:     "How many of an actor's ties are the only link between two parts of the network; each such tie is listed with the number of actors on its smaller side.",
	Formula:     "ties uv with components(G − uv) > components(G); value: the smaller of the two sides",
	Sources:     []analysis.Reference{hopcroftTarjan},
	Conventions: hanging,
	Columns:     []analysis.Column{{ID: "bridge-ties", Title: "Bridge ties", Unit: "ties"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		c, err := findCuts(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		at := make([]float64, g.Len())
		for _, tie := range c.bridges {
			at[tie.From]++
			at[tie.To]++
		}
		return analysis.Result{
			Scores: [][]float64{at},
			Ties:   c.bridges,
			Values: []analysis.Value{{Name: "bridge-ties", Value: float64(len(c.bridges))}},
		}, nil
	},
}
