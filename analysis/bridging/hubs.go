package bridging

import (
	"cmp"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// hubsLookedAt is how many of the best connected actors are paired.
const hubsLookedAt = 100

// HubTies returns what one would propose without a plan: ties between the best connected actors of different silos that have none yet, highest
// product of their ties first, with at most so many at any actor. With the code of a silo every tie has an end in it; below 0 all silos count.
func HubTies(g *snapshot.Graph, dim *snapshot.Dimension, of int32, k, each int) [][2]int32 {
	var inside, outside []int32
	for u, silo := range dim.Of {
		switch {
		case silo < 0:
		case silo == of:
			inside = append(inside, int32(u))
		default:
			outside = append(outside, int32(u))
		}
	}
	ties := func(u int32) float64 { return float64(len(g.Out(u))) }
	hubs := top(slices.Concat(top(inside, hubsLookedAt, ties), top(outside, hubsLookedAt, ties)), 2*hubsLookedAt, ties)
	var pairs [][2]int32
	for i, u := range hubs {
		for _, v := range hubs[:i] {
			if dim.Of[u] != dim.Of[v] && (of < 0 || dim.Of[u] == of || dim.Of[v] == of) && !g.HasTie(u, v) && !g.HasTie(v, u) {
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
