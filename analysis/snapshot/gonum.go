package snapshot

import (
	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/simple"
)

// The adapters below show a Graph to gonum's algorithms without copying it. A node's id is the actor's index, and neighbours come in
// ascending order, so that gonum's own loops are repeatable. They are slower than sweeping Rows: every step makes an interface
// value. Kernels that must be fast use Rows; the rest of gonum's library is had through these.

// UndirectedView is a Graph as gonum's graph.Undirected.
type UndirectedView struct{ view }

// DirectedView is a Graph as gonum's graph.Directed.
type DirectedView struct{ view }

var (
	_ graph.Undirected = UndirectedView{}
	_ graph.Directed   = DirectedView{}
)

// AsUndirected returns the graph for gonum's algorithms on undirected graphs; a directed graph is shown as its Symmetric.
func (g *Graph) AsUndirected() UndirectedView { return UndirectedView{view{g.Symmetric()}} }

// AsDirected returns the graph for gonum's algorithms on directed graphs; an undirected tie is shown as one in each direction.
func (g *Graph) AsDirected() DirectedView { return DirectedView{view{g}} }

// EdgeBetween returns the tie between two actors, from the first to the second, or nil.
func (v UndirectedView) EdgeBetween(xid, yid int64) graph.Edge { return v.Edge(xid, yid) }

// Edges returns every tie once, from the lower index to the higher.
func (v UndirectedView) Edges() graph.Edges { return v.edges(true) }

// HasEdgeFromTo reports whether there is a tie from the first actor to the second.
func (v DirectedView) HasEdgeFromTo(uid, vid int64) bool { return v.has(uid, vid) }

// To returns the actors that have a tie to an actor.
func (v DirectedView) To(id int64) graph.Nodes {
	if !v.valid(id) {
		return graph.Empty
	}
	return nodesOf(v.g.In(int32(id)))
}

// Edges returns every tie by its ends' indexes.
func (v DirectedView) Edges() graph.Edges { return v.edges(false) }

// view is what both kinds of adapter share: gonum's graph.Graph over the out rows.
type view struct{ g *Graph }

// Node returns the node of an actor's index, or nil when there is no such actor.
func (v view) Node(id int64) graph.Node {
	if !v.valid(id) {
		return nil
	}
	return simple.Node(id)
}

// Nodes returns every actor in the order of the indexes.
func (v view) Nodes() graph.Nodes {
	if v.g.Len() == 0 {
		return graph.Empty
	}
	return iterator.NewImplicitNodes(0, v.g.Len(), func(id int) graph.Node { return simple.Node(id) })
}

// From returns the actors that an actor has a tie to.
func (v view) From(id int64) graph.Nodes {
	if !v.valid(id) {
		return graph.Empty
	}
	return nodesOf(v.g.Out(int32(id)))
}

// HasEdgeBetween reports whether there is a tie between two actors in either direction.
func (v view) HasEdgeBetween(xid, yid int64) bool { return v.has(xid, yid) || v.has(yid, xid) }

// Edge returns the tie from one actor to another, or nil.
func (v view) Edge(uid, vid int64) graph.Edge {
	if !v.has(uid, vid) {
		return nil
	}
	return simple.Edge{F: simple.Node(uid), T: simple.Node(vid)}
}

func (v view) valid(id int64) bool { return id >= 0 && id < int64(v.g.Len()) }

func (v view) has(uid, vid int64) bool {
	return v.valid(uid) && v.valid(vid) && v.g.HasTie(int32(uid), int32(vid))
}

// edges lists the ties, those of an undirected graph once when once is set.
func (v view) edges(once bool) graph.Edges {
	var list []graph.Edge
	for u := range int32(v.g.Len()) {
		for _, to := range v.g.Out(u) {
			if !once || u < to {
				list = append(list, simple.Edge{F: simple.Node(u), T: simple.Node(to)})
			}
		}
	}
	if len(list) == 0 {
		return graph.Empty
	}
	return iterator.NewOrderedEdges(list)
}

// rowNodes iterates over a row of neighbours.
type rowNodes struct {
	row []int32
	at  int // the next one
}

func nodesOf(row []int32) graph.Nodes {
	if len(row) == 0 {
		return graph.Empty
	}
	return &rowNodes{row: row}
}

// Len returns how many nodes are left.
func (r *rowNodes) Len() int { return max(len(r.row)-r.at, 0) }

// Next moves to the next node and reports whether there is one.
func (r *rowNodes) Next() bool {
	r.at = min(r.at+1, len(r.row)+1)
	return r.at <= len(r.row)
}

// Node returns the node that Next moved to, or nil before the first and after the last.
func (r *rowNodes) Node() graph.Node {
	if r.at == 0 || r.at > len(r.row) {
		return nil
	}
	return simple.Node(r.row[r.at-1])
}

// NodeSlice returns the nodes that are left and moves past them.
func (r *rowNodes) NodeSlice() []graph.Node {
	var list []graph.Node
	for r.Next() {
		list = append(list, r.Node())
	}
	return list
}

// Reset moves back before the first node.
func (r *rowNodes) Reset() { r.at = 0 }
