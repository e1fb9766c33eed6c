package paths_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func result(t testing.TB, g *snapshot.Graph, m *analysis.Metric, args ...string) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, m, analysis.Args{Threads: 2, Values: values(args...)})
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

// holdFar compares eccentricity, diameter and mean distance with all distances by Floyd and Warshall, and tie betweenness with
// every shortest path written down.
func holdFar(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	const tolerance = 1e-11
	d := oracle.Distances(g)
	out, in := make([]float64, len(d)), make([]float64, len(d))
	var joined, total, inverse float64
	longest, radius := math.NaN(), math.NaN()
	for u := range d {
		for v, far := range d[u] {
			if u == v || math.IsInf(far, 1) {
				continue
			}
			out[u], in[v] = max(out[u], far), max(in[v], far)
			joined++
			total += far
			inverse += 1 / far
		}
		if out[u] > 0 && !(out[u] <= longest) {
			longest = out[u]
		}
		if out[u] > 0 && !(out[u] >= radius) {
			radius = out[u]
		}
	}
	far := result(t, g, &paths.Eccentricity)
	agree(t, what+": eccentricity", out, far.Scores[0], tolerance)
	agree(t, what+": eccentricity inward", in, scores(t, g, &paths.Eccentricity, "direction", "in"), tolerance)
	same(t, what+": diameter beside eccentricity", longest, value(t, far, "diameter"))
	same(t, what+": radius", radius, value(t, far, "radius"))
	same(t, what+": diameter", longest, value(t, result(t, g, &paths.Diameter), "diameter"))

	mean := result(t, g, &paths.MeanDistance)
	pairs := float64(len(d) * (len(d) - 1))
	same(t, what+": mean distance", total/joined, value(t, mean, "mean-distance"))
	same(t, what+": efficiency", inverse/pairs, value(t, mean, "efficiency"))
	same(t, what+": share joined", joined/pairs, value(t, mean, "reachable-pairs"))
}

func holdTies(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	carried := oracle.TieBetweenness(g)
	r := result(t, g, &paths.TieBetweenness)
	busiest, at := make([]float64, g.Len()), 0
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			busiest[u], busiest[v] = max(busiest[u], carried[u][v]), max(busiest[v], carried[u][v])
			if !g.Directed() && u > v {
				continue
			}
			if at == len(r.Ties) || r.Ties[at].From != u || r.Ties[at].To != v {
				t.Fatalf("%s: tie %d–%d is missing from %v", what, u, v, r.Ties)
			}
			same(t, fmt.Sprintf("%s: tie %d–%d", what, u, v), carried[u][v], r.Ties[at].Value)
			at++
		}
	}
	if at != len(r.Ties) {
		t.Fatalf("%s: %d ties scored, there are %d", what, len(r.Ties), at)
	}
	agree(t, what+": busiest tie", busiest, r.Scores[0], 1e-11)
}

// same allows for rounding, and NaN is the same as NaN.
func same(t *testing.T, what string, want, got float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(want-got) > 1e-11*max(1, math.Abs(want)) {
		t.Fatalf("%s: %v, expected %v", what, got, want)
	}
}

func TestFarOnEverySmallGraph(t *testing.T) {
	count := 0
	for g := range graphs.EveryUpTo(7) {
		holdFar(t, fmt.Sprintf("graph %d", count), g)
		holdTies(t, fmt.Sprintf("graph %d", count), g)
		count++
	}
	if count != graphs.EveryCount {
		t.Errorf("walked %d graphs", count)
	}
}

func TestFarOnRandomGraphs(t *testing.T) {
	for seed := range uint64(60) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			for _, directed := range []bool{false, true} {
				what := fmt.Sprintf("seed %d, meaning %d, directed %v", seed, meaning, directed)
				small := graphs.Random(seed, 2+int(seed%7), 3+int(seed%17), directed, meaning)
				holdFar(t, what, small)
				holdTies(t, what, small)
				holdFar(t, what+", larger", graphs.Random(seed, 20+int(seed), 20+2*int(seed), directed, meaning))
			}
		}
	}
}

// Beyond 128 actors there is more than one search, and fringes of more than a few actors.
func TestFarAcrossSearches(t *testing.T) {
	holdFar(t, "sparse", graphs.Random(11, 800, 1000, false, snapshot.Unweighted))
	holdFar(t, "dense", graphs.Random(12, 700, 4000, false, snapshot.Unweighted))
	holdFar(t, "directed", graphs.Random(13, 700, 1500, true, snapshot.Unweighted))
	var grid []graphs.Tie // 30 × 25: the far corners are 53 steps apart, and fringes are wide
	for u := range int32(750) {
		if u%30 != 29 {
			grid = append(grid, graphs.Tie{From: u, To: u + 1, Weight: 1})
		}
		if u+30 < 750 {
			grid = append(grid, graphs.Tie{From: u, To: u + 30, Weight: 1})
		}
	}
	holdFar(t, "grid", graphs.Of(750, false, snapshot.Unweighted, grid...))
	holdFar(t, "ring", graphs.Of(601, false, snapshot.Unweighted, ring(601)...))
}

// Every shortest path of d steps goes over d ties, so tie betweenness sums to all distances; and the ties at an actor carry every path
// through it twice and every path that begins or ends at it once.
func TestTieBetweennessSumsToDistances(t *testing.T) {
	g := graphs.Random(3, 600, 1400, false, snapshot.Unweighted)
	mean := result(t, g, &paths.MeanDistance)
	pairs := float64(g.Len()*(g.Len()-1)) / 2
	want := value(t, mean, "mean-distance") * value(t, mean, "reachable-pairs") * pairs
	ties := result(t, g, &paths.TieBetweenness).Ties
	var sum float64
	at := make([]float64, g.Len())
	for _, tie := range ties {
		sum += tie.Value
		at[tie.From] += tie.Value
		at[tie.To] += tie.Value
	}
	if math.Abs(sum-want) > 1e-8*want {
		t.Errorf("ties sum to %v, distances to %v", sum, want)
	}
	through, reach := scores(t, g, &paths.Betweenness), scores(t, g, &paths.Reach, "steps", "1000")
	for u := range at {
		at[u] = (at[u] - reach[u]*float64(g.Len()-1)) / 2
	}
	agree(t, "actors from ties", through, at, 1e-9)
	shares := result(t, g, &paths.TieBetweenness, "normalised", "true")
	same(t, "normalised", ties[7].Value/pairs, shares.Ties[7].Value)
}

// The chain of diamonds of TestMorePathsThanAFloatCounts: a tie of a diamond carries half of the paths between what is left and what
// is right of it, and those of its middle.
func TestTiesOfMorePathsThanAFloatCounts(t *testing.T) {
	const k = 1030
	var ties []graphs.Tie
	for i := range int32(k) {
		joint, next := 3*i, 3*i+3
		ties = append(ties, graphs.Pairs(joint, joint+1, joint, joint+2, joint+1, next, joint+2, next)...)
	}
	r := result(t, graphs.Of(3*k+1, false, snapshot.Unweighted, ties...), &paths.TieBetweenness)
	for _, tie := range r.Ties {
		joint := tie.From
		if joint%3 != 0 {
			joint = tie.To
		}
		i := min(tie.From, tie.To) / 3
		left, right := float64(3*i+1), float64(3*(k-1-i)+1)
		side := left
		if joint > 3*i {
			side = right
		}
		// Half of left times right, all between the middle and the side that the tie leads to, half of one middle to the other.
		want := left*right/2 + side + 0.5
		if math.Abs(tie.Value-want) > 1e-9*want {
			t.Fatalf("tie %d–%d carries %v, expected %v", tie.From, tie.To, tie.Value, want)
		}
	}
}

func BenchmarkEccentricity(b *testing.B) {
	sized(b, &paths.Eccentricity, snapshot.Unweighted, 1000, 10_000, 30_000)
}

func BenchmarkDiameter(b *testing.B) {
	sized(b, &paths.Diameter, snapshot.Unweighted, 1000, 10_000, 100_000)
}

func BenchmarkMeanDistance(b *testing.B) {
	sized(b, &paths.MeanDistance, snapshot.Unweighted, 1000, 10_000, 30_000)
}

func BenchmarkTieBetweenness(b *testing.B) {
	sized(b, &paths.TieBetweenness, snapshot.Unweighted, 300, 1000, 10_000)
}
