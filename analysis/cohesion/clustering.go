package cohesion

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Clustering is how many of an actor's contacts have a tie with each other.
var Clustering = analysis.Metric{
	ID: "clustering", Title: "Local clustering",
	Meaning: "What share of the pairs among an actor's contacts work together too: 1 inside a tight circle, 0 where the actor is the only link.",
	Formula: "C_i = 2·t_i / (d_i·(d_i − 1)), with t_i triangles and d_i contacts; 0 for actors with fewer than two contacts",
	Sources: []analysis.Reference{{Text: "Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440–442.",
		DOI: "10.1038/30918"}},
	Conventions: analysis.Conventions{
		Normalised:  "yes: 0 to 1. The average counts actors with fewer than two contacts as 0; transitivity is 3·triangles / pairs of contacts",
		Directed:    "directions are ignored",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter: only an actor's contacts count",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(m^1.5), memory O(m) and O(n) per thread",
	},
	Columns: []analysis.Column{{ID: "clustering", Title: "Local clustering", Unit: "share"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		g = g.Symmetric()
		triangles, err := TrianglesAt(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, g.Len())
		sum, corners, pairs := 0.0, int64(0), int64(0)
		for u := range g.Len() {
			d := int64(len(g.Out(int32(u))))
			corners += triangles[u]
			pairs += d * (d - 1) / 2
			if d >= 2 {
				scores[u] = float64(triangles[u]) / float64(d*(d-1)/2)
				sum += scores[u]
			}
		}
		ratio := func(x, of float64) float64 {
			if of == 0 {
				return math.NaN()
			}
			return x / of
		}
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{
				{Name: "average-clustering", Value: ratio(sum, float64(g.Len()))},
				{Name: "transitivity", Value: ratio(float64(corners), float64(pairs))},
				{Name: "triangles", Value: float64(corners / 3)},
			},
		}, nil
	},
}

// Upward returns the graph's rows with only the ties that lead from an actor of fewer ties to one of more, or ctx's error.
func Upward(ctx context.Context, g *snapshot.Graph) (start []int64, to []int32, err error) {
	n := g.Len()
	seen, next := 0, 0
	start = make([]int64, n+1)
	to = make([]int32, g.Ties()+1) // one more to write to, of which nothing comes
	degree := make([]int32, n)
	for u := range int32(n) {
		degree[u] = int32(len(g.Out(u)))
	}
	for u := range int32(n) {
		mine := int64(degree[u])<<32 | int64(u)
		for _, v := range g.Out(u) {
			to[next] = v
			next += int(uint64(mine-(int64(degree[v])<<32|int64(v))) >> 63) // 1 when u comes first
		}
		start[u+1] = int64(next)
		if seen += len(g.Out(u)); seen > patience {
			if seen = 0; ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
		}
	}
	return start, to[:next], ctx.Err()
}
