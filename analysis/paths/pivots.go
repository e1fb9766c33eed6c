package paths

import (
	"context"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// BetweennessByPivots estimates betweenness from all shortest paths of so many actors drawn without putting back, of ties without lengths: the
// share that paths from these have, times n over their number. All actors as pivots make it exact. Nothing bounds the error of one actor: the
// metric's own sampling does. Brandes, U. & Pich, C. (2007). Centrality estimation in large networks, doi 10.1142/S0218127407018403.
// Time O(pivots·m). It returns ctx's error when it ends first.
func BetweennessByPivots(ctx context.Context, g *snapshot.Graph, pivots int, a analysis.Args) ([]float64, error) {
	w, err := hopsOf(ctx, g, false)
	if err != nil {
		return nil, err
	}
	in := w
	each := 0.5 // every pair counts from both ends
	if g.Directed() {
		in, each = w.turned(), 1
	}
	pivots = min(pivots, w.len())
	drawn := make([]int32, pivots)
	for i, v := range rand.New(rand.NewPCG(a.Seed, 0)).Perm(w.len())[:pivots] {
		drawn[i] = int32(v)
	}
	sums, err := betweenHops(ctx, w, in, drawn, ones(w.len()), a.Threads, a.Report)
	if err != nil {
		return nil, err
	}
	scores := make([]float64, len(sums))
	for i, u := range w.actor {
		scores[u] = sums[i] * each * float64(w.len()) / float64(pivots)
	}
	return scores, nil
}
