package brokerage

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// published_figures.json, entry kp-fragmentation: An & Liu (2016), printed output of their R package, on its five actors with directed weighted ties.
func TestPublishedDistanceFragmentation(t *testing.T) {
	strengths := [][]float64{{0, 1, 3, 0, 0}, {0, 0, 0, 4, 0}, {1, 1, 0, 2, 0}, {0, 0, 0, 0, 3}, {0, 2, 0, 0, 0}}
	var ties []graphs.Tie
	for u, row := range strengths {
		for v, w := range row {
			if w > 0 {
				ties = append(ties, graphs.Tie{From: int32(u), To: int32(v), Weight: w})
			}
		}
	}
	g := graphs.Of(5, true, snapshot.Strength, ties...)
	figure := graphs.Published(t, "kp-fragmentation")
	for id, want := range figure.Values {
		got, err := distanceFragmentation(t.Context(), g, []int32{int32(id[0] - '1')}, analysis.Args{})
		if err != nil || math.Abs(got-want.(float64)) > figure.Tolerance {
			t.Errorf("without %s: %v, %v; published %v", id, got, err, want)
		}
	}
	if len(figure.Values) != 5 {
		t.Errorf("%d figures", len(figure.Values))
	}
}

// fragmentationOf is the definition, on the matrix of distances in steps without the set.
func fragmentationOf(g *snapshot.Graph, gone []int32) (plain, byDistance float64) {
	out := map[int32]bool{}
	for _, u := range gone {
		out[u] = true
	}
	var keep []int32
	for u := range int32(g.Len()) {
		if !out[u] {
			keep = append(keep, u)
		}
	}
	d := oracle.Hops(g.Symmetric().Subgraph(keep))
	connected, near := 0.0, 0.0
	for i := range d {
		for j := range d {
			if i != j && !math.IsInf(d[i][j], 1) {
				connected++
				near += 1 / d[i][j]
			}
		}
	}
	pairs := float64(len(d) * (len(d) - 1))
	return 1 - connected/pairs, 1 - near/pairs // NaN without pairs
}

// checkCutSet holds scores and set to the definition, and returns the set's fragmentation and the largest of any set of as many.
func checkCutSet(t *testing.T, g *snapshot.Graph, size int, what string) (found, best float64) {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, &KeyPlayersNeg, analysis.Args{Threads: 1, Values: map[string]string{
		"size": fmt.Sprint(size), "distances": fmt.Sprint(g.Meaning() == snapshot.Unweighted && !g.Directed())}})
	if err != nil {
		t.Fatal(err)
	}
	for u, got := range r.Scores[0] {
		if want, _ := fragmentationOf(g, []int32{int32(u)}); !near(got, want, 1e-12) {
			t.Fatalf("%s: without actor %d %v, want %v", what, u, got, want)
		}
	}
	var set []int32
	for i, member := range r.Groups {
		u, ok := g.Index(member.Name)
		set = append(set, u)
		if want, _ := fragmentationOf(g, set); !ok || !near(member.Values[1].Value, want, 1e-12) {
			t.Fatalf("%s: without %d members %v, want %v", what, i+1, member.Values[1].Value, want)
		}
	}
	found, byDistance := fragmentationOf(g, set)
	if !near(valueOf(t, r.Values, "fragmentation"), found, 1e-12) || len(set) > size {
		t.Fatalf("%s: fragmentation %v without %v, want %v", what, valueOf(t, r.Values, "fragmentation"), set, found)
	}
	if g.Meaning() == snapshot.Unweighted && !g.Directed() && !near(valueOf(t, r.Values, "distance-fragmentation"), byDistance, 1e-12) {
		t.Fatalf("%s: by distance %v, want %v", what, valueOf(t, r.Values, "distance-fragmentation"), byDistance)
	}
	best = found
	var try func(first int32, chosen []int32)
	try = func(first int32, chosen []int32) {
		if len(chosen) == len(set) {
			if f, _ := fragmentationOf(g, chosen); f > best {
				best = f
			}
			return
		}
		for u := first; u < int32(g.Len()); u++ {
			try(u+1, append(chosen[:len(chosen):len(chosen)], u))
		}
	}
	try(0, nil)
	return found, best
}

func TestKeyPlayersNegAgainstEverySet(t *testing.T) {
	missed, count, largest := 0, 0, 0.0
	try := func(g *snapshot.Graph, size int, what string) {
		found, best := checkCutSet(t, g, size, what)
		count++
		if best > found+1e-12 {
			missed++
			largest = max(largest, best-found)
		}
	}
	for g := range graphs.EveryUpTo(7) {
		for size := 1; size <= 3; size++ {
			try(g, size, fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()))
		}
	}
	for seed := range uint64(80) {
		try(graphs.Random(seed, 6+int(seed)%6, 5+int(seed)%12, seed%2 == 0, snapshot.Unweighted), 1+int(seed)%3, fmt.Sprintf("seed %d", seed))
	}
	t.Logf("%d of %d sets are not the best, by at most %v", missed, count, largest)
	if missed > 0 {
		t.Errorf("%d of %d sets are not the best, by at most %v", missed, count, largest)
	}
}

// Two cliques of four joined by one actor: it is the first to go, and then 12 of the 28 pairs of the others still have a path.
func TestKeyPlayersNegFindTheOneBetween(t *testing.T) {
	g := graphs.Of(9, false, snapshot.Unweighted, graphs.Pairs(0, 1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3, 5, 6, 5, 7, 5, 8, 6, 7, 6, 8, 7, 8, 3, 4, 4, 5)...)
	r, err := analysis.Run(t.Context(), g, &KeyPlayersNeg, analysis.Args{Values: map[string]string{"size": "1"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Groups) != 1 || r.Groups[0].Name != g.ID(4) || math.Abs(valueOf(t, r.Values, "fragmentation")-16.0/28) > 1e-12 {
		t.Errorf("%+v, %+v", r.Groups, r.Values)
	}
}

func FuzzKeyPlayersNeg(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), uint8(3), true)
	f.Fuzz(func(t *testing.T, seed uint64, n, m, size uint8, directed bool) {
		checkCutSet(t, graphs.Random(seed, int(n)%10+1, int(m)%30, directed, snapshot.Unweighted), int(size)%3+1, "fuzzed")
	})
}

func BenchmarkKeyPlayersNeg(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		g := graphs.Preferential(1, n, 2)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run(b, g, &KeyPlayersNeg, 1)
			}
		})
	}
}
