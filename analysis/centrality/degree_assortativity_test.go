package centrality

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func assortativity(t testing.TB, g *snapshot.Graph) (r float64, neighbours []float64) {
	t.Helper()
	found, err := analysis.Run(t.Context(), g, &DegreeAssortativity, analysis.Args{Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	return found.Values[0].Value, found.Scores[0]
}

// The documentation of networkx's degree_assortativity_coefficient prints −0.5 for the path of four; for Zachary's karate club −0.47561 is widely printed.
func TestPublishedDegreeAssortativity(t *testing.T) {
	for _, c := range []struct {
		name string
		g    *snapshot.Graph
		want float64
	}{
		{"path of four", graphs.Of(4, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 2, 3)...), -0.5},
		{"karate", graphs.Read(t, "karate", "", snapshot.Unweighted), -0.47561},
	} {
		if got, _ := assortativity(t, c.g); math.Abs(got-c.want) > 5e-6 {
			t.Errorf("%s: %v, published %v", c.name, got, c.want)
		}
	}
}

// checkAssortativity compares with gonum's correlation over the list of ties.
func checkAssortativity(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	var x, y []float64
	r, neighbours := assortativity(t, g)
	for u := range int32(g.Len()) {
		var degrees []float64
		for _, v := range g.Out(u) {
			x, y = append(x, float64(len(g.Out(u)))), append(y, float64(len(g.In(v))))
			degrees = append(degrees, float64(len(g.In(v))))
		}
		if want := stat.Mean(degrees, nil); !(math.Abs(neighbours[u]-want) < 1e-9) && !(math.IsNaN(want) && math.IsNaN(neighbours[u])) {
			t.Fatalf("%s: contacts of actor %d have %v ties, want %v", what, u, neighbours[u], want)
		}
	}
	want := math.NaN()
	if len(x) > 0 && stat.Variance(x, nil) > 1e-12 && stat.Variance(y, nil) > 1e-12 {
		want = stat.Correlation(x, y, nil)
	}
	if !(math.Abs(r-want) < 1e-9) && !(math.IsNaN(r) && math.IsNaN(want)) {
		t.Fatalf("%s: assortativity %v, gonum %v", what, r, want)
	}
}

func TestDegreeAssortativityOfSmallAndRandomGraphs(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		checkAssortativity(t, g, fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()))
	}
	for seed := range uint64(60) {
		checkAssortativity(t, graphs.Random(seed, 2+int(seed)%20, int(seed)*2, seed%2 == 0, snapshot.Strength), fmt.Sprintf("seed %d", seed))
	}
}

func FuzzDegreeAssortativity(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), true)
	f.Fuzz(func(t *testing.T, seed uint64, n, m uint8, directed bool) {
		checkAssortativity(t, graphs.Random(seed, int(n)+1, int(m), directed, snapshot.Unweighted), "fuzzed")
	})
}
