package oracle

import "github.com/sillat/sillat/analysis/snapshot"

// EdgeConnectivity returns for every two actors the fewest ties, directions ignored, whose end would leave no path between them. It tries
// every division of the actors in two, so it takes 2^n steps.
func EdgeConnectivity(g *snapshot.Graph) [][]int {
	g = g.Symmetric()
	n := g.Len()
	fewest := make([][]int, n)
	for u := range fewest {
		fewest[u] = make([]int, n)
		for v := range fewest[u] {
			fewest[u][v] = g.Ties()
		}
	}
	for side := range 1 << n {
		cut := 0
		for u := range int32(n) {
			for _, v := range g.Out(u) {
				if side>>u&1 == 1 && side>>v&1 == 0 {
					cut++
				}
			}
		}
		for u := range n {
			for v := range n {
				if side>>u&1 != side>>v&1 {
					fewest[u][v] = min(fewest[u][v], cut)
				}
			}
		}
	}
	return fewest
}
