// Package community divides a network into communities, groups of actors with more ties among them than chance would give.
package community

import (
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Share is what one community adds to the modularity of a division.
type Share struct {
	Inside     float64 // strength of the ties inside, each tie once
	Ends       float64 // strength of all its actors' ties: each inside tie twice, each tie to another community once
	Modularity float64 // NaN when the network has no ties
}

// Modularity says how much more of a network's ties fall inside communities than would if every actor's ties were rewired at random:
// Q = Σ_c [L_c/m − γ·(K_c/2m)²], with L_c the strength of the ties inside c, K_c of all ties of its actors, m of all ties and γ the
// resolution. Of holds one community per actor, numbered from 0. It returns each community's share and their sum, NaN when the network
// has no ties. Directions are ignored; weights are read as analysis.TieStrength does. Newman & Girvan 2004, doi
// 10.1103/PhysRevE.69.026113; γ after Reichardt & Bornholdt 2006, doi 10.1103/PhysRevE.74.016110. Time O(n + m).
func Modularity(g *snapshot.Graph, of []int32, resolution float64) (shares []Share, q float64) {
	return modularity(newLevel(g), of, resolution)
}

func modularity(net *level, of []int32, resolution float64) (shares []Share, q float64) {
	communities := int32(0)
	for _, c := range of {
		communities = max(communities, c+1)
	}
	shares = make([]Share, communities)
	for u := range int32(net.len()) {
		c := &shares[of[u]]
		c.Ends += net.ends[u]
		to, strength := net.row(u)
		for k, v := range to {
			if u < v && of[u] == of[v] {
				c.Inside += at(strength, k)
			}
		}
	}
	if net.all == 0 {
		for c := range shares {
			shares[c].Modularity = math.NaN()
		}
		return shares, math.NaN()
	}
	for c := range shares {
		s := &shares[c]
		fraction := s.Ends / net.all
		s.Modularity = 2*s.Inside/net.all - resolution*fraction*fraction
		q += s.Modularity
	}
	return shares, q
}

func at(strength []float64, k int) float64 {
	if strength == nil {
		return 1
	}
	return strength[k]
}

// strengthOf returns the strengths beside the graph's rows, nil when every tie counts 1.
func strengthOf(g *snapshot.Graph) []float64 {
	_, _, weight := g.Rows()
	if weight == nil || g.Meaning() == snapshot.Unweighted {
		return nil
	}
	strength := make([]float64, len(weight))
	for i, w := range weight {
		strength[i] = max(analysis.TieStrength(g.Meaning(), w), 0) // −0 too becomes 0: see unmet
	}
	return strength
}
