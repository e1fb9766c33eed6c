package silo

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// EITest holds the E-I index to what chance gives, exactly: for every actor, every silo and the whole network.
var EITest = analysis.Metric{
	ID: "e-i-test", Title: "E-I index against chance",
	Meaning: "Whether an actor, a silo or the network looks outwards more or less than chance would have it, given how large the silos are: z above 2 more, below −2 less.",
	Formula: "E-I = (E − I)/(E + I). If every set of so many ties is equally likely, E is hypergeometric: (E + I) draws from the pairs that could be tied, of which the external ones " +
		"are marked: all pairs for the network, those with an end in it for a silo, those with the actor for an actor. p = min(1, 2·min(P(≤ E), P(≥ E))). " +
		"Rescaled E-I = 2·(E-I − min)/(max − min) − 1. Permutation: the ties stay and the silos are dealt out anew",
	Sources: []analysis.Reference{
		{Text: "Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an experimental simulation. Social Psychology Quarterly 51(2), 123–140.",
			DOI: "10.2307/2786835"},
		{Text: "Cliff, A. D. & Ord, J. K. (1981). Spatial Processes: Models and Applications. Pion. Chapter 2: moments of join counts under randomisation."},
	},
	Conventions: analysis.Conventions{
		Normalised:  "z in standard deviations of the null; E-I and rescaled E-I −1 to 1",
		Directed:    "every directed tie counts once in the network and at both its ends, and could be between any ordered pair",
		Weights:     "not used: the null is about which ties there are",
		Unreachable: "no matter: only ties count",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(m + Σ √degree), and O(m) for each draw asked for; memory O(n), and for each thread when drawing",
	},
	Params: []analysis.Param{{
		ID: "draws", Kind: analysis.Integer, Default: "0", Min: 0, Max: 1_000_000,
		Meaning: "how many times to deal the silos out for permutation-p; 0 takes it from the normal distribution with the exact moments instead",
	}},
	NeedsSilo: true,
	Columns: []analysis.Column{
		{ID: "e-i-test", Title: "E-I index, z"},
		{ID: "e-i-expected", Title: "E-I index expected"},
		{ID: "e-i-p", Title: "E-I index, p"},
	},
	Undefined: "an actor without a silo, or without ties to actors that have one; z also where chance leaves no room",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		e, err := newEnds(ctx, g, d, a)
		if err != nil {
			return analysis.Result{}, err
		}
		r := analysis.Result{Groups: e.silos()}
		if r.Scores, err = e.actors(ctx, a.Threads); err != nil {
			return analysis.Result{}, err
		}
		if r.Values, err = e.network(ctx, g, a); err != nil {
			return analysis.Result{}, err
		}
		if e.astray > 0 {
			r.Warnings = []notice.Notice{notice.LeftOut.Of(d.Name, e.astray)}
		}
		return r, nil
	},
}

// ends is how many ends of ties every actor has in its own silo and in others, and what pairs could be tied. Actors without a silo take no part.
type ends struct {
	d                  *snapshot.Dimension
	internal, external []float64 // per actor
	size               []float64 // per silo
	n                  float64   // actors with a silo
	ways               float64   // 2 when a pair can be tied in either direction, else 1
	mutual             float64   // pairs of actors tied in both directions, of a directed network, counted at both ends
	astray             int
}

func newEnds(ctx context.Context, g *snapshot.Graph, d *snapshot.Dimension, a analysis.Args) (*ends, error) {
	e := &ends{
		d: d, internal: make([]float64, g.Len()), external: make([]float64, g.Len()), size: make([]float64, len(d.Values)), ways: 1,
	}
	for _, s := range d.Of {
		if s < 0 {
			e.astray++
			continue
		}
		e.size[s]++
		e.n++
	}
	if g.Directed() {
		e.ways = 2
	}
	const blockSize = 4096
	mutual := make([]float64, parallel.Workers(g.Len(), blockSize, a.Threads))
	err := parallel.Blocks(ctx, g.Len(), blockSize, a.Threads, nil, func(worker, _, lo, hi int) {
		for u := int32(lo); u < int32(hi); u++ {
			if d.Of[u] < 0 {
				continue
			}
			e.count(u, g.Out(u))
			if g.Directed() {
				e.count(u, g.In(u))
				mutual[worker] += e.inBoth(g.Out(u), g.In(u))
			}
		}
	})
	for _, x := range mutual { // whole numbers: the order of adding cannot show
		e.mutual += x
	}
	return e, err
}

func (e *ends) count(u int32, others []int32) {
	for _, v := range others {
		switch e.d.Of[v] {
		case -1:
		case e.d.Of[u]:
			e.internal[u]++
		default:
			e.external[u]++
		}
	}
}

// inBoth counts the actors with a silo in both of two ascending lists.
func (e *ends) inBoth(out, in []int32) (both float64) {
	for _, v := range out {
		for len(in) > 0 && in[0] < v {
			in = in[1:]
		}
		if len(in) > 0 && in[0] == v && e.d.Of[v] >= 0 {
			both++
		}
	}
	return both
}

// against are the figures of so many external ties among so many, held to chance.
type against struct {
	index, expected, sd, z, p float64
}

// hold compares with the hypergeometric null. All is NaN without ties, and z where the null leaves no room.
func hold(h hypergeometric, external float64) against {
	nan := math.NaN()
	a := against{nan, nan, nan, nan, nan}
	if h.drawn == 0 {
		return a
	}
	toIndex := func(x float64) float64 { return (2*x - h.drawn) / h.drawn }
	a.index, a.expected = toIndex(external), toIndex(h.mean())
	a.sd = 2 * math.Sqrt(h.variance()) / h.drawn
	if least, most := h.bounds(); least < most {
		a.z = (a.index - a.expected) / a.sd
	}
	a.p = h.twoSided(external)
	return a
}

// actors holds every actor to a draw of its ties from its pairs with all others.
func (e *ends) actors(ctx context.Context, threads int) ([][]float64, error) {
	z, expected, p := make([]float64, len(e.d.Of)), make([]float64, len(e.d.Of)), make([]float64, len(e.d.Of))
	const blockSize = 4096
	err := parallel.Blocks(ctx, len(e.d.Of), blockSize, threads, nil, func(_, _, lo, hi int) {
		for u := lo; u < hi; u++ {
			z[u], expected[u], p[u] = math.NaN(), math.NaN(), math.NaN()
			if s := e.d.Of[u]; s >= 0 {
				a := hold(hypergeometric{
					pairs: e.ways * (e.n - 1), marked: e.ways * (e.n - e.size[s]), drawn: e.internal[u] + e.external[u],
				}, e.external[u])
				z[u], expected[u], p[u] = a.z, a.expected, a.p
			}
		}
	})
	return [][]float64{z, expected, p}, err
}

// silos holds every silo to a draw of the ties that touch it from the pairs that do.
func (e *ends) silos() []analysis.Group {
	internal, external := make([]float64, len(e.size)), make([]float64, len(e.size))
	for u, s := range e.d.Of {
		if s >= 0 {
			internal[s] += e.internal[u] / 2
			external[s] += e.external[u]
		}
	}
	groups := make([]analysis.Group, len(e.size))
	for s, size := range e.size {
		outward := e.ways * size * (e.n - size)
		a := hold(hypergeometric{pairs: e.ways*size*(size-1)/2 + outward, marked: outward, drawn: internal[s] + external[s]}, external[s])
		groups[s] = analysis.Group{Name: e.d.Values[s], Actors: int(size), Values: []analysis.Value{
			{Name: "e-i", Value: a.index}, {Name: "expected", Value: a.expected}, {Name: "sd", Value: a.sd}, {Name: "z", Value: a.z}, {Name: "p", Value: a.p},
		}}
	}
	return groups
}

// network holds the whole to a draw of its ties from all pairs, and to the silos dealt out anew.
func (e *ends) network(ctx context.Context, g *snapshot.Graph, a analysis.Args) ([]analysis.Value, error) {
	h, external := hypergeometric{pairs: e.ways * e.n * (e.n - 1) / 2}, 0.0
	h.marked = h.pairs
	for _, size := range e.size {
		h.marked -= e.ways * size * (size - 1) / 2
	}
	for u := range e.internal {
		h.drawn += (e.internal[u] + e.external[u]) / 2
		external += e.external[u] / 2
	}
	x := hold(h, external)
	least, most := h.bounds()
	lowest, highest, rescaled := math.NaN(), math.NaN(), math.NaN()
	if h.drawn > 0 {
		lowest, highest = (2*least-h.drawn)/h.drawn, (2*most-h.drawn)/h.drawn
	}
	if least < most {
		rescaled = 2*(external-least)/(most-least) - 1
	}
	dealt, err := e.dealt(ctx, g, external, h.drawn, a)
	return append([]analysis.Value{
		{Name: "e-i", Value: x.index}, {Name: "expected", Value: x.expected}, {Name: "sd", Value: x.sd}, {Name: "z", Value: x.z}, {Name: "p", Value: x.p},
		{Name: "min", Value: lowest}, {Name: "max", Value: highest}, {Name: "rescaled", Value: rescaled},
		{Name: "ties", Value: h.drawn}, {Name: "external", Value: external},
	}, dealt...), err
}
