package oracle

import (
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Cartography returns every actor's participation coefficient and within-silo z, from the matrix of strengths of both directions together.
// NaN where an actor has no ties to silos, no silo, or a silo in which all have the same.
func Cartography(g *snapshot.Graph, silo []int32) (participation, z []float64) {
	s := Strengths(g)
	n := g.Len()
	participation, z = make([]float64, n), make([]float64, n)
	inside := make([]float64, n)
	for u := range n {
		bySilo, all := map[int32]float64{}, 0.0
		for v := range n {
			w := s[u][v]
			if g.Directed() {
				w += s[v][u]
			}
			if silo[v] >= 0 {
				bySilo[silo[v]] += w
				all += w
			}
		}
		inside[u] = bySilo[silo[u]]
		participation[u] = 1
		for _, w := range bySilo {
			participation[u] -= w / all * w / all
		}
		if all == 0 {
			participation[u] = math.NaN()
		}
	}
	for u := range n {
		var fellows []float64
		for v := range n {
			if silo[v] == silo[u] {
				fellows = append(fellows, inside[v])
			}
		}
		sum, squares := 0.0, 0.0
		for _, x := range fellows {
			sum += x
		}
		mean := sum / float64(len(fellows))
		for _, x := range fellows {
			squares += (x - mean) * (x - mean)
		}
		z[u] = math.NaN()
		if sd := math.Sqrt(squares / float64(len(fellows))); silo[u] >= 0 && sd > 1e-9 {
			z[u] = (inside[u] - mean) / sd
		}
	}
	return participation, z
}
