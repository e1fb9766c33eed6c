package cohesion

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Reciprocity is how many of the ties that an actor has to others are returned.
var Reciprocity = analysis.Metric{
	ID: "reciprocity", Title: "Reciprocity",
	Meaning: "What share of an actor's ties to others is returned: 1 where every tie goes both ways.",
	Formula: "r(u) = |{v: u → v and v → u}| / |{v: u → v}|; of the network: r = returned ties/all ties, by pairs = mutual pairs/tied pairs",
	Sources: []analysis.Reference{{
		Text: "Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge University Press, ch. 13.", DOI: "10.1017/CBO9780511815478",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "yes: 0 to 1",
		Directed:    "that is what it is about; in an undirected network every tie is returned",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "an actor without ties to others has no share",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(m), memory O(n)",
	},
	Columns:   []analysis.Column{{ID: "reciprocity", Title: "Returned", Unit: "share"}},
	Undefined: "an actor without ties to others",
	Compute: func(ctx context.Context, g *snapshot.Graph, _ analysis.Args) (analysis.Result, error) {
		scores := make([]float64, g.Len())
		returned, all, seen := 0.0, 0.0, 0
		for u := range int32(g.Len()) {
			both := float64(common(g.Out(u), g.In(u)))
			scores[u] = math.NaN()
			if d := float64(len(g.Out(u))); d > 0 {
				scores[u] = both / d
				returned += both
				all += d
			}
			if seen += 1 + len(g.Out(u)) + len(g.In(u)); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return analysis.Result{}, ctx.Err()
				}
			}
		}
		r, pairs := math.NaN(), math.NaN()
		if all > 0 {
			r, pairs = returned/all, returned/2/(all-returned/2)
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{{Name: "reciprocity", Value: r}, {Name: "reciprocity-by-pairs", Value: pairs}},
		}, nil
	},
}

// common counts the numbers that are in both of two ascending lists.
func common(a, b []int32) (count int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			count++
			i++
			j++
		}
	}
	return count
}
