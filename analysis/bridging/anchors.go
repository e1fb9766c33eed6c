package bridging

import (
	"cmp"
	"context"
	"slices"
)

// How many actors of each sort are considered as ends of ties in a network too large to try every pair, and how many of them are
// rated against everyone at each step.
const (
	byDegree       = 96
	byCloseness    = 96
	bySpread       = 64
	headsPerPart   = 6
	headsLookedAt  = 128
	partsBeyondK   = 16
	anchorsPerStep = 64
)

// notables returns the actors worth considering as ends of ties: those with most ties, those nearest to the targets, those with most ties
// in every corner of the network (no two within two steps of each other), and the heads of the largest components. The heads are returned apart too.
func (p *planner) notables(ctx context.Context, st *state) (all, heads []int32, err error) {
	known := p.scope.known
	degree := func(a int32) float64 { return float64(len(p.graph.Out(a))) }
	all = append(all, top(known, byDegree, degree)...)

	near := make([]float64, p.graph.Len())
	for _, t := range st.screen.targets {
		for v, d := range st.field.row[t] {
			if d != unreachable {
				near[v] += 1 / float64(d+1)
			}
		}
	}
	all = append(all, top(known, byCloseness, func(a int32) float64 { return near[a] })...)
	all = append(all, p.spread(bySpread)...)
	heads, err = p.heads(ctx, st)
	all = append(all, heads...)
	slices.Sort(all)
	return slices.Compact(all), heads, err
}

// top returns the count actors that score highest; ties go by index.
func top(actors []int32, count int, score func(int32) float64) []int32 {
	sorted := slices.Clone(actors)
	slices.SortFunc(sorted, func(a, b int32) int { return cmp.Or(cmp.Compare(score(b), score(a)), cmp.Compare(a, b)) })
	return sorted[:min(count, len(sorted))]
}

// spread picks actors by degree, passing over those within two steps of one picked before.
func (p *planner) spread(count int) []int32 {
	covered := make([]bool, p.graph.Len())
	var picked []int32
	for _, a := range top(p.scope.known, len(p.scope.known), func(a int32) float64 { return float64(len(p.graph.Out(a))) }) {
		if covered[a] {
			continue
		}
		picked = append(picked, a)
		if len(picked) == count {
			break
		}
		covered[a] = true
		for _, b := range p.graph.Out(a) {
			covered[b] = true
			for _, c := range p.graph.Out(b) {
				covered[c] = true
			}
		}
	}
	return picked
}

// heads returns the actors nearest to all others of their component, for the largest components; where those are all of one silo, the nearest of another too.
func (p *planner) heads(ctx context.Context, st *state) ([]int32, error) {
	if st.parts.count < 2 {
		return nil, nil
	}
	var members [][]int32
	for _, m := range st.parts.members {
		known := make([]int32, 0, len(m))
		for _, a := range m {
			if p.scope.silo[a] >= 0 {
				known = append(known, a)
			}
		}
		if len(known) > 0 {
			slices.Sort(known)
			members = append(members, known)
		}
	}
	slices.SortStableFunc(members, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	members = members[:min(len(members), p.opt.K+partsBeyondK)]
	var looked []int32
	for i, known := range members {
		members[i] = top(known, headsLookedAt, func(a int32) float64 { return float64(len(p.graph.Out(a))) })
		looked = append(looked, members[i]...)
	}
	near := make([]float64, p.graph.Len())
	reckon := func(a int32, row []uint16, _ int32) {
		for _, t := range st.parts.members[st.parts.of[a]] {
			if p.scope.silo[t] >= 0 {
				near[a] += 1 / float64(row[t]+2) // as seen from the far end of a tie to a
			}
		}
	}
	var missing []int32
	for _, a := range looked {
		if row := st.field.row[a]; row != nil {
			reckon(a, row, st.field.ecc[a])
		} else {
			missing = append(missing, a)
		}
	}
	err := st.field.each(ctx, p.opt.Threads, missing, reckon)
	var heads []int32
	for _, known := range members {
		ranked := top(known, len(known), func(a int32) float64 { return near[a] })
		first := ranked[:min(headsPerPart, len(ranked))]
		heads = append(heads, first...)
		other := func(a int32) bool { return p.scope.silo[a] != p.scope.silo[ranked[0]] }
		if i := slices.IndexFunc(ranked, other); i >= len(first) {
			heads = append(heads, ranked[i])
		}
	}
	return heads, err
}

// anchors returns the notable actors to rate at this step, those that promise most: the best, over partners v, of
// Σ h_u(i)·h_v(j)·[1/(i+1+j) − 1/d(u,v)]⁺ where h counts actors by distance, as if every pair around the ends were as far apart as the ends are.
func (p *planner) anchors(st *state) []int32 {
	var free []int32
	for _, a := range st.notables {
		if st.allow.free(a) {
			free = append(free, a)
		}
	}
	around := make([][deepest]float64, len(free))
	for i, a := range free {
		var count [deepest + 1]int32 // with those farther away at the end
		for _, s := range p.scope.known {
			count[min(st.field.row[a][s], deepest)]++
		}
		for d := range deepest {
			around[i][d] = float64(count[d])
		}
	}
	promise := make([]float64, p.graph.Len())
	for i, u := range free {
		for j, v := range free[:i] {
			if p.scope.silo[u] != p.scope.silo[v] {
				x := promised(&around[i], &around[j], st.field.row[u][v])
				promise[u], promise[v] = max(promise[u], x), max(promise[v], x)
			}
		}
	}
	// Promise favours far corners; the ends with most ties gain much from each other even when they are near, so half the anchors are those.
	half := p.anchorsPerStep / 2
	chosen := top(free, half, func(a int32) float64 { return float64(len(p.graph.Out(a))) })
	chosen = append(chosen, top(free, p.anchorsPerStep-half, func(a int32) float64 { return promise[a] })...)
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

func promised(hu, hv *[deepest]float64, distance uint16) float64 {
	var sum, now float64
	limit := deepest
	if distance != unreachable {
		now = 1 / float64(distance)
		limit = min(int(distance)-1, deepest)
	}
	for i := range limit {
		if hu[i] == 0 {
			break
		}
		for j := 0; j < limit-i && hv[j] > 0; j++ {
			sum += hu[i] * hv[j] * (1/float64(i+1+j) - now)
		}
	}
	return sum
}
