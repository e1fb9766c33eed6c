package snapshot

import "slices"

// Subgraph returns the graph of the given actors and the ties between them, with ids, names, dimensions, weights and units
// kept; a dimension keeps only values that occur. The order of keep does not matter and repeats count once. Which actors the left-out
// loops belonged to is not known, so Loops is 0.
func (g *Graph) Subgraph(keep []int32) *Graph {
	keep = slices.Compact(slices.Sorted(slices.Values(keep)))
	place := make([]int32, g.Len())
	for u := range place {
		place[u] = -1
	}
	b := Builder{Directed: g.directed, Meaning: g.meaning, sorted: true}
	for _, u := range keep {
		place[u] = b.Actor(g.ids[u], g.names[u])
	}
	for _, d := range g.dimensions {
		value := make([]string, len(keep))
		for i, u := range keep {
			if code := d.Of[u]; code >= 0 {
				value[i] = d.Values[code]
			}
		}
		b.Dimension(d.Name, value)
	}
	b.Units(g.units.among(place))
	for i, u := range keep {
		w := g.OutWeights(u)
		for j, v := range g.Out(u) {
			if place[v] < 0 || !g.directed && v < u {
				continue
			}
			weight := 1.0
			if w != nil {
				weight = w[j]
			}
			b.Tie(int32(i), place[v], weight)
		}
	}
	return b.Graph()
}
