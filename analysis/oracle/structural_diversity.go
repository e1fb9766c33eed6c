package oracle

import "github.com/sillat/sillat/analysis/snapshot"

// StructuralDiversity returns for every actor how many connected components of at least so many actors the network among its
// contacts has, directions ignored. It spreads from contact to contact and asks every pair.
func StructuralDiversity(g *snapshot.Graph, least int) []float64 {
	n := int32(g.Len())
	tied := func(u, v int32) bool { return u != v && (g.HasTie(u, v) || g.HasTie(v, u)) }
	found := make([]float64, n)
	for ego := range n {
		done := make([]bool, n)
		for first := range n {
			if !tied(ego, first) || done[first] {
				continue
			}
			circle := []int32{first}
			done[first] = true
			for at := 0; at < len(circle); at++ {
				for v := range n {
					if tied(ego, v) && tied(circle[at], v) && !done[v] {
						done[v] = true
						circle = append(circle, v)
					}
				}
			}
			if len(circle) >= least {
				found[ego]++
			}
		}
	}
	return found
}
