package silo

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// EI is whether ties lead out of the silos or stay inside: of every actor, every silo and the whole network.
var EI = analysis.Metric{
	ID: "e-i", Title: "E-I index",
	Meaning: "Whether an actor looks outwards or inwards: 1 when all its ties lead to other silos, −1 when all stay in its own, 0 when half and half.",
	Formula: "(E − I) / (E + I), with E the ties to other silos and I the ties within the silo",
	Sources: []analysis.Reference{{
		Text: "Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an experimental simulation. Social Psychology Quarterly 51(2), 123–140.",
		DOI:  "10.2307/2786835",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "yes: −1 to 1. Small silos have more others to tie with, so that even a network blind to silos has an index above 0 when silos are many",
		Directed:    "every directed tie counts once in the network and at both its ends, so a mutual tie counts twice",
		Weights:     "as strengths, 1/weight when they mean distance; when they mean nothing every tie counts the same",
		Unreachable: "no matter: only ties count",
		Loops:       "left out; parallel ties add up",
		Cost:        "time O(n + m), memory O(n)",
	},
	NeedsSilo: true,
	Columns:   []analysis.Column{{ID: "e-i", Title: "E-I index"}},
	Undefined: "an actor without a silo, or without ties to actors that have one, is turned neither way",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		t, err := turnOf(ctx, g, d.Of, a)
		if err != nil {
			return analysis.Result{}, err
		}
		return t.result(d), nil
	},
}

// turn is how much of every actor's ties leads where.
type turn struct {
	internal, external []float64
	astray             []int // how many ties of an actor with a silo lead to one without
}

// turnOf sums every actor's ties, directed ones at both ends.
func turnOf(ctx context.Context, g *snapshot.Graph, of []int32, a analysis.Args) (turn, error) {
	const blockSize = 4096
	n := g.Len()
	t := turn{internal: make([]float64, n), external: make([]float64, n), astray: make([]int, n)}
	err := parallel.Blocks(ctx, n, blockSize, a.Threads, a.Progress, func(_, _, lo, hi int) {
		for u := int32(lo); u < int32(hi); u++ {
			if of[u] < 0 {
				continue
			}
			t.add(g, u, of, g.Out(u), g.OutWeights(u))
			if g.Directed() {
				t.add(g, u, of, g.In(u), g.InWeights(u))
			}
		}
	})
	return t, err
}

func (t *turn) add(g *snapshot.Graph, u int32, of, neighbours []int32, weights []float64) {
	for k, v := range neighbours {
		strength := 1.0
		if weights != nil {
			strength = analysis.TieStrength(g.Meaning(), weights[k])
		}
		switch of[v] {
		case -1:
			t.astray[u]++
		case of[u]:
			t.internal[u] += strength
		default:
			t.external[u] += strength
		}
	}
}

// result adds the actors' ties up by silo and for the network, where each tie is met at both its ends.
func (t *turn) result(d *snapshot.Dimension) analysis.Result {
	actors := make([]int, len(d.Values))
	internal, external := make([]float64, len(d.Values)), make([]float64, len(d.Values))
	scores := make([]float64, len(d.Of))
	astray := 0
	for u, s := range d.Of {
		scores[u] = math.NaN()
		if s < 0 {
			continue
		}
		scores[u] = index(t.external[u], t.internal[u])
		actors[s]++
		internal[s] += t.internal[u] / 2
		external[s] += t.external[u]
		astray += t.astray[u]
	}
	groups := make([]analysis.Group, len(d.Values))
	within, between := 0.0, 0.0
	for s, name := range d.Values {
		within += internal[s]
		between += external[s] / 2
		groups[s] = analysis.Group{Name: name, Actors: actors[s], Values: []analysis.Value{
			{Name: "internal", Value: internal[s]},
			{Name: "external", Value: external[s]},
			{Name: "e-i", Value: index(external[s], internal[s])},
		}}
	}
	r := analysis.Result{
		Scores: [][]float64{scores},
		Values: []analysis.Value{
			{Name: "e-i", Value: index(between, within)},
			{Name: "internal", Value: within},
			{Name: "external", Value: between},
		},
		Groups: groups,
	}
	if astray > 0 {
		r.Warnings = []notice.Notice{notice.TiesLeftOut.Of(d.Name, astray)}
	}
	return r
}

// index is the E-I index, NaN when there are no ties to speak of.
func index(external, internal float64) float64 {
	if external+internal == 0 {
		return math.NaN()
	}
	return (external - internal) / (external + internal)
}
