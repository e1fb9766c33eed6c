package silo

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/snapshot"
)

// field is a network laid out for sweeping: its actors renumbered component by component and, inside a component, silo by
// silo, so that a component and a silo's part of it are each a range. Places stand for actors in everything that sweeps.
type field struct {
	directed  bool
	start     []int64   // per place its range of to
	to        []int32   // places next to it; with directions those that lead to it
	place     []int32   // per actor
	silo      []int32   // per place; -1 for none, which stand last in their component
	component []int32   // per place: the index into ends
	ends      []int32   // per component one past its last place; components as cohesion.Weak numbers them
	parts     [][]int64 // per component the number of its actors in each silo; nil in one without two silos, which no pair of silos meets in
}

// ties is how many ties a place has; with directions, lead to it.
func (f *field) ties(place int32) int64 { return f.start[place+1] - f.start[place] }

func (f *field) begin(component int32) int32 {
	if component == 0 {
		return 0
	}
	return f.ends[component-1]
}

// layOut makes the field of a graph. Components are those of the graph without directions.
func layOut(ctx context.Context, g *snapshot.Graph, of []int32, silos int) (*field, error) {
	n := g.Len()
	component, sizes, err := cohesion.Weak(ctx, g)
	if err != nil {
		return nil, err
	}
	count := len(sizes)
	order := make([]int32, n) // order[place] = actor
	for v := range order {
		order[v] = int32(v)
	}
	bySilo := func(v int32) int { return (int(of[v]) + silos + 1) % (silos + 1) } // no silo, -1, is the last
	order = sorted(order, silos+1, bySilo)
	order = sorted(order, count, func(v int32) int { return int(component[v]) })
	place := make([]int32, n)
	for p, v := range order {
		place[v] = int32(p)
	}
	_, arcs, _ := g.InRows()
	f := &field{
		directed: g.Directed(), place: place, start: make([]int64, 1, n+1), to: make([]int32, 0, len(arcs)),
		silo: make([]int32, n), component: make([]int32, n), ends: make([]int32, count), parts: make([][]int64, count),
	}
	for p, v := range order {
		if p%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		f.silo[p], f.component[p] = of[v], component[v]
		f.ends[component[v]] = int32(p + 1)
		for _, u := range g.In(v) {
			f.to = append(f.to, place[u])
		}
		f.start = append(f.start, int64(len(f.to)))
	}
	for c := range f.parts {
		lo, hi := f.begin(int32(c)), f.ends[c]
		if first := f.silo[lo]; first < 0 || !slices.ContainsFunc(f.silo[lo:hi], func(a int32) bool { return a >= 0 && a != first }) {
			continue
		}
		f.parts[c] = make([]int64, silos)
		for _, a := range f.silo[lo:hi] {
			if a >= 0 {
				f.parts[c][a]++
			}
		}
	}
	return f, nil
}

// sorted puts items in the order of their keys, 0 to keys−1; equal ones stay as they stand.
func sorted(items []int32, keys int, key func(int32) int) []int32 {
	next := make([]int32, keys+1)
	for _, v := range items {
		next[key(v)+1]++
	}
	for k := range keys {
		next[k+1] += next[k]
	}
	out := make([]int32, len(items))
	for _, v := range items {
		out[next[key(v)]] = v
		next[key(v)]++
	}
	return out
}
