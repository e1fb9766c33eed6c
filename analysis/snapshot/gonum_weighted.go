package snapshot

import (
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/mat"
)

// WeightedUndirectedView is a Graph as gonum's graph.WeightedUndirected.
type WeightedUndirectedView struct {
	UndirectedView
	weights
}

// WeightedDirectedView is a Graph as gonum's graph.WeightedDirected.
type WeightedDirectedView struct {
	DirectedView
	weights
}

var (
	_ graph.WeightedUndirected = WeightedUndirectedView{}
	_ graph.WeightedDirected   = WeightedDirectedView{}
)

// AsWeightedUndirected is AsUndirected with the stored weights. They are given as they are, whatever Meaning says: gonum's path
// algorithms take them for distances, its communities and ranks for strengths. Where there is no tie the weight is 0, also from an
// actor to itself.
func (g *Graph) AsWeightedUndirected() WeightedUndirectedView {
	v := g.AsUndirected()
	return WeightedUndirectedView{v, weights{v.view}}
}

// AsWeightedDirected is AsDirected with the stored weights, under the rules of AsWeightedUndirected.
func (g *Graph) AsWeightedDirected() WeightedDirectedView {
	v := g.AsDirected()
	return WeightedDirectedView{v, weights{v.view}}
}

// WeightedEdgeBetween returns the tie between two actors, from the first to the second, or nil.
func (v WeightedUndirectedView) WeightedEdgeBetween(xid, yid int64) graph.WeightedEdge {
	return v.WeightedEdge(xid, yid)
}

// WeightedEdges returns every tie once, from the lower index to the higher.
func (v WeightedUndirectedView) WeightedEdges() graph.WeightedEdges { return v.list(true) }

// WeightedEdges returns every tie by its ends' indexes.
func (v WeightedDirectedView) WeightedEdges() graph.WeightedEdges { return v.list(false) }

// weights is what both weighted adapters share.
type weights struct{ of view }

// WeightedEdge returns the tie from one actor to another, or nil.
func (w weights) WeightedEdge(uid, vid int64) graph.WeightedEdge {
	weight, ok := w.Weight(uid, vid)
	if !ok || uid == vid {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(uid), T: simple.Node(vid), W: weight}
}

// Weight returns the weight of the tie from one actor to another. It is 0 and true from an actor to itself, 0 and false where
// there is no tie.
func (w weights) Weight(xid, yid int64) (float64, bool) {
	switch {
	case xid == yid:
		return 0, w.of.valid(xid)
	case !w.of.valid(xid) || !w.of.valid(yid):
		return 0, false
	}
	return w.of.g.weight(int32(xid), int32(yid))
}

// Matrix returns the adjacency matrix of weights without laying it out: an element is looked up when it is asked for.
func (w weights) Matrix() mat.Matrix { return adjacency{w.of.g} }

func (w weights) list(once bool) graph.WeightedEdges {
	g := w.of.g
	var list []graph.WeightedEdge
	for u := range int32(g.Len()) {
		row := g.OutWeights(u)
		for i, to := range g.Out(u) {
			if once && to < u {
				continue
			}
			weight := 1.0
			if row != nil {
				weight = row[i]
			}
			list = append(list, simple.WeightedEdge{F: simple.Node(u), T: simple.Node(to), W: weight})
		}
	}
	if len(list) == 0 {
		return graph.Empty
	}
	return iterator.NewOrderedWeightedEdges(list)
}

// adjacency is the weights of a graph as a matrix.
type adjacency struct{ g *Graph }

// Dims returns the number of actors, twice.
func (a adjacency) Dims() (r, c int) { return a.g.Len(), a.g.Len() }

// At returns the weight of the tie from i to j, or 0.
func (a adjacency) At(i, j int) float64 {
	weight, _ := a.g.weight(int32(i), int32(j))
	return weight
}

// T returns the transpose.
func (a adjacency) T() mat.Matrix { return mat.Transpose{Matrix: a} }
