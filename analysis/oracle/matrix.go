package oracle

import "github.com/sillat/sillat/analysis/snapshot"

// Strengths returns the strength of the tie from each actor to each other, 0 where there is none.
func Strengths(g *snapshot.Graph) [][]float64 {
	n := g.Len()
	strengths := make([][]float64, n)
	for u := range strengths {
		strengths[u] = make([]float64, n)
		weights := g.OutWeights(int32(u))
		for i, v := range g.Out(int32(u)) {
			switch {
			case g.Meaning() == snapshot.Unweighted || weights == nil:
				strengths[u][v] = 1
			case g.Meaning() == snapshot.Strength:
				strengths[u][v] = weights[i]
			case weights[i] > 0:
				strengths[u][v] = 1 / weights[i]
			}
		}
	}
	return strengths
}

// Matrices returns who has a tie to whom as 0 and 1, and the stored weights of those ties.
func Matrices(g *snapshot.Graph) (ties, weights [][]float64) {
	n := g.Len()
	ties, weights = make([][]float64, n), make([][]float64, n)
	for u := range n {
		ties[u], weights[u] = make([]float64, n), make([]float64, n)
		stored := g.OutWeights(int32(u))
		for i, v := range g.Out(int32(u)) {
			ties[u][v], weights[u][v] = 1, 1
			if stored != nil {
				weights[u][v] = stored[i]
			}
		}
	}
	return ties, weights
}
