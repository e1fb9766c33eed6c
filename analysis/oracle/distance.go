// Package oracle computes metrics slowly, straight from their definitions, to hold the fast kernels to. Only tests import it.
package oracle

import (
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Steps returns the length of the step from each actor to each other: +Inf where no tie leads, 0 on the diagonal.
func Steps(g *snapshot.Graph) [][]float64 {
	n := g.Len()
	steps := make([][]float64, n)
	for u := range steps {
		steps[u] = make([]float64, n)
		for v := range steps[u] {
			if u != v {
				steps[u][v] = math.Inf(1)
			}
		}
		weights := g.OutWeights(int32(u))
		for i, v := range g.Out(int32(u)) {
			weight := 1.0
			if weights != nil && g.Meaning() != snapshot.Unweighted {
				weight = weights[i]
			}
			if weight > 0 && g.Meaning() == snapshot.Strength {
				steps[u][v] = 1 / weight
			} else if weight > 0 {
				steps[u][v] = weight
			}
		}
	}
	return steps
}

// Distances returns the length of the shortest path from each actor to each other, +Inf where there is none, by the
// method of Floyd and Warshall: every actor in turn is allowed as a stop.
func Distances(g *snapshot.Graph) [][]float64 { return closed(Steps(g)) }

// Hops is Distances where every tie is one step, whatever its weight.
func Hops(g *snapshot.Graph) [][]float64 {
	ties, _ := Matrices(g)
	steps := make([][]float64, g.Len())
	for u := range steps {
		steps[u] = make([]float64, g.Len())
		for v := range steps[u] {
			if u != v {
				steps[u][v] = 1 / ties[u][v] // +Inf without a tie
			}
		}
	}
	return closed(steps)
}

// closed turns the lengths of steps into those of shortest paths.
func closed(d [][]float64) [][]float64 {
	d = clone(d)
	for stop := range d {
		for s := range d {
			for t := range d {
				d[s][t] = min(d[s][t], d[s][stop]+d[stop][t])
			}
		}
	}
	return d
}

func clone(rows [][]float64) [][]float64 {
	copied := make([][]float64, len(rows))
	for i, row := range rows {
		copied[i] = slices.Clone(row)
	}
	return copied
}
