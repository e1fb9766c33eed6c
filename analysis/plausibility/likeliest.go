package plausibility

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// likeliestSources is how many actors are asked for the likeliest ties: those likeliest to find any partner.
const likeliestSources = 400

// Likeliest returns the k likeliest new ties among the pairs that allow permits, likeliest first, with at most so many at any actor. It asks the actors that
// are likeliest to find any partner, because a tie is seldom likelier than that its ends find one.
func (c *Chances) Likeliest(ctx context.Context, k, each int, allow func(u, v int32) bool) ([][2]int32, error) {
	var sources []int32
	for a, known := range c.m.state.known {
		if known {
			sources = append(sources, int32(a))
		}
	}
	slices.SortStableFunc(sources, func(a, b int32) int { return cmp.Compare(c.m.finds[b], c.m.finds[a]) })
	sources = sources[:min(len(sources), likeliestSources)]
	type tie struct {
		u, v   int32
		chance float64
	}
	asked := make([]bool, len(c.rows))
	for _, u := range sources {
		asked[u] = true
	}
	found := make([][]tie, len(sources))
	err := parallel.Blocks(ctx, len(sources), 1, c.m.threads, nil, func(_, i, _, _ int) {
		u := sources[i]
		for v := range int32(len(c.rows)) {
			if chance := c.From(u, v); chance > 0 && allow(u, v) && (u < v || !asked[v]) {
				found[i] = append(found[i], tie{u, v, chance})
			}
		}
		slices.SortFunc(found[i], func(x, y tie) int { return cmp.Or(cmp.Compare(y.chance, x.chance), cmp.Compare(x.v, y.v)) })
		found[i] = found[i][:min(len(found[i]), 4*k)]
	})
	all := slices.Concat(found...)
	slices.SortStableFunc(all, func(x, y tie) int {
		return cmp.Or(cmp.Compare(y.chance, x.chance), cmp.Compare(x.u, y.u), cmp.Compare(x.v, y.v))
	})
	taken := make(map[int32]int)
	var best [][2]int32
	for _, t := range all {
		if len(best) < k && taken[t.u] < each && taken[t.v] < each {
			taken[t.u]++
			taken[t.v]++
			best = append(best, [2]int32{t.u, t.v})
		}
	}
	return best, err
}
