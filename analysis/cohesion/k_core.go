package cohesion

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// KCore is how deep in the network an actor sits: the largest k for which it belongs to a group whose members have k ties inside it.
var KCore = analysis.Metric{
	ID: "k-core", Title: "Core number",
	Meaning: "How deep in the network's core an actor sits: in a core of 3 everyone works with at least three others of the same core.",
	Formula: "the largest k such that the actor is in a subgraph in which every actor has at least k ties",
	Sources: []analysis.Reference{
		{Text: "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269–287.", DOI: "10.1016/0378-8733(83)90028-X"},
		{Text: "Batagelj, V. & Zaversnik, M. (2003). An O(m) algorithm for cores decomposition of networks. arXiv:cs/0310049."},
	},
	Conventions: analysis.Conventions{
		Normalised:  "no: a whole number, 0 for isolates",
		Directed:    "directions are ignored, and a mutual tie counts once",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(n + m), memory O(n)",
	},
	Columns: []analysis.Column{{ID: "k-core", Title: "Core number", Unit: "ties"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, _ analysis.Args) (analysis.Result, error) {
		core, err := cores(ctx, g.Symmetric())
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, len(core))
		deepest := 0.0
		for u, k := range core {
			scores[u] = float64(k)
			deepest = max(deepest, scores[u])
		}
		numbers.Give(core)
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{{Name: "deepest-core", Value: deepest}},
		}, nil
	},
}

// cores peels an undirected graph: for k from 0 it takes away actors with at most k remaining ties until there are none, and what goes then
// has core number k. Only how many ties remain is kept, not an order of the actors by it: for each k those that are left are looked
// through once. An actor is looked at as often as its core number says, which is no more than it has ties, so time is O(n + m).
func cores(ctx context.Context, g *snapshot.Graph) ([]int32, error) {
	n := int32(g.Len())
	core := numbers.Take(int(n))
	left := numbers.Take(int(n)) // ties that remain; at most the core number, and of no meaning, once the actor is taken away
	rest, leaving := numbers.Take(int(n)), numbers.Take(int(n))
	defer func() {
		numbers.Give(left)
		numbers.Give(rest[:0])
		numbers.Give(leaving)
	}()
	for u := range n {
		left[u], rest[u] = int32(len(g.Out(u))), u
	}
	look := looker{ctx: ctx}
	for k := int32(0); len(rest) > 0; {
		if look.ended(len(rest)) {
			return nil, ctx.Err()
		}
		kept, fewest := rest[:0], n
		leaving = leaving[:0]
		for _, u := range rest {
			switch {
			case left[u] > k:
				kept = append(kept, u)
				fewest = min(fewest, left[u])
			case left[u] == k:
				leaving = append(leaving, u)
			}
		}
		rest = kept
		if len(leaving) == 0 {
			k = fewest
			continue
		}
		for head := 0; head < len(leaving); head++ {
			u := leaving[head]
			core[u] = k
			row := g.Out(u)
			for _, v := range row { // also those taken away: to ask would cost more, and they do not come to k again
				if left[v]--; left[v] == k {
					leaving = append(leaving, v)
				}
			}
			if look.ended(1 + len(row)) {
				return nil, ctx.Err()
			}
		}
		k++
	}
	return core, ctx.Err()
}
