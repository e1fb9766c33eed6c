package centrality_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func run(t testing.TB, g *snapshot.Graph, m *analysis.Metric, idsAndValues ...string) analysis.Result {
	t.Helper()
	values := make(map[string]string)
	for i := 0; i < len(idsAndValues); i += 2 {
		values[idsAndValues[i]] = idsAndValues[i+1]
	}
	r, err := analysis.Run(t.Context(), g, m, analysis.Args{Threads: 1, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func agree(t testing.TB, what string, want, got []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d scores, expected %d", what, len(got), len(want))
	}
	for u, w := range want {
		if !(math.Abs(got[u]-w) <= tolerance) {
			t.Fatalf("%s: actor %d scores %v, expected %v", what, u, got[u], w)
		}
	}
}

// everyKind walks small random graphs of every kind.
func everyKind(t *testing.T, test func(what string, g *snapshot.Graph)) {
	t.Helper()
	for seed := range uint64(60) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			for _, directed := range []bool{false, true} {
				what := fmt.Sprintf("seed %d, meaning %d, directed %v", seed, meaning, directed)
				test(what, graphs.Random(seed, 1+int(seed%9), int(seed%25), directed, meaning))
			}
		}
	}
}

func TestDegreeAndStrengthAgainstTheMatrix(t *testing.T) {
	everyKind(t, func(what string, g *snapshot.Graph) {
		ties, weights := oracle.Matrices(g)
		for _, c := range []struct {
			metric *analysis.Metric
			matrix [][]float64
		}{{&centrality.Degree, ties}, {&centrality.Strength, weights}} {
			in, out, all := make([]float64, g.Len()), make([]float64, g.Len()), make([]float64, g.Len())
			for u := range c.matrix {
				for v, x := range c.matrix[u] {
					out[u] += x
					in[v] += x
				}
			}
			for u := range all {
				all[u] = out[u]
				if g.Directed() {
					all[u] += in[u]
				}
			}
			what := what + ": " + c.metric.ID
			agree(t, what+" in", in, run(t, g, c.metric, "direction", "in").Scores[0], 1e-12)
			agree(t, what+" out", out, run(t, g, c.metric, "direction", "out").Scores[0], 1e-12)
			agree(t, what+" all", all, run(t, g, c.metric).Scores[0], 1e-12)
		}
	})
}

func TestDegreeOfTheWhole(t *testing.T) {
	star := graphs.Pairs(0, 1, 0, 2, 0, 3, 0, 4)
	for _, c := range []struct {
		name                    string
		g                       *snapshot.Graph
		direction               string
		density, centralisation float64
	}{
		{"star: as central as can be", graphs.Of(5, false, snapshot.Unweighted, star...), "all", 0.4, 1},
		{"star pointing outward: by out-degree as central as can be", graphs.Of(5, true, snapshot.Unweighted, star...), "out", 0.2, 1},
		{"star pointing outward: by in-degree hardly", graphs.Of(5, true, snapshot.Unweighted, star...), "in", 0.2, 1. / 16},
		{"triangle: all alike", graphs.Of(3, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 2, 0)...), "all", 1, 0},
		{"two actors: centralisation has no meaning", graphs.Of(2, false, snapshot.Unweighted, graphs.Pairs(0, 1)...), "all", 1, math.NaN()},
		{"one actor: nor has density", graphs.Of(1, false, snapshot.Unweighted), "all", math.NaN(), math.NaN()},
	} {
		v := run(t, c.g, &centrality.Degree, "direction", c.direction).Values
		if !same(v[1].Value, c.density) || !same(v[2].Value, c.centralisation) {
			t.Errorf("%s: %v; expected density %v and centralisation %v", c.name, v, c.density, c.centralisation)
		}
	}
}

func same(x, y float64) bool { return math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) < 1e-12 }

func TestPageRankSolvesItsEquation(t *testing.T) {
	everyKind(t, func(what string, g *snapshot.Graph) {
		for _, damping := range []string{"0", "0.5", "0.85"} {
			var d float64
			fmt.Sscan(damping, &d)
			got := run(t, g, &centrality.PageRank, "damping", damping, "tolerance", "1e-14").Scores[0]
			agree(t, what+", damping "+damping, oracle.PageRank(g, d), got, 1e-12)
		}
	})
	// Sixty actors with many that lead nowhere.
	g := graphs.Random(1, 60, 70, true, snapshot.Strength)
	agree(t, "sixty", oracle.PageRank(g, 0.85), run(t, g, &centrality.PageRank, "tolerance", "1e-14").Scores[0], 1e-12)
}

// The default stops at a change below 1e-8 in sum; the scores then lie within 0.85/0.15 times that of the fixed point.
func TestPageRankKeepsItsErrorBound(t *testing.T) {
	g := graphs.Random(2, 50, 120, true, snapshot.Unweighted)
	r := run(t, g, &centrality.PageRank)
	var off float64
	for u, x := range oracle.PageRank(g, 0.85) {
		off += math.Abs(x - r.Scores[0][u])
	}
	if bound := 0.85 / 0.15 * r.Values[2].Value; off > bound || r.Values[2].Value >= 1e-8 || r.Values[1].Value != 1 {
		t.Errorf("off by %v in sum, bound %v; values %v", off, bound, r.Values)
	}
}

func TestPageRankSaysWhenItDidNotConverge(t *testing.T) {
	g := graphs.Random(2, 50, 120, true, snapshot.Unweighted)
	r := run(t, g, &centrality.PageRank, "max-iterations", "3")
	if r.Values[0].Value != 3 || r.Values[1].Value != 0 || len(r.Warnings) != 1 {
		t.Errorf("values %v, warnings %q; expected 3 iterations, not converged and a warning", r.Values, r.Warnings)
	}
}

// Without restarts and on an undirected connected graph, standing is in proportion to degree; damping 0.9999 is near that.
func TestPageRankNearsDegreeWithoutRestarts(t *testing.T) {
	g := graphs.Preferential(3, 80, 4)
	degree := run(t, g, &centrality.Degree).Scores[0]
	want := make([]float64, len(degree))
	for u, d := range degree {
		want[u] = d / float64(2*g.Ties())
	}
	agree(t, "damping 0.9999", want, run(t, g, &centrality.PageRank, "damping", "0.9999", "max-iterations", "1000000").Scores[0], 1e-5)
}

func TestGonumAgreesOnPageRank(t *testing.T) {
	for seed := range uint64(5) {
		g := graphs.Random(seed, 100, 400, true, snapshot.Unweighted)
		other := simple.NewDirectedGraph()
		for u := range int64(g.Len()) {
			other.AddNode(simple.Node(u))
		}
		for u := range int32(g.Len()) {
			for _, v := range g.Out(u) {
				other.SetEdge(simple.Edge{F: simple.Node(u), T: simple.Node(v)})
			}
		}
		ranks := network.PageRank(other, 0.85, 1e-12)
		want := make([]float64, g.Len())
		for u := range want {
			want[u] = ranks[int64(u)]
		}
		agree(t, fmt.Sprint("seed ", seed), want, run(t, g, &centrality.PageRank, "tolerance", "1e-13").Scores[0], 1e-9)
	}
}

// FuzzBounds holds scores to what no graph can exceed. Each three bytes are a tie: its ends and its weight.
func FuzzBounds(f *testing.F) {
	f.Add(byte(5), false, byte(0), []byte{0, 1, 1, 1, 2, 3, 2, 2, 9})
	f.Add(byte(40), true, byte(1), []byte{0, 1, 0, 1, 2, 255, 7, 3, 1})
	f.Fuzz(func(t *testing.T, actors byte, directed bool, meaning byte, bytes []byte) {
		n := int(actors)%50 + 1
		var ties []graphs.Tie
		for ; len(bytes) >= 3; bytes = bytes[3:] {
			ties = append(ties, graphs.Tie{From: int32(int(bytes[0]) % n), To: int32(int(bytes[1]) % n), Weight: float64(bytes[2]) / 16})
		}
		g := graphs.Of(n, directed, snapshot.Meaning(meaning%3), ties...)
		var standing, degrees float64
		least := 0.15 / float64(n)
		for u, x := range run(t, g, &centrality.PageRank).Scores[0] {
			standing += x
			if x < least*(1-1e-9) || x > 1+1e-9 {
				t.Errorf("PageRank of actor %d is %v, below what restarts alone give or above 1", u, x)
			}
		}
		if math.Abs(standing-1) > 1e-9 {
			t.Errorf("PageRank sums to %v", standing)
		}
		for _, d := range run(t, g, &centrality.Degree).Scores[0] {
			degrees += d
		}
		if degrees != float64(2*g.Ties()) {
			t.Errorf("degrees sum to %v with %d ties", degrees, g.Ties())
		}
	})
}
