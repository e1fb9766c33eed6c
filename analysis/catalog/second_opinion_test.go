package catalog_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// opinion is one network of fixtures/second-opinion and what other programs say of it.
type opinion struct {
	Name       string
	Actors     int
	Directed   bool
	Weights    string
	Ties       [][]float64
	Activities [][]int32
	Figures    map[string]struct {
		By     []string
		Values []*float64
	}
}

// fixtures/second-opinion: networkx, igraph and NetworKit on twenty made-up and two known networks.
func TestSecondOpinions(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Root(t), "fixtures", "second-opinion", "*.json"))
	if err != nil || len(files) < 22 {
		t.Fatalf("found %d networks (%v), expected at least 22", len(files), err)
	}
	l := newLedger(t)
	asked := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var o opinion
		decode(t, text, &o)
		g := o.graph()
		for _, name := range slices.Sorted(maps.Keys(o.Figures)) {
			l.figure = o.Name + "/" + name
			check, ok := inOpinions[name]
			if !ok {
				t.Errorf("%s: nothing checks this figure", l.figure)
				continue
			}
			asked[name] = true
			check(l, g, o.Figures[name].Values)
		}
	}
	for name := range inOpinions {
		if !asked[name] {
			t.Errorf("no network has a figure %s", name)
		}
	}
	l.done("second-opinion", 16_657, nil)
}

func (o opinion) graph() *snapshot.Graph {
	s := shape{actors: o.Actors, directed: o.Directed, parties: o.Activities}
	s.meaning = map[string]snapshot.Meaning{"none": snapshot.Unweighted, "distance": snapshot.Distance, "strength": snapshot.Strength}[o.Weights]
	for _, tie := range o.Ties {
		weight := 1.0
		if len(tie) > 2 {
			weight = tie[2]
		}
		s.ties = append(s.ties, graphs.Tie{From: int32(tie[0]), To: int32(tie[1]), Weight: weight})
	}
	return s.built()
}

type opinionCheck func(l *ledger, g *snapshot.Graph, want []*float64)

// inOpinions are the figures by name.
var inOpinions = map[string]opinionCheck{
	"betweenness":            columnOf("betweenness", 0),
	"closeness-in":           columnOf("closeness", 0, "direction", "in"),
	"closeness-out":          columnOf("closeness", 0, "direction", "out"),
	"harmonic":               columnOf("harmonic", 0),
	"harmonic-in":            columnOf("harmonic", 0, "direction", "in"),
	"harmonic-out":           columnOf("harmonic", 0, "direction", "out"),
	"eccentricity":           columnOf("eccentricity", 0),
	"mean-distance":          valueOf("mean-distance", "mean-distance"),
	"diameter":               valueOf("diameter", "diameter"),
	"pagerank":               columnOf("pagerank", 0, "tolerance", "1e-14"),
	"eigenvector":            columnOf("eigenvector", 0, "tolerance", "1e-13"),
	"hits-authority":         columnOf("hits", 0, "tolerance", "1e-13"),
	"hits-hub":               columnOf("hits", 1, "tolerance", "1e-13"),
	"constraint":             columnOf("constraint", 0),
	"degree":                 columnOf("degree", 0),
	"density":                valueOf("degree", "density"),
	"degree-assortativity":   valueOf("degree-assortativity", "assortativity"),
	"reciprocity":            valueOf("reciprocity", "reciprocity"),
	"components":             valueOf("components", "components"),
	"strong-components":      valueOf("components", "components", "kind", "strong"),
	"triangles":              columnOf("triangles", 0),
	"clustering":             columnOf("clustering", 0),
	"transitivity":           valueOf("clustering", "transitivity"),
	"structural-diversity-1": columnOf("structural-diversity", 0),
	"structural-diversity-2": columnOf("structural-diversity", 0, "least", "2"),
	"k-core":                 columnOf("k-core", 0),
	"k-truss":                columnOf("k-truss", 0),
	"rich-club":              columnOf("rich-club", 0),
	"bridge-ties":            valueOf("bridge-ties", "bridge-ties"),
	"biconnected-components": valueOf("biconnected", "biconnected-components"),
	"two-mode-degree":        columnOf("two-mode-degree", 0),
	"two-mode-closeness":     columnOf("two-mode-closeness", 0),
	"two-mode-betweenness":   columnOf("two-mode-betweenness", 0),
	"katz": func(l *ledger, g *snapshot.Graph, want []*float64) {
		alpha := "0.05"
		if g.Weighted() {
			alpha = "0.01"
		}
		l.opinions(want, l.column(g, "katz", "alpha", alpha, "tolerance", "1e-14"))
	},
	"effective-size": func(l *ledger, g *snapshot.Graph, want []*float64) {
		got := l.column(g, "effective-size")
		for u := range want { // networkx leaves out whoever has no tie outward, though its formula, and ours, adds up both directions
			if want[u] == nil && len(g.Out(int32(u))) == 0 {
				got[u] = math.NaN()
			}
		}
		l.opinions(want, got)
	},
	"tie-betweenness": func(l *ledger, g *snapshot.Graph, want []*float64) {
		var got []float64
		for _, tie := range l.result(g, "tie-betweenness").Ties { // by their ends, as the file has them
			got = append(got, tie.Value)
		}
		l.opinions(want, got)
	},
	"articulation-actors": func(l *ledger, g *snapshot.Graph, want []*float64) {
		var named []string
		for _, u := range want {
			named = append(named, g.ID(int32(*u)))
		}
		l.set("articulation actors", named, l.cutpoints(g))
	},
	"k-edge-components-2": componentsOf("k-edge-components", "k", "2"),
	"k-edge-components-3": componentsOf("k-edge-components", "k", "3"),
}

func columnOf(metric string, column int, args ...string) opinionCheck {
	return func(l *ledger, g *snapshot.Graph, want []*float64) {
		l.opinions(want, l.result(g, metric, args...).Scores[column])
	}
}

func valueOf(metric, name string, args ...string) opinionCheck {
	return func(l *ledger, g *snapshot.Graph, want []*float64) {
		l.opinions(want, []float64{l.value(g, metric, name, args...)})
	}
}

func componentsOf(metric string, args ...string) opinionCheck {
	return func(l *ledger, g *snapshot.Graph, want []*float64) {
		labels := map[string]string{}
		for u, x := range want {
			labels[g.ID(int32(u))] = fmt.Sprint(*x)
		}
		l.groups(g, labels, l.column(g, metric, args...))
	}
}

// opinions compares figures in the order of the actors, to the digits that the files keep.
func (l *ledger) opinions(want []*float64, got []float64) {
	l.t.Helper()
	if len(want) != len(got) {
		l.t.Fatalf("%s: %d figures, expected %d", l.figure, len(got), len(want))
	}
	for u, w := range want {
		what := fmt.Sprint("figure ", u)
		if w == nil {
			l.checked++
			if !math.IsNaN(got[u]) {
				l.t.Errorf("%s: %s is %v, expected it to be undefined", l.figure, what, got[u])
			}
			continue
		}
		l.near(what, *w, got[u], 1e-8*max(1, math.Abs(*w)))
	}
}
