package bridging

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// sweepTies measures the ties exactly in a network too large to hold all distances: everyone is followed through the network once to count the pairs at
// each distance, and for each tie inside a component the actors of its smaller side are. The field, which holds the ties' ends, is left with the ties.
func (p *planner) sweepTies(ctx context.Context, f *field, chosen []pair, steps *progress) (*account, error) {
	a := &account{alone: make([]estimate, len(chosen)), given: make([]estimate, len(chosen))}
	pairs, err := silo.Spectrum(ctx, p.graph, p.scope.silo, p.scope.silos, p.opt.Threads)
	if err != nil {
		return nil, err
	}
	parts := newParts(p.graph)
	a.before = p.figuresOf(pairs, parts.count)
	for i, t := range chosen {
		c, err := p.shorten(ctx, f, t, nil)
		if err != nil {
			return nil, err
		}
		a.alone[i] = estimate{sum: c.sum(), improved: float64(c.improved())}
	}
	for i, t := range chosen {
		c, err := p.shorten(ctx, f, t, chosen[:i])
		if err != nil {
			return nil, err
		}
		a.given[i] = estimate{sum: c.sum(), improved: float64(c.improved())}
		for len(pairs) < len(c.plus) {
			pairs = append(pairs, 0)
		}
		for d := range c.plus {
			pairs[d] += c.plus[d] - c.minus[d]
		}
		parts.join(t.u, t.v)
		if err := f.apply(ctx, p.opt.Threads, t); err != nil {
			return nil, err
		}
		steps.add(1)
	}
	a.after = p.figuresOf(pairs, parts.count)
	return a, nil
}

// shorten counts what a tie does to the distances of the network with some ties added, which the field has too. Where it joins two components the
// distances from its ends tell.
func (p *planner) shorten(ctx context.Context, f *field, t pair, added []pair) (change, error) {
	m := &p.meters[0]
	if m.prepare(f, t) {
		return m.change, nil
	}
	g := p.graph
	if len(added) > 0 {
		g = withTies(g, added)
	}
	away, come, err := silo.Shorten(ctx, g, p.scope.silo, p.scope.silos, t.u, t.v, p.opt.Threads)
	return change{plus: come, minus: away}, err
}

// figuresOf makes the figures of a network from its pairs by distance.
func (p *planner) figuresOf(pairs []int64, components int) Figures {
	f := Figures{
		Reach: math.NaN(), Resistance: math.NaN(), MeanDistance: math.NaN(), CrossPairs: p.scope.pairs, UnreachablePairs: pairs[0], Components: components,
	}
	var harmonic, hops, reached float64
	for d := 1; d < len(pairs); d++ {
		harmonic += float64(pairs[d]) / float64(d)
		hops += float64(pairs[d]) * float64(d)
		reached += float64(pairs[d])
	}
	if p.scope.pairs > 0 {
		f.Reach = harmonic / float64(p.scope.pairs)
	}
	if reached > 0 {
		f.MeanDistance = hops / reached
	}
	f.ReachCI = [2]float64{f.Reach, f.Reach}
	return f
}

// withTies returns a network without directions with some ties added, as far as paths are concerned.
func withTies(g *snapshot.Graph, ties []pair) *snapshot.Graph {
	_, arcs, _ := g.Rows()
	from, to := make([]int32, 0, len(arcs)/2+len(ties)), make([]int32, 0, len(arcs)/2+len(ties))
	b := &snapshot.Builder{}
	for u := range int32(g.Len()) {
		b.Actor(g.ID(u), "")
		for _, v := range g.Out(u) {
			if u < v {
				from, to = append(from, u), append(to, v)
			}
		}
	}
	for _, t := range ties {
		from, to = append(from, t.u), append(to, t.v)
	}
	b.Pairs(from, to)
	return b.Graph()
}
