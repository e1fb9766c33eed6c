package layout

import (
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

const (
	spread = 0.6 // of the sunflower inside a bubble: neighbours stand about 1 apart
	margin = 0.6 // between the outermost actors and the rim
	gap    = 0.6 // least room between two bubbles
)

// Bubble is one silo on the map.
type Bubble struct {
	Name    string // the silo's value; "" for the actors without one
	Code    int32  // the index into the dimension's Values; -1 for the actors without one
	Actors  int
	X, Y, R float64
}

// Positions are where silos and actors stand.
type Positions struct {
	Silos []Bubble  // in the order of the dimension's values; the actors without a value last, when there are any
	X, Y  []float64 // per actor, in snapshot order
}

// Silos places every silo of a dimension as a bubble whose area grows with its actors, and the actors inside. Bubbles do not overlap
// and silos that share many ties, for their size, stand near each other. Inside, actors with ties to other silos stand nearer the rim,
// on the side of those silos; directions and weights of ties do not count. A nil dimension gives one bubble. With an earlier picture bubbles begin
// where they stood and actors keep their side of the bubble.
//
// Time and memory O(n + m + s²) for s silos that have actors; beyond 512 silos nearness is given up, and bubbles stand in rows by size.
func Silos(g *snapshot.Graph, dim *snapshot.Dimension, opt Options) Positions {
	p := Positions{X: make([]float64, g.Len()), Y: make([]float64, g.Len())}
	bubbleOf := p.bubbles(g.Len(), dim)
	p.place(tiesBetween(g, bubbleOf, len(p.Silos)), opt)
	p.fill(g, bubbleOf, opt)
	return p
}

// bubbles makes a bubble of every silo that has actors and returns each actor's.
func (p *Positions) bubbles(n int, dim *snapshot.Dimension) []int32 {
	values := 0
	if dim != nil {
		values = len(dim.Values)
	}
	size := make([]int, values+1) // the last is for actors without a value
	of := make([]int32, n)
	for u := range of {
		of[u] = int32(values)
		if dim != nil && dim.Of[u] >= 0 {
			of[u] = dim.Of[u]
		}
		size[of[u]]++
	}
	at := make([]int32, values+1)
	for code, actors := range size {
		if actors == 0 {
			continue
		}
		at[code] = int32(len(p.Silos))
		b := Bubble{Code: int32(code), Actors: actors, R: spread*math.Sqrt(float64(actors-1)) + margin}
		if code < values {
			b.Name = dim.Values[code]
		} else {
			b.Code = -1
		}
		p.Silos = append(p.Silos, b)
	}
	for u := range of {
		of[u] = at[of[u]]
	}
	return of
}

// tiesBetween counts the ties between every two bubbles; nil when there are too many bubbles to compare all pairs.
func tiesBetween(g *snapshot.Graph, bubbleOf []int32, bubbles int) [][]float64 {
	if bubbles > mostArranged {
		return nil
	}
	count := make([][]float64, bubbles)
	for a := range count {
		count[a] = make([]float64, bubbles)
	}
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			if a, b := bubbleOf[u], bubbleOf[v]; a != b {
				count[a][b]++
				count[b][a]++
			}
		}
	}
	return count
}
