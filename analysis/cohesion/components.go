// Package cohesion finds what holds a network together and where it would come apart: components, the actors and ties on
// which they hang, triangles and cores.
package cohesion

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/scratch"
	"github.com/sillat/sillat/analysis/snapshot"
)

// patience is how many ties a serial sweep looks at between two checks for cancellation, well under 100 ms.
const patience = 1 << 18

// What sweeps over all actors need while they run.
var (
	numbers scratch.Of[int32]
	marks   scratch.Of[bool]
)

// Components divides the actors into the parts of the network that have no tie between them.
var Components = analysis.Metric{
	ID: "components", Title: "Components",
	Meaning: "Which separate part of the network an actor belongs to; part 1 is the largest, and no tie leads from one part to another.",
	Formula: "the classes of: u and v are joined by a path (weak: directions ignored; strong: a directed path each way)",
	Sources: []analysis.Reference{
		{Text: "Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2), 146–160.", DOI: "10.1137/0201010"},
		{Text: "Sutton, M., Ben-Nun, T. & Barak, A. (2018). Optimizing parallel graph connectivity computation via subgraph sampling. IPDPS 2018, 12–21.",
			DOI: "10.1109/IPDPS.2018.00012"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "a number from 1, by decreasing size, equal sizes by their first actor",
		Directed:    "as the parameter kind says; the two kinds are the same when the network is undirected",
		Weights:     "not used: a tie of weight 0 joins too",
		Unreachable: "actors that cannot reach one another are in different components",
		Loops:       "left out: an actor with only loops is an isolate",
		Cost:        "time O(n + m), memory O(n)",
	},
	Params: []analysis.Param{{
		ID: "kind", Kind: analysis.Choice, Default: "weak", Choices: []string{"weak", "strong"},
		Meaning: "weak: a tie joins whatever its direction; strong: two actors must reach each other along the directions",
	}},
	Columns: []analysis.Column{{ID: "components", Title: "Component", Group: true}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		find := Weak
		if a.Text("kind") == "strong" && g.Directed() {
			find = Strong
		}
		of, sizes, err := find(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		largest, isolates := 0, 0
		if len(sizes) > 0 {
			largest = sizes[0]
		}
		for u := range int32(g.Len()) {
			if len(g.Out(u)) == 0 && len(g.In(u)) == 0 {
				isolates++
			}
		}
		share := math.NaN() // no actors, no share
		if g.Len() > 0 {
			share = float64(largest) / float64(g.Len())
		}
		scores := partition.Scores(of)
		numbers.Give(of)
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{
				{Name: "components", Value: float64(len(sizes))},
				{Name: "largest", Value: float64(largest)},
				{Name: "share-in-largest", Value: share},
				{Name: "isolates", Value: float64(isolates)},
			},
		}, nil
	},
}
