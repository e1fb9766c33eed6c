package spectral_test

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/spectral"
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

func value(t testing.TB, r analysis.Result, name string) float64 {
	t.Helper()
	for _, v := range r.Values {
		if v.Name == name {
			return v.Value
		}
	}
	t.Fatalf("no value %q among %v", name, r.Values)
	return 0
}

func agree(t testing.TB, what string, want, got []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d scores, expected %d", what, len(got), len(want))
	}
	for u, w := range want {
		if !(math.Abs(got[u]-w) <= tolerance*max(1, math.Abs(w))) {
			t.Fatalf("%s: actor %d scores %v, expected %v\n%v\n%v", what, u, got[u], w, want, got)
		}
	}
}

// everyKind walks small random graphs, weights of 0 among them.
func everyKind(test func(what string, g *snapshot.Graph)) {
	for seed := range uint64(100) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			for _, directed := range []bool{false, true} {
				what := fmt.Sprintf("seed %d, meaning %d, directed %v", seed, meaning, directed)
				test(what, graphs.Random(seed, 1+int(seed%12), int(seed%33), directed, meaning))
			}
		}
	}
}

func TestEverySmallGraph(t *testing.T) {
	count := 0
	for g := range graphs.EveryUpTo(7) {
		what := fmt.Sprintf("graph %d", count)
		holdEigenvector(t, what, g)
		holdKatz(t, what, g)
		holdHITS(t, what, g)
		count++
	}
	if count != graphs.EveryCount {
		t.Errorf("walked %d graphs", count)
	}
}

func TestRandomGraphsOfEveryKind(t *testing.T) {
	everyKind(func(what string, g *snapshot.Graph) {
		holdEigenvector(t, what, g)
		holdKatz(t, what, g)
		holdHITS(t, what, g)
	})
}

func holdEigenvector(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	r := run(t, g, &spectral.Eigenvector, "tolerance", "1e-13")
	lambda := value(t, r, "largest-eigenvalue")
	if !g.Directed() {
		want, largest := oracle.Eigenvector(g)
		agree(t, what+": eigenvector", want, r.Scores[0], 1e-9)
		agree(t, what+": eigenvalue", []float64{largest}, []float64{lambda}, 1e-10)
		return
	}
	// A directed network can have eigenvalues without enough eigenvectors, which is slow to settle; the equation must hold all the same.
	if radius := oracle.Radius(g); math.Abs(lambda-radius) > 1e-2*max(radius, 1) {
		t.Fatalf("%s: eigenvalue %v, expected %v", what, lambda, radius)
	}
	a := oracle.Strengths(g)
	if lambda == 0 {
		agree(t, what+": no circles", make([]float64, g.Len()), r.Scores[0], 0)
		return
	}
	for v, x := range r.Scores[0] {
		var drawn float64
		for u := range a {
			drawn += a[u][v] * r.Scores[0][u]
		}
		if math.Abs(drawn-lambda*x) > 1e-2*lambda {
			t.Fatalf("%s: actor %d draws %v, which is not %v times its score %v", what, v, drawn, lambda, x)
		}
	}
}

func holdKatz(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	r := run(t, g, &spectral.Katz, "tolerance", "1e-13", "base", "2")
	alpha := value(t, r, "alpha")
	if radius := oracle.Radius(g); radius > 1e-6 && math.Abs(alpha*radius-0.85) > 1e-2 {
		t.Fatalf("%s: alpha %v is %v of 1/λ, expected 0.85", what, alpha, alpha*radius)
	}
	agree(t, what+": Katz", oracle.Katz(g, alpha, 2), r.Scores[0], 1e-9)
	given := run(t, g, &spectral.Katz, "tolerance", "1e-13", "base", "2", "alpha", strconv.FormatFloat(alpha, 'g', -1, 64))
	agree(t, what+": Katz of the same alpha given", r.Scores[0], given.Scores[0], 1e-12)
}

func holdHITS(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	r := run(t, g, &spectral.HITS, "tolerance", "1e-13")
	want, largest := oracle.Authorities(g)
	agree(t, what+": authorities", want, r.Scores[0], 1e-8)
	a := oracle.Strengths(g)
	hubs := make([]float64, g.Len())
	for u := range a {
		for v, s := range a[u] {
			hubs[u] += s * want[v] / max(math.Sqrt(largest), 1e-300)
		}
	}
	agree(t, what+": hubs", hubs, r.Scores[1], 1e-8)
}

// A star of n leaves has λ = √n: the hub has 1/√2 and every leaf 1/√(2n).
func TestStar(t *testing.T) {
	const leaves = 50
	var ties []graphs.Tie
	want := []float64{1 / math.Sqrt2}
	for v := int32(1); v <= leaves; v++ {
		ties = append(ties, graphs.Tie{From: 0, To: v, Weight: 1})
		want = append(want, 1/math.Sqrt(2*leaves))
	}
	r := run(t, graphs.Of(leaves+1, false, snapshot.Unweighted, ties...), &spectral.Eigenvector)
	agree(t, "star", want, r.Scores[0], 1e-8)
	agree(t, "eigenvalue", []float64{math.Sqrt(leaves)}, []float64{value(t, r, "largest-eigenvalue")}, 1e-10)
}

// A long path has its largest eigenvalues within 1e-7 of each other, so little tells the right vector from the next:
// λ = 2cos(π/(n+1)) and x(i) ∝ sin(πi/(n+1)).
func TestLongPath(t *testing.T) {
	const n = 1000
	var ties []graphs.Tie
	want := make([]float64, n)
	for u := range int32(n) {
		want[u] = math.Sqrt(2./(n+1)) * math.Sin(math.Pi*float64(u+1)/(n+1))
		if u > 0 {
			ties = append(ties, graphs.Tie{From: u - 1, To: u, Weight: 1})
		}
	}
	r := run(t, graphs.Of(n, false, snapshot.Unweighted, ties...), &spectral.Eigenvector, "tolerance", "1e-11")
	agree(t, "path", want, r.Scores[0], 1e-5)
	if value(t, r, "converged") != 1 || len(r.Warnings) > 0 {
		t.Errorf("not converged: %v %v", r.Values, r.Warnings)
	}
}

// In grids with a few more ties somewhere the eigenvector lies around these, far from where iteration begins: it may turn its sign on the
// way, and must come out positive all the same.
func TestEigenvectorOfOneCorner(t *testing.T) {
	for seed := range int32(8) {
		const side = 60
		var ties []graphs.Tie
		for u := range int32(side * side) {
			if u%side != side-1 {
				ties = append(ties, graphs.Tie{From: u, To: u + 1, Weight: 1})
			}
			if u+side < side*side {
				ties = append(ties, graphs.Tie{From: u, To: u + side, Weight: 1})
			}
			if u%side < 4+seed%3 && u/side < 5 {
				ties = append(ties, graphs.Tie{From: u, To: u + side + 1, Weight: 1}, graphs.Tie{From: u, To: u + 2*side + 1 + seed, Weight: 1})
			}
		}
		g := graphs.Of(side*side, false, snapshot.Unweighted, ties...)
		r := run(t, g, &spectral.Eigenvector)
		x, lambda, squares := r.Scores[0], value(t, r, "largest-eigenvalue"), 0.0
		for u := range int32(g.Len()) {
			var drawn float64
			for _, v := range g.Out(u) {
				drawn += x[v]
			}
			if math.Abs(drawn-lambda*x[u]) > 1e-6 {
				t.Fatalf("seed %d: actor %d draws %v of %v", seed, u, drawn, lambda*x[u])
			}
			squares += x[u] * x[u]
		}
		if math.Abs(squares-1) > 1e-6 {
			t.Errorf("seed %d: length %v, expected 1: entries below zero were lost", seed, math.Sqrt(squares))
		}
	}
}

// Actors in two halves that only point at each other: plain power iteration would swap them for ever.
func TestTwoHalvesSettle(t *testing.T) {
	r := run(t, graphs.Of(4, true, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 0, 1, 2, 2, 1, 0, 3, 3, 0)...), &spectral.Eigenvector)
	if value(t, r, "converged") != 1 {
		t.Fatalf("not converged: %v", r.Values)
	}
	agree(t, "path of four, both ways", []float64{0.6015009550, 0.6015009550, 0.3717480345, 0.3717480345}, r.Scores[0], 1e-7)
}

func TestKatzCountsWalks(t *testing.T) {
	// Two steps in a row: the end has 1 + α(1 + α), being reached by one walk of one and one of two steps.
	r := run(t, graphs.Of(3, true, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2)...), &spectral.Katz, "alpha", "0.5")
	agree(t, "chain", []float64{1, 1.5, 1.75}, r.Scores[0], 1e-12)
}

func TestAlphaBeyondTheEigenvalueIsRefused(t *testing.T) {
	for _, directed := range []bool{false, true} {
		g := graphs.Of(4, directed, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 2, 0, 0, 2, 2, 1, 1, 0, 0, 3)...)
		radius := oracle.Radius(g)
		for _, factor := range []float64{1.001, 1.5, 20} {
			alpha := strconv.FormatFloat(factor/radius, 'g', -1, 64)
			_, err := analysis.Run(t.Context(), g, &spectral.Katz, analysis.Args{Values: map[string]string{"alpha": alpha}})
			refusal, ok := errors.AsType[*analysis.ArgumentError](err)
			if !ok || refusal.Param != "alpha" || refusal.Value != alpha {
				t.Errorf("directed %v, %v of 1/λ: got %v, expected alpha to be refused", directed, factor, err)
			}
		}
		run(t, g, &spectral.Katz, "alpha", strconv.FormatFloat(0.999/radius, 'g', -1, 64))
	}
}

func TestStopsHonestly(t *testing.T) {
	g := graphs.Random(3, 60, 150, false, snapshot.Strength)
	for _, m := range []*analysis.Metric{&spectral.Eigenvector, &spectral.Katz, &spectral.HITS} {
		r := run(t, g, m, "max-iterations", "2")
		if value(t, r, "converged") != 0 || value(t, r, "iterations") > 2 || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "2 iterations") {
			t.Errorf("%s: %v %v", m.ID, r.Values, r.Warnings)
		}
	}
}

// 140,000 actors are more than stay in the snapshot's order; the equations must hold in it all the same.
func TestReorderedRowsComeBackInPlace(t *testing.T) {
	g := graphs.Preferential(9, 140_000, 3)
	for _, threads := range []int{1, 3} {
		r, err := analysis.Run(t.Context(), g, &spectral.Eigenvector, analysis.Args{Threads: threads, Values: map[string]string{"tolerance": "1e-11"}})
		if err != nil {
			t.Fatal(err)
		}
		katz, err := analysis.Run(t.Context(), g, &spectral.Katz, analysis.Args{Threads: threads, Values: map[string]string{"tolerance": "1e-12"}})
		if err != nil {
			t.Fatal(err)
		}
		x, lambda, k, alpha := r.Scores[0], value(t, r, "largest-eigenvalue"), katz.Scores[0], value(t, katz, "alpha")
		for u := range int32(g.Len()) {
			var drawn, walks float64
			for _, v := range g.Out(u) {
				drawn += x[v]
				walks += k[v]
			}
			if math.Abs(drawn-lambda*x[u]) > 1e-8 || math.Abs(1+alpha*walks-k[u]) > 1e-6 {
				t.Fatalf("actor %d draws %v of %v, and has %v where its walks give %v", u, drawn, lambda*x[u], k[u], 1+alpha*walks)
			}
		}
	}
}

func TestTurnedAroundHubsAreAuthorities(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 10).Draw(r, "actors")
		end := rapid.Int32Range(0, int32(n-1))
		ties := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graphs.Tie {
			return graphs.Tie{From: end.Draw(t, "from"), To: end.Draw(t, "to"), Weight: float64(rapid.IntRange(1, 5).Draw(t, "weight"))}
		}), 0, 25).Draw(r, "ties")
		g := graphs.Of(n, true, snapshot.Strength, ties...)
		want, largest := oracle.Authorities(g)
		for i := range ties {
			ties[i].From, ties[i].To = ties[i].To, ties[i].From
		}
		turned := run(t, graphs.Of(n, true, snapshot.Strength, ties...), &spectral.HITS, "tolerance", "1e-13")
		if _, second := oracle.Authorities(graphs.Of(n, true, snapshot.Strength, ties...)); math.Abs(second-largest) > 1e-9*max(largest, 1) {
			r.Fatalf("singular values %v and %v", largest, second)
		}
		if sum(want) > 0 && sum(turned.Scores[0]) == 0 {
			r.Fatalf("no authorities when turned around")
		}
		for c := range turned.Scores {
			var squares float64
			for _, x := range turned.Scores[c] {
				squares += x * x
			}
			if largest > 0 && math.Abs(squares-1) > 1e-9 {
				r.Fatalf("column %d has length %v", c, squares)
			}
		}
	})
}

func sum(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}

func sized(b *testing.B, m *analysis.Metric) {
	for _, n := range []int{1000, 10_000, 100_000} {
		g := graphs.Preferential(42, n, 5)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", n, g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := analysis.Run(b.Context(), g, m, analysis.Args{Threads: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEigenvector(b *testing.B) { sized(b, &spectral.Eigenvector) }
func BenchmarkKatz(b *testing.B)        { sized(b, &spectral.Katz) }
func BenchmarkHITS(b *testing.B)        { sized(b, &spectral.HITS) }
