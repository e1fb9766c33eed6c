package oracle

import (
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

// TieBetweenness writes down every shortest path between every two actors and counts those over each tie, by its ends; an undirected
// tie stands both ways round, and an undirected pair counts once.
func TieBetweenness(g *snapshot.Graph) [][]float64 {
	step, d := Steps(g), Distances(g)
	carried := make([][]float64, g.Len())
	for u := range carried {
		carried[u] = make([]float64, g.Len())
	}
	for s := range d {
		for t := range d {
			if s == t || math.IsInf(d[s][t], 1) || !g.Directed() && s > t {
				continue
			}
			paths := shortestPaths(step, d, s, t)
			for _, path := range paths {
				for i := 1; i < len(path); i++ {
					carried[path[i-1]][path[i]] += 1 / float64(len(paths))
					if !g.Directed() {
						carried[path[i]][path[i-1]] += 1 / float64(len(paths))
					}
				}
			}
		}
	}
	return carried
}
