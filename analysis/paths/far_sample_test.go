package paths_test

import (
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

// inParts returns a network of one large part, many small ones and actors without ties.
func inParts(seed uint64, large int, directed bool) *snapshot.Graph {
	p := graphs.Preferential(seed, large, 3)
	var ties []graphs.Tie
	for u := range int32(large) {
		for _, v := range p.Out(u) {
			if u < v && (!directed || (u+v)%3 > 0) {
				ties = append(ties, graphs.Tie{From: u, To: v, Weight: 1})
			} else if directed && (u+v)%3 == 0 {
				ties = append(ties, graphs.Tie{From: v, To: u, Weight: 1})
			}
		}
	}
	n := large
	for size := range 40 {
		for i := range size {
			ties = append(ties, graphs.Tie{From: int32(n + i), To: int32(n + i + 1), Weight: 1})
		}
		n += size + 1
	}
	return graphs.Of(n+5, directed, snapshot.Unweighted, ties...)
}

func figure(t *testing.T, r analysis.Result, name string) float64 {
	t.Helper()
	for _, v := range r.Values {
		if v.Name == name {
			return v.Value
		}
	}
	t.Fatalf("no value %q among %v", name, r.Values)
	return 0
}

// The bound must hold for all actors at once, for nearly all seeds, be as small as asked, and be reached with fewer searches than actors.
func TestSampledDistancesKeepTheirBound(t *testing.T) {
	const epsilon = 0.05
	for _, c := range []struct {
		metric   *analysis.Metric
		directed bool
		args     []string
		of       func(n float64) float64 // what a score of 1 is
	}{
		{&paths.Harmonic, false, nil, func(n float64) float64 { return n - 1 }},
		{&paths.Harmonic, false, []string{"normalised", "true"}, func(float64) float64 { return 1 }},
		{&paths.Harmonic, true, []string{"direction", "in"}, func(n float64) float64 { return n - 1 }},
		{&paths.Harmonic, true, []string{"direction", "out"}, func(n float64) float64 { return n - 1 }},
		{&paths.Closeness, false, nil, func(float64) float64 { return 1 }},
		{&paths.Closeness, false, []string{"variant", "classic"}, func(float64) float64 { return 1 }},
	} {
		what := fmt.Sprint(c.metric.ID, c.args)
		g := inParts(9, 12_000, c.directed)
		exact := scores(t, g, c.metric, append([]string{"method", "exact"}, c.args...)...)
		for seed := range uint64(3) {
			values := values(append([]string{"method", "sampled", "epsilon", fmt.Sprint(epsilon)}, c.args...)...)
			r, err := analysis.Run(t.Context(), g, c.metric, analysis.Args{Threads: 2, Seed: seed, Values: values})
			if err != nil {
				t.Fatal(err)
			}
			bound, drawn := figure(t, r, "error-bound"), figure(t, r, "samples")
			one := c.of(float64(g.Len()))
			if !(bound > 0 && bound <= epsilon*one) || !(drawn < float64(g.Len())) {
				t.Errorf("%s: bound %v, asked for %v, after %v searches of %d", what, bound, epsilon*one, drawn, g.Len())
			}
			if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "estimated") {
				t.Errorf("%s: does not say that it is an estimate: %q", what, r.Warnings)
			}
			off, together := 0.0, 0.0
			for u, x := range r.Scores[0] {
				off = max(off, math.Abs(x-exact[u]))
				together += math.Abs(x - exact[u])
			}
			if off > bound || off == 0 {
				t.Errorf("%s, seed %d: off by up to %v, bound %v", what, seed, off, bound)
			}
			if !c.directed && slices.ContainsFunc([]int{12_000, 12_300, g.Len() - 1}, func(u int) bool { return math.Abs(r.Scores[0][u]-exact[u]) > 1e-12*one }) {
				t.Errorf("%s: small parts are not exact", what)
			}
			for _, threads := range []int{1, 3} {
				again, err := analysis.Run(t.Context(), g, c.metric, analysis.Args{Threads: threads, Seed: seed, Values: values})
				if err != nil || !slices.Equal(again.Scores[0], r.Scores[0]) {
					t.Errorf("%s: %d threads give other bits (%v)", what, threads, err)
				}
			}
		}
	}
}

// Both figures must lie within their bounds, for nearly all seeds, the bounds be as small as asked, and be reached with fewer searches than actors.
func TestSampledMeansKeepTheirBounds(t *testing.T) {
	for _, c := range []struct {
		what    string
		g       *snapshot.Graph
		epsilon float64
	}{
		{"one large part and many small ones", inParts(9, 12_000, false), 0.1},
		{"long ways", graphs.Of(3000, false, snapshot.Unweighted, circle(3000)...), 0.3},
		{"two parts of a size", graphs.Of(12_000, false, snapshot.Unweighted, append(inHalf(0), inHalf(6000)...)...), 0.1},
		{"no ties", graphs.Of(1500, false, snapshot.Unweighted), 0.1},
	} {
		exact := result(t, c.g, &paths.MeanDistance, "method", "exact")
		for seed := range uint64(3) {
			args := values("method", "sampled", "epsilon", fmt.Sprint(c.epsilon))
			r, err := analysis.Run(t.Context(), c.g, &paths.MeanDistance, analysis.Args{Threads: 2, Seed: seed, Values: args})
			if err != nil {
				t.Fatal(err)
			}
			for _, of := range []struct{ name, bound string }{{"mean-distance", "error-bound"}, {"efficiency", "efficiency-error-bound"}} {
				got, want, bound := figure(t, r, of.name), figure(t, exact, of.name), figure(t, r, of.bound)
				if math.IsNaN(want) && math.IsNaN(got) {
					continue
				}
				if off := math.Abs(got - want); !(off <= bound+1e-12*want) || bound > c.epsilon*max(got, 1) || want > 0 && c.what == "one large part and many small ones" && off == 0 {
					t.Errorf("%s, seed %d: %s %v is off by %v of %v, bound %v", c.what, seed, of.name, got, off, want, bound)
				}
			}
			if got, want := figure(t, r, "reachable-pairs"), figure(t, exact, "reachable-pairs"); math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: %v of pairs have a path, expected %v", c.what, got, want)
			}
			if drawn := figure(t, r, "samples"); figure(t, exact, "reachable-pairs") > 0 && !(drawn < float64(c.g.Len())) {
				t.Errorf("%s: %v of %d actors were searched from", c.what, drawn, c.g.Len())
			}
			for _, threads := range []int{1, 3, 8} {
				if seed > 0 {
					continue
				}
				again, err := analysis.Run(t.Context(), c.g, &paths.MeanDistance, analysis.Args{Threads: threads, Seed: seed, Values: args})
				if err != nil || fmt.Sprint(again.Values) != fmt.Sprint(r.Values) {
					t.Errorf("%s: %d threads give other bits (%v)", c.what, threads, err)
				}
			}
		}
	}
}

func circle(n int32) []graphs.Tie {
	var ties []graphs.Tie
	for u := range n {
		ties = append(ties, graphs.Tie{From: u, To: (u + 1) % n, Weight: 1})
	}
	return ties
}

// inHalf is the ties of 6,000 actors from one on.
func inHalf(from int32) []graphs.Tie {
	p := graphs.Preferential(uint64(from), 6000, 2)
	var ties []graphs.Tie
	for u := range int32(6000) {
		for _, v := range p.Out(u) {
			if u < v {
				ties = append(ties, graphs.Tie{From: from + u, To: from + v, Weight: 1})
			}
		}
	}
	return ties
}

func TestSamplingIsChosenOnlyBySize(t *testing.T) {
	for _, c := range []struct {
		what    string
		g       *snapshot.Graph
		method  string
		sampled bool
	}{
		{"few actors, auto", graphs.Preferential(1, 2000, 2), "auto", false},
		{"few actors, asked", graphs.Preferential(1, 2000, 2), "sampled", true},
		{"very few actors, asked", graphs.Preferential(1, 999, 2), "sampled", false},
		{"many actors, auto", graphs.Of(100_001, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2)...), "auto", true},
		{"as many as are exact, auto", graphs.Of(100_000, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2)...), "auto", false},
		{"lengths, asked", graphs.Random(1, 1200, 3000, false, snapshot.Strength), "sampled", false},
	} {
		for _, m := range []*analysis.Metric{&paths.Harmonic, &paths.Closeness, &paths.MeanDistance} {
			r, err := analysis.Run(t.Context(), c.g, m, analysis.Args{Values: values("method", c.method, "epsilon", "0.2")})
			if err != nil {
				t.Fatal(err)
			}
			said := slices.ContainsFunc(r.Values, func(v analysis.Value) bool { return v.Name == "samples" })
			if said != c.sampled {
				t.Errorf("%s: %s: says it is an estimate: %v, expected %v", c.what, m.ID, said, c.sampled)
			}
		}
	}
}
