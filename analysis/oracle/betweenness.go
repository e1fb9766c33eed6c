package oracle

import (
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Betweenness writes down every shortest path between every two actors and counts those that pass through each. An undirected
// pair counts once. Lengths that differ by a part in 10^12 are equal.
func Betweenness(g *snapshot.Graph) []float64 {
	step, d := Steps(g), Distances(g)
	scores := make([]float64, g.Len())
	for s := range d {
		for t := range d {
			if s == t || math.IsInf(d[s][t], 1) || !g.Directed() && s > t {
				continue
			}
			paths := shortestPaths(step, d, s, t)
			for _, path := range paths {
				for _, v := range path[1 : len(path)-1] {
					scores[v] += 1 / float64(len(paths))
				}
			}
		}
	}
	return scores
}

// shortestPaths returns every path from s to t that is as long as their distance.
func shortestPaths(step, d [][]float64, s, t int) [][]int {
	if s == t {
		return [][]int{{t}}
	}
	var paths [][]int
	for v := range step {
		way := step[s][v] + d[v][t]
		if v == s || math.IsInf(way, 1) || way > d[s][t]*(1+1e-12) {
			continue
		}
		for _, rest := range shortestPaths(step, d, v, t) {
			paths = append(paths, append([]int{s}, rest...))
		}
	}
	return paths
}

// Bridgeness is Betweenness over pairs of which neither end is next to the actor: s has no tie to it, and it has none to t. Every tie is one step.
func Bridgeness(g *snapshot.Graph) []float64 {
	ties, _ := Matrices(g)
	d := Hops(g)
	step := make([][]float64, g.Len())
	for u := range step {
		step[u] = make([]float64, g.Len())
		for v := range step[u] {
			step[u][v] = 1 / ties[u][v] // +Inf without a tie, and on the diagonal
		}
	}
	scores := make([]float64, g.Len())
	for s := range d {
		for t := range d {
			if s == t || math.IsInf(d[s][t], 1) || !g.Directed() && s > t {
				continue
			}
			paths := shortestPaths(step, d, s, t)
			for _, path := range paths {
				for _, v := range path[1 : len(path)-1] {
					if ties[s][v] == 0 && ties[v][t] == 0 {
						scores[v] += 1 / float64(len(paths))
					}
				}
			}
		}
	}
	return scores
}
