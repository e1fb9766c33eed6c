// Package bootstrap says how much of a result is luck of the draw: it draws networks again from what a network is made of, its activities and
// collaborations, and looks how results vary over them.
//
// The units drawn are independent pieces of evidence. The ties of one activity are not: they come and go together, so a network with activities
// is drawn activity by activity. Source: Efron 1979, doi 10.1214/aos/1176344552; for networks, Snijders & Borgatti 1999, Connections 22(2), 161–170.
package bootstrap

import (
	"math/rand/v2"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Resample returns a network of the same actors made from as many units as there are, drawn with replacement: activities and collaborations, or
// ties where there are no activities. About 37 % of them are missing; one drawn twice counts twice, except a distance, which stays what it is.
func Resample(g *snapshot.Graph, random *rand.Rand) *snapshot.Graph {
	b := &snapshot.Builder{Directed: g.Directed(), Meaning: g.Meaning()}
	for u := range int32(g.Len()) {
		b.Actor(g.ID(u), g.Name(u))
	}
	for _, d := range g.Dimensions() {
		silos := make([]string, g.Len())
		for u, code := range d.Of {
			if code >= 0 {
				silos[u] = d.Values[code]
			}
		}
		b.Dimension(d.Name, silos)
	}
	if units := g.Units(); units != nil && !g.Directed() {
		b.Join(drawUnits(units, random))
		return b.Graph()
	}
	drawTies(g, random, b)
	return b.Graph()
}

func drawUnits(units *snapshot.Units, random *rand.Rand) *snapshot.Units {
	drawn := &snapshot.Units{Start: make([]int64, 1, units.Len()+1), Weight: make([]float64, 0, units.Len())}
	for range units.Len() {
		i := random.IntN(units.Len())
		drawn.Members = append(drawn.Members, units.Of(i)...)
		drawn.Start = append(drawn.Start, int64(len(drawn.Members)))
		drawn.Weight = append(drawn.Weight, units.Weight[i])
	}
	return drawn
}

func drawTies(g *snapshot.Graph, random *rand.Rand, b *snapshot.Builder) {
	type tie struct {
		u, v   int32
		weight float64
	}
	ties := make([]tie, 0, g.Ties())
	for u := range int32(g.Len()) {
		weights := g.OutWeights(u)
		for i, v := range g.Out(u) {
			if !g.Directed() && v < u {
				continue
			}
			w := 1.0
			if weights != nil {
				w = weights[i]
			}
			ties = append(ties, tie{u, v, w})
		}
	}
	times := make([]int, len(ties))
	for range ties {
		times[random.IntN(len(ties))]++
	}
	for i, t := range ties {
		switch {
		case times[i] == 0:
		case g.Meaning() == snapshot.Distance:
			b.Tie(t.u, t.v, t.weight)
		default:
			b.Tie(t.u, t.v, t.weight*float64(times[i]))
		}
	}
}
