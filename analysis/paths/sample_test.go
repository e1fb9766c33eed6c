package paths_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func sampled(t testing.TB, g *snapshot.Graph, seed uint64, threads int, args ...string) analysis.Result {
	t.Helper()
	a := analysis.Args{Seed: seed, Threads: threads, Values: values(append(args, "method", "sampled")...)}
	r, err := analysis.Run(t.Context(), g, &paths.Betweenness, a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The promise is that with probability 0.9 no actor is off by more than ε. Of 40 drawings at most 4 may fail on average; the bounds
// are wide, so that hardly any does, and more than 8 would come to pass once in fifty if they were exact.
func TestNoScoreIsOffByMoreThanPromised(t *testing.T) {
	for name, g := range map[string]*snapshot.Graph{
		"preferential": graphs.Preferential(1, 1500, 3),
		"planted":      graphs.Planted(2, 1500, 15, 3, 1),
		"in parts":     graphs.Random(3, 1500, 1500, false, snapshot.Unweighted),
		"directed":     graphs.Random(4, 1500, 4000, true, snapshot.Unweighted),
	} {
		exact := scores(t, g, &paths.Betweenness, "method", "exact")
		n := float64(g.Len())
		pairs := n * (n - 1)
		if !g.Directed() {
			pairs /= 2
		}
		failures := 0
		for seed := range uint64(10) {
			r := sampled(t, g, seed, 2, "epsilon", "0.02")
			worst := 0.0
			for u := range exact {
				worst = max(worst, math.Abs(exact[u]-r.Scores[0][u])/pairs)
			}
			if worst > 0.02 {
				failures++
			}
			if bound := value(t, r, "error-bound"); math.Abs(bound-0.02*pairs) > 1e-6 {
				t.Errorf("%s: error bound %v, expected %v", name, bound, 0.02*pairs)
			}
			if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "0.02") || !strings.Contains(r.Warnings[0].String(), "0.9") {
				t.Errorf("%s: the reader is not told what the figures are worth: %v", name, r.Warnings)
			}
		}
		if failures > 2 {
			t.Errorf("%s: %d of 10 drawings are off by more than promised", name, failures)
		}
	}
}

// The mean of many drawings must come to the exact score: a path that is not drawn uniformly would show here.
func TestDrawingIsUnbiased(t *testing.T) {
	for _, directed := range []bool{false, true} {
		g := graphs.Random(7, 1000, 2500, directed, snapshot.Unweighted)
		exact := scores(t, g, &paths.Betweenness, "method", "exact")
		mean, samples := make([]float64, g.Len()), 0.0
		for seed := range uint64(12) {
			r := sampled(t, g, 100+seed, 2, "epsilon", "0.01")
			drawn := value(t, r, "samples")
			samples += drawn
			for u, x := range r.Scores[0] {
				mean[u] += x * drawn
			}
		}
		n := float64(g.Len())
		pairs := n * (n - 1)
		if !directed {
			pairs /= 2
		}
		var square float64
		for u, b := range exact {
			share := b / pairs
			spread := math.Sqrt(max(share*(1-share)/samples, 1e-12)) // of a mean of drawings that hit with probability share
			z := (mean[u]/samples/pairs - share) / spread
			if math.Abs(z) > 6 {
				t.Fatalf("directed %v: actor %d has %v of all pairs, drawn %v, which is %.1f deviations off", directed, u, share, mean[u]/samples/pairs, z)
			}
			square += z * z / n
		}
		if square > 1.3 {
			t.Errorf("directed %v: deviations of %.2f times what chance gives", directed, math.Sqrt(square))
		}
	}
}

func TestCertainPlacesAreRight(t *testing.T) {
	var ties []graphs.Tie // a sparse network in which a few reach far, each a third as far as the one before
	for u := range int32(2000) {
		ties = append(ties, graphs.Tie{From: u, To: (u + 1) % 2000, Weight: 1})
		for hub, step := int32(0), int32(7); hub < 3; hub, step = hub+1, 3*step {
			if u%step == 0 {
				ties = append(ties, graphs.Tie{From: 500 * hub, To: u, Weight: 1})
			}
		}
	}
	g := graphs.Of(2000, false, snapshot.Unweighted, ties...)
	exact := scores(t, g, &paths.Betweenness, "method", "exact")
	order := func(x []float64) []int {
		at := make([]int, len(x))
		for u := range at {
			at[u] = u
		}
		slices.SortStableFunc(at, func(u, v int) int { return cmp.Compare(x[v], x[u]) })
		return at
	}
	want := order(exact)
	all := sampled(t, g, 1, 2, "epsilon", "0.01")
	quick := sampled(t, g, 1, 2, "epsilon", "0.01", "top", "2")
	for _, r := range []analysis.Result{all, quick} {
		certain := int(value(t, r, "certain-places"))
		if certain < 2 || !slices.Equal(order(r.Scores[0])[:certain], want[:certain]) {
			t.Errorf("the first %d are said to be %v, they are %v", certain, order(r.Scores[0])[:certain], want[:certain])
		}
	}
	if value(t, quick, "samples") >= value(t, all, "samples") {
		t.Errorf("asked for the first two alone it took %v samples, for all %v", value(t, quick, "samples"), value(t, all, "samples"))
	}
}

func TestSamplingIsTheSameAtAnyThreadCount(t *testing.T) {
	g := graphs.Preferential(2, 2000, 3)
	want := sampled(t, g, 5, 1, "epsilon", "0.02")
	for _, threads := range []int{2, 3, 8} {
		if got := sampled(t, g, 5, threads, "epsilon", "0.02"); !slices.Equal(got.Scores[0], want.Scores[0]) || got.Warnings[0].String() != want.Warnings[0].String() {
			t.Errorf("%d threads gave other scores", threads)
		}
	}
	if other := sampled(t, g, 6, 1, "epsilon", "0.02"); slices.Equal(other.Scores[0], want.Scores[0]) {
		t.Error("another seed gave the same scores")
	}
}

func TestLargeNetworksAreSampledAndSayIt(t *testing.T) {
	large := result(t, graphs.Preferential(3, 50_001, 2), &paths.Betweenness, "epsilon", "0.05")
	if len(large.Warnings) != 1 || value(t, large, "samples") < 100 {
		t.Errorf("50,001 actors: %v %v", large.Values, large.Warnings)
	}
	small := result(t, graphs.Preferential(3, 999, 2), &paths.Betweenness, "method", "sampled")
	if len(small.Warnings) != 0 {
		t.Errorf("999 actors cost less exactly, got %v", small.Warnings)
	}
	weighted := result(t, weighed(graphs.Preferential(3, 1200, 2), snapshot.Distance), &paths.Betweenness, "method", "sampled")
	if len(weighted.Warnings) != 0 {
		t.Errorf("with lengths it is exact, got %v", weighted.Warnings)
	}
}

func BenchmarkBetweennessSampled(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		g := graphs.Preferential(42, n, 5)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", n, g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sampled(b, g, 1, 1, "epsilon", "0.01")
			}
		})
	}
}
