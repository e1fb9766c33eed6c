package bridging

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// sweepTies measures the ties exactly in a network too large to hold all distances: everyone is followed through the network once to count
// the pairs at each distance, and for each tie the actors of its smaller side are.
func (p *planner) sweepTies(ctx context.Context, chosen []pair, steps *progress) (*account, error) {
	a := &account{alone: make([]estimate, len(chosen)), given: make([]estimate, len(chosen))}
	pairs, err := silo.Spectrum(ctx, p.graph, p.scope.silo, p.scope.silos, p.opt.Threads)
	if err != nil {
		return nil, err
	}
	parts := newParts(p.graph)
	a.before = p.figuresOf(pairs, parts.count)
	g := p.graph
	for i, t := range chosen {
		away, come, err := silo.Shorten(ctx, g, p.scope.silo, p.scope.silos, t.u, t.v, p.opt.Threads)
		if err != nil {
			return nil, err
		}
		a.given[i] = moved(away, come)
		if a.alone[i] = a.given[i]; i > 0 {
			alone, arrived, err := silo.Shorten(ctx, p.graph, p.scope.silo, p.scope.silos, t.u, t.v, p.opt.Threads)
			if err != nil {
				return nil, err
			}
			a.alone[i] = moved(alone, arrived)
		}
		for len(pairs) < len(come) {
			pairs = append(pairs, 0)
		}
		for d := range come {
			pairs[d] += come[d] - away[d]
		}
		parts.join(t.u, t.v)
		g = withTies(p.graph, chosen[:i+1])
		steps.add(1)
	}
	a.after = p.figuresOf(pairs, parts.count)
	return a, nil
}

// moved adds up a change of distances.
func moved(away, come []int64) estimate {
	c := change{plus: come, minus: away}
	return estimate{sum: c.sum(), improved: float64(c.improved())}
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
