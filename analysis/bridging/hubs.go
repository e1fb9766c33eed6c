package bridging

import (
	"cmp"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// hubsLookedAt is how many of the best connected actors are paired.
const hubsLookedAt = 100

// HubTies returns what one would propose without a plan: ties between the best connected actors of different silos that have none yet, highest
// product of their ties first, with at most so many at any actor.
func HubTies(g *snapshot.Graph, dim *snapshot.Dimension, k, each int) [][2]int32 {
	hubs := make([]int32, g.Len())
	for i := range hubs {
		hubs[i] = int32(i)
	}
	slices.SortStableFunc(hubs, func(a, b int32) int { return cmp.Compare(len(g.Out(b)), len(g.Out(a))) })
	hubs = hubs[:min(len(hubs), hubsLookedAt)]
	var pairs [][2]int32
	for i, u := range hubs {
		for _, v := range hubs[:i] {
			if dim.Of[u] >= 0 && dim.Of[v] >= 0 && dim.Of[u] != dim.Of[v] && !g.HasTie(u, v) && !g.HasTie(v, u) {
				pairs = append(pairs, [2]int32{u, v})
			}
		}
	}
	product := func(p [2]int32) int { return len(g.Out(p[0])) * len(g.Out(p[1])) }
	slices.SortStableFunc(pairs, func(p, q [2]int32) int { return cmp.Compare(product(q), product(p)) })
	used := make(map[int32]int)
	var chosen [][2]int32
	for _, p := range pairs {
		if len(chosen) < k && used[p[0]] < each && used[p[1]] < each {
			used[p[0]]++
			used[p[1]]++
			chosen = append(chosen, p)
		}
	}
	return chosen
}
