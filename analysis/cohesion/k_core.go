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
		return analysis.Result{
			Scores: [][]float64{scores},
			Values: []analysis.Value{{Name: "deepest-core", Value: deepest}},
		}, nil
	},
}

// cores peels an undirected graph: it takes away an actor of fewest remaining ties again and again. The actors stand in one
// array sorted by remaining ties, first[k] being where those with k begin, so that losing a tie is one swap.
func cores(ctx context.Context, g *snapshot.Graph) ([]int32, error) {
	n := g.Len()
	left := make([]int32, n) // ties that remain; the core number once the actor is taken away
	most := int32(0)
	for u := range n {
		left[u] = int32(len(g.Out(int32(u))))
		most = max(most, left[u])
	}
	first := make([]int32, most+2)
	for _, k := range left {
		first[k+1]++
	}
	for k := range most + 1 {
		first[k+1] += first[k]
	}
	sorted, place := make([]int32, n), make([]int32, n)
	next := append([]int32(nil), first...)
	for u, k := range left {
		sorted[next[k]], place[u] = int32(u), next[k]
		next[k]++
	}
	seen := 0
	for i := range sorted {
		u := sorted[i]
		for _, v := range g.Out(u) {
			if left[v] <= left[u] {
				continue // taken away already, or as shallow as u
			}
			head := first[left[v]] // beyond i, where shallower actors end
			w := sorted[head]
			sorted[head], sorted[place[v]] = v, w
			place[w], place[v] = place[v], head
			first[left[v]] = head + 1
			left[v]--
		}
		if seen += 1 + len(g.Out(u)); seen > patience {
			if seen = 0; ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
	return left, ctx.Err()
}
