package snapshot

import "sync"

// lazyGraph is a graph made at its first use and kept.
type lazyGraph struct {
	once sync.Once
	g    *Graph
}

// Symmetric returns the graph without directions: two actors have a tie when either has one to the other, and its weight is
// the sum of both directions. Of distances the strengths add up, which are their inverses: who is tied both ways is nearer, not farther. An
// undirected graph is its own. Metrics that have no directed meaning compute on it.
func (g *Graph) Symmetric() *Graph {
	if !g.directed {
		return g
	}
	g.symmetric.once.Do(func() {
		b := Builder{Meaning: g.meaning, ids: g.ids, names: g.names, dimensions: g.dimensions, units: g.units, sorted: true}
		for u := range int32(g.Len()) {
			w := g.OutWeights(u)
			for i, v := range g.Out(u) {
				weight := 1.0
				if w != nil {
					weight = w[i]
				}
				if g.meaning == Distance {
					if back, mutual := g.weight(v, u); mutual {
						if u > v {
							continue // its other direction tells of both
						}
						weight = together(weight, back)
					}
				}
				b.Tie(u, v, weight)
			}
		}
		g.symmetric.g = b.Graph()
		g.symmetric.g.loops = g.loops
		if g.outW == nil {
			// Two opposite ties of weight 1 would sum to 2 and make an unweighted graph weighted.
			g.symmetric.g.outW, g.symmetric.g.inW = nil, nil
		}
	})
	return g.symmetric.g
}

// together is the distance whose strength is that of two distances; a distance of 0 has none.
func together(a, b float64) float64 {
	near, far := min(a, b), max(a, b)
	if near == 0 {
		return far
	}
	return near / (1 + near/far)
}

// Unvalued returns the same graph with every tie of weight 1 and no meaning to weights. It shares the ties' memory.
func (g *Graph) Unvalued() *Graph {
	same := *g
	same.meaning, same.outW, same.inW = Unweighted, nil, nil
	if g.directed {
		same.symmetric = &lazyGraph{}
	}
	return &same
}
