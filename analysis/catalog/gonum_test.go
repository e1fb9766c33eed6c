package catalog_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	gonum "gonum.org/v1/gonum/graph/network"
	shortest "gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/topo"

	"github.com/sillat/sillat/internal/testkit"
)

// gonum's algorithms through the snapshot's views, on every unweighted network of fixtures/second-opinion. gonum leaves zeros out, counts an
// undirected pair twice, and gives harmonic closeness of the paths to an actor.
func TestGonumAgrees(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Root(t), "fixtures", "second-opinion", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger(t)
	networks := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var o opinion
		decode(t, text, &o)
		if o.Weights != "none" || len(o.Ties) == 0 {
			continue
		}
		networks++
		g := o.graph()
		view := g.AsDirected()
		both := 2.0
		if o.Directed {
			both = 1
		}
		compare := func(what string, theirs map[int64]float64, ours []float64, share float64) {
			l.figure = o.Name + "/" + what
			for u, x := range ours {
				l.near("actor "+g.ID(int32(u)), theirs[int64(u)]*share, x, 1e-9*max(1, math.Abs(x)))
			}
		}
		ways := shortest.DijkstraAllPaths(view)
		compare("betweenness", gonum.Betweenness(view), l.column(g, "betweenness"), 1/both)
		compare("harmonic", gonum.Harmonic(view, ways), l.column(g, "harmonic", "direction", "in"), 1)
		compare("pagerank", gonum.PageRank(view, 0.85, 1e-12), l.column(g, "pagerank", "tolerance", "1e-14"), 1)
		l.near("strong components", float64(len(topo.TarjanSCC(view))), l.value(g, "components", "components", "kind", "strong"), 0)
		l.near("components", float64(len(topo.ConnectedComponents(g.AsUndirected()))), l.value(g, "components", "components"), 0)
		_, shells := topo.DegeneracyOrdering(g.AsUndirected())
		core := l.column(g, "k-core")
		for k, shell := range shells {
			for _, node := range shell {
				l.near("core of actor "+g.ID(int32(node.ID())), float64(k), core[node.ID()], 0)
			}
		}
	}
	if networks < 12 {
		t.Errorf("compared %d networks, expected at least 12", networks)
	}
	l.done("gonum", 2386, nil)
}
