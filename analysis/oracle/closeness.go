package oracle

import (
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Harmonic returns Σ 1/d(u,v) over the others, or over d(v,u) when inward.
func Harmonic(g *snapshot.Graph, inward bool) []float64 {
	return overDistances(g, inward, func(distances []float64) float64 {
		var sum float64
		for _, d := range distances {
			sum += 1 / d
		}
		return sum
	})
}

// Closeness returns r/Σd over the r others reached, times r/(n − 1) when scaled.
func Closeness(g *snapshot.Graph, inward, scaled bool) []float64 {
	return overDistances(g, inward, func(distances []float64) float64 {
		var sum float64
		for _, d := range distances {
			sum += d
		}
		reached := float64(len(distances))
		if reached == 0 {
			return 0
		}
		if scaled {
			return reached / float64(g.Len()-1) * reached / sum
		}
		return reached / sum
	})
}

// Reach returns the share of the others within a number of ties.
func Reach(g *snapshot.Graph, inward bool, steps int) []float64 {
	hops := snapshot.Builder{Directed: g.Directed()}
	for u := range int32(g.Len()) {
		hops.Actor(g.ID(u), g.Name(u))
	}
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			if g.Directed() || u < v {
				hops.Tie(u, v, 1)
			}
		}
	}
	return overDistances(hops.Graph(), inward, func(distances []float64) float64 {
		var near float64
		for _, d := range distances {
			if d <= float64(steps) {
				near++
			}
		}
		return near / float64(max(g.Len()-1, 1))
	})
}

// overDistances scores each actor by its finite distances to the others, or theirs to it.
func overDistances(g *snapshot.Graph, inward bool, score func(distances []float64) float64) []float64 {
	d := Distances(g)
	scores := make([]float64, len(d))
	for u := range d {
		var finite []float64
		for v := range d {
			far := d[u][v]
			if inward {
				far = d[v][u]
			}
			if u != v && !math.IsInf(far, 1) {
				finite = append(finite, far)
			}
		}
		scores[u] = score(finite)
	}
	return scores
}
