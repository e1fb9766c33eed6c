package snapshot_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/testgraph"

	"github.com/sillat/sillat/analysis/snapshot"
)

// gonum's suites that build and read a graph all run here. Those left out change a graph (Add…, Remove…) or need a multigraph
// (…Line…); a snapshot is neither.

const (
	usesEmpty     = true // empty iterators are graph.Empty
	reversesEdges = true // Edge(v, u) goes from v to u although the tie was added as (u, v)
)

func TestUndirectedPassesGonumsSuites(t *testing.T) {
	build := builder(false, func(g *snapshot.Graph) graph.Graph { return g.AsUndirected() }, unweightedEdge)
	runGraphSuites(t, build)
}

func TestDirectedPassesGonumsSuites(t *testing.T) {
	build := builder(true, func(g *snapshot.Graph) graph.Graph { return g.AsDirected() }, unweightedEdge)
	runGraphSuites(t, build)
}

func TestWeightedUndirectedPassesGonumsSuites(t *testing.T) {
	build := builder(false, func(g *snapshot.Graph) graph.Graph { return g.AsWeightedUndirected() }, weightedEdge)
	runGraphSuites(t, builder(false, func(g *snapshot.Graph) graph.Graph { return g.AsWeightedUndirected() }, unweightedEdge))
	runWeightedSuites(t, build)
}

func TestWeightedDirectedPassesGonumsSuites(t *testing.T) {
	build := builder(true, func(g *snapshot.Graph) graph.Graph { return g.AsWeightedDirected() }, weightedEdge)
	runGraphSuites(t, builder(true, func(g *snapshot.Graph) graph.Graph { return g.AsWeightedDirected() }, unweightedEdge))
	runWeightedSuites(t, build)
}

func runGraphSuites(t *testing.T, b testgraph.Builder) {
	t.Helper()
	t.Run("NodeExistence", func(t *testing.T) { testgraph.NodeExistence(t, b) })
	t.Run("ReturnAllNodes", func(t *testing.T) { testgraph.ReturnAllNodes(t, b, usesEmpty) })
	t.Run("ReturnNodeSlice", func(t *testing.T) { testgraph.ReturnNodeSlice(t, b, usesEmpty) })
	t.Run("EdgeExistence", func(t *testing.T) { testgraph.EdgeExistence(t, b, reversesEdges) })
	t.Run("ReturnAdjacentNodes", func(t *testing.T) { testgraph.ReturnAdjacentNodes(t, b, usesEmpty, reversesEdges) })
	t.Run("ReturnAllEdges", func(t *testing.T) { testgraph.ReturnAllEdges(t, b, usesEmpty) })
	t.Run("ReturnEdgeSlice", func(t *testing.T) { testgraph.ReturnEdgeSlice(t, b, usesEmpty) })
}

func runWeightedSuites(t *testing.T, b testgraph.Builder) {
	t.Helper()
	t.Run("ReturnAllWeightedEdges", func(t *testing.T) { testgraph.ReturnAllWeightedEdges(t, b, usesEmpty) })
	t.Run("ReturnWeightedEdgeSlice", func(t *testing.T) { testgraph.ReturnWeightedEdgeSlice(t, b, usesEmpty) })
	t.Run("Weight", func(t *testing.T) { testgraph.Weight(t, b) })
	t.Run("AdjacencyMatrix", func(t *testing.T) { testgraph.AdjacencyMatrix(t, b) })
}

func unweightedEdge(u, v simple.Node, _ float64) testgraph.Edge { return simple.Edge{F: u, T: v} }

func weightedEdge(u, v simple.Node, w float64) testgraph.Edge {
	return simple.WeightedEdge{F: u, T: v, W: w}
}

// builder returns gonum's test builder for one of the views. Nodes become actors 0…n−1 in the order of gonum's ids, because that is
// what a snapshot's indexes are, and the expected edges carry the sum of parallel ties.
func builder(directed bool, show func(*snapshot.Graph) graph.Graph, edge func(u, v simple.Node, w float64) testgraph.Edge) testgraph.Builder {
	return func(nodes []graph.Node, edges []testgraph.WeightedLine, _, _ float64) (graph.Graph, []graph.Node, []testgraph.Edge, float64, float64, bool) {
		var ids []int64
		for _, n := range nodes {
			ids = append(ids, n.ID())
		}
		for _, e := range edges {
			ids = append(ids, e.From().ID(), e.To().ID())
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		b := snapshot.Builder{Directed: directed}
		var want []graph.Node
		for i := range ids {
			b.Actor(fmt.Sprintf("%03d", i), "")
			want = append(want, simple.Node(i))
		}
		type ends struct{ u, v int32 }
		weight := map[ends]float64{}
		for _, e := range edges {
			i, _ := slices.BinarySearch(ids, e.From().ID())
			j, _ := slices.BinarySearch(ids, e.To().ID())
			b.Tie(int32(i), int32(j), e.Weight())
			if !directed {
				i, j = min(i, j), max(i, j)
			}
			if i != j {
				weight[ends{int32(i), int32(j)}] += e.Weight()
			}
		}
		var ties []testgraph.Edge
		for e, w := range weight {
			ties = append(ties, edge(simple.Node(e.u), simple.Node(e.v), w))
		}
		slices.SortFunc(ties, func(a, b testgraph.Edge) int {
			return cmp.Or(cmp.Compare(a.From().ID(), b.From().ID()), cmp.Compare(a.To().ID(), b.To().ID()))
		})
		return show(b.Graph()), want, ties, 0, 0, true
	}
}

func TestViewsOfTheOtherKind(t *testing.T) {
	b := snapshot.Builder{Directed: true}
	for i := range 3 {
		b.Actor(fmt.Sprint(i), "")
	}
	b.Tie(0, 1, 1)
	b.Tie(2, 1, 4)
	directed := b.Graph()
	if got := directed.AsUndirected().EdgeBetween(1, 0); got == nil || got.From().ID() != 1 {
		t.Errorf("Undirected of a directed graph must show the tie 0→1 as 1–0 too; got %v", got)
	}
	if w, ok := directed.AsWeightedUndirected().Weight(1, 2); !ok || w != 4 {
		t.Errorf("weight of 1–2 is %v, %v; want 4, true", w, ok)
	}
	both := directed.Symmetric().AsDirected()
	if !both.HasEdgeFromTo(0, 1) || !both.HasEdgeFromTo(1, 0) {
		t.Error("Directed of an undirected graph must show a tie in each direction")
	}
	if directed.AsDirected().HasEdgeFromTo(1, 0) {
		t.Error("a directed tie 0→1 must not be shown as 1→0")
	}
}
