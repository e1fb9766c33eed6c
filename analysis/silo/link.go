package silo

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Link is what ties two silos today, down to the rows: the weights of its parts add up to what Gaps observes, and so do those of the actors
// of either silo.
type Link struct {
	A, B   string
	Parts  []LinkPart    // heaviest first; equal ones in the network's order
	Actors []Contributor // likewise
}

// LinkPart is one activity, collaboration or tie with actors of both silos.
type LinkPart struct {
	Unit   int     // index into the network's units; −1 for a tie of a network without activities
	A, B   []int32 // its actors in either silo, ascending
	Weight float64 // it adds: the weight of a pair times their pairs
}

// Contributor is an actor with ties to the other silo.
type Contributor struct {
	Actor    int32
	OfA      bool    // of silo A, not B
	Weight   float64 // of its part
	Partners int     // different actors of the other silo
}

// LinkBetween opens the gap between two silos, in either order without directions and from a to b with them, under the dimension and nesting that
// Gaps was asked with. It returns an *analysis.ArgumentError for an unknown dimension or silo and for silos that opt does not compare, and
// ctx's error when ctx ends first. Cost: one look at every unit or tie.
func LinkBetween(ctx context.Context, g *snapshot.Graph, dimension, a, b string, opt GapOptions) (*Link, error) {
	n, err := nested(g, dimension, opt)
	if err != nil {
		return nil, err
	}
	if !g.Directed() && b < a {
		a, b = b, a
	}
	i := slices.IndexFunc(n.pairs, func(p border) bool { return n.Values[p.from] == a && n.Values[p.to] == b })
	if i < 0 {
		return nil, n.refuse(a, b, opt)
	}
	l := &Link{A: a, B: b}
	if opt.Within != "" && opt.WithinSilo == "" && slices.ContainsFunc(n.pairs[i+1:], func(p border) bool { return n.Values[p.from] == a && n.Values[p.to] == b }) {
		return nil, &analysis.ArgumentError{
			Metric: "gaps", Param: "within", Value: opt.Within,
			Expected: "one silo of it, as " + opt.Within + "=" + n.within[n.pairs[i].from] + ", because these two meet in several",
		}
	}
	if err := l.addParts(ctx, g, n.Of, n.pairs[i]); err != nil {
		return nil, err
	}
	l.addActors(g, n.Of, n.pairs[i])
	slices.SortStableFunc(l.Parts, func(x, y LinkPart) int { return cmp.Compare(y.Weight, x.Weight) })
	return l, nil
}

// refuse says which of two silos is not there, or that they are never compared.
func (n *nest) refuse(a, b string, opt GapOptions) error {
	refused := &analysis.ArgumentError{Metric: "gaps", Param: "between", Value: a + "," + b}
	names := slices.Compact(slices.Sorted(slices.Values(n.Values)))
	switch {
	case !slices.Contains(names, a) || !slices.Contains(names, b):
		refused.Expected = "two of " + few(names)
	case a == b:
		refused.Expected = "two different silos"
	default:
		refused.Expected = "two silos inside the same silo of " + opt.Within
	}
	return refused
}

func (l *Link) addParts(ctx context.Context, g *snapshot.Graph, of []int32, p border) error {
	if u := g.Units(); u != nil {
		for i := range u.Len() {
			if i%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			part := LinkPart{Unit: i}
			for _, v := range u.Of(i) {
				switch of[v] {
				case p.from:
					part.A = append(part.A, v)
				case p.to:
					part.B = append(part.B, v)
				}
			}
			if len(part.A) > 0 && len(part.B) > 0 {
				part.Weight = u.Weight[i] * float64(len(part.A)) * float64(len(part.B))
				l.Parts = append(l.Parts, part)
			}
		}
		return nil
	}
	for u := range int32(g.Len()) {
		if u%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if of[u] != p.from {
			continue
		}
		for i, v := range g.Out(u) {
			if of[v] == p.to {
				l.Parts = append(l.Parts, LinkPart{Unit: -1, A: []int32{u}, B: []int32{v}, Weight: strength(g, u, i)})
			}
		}
	}
	return nil
}

// addActors shares the weight of every part out among the actors of either silo, evenly, as each has the same pairs in it.
func (l *Link) addActors(g *snapshot.Graph, of []int32, p border) {
	weight := make([]float64, g.Len())
	for _, part := range l.Parts {
		for _, side := range [2][]int32{part.A, part.B} {
			for _, v := range side {
				weight[v] += part.Weight / float64(len(side))
			}
		}
	}
	partners := make([]int, g.Len())
	for u := range int32(g.Len()) {
		if of[u] != p.from {
			continue
		}
		for _, v := range g.Out(u) {
			if of[v] == p.to {
				partners[u]++
				partners[v]++
			}
		}
	}
	for v := range int32(g.Len()) {
		if partners[v] > 0 {
			l.Actors = append(l.Actors, Contributor{Actor: v, OfA: of[v] == p.from, Weight: weight[v], Partners: partners[v]})
		}
	}
	slices.SortStableFunc(l.Actors, func(x, y Contributor) int { return cmp.Compare(y.Weight, x.Weight) })
}
