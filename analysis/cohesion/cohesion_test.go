package cohesion

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

var all = []*analysis.Metric{&Components, &Articulation, &BridgeTies, &Clustering, &KCore}

func run(t testing.TB, g *snapshot.Graph, m *analysis.Metric, values map[string]string) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, m, analysis.Args{Threads: 2, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func value(t testing.TB, r analysis.Result, name string) float64 {
	t.Helper()
	i := slices.IndexFunc(r.Values, func(v analysis.Value) bool { return v.Name == name })
	if i < 0 {
		t.Fatalf("no value %q among %v", name, r.Values)
	}
	return r.Values[i].Value
}

// without returns the sizes of the weak components of a graph less one actor, or less one tie, ignoring directions: a sweep over
// an adjacency matrix, so that it shares no code with what it checks.
func without(g *snapshot.Graph, gone int32, from, to int32) (sizes []int) {
	n := int32(g.Len())
	seen := make([]bool, n)
	var reach func(u int32) int
	reach = func(u int32) int {
		seen[u] = true
		count := 1
		for v := range n {
			cut := u == from && v == to || u == to && v == from
			if v != gone && !cut && !seen[v] && (g.HasTie(u, v) || g.HasTie(v, u)) {
				count += reach(v)
			}
		}
		return count
	}
	for u := range n {
		if u != gone && !seen[u] {
			sizes = append(sizes, reach(u))
		}
	}
	return sizes
}

// checkCuts compares articulation actors and bridge ties with taking every actor and every tie away in turn.
func checkCuts(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	n := int32(g.Len())
	whole := without(g, -1, -1, -1)
	components := run(t, g, &Components, nil)
	if got := value(t, components, "components"); int(got) != len(whole) {
		t.Fatalf("%s: %v components, want %d", what, got, len(whole))
	}
	articulation := run(t, g, &Articulation, nil)
	for u := range n {
		want := float64(max(len(without(g, u, -1, -1))-len(whole), 0))
		if got := articulation.Scores[0][u]; got != want {
			t.Fatalf("%s: actor %d breaks the network into %v more pieces, want %v", what, u, got, want)
		}
		if want > 0 != (articulation.Scores[1][u] > 0) {
			t.Fatalf("%s: actor %d makes %v more pieces but cuts off %v actors", what, u, want, articulation.Scores[1][u])
		}
	}
	var bridges []analysis.TieScore
	at := make([]float64, n)
	for u := range n {
		for v := u + 1; v < n; v++ {
			if !g.HasTie(u, v) && !g.HasTie(v, u) {
				continue
			}
			if len(without(g, -1, u, v)) == len(whole) {
				continue
			}
			bridges = append(bridges, analysis.TieScore{From: u, To: v, Value: float64(min(sideOf(g, u, u, v), sideOf(g, v, u, v)))})
			at[u]++
			at[v]++
		}
	}
	got := run(t, g, &BridgeTies, nil)
	if !slices.Equal(got.Ties, bridges) || !slices.Equal(got.Scores[0], at) {
		t.Fatalf("%s: bridge ties %v, want %v", what, got.Ties, bridges)
	}
}

// sideOf counts the actors that u still reaches without the tie from–to.
func sideOf(g *snapshot.Graph, u, from, to int32) int {
	seen := map[int32]bool{u: true}
	for queue := []int32{u}; len(queue) > 0; queue = queue[1:] {
		x := queue[0]
		for v := range int32(g.Len()) {
			cut := x == from && v == to || x == to && v == from
			if !cut && !seen[v] && (g.HasTie(x, v) || g.HasTie(v, x)) {
				seen[v] = true
				queue = append(queue, v)
			}
		}
	}
	return len(seen)
}

// checkCounts compares clustering and cores with their definitions.
func checkCounts(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	n := int32(g.Len())
	tied := func(u, v int32) bool { return u != v && (g.HasTie(u, v) || g.HasTie(v, u)) }
	clustering, core := run(t, g, &Clustering, nil), run(t, g, &KCore, nil)
	for u := range n {
		closed, pairs := 0.0, 0.0
		for v := range n {
			for w := range v {
				if tied(u, v) && tied(u, w) {
					pairs++
					if tied(v, w) {
						closed++
					}
				}
			}
		}
		if want := closed / max(pairs, 1); clustering.Scores[0][u] != want {
			t.Fatalf("%s: clustering of actor %d is %v, want %v", what, u, clustering.Scores[0][u], want)
		}
	}
	in := make([]bool, n)
	for u := range in {
		in[u] = true
	}
	want := make([]float64, n)
	for k := 1; slices.Contains(in, true); k++ {
		for removed := true; removed; {
			removed = false
			for u := range n {
				degree := 0
				for v := range n {
					if in[u] && in[v] && tied(u, v) {
						degree++
					}
				}
				if in[u] && degree < k {
					in[u], removed, want[u] = false, true, float64(k-1)
				}
			}
		}
	}
	if !slices.Equal(core.Scores[0], want) {
		t.Fatalf("%s: core numbers %v, want %v", what, core.Scores[0], want)
	}
}

func TestEverySmallGraph(t *testing.T) {
	count := 0
	for g := range graphs.EveryUpTo(7) {
		checkCuts(t, g, fmt.Sprintf("graph %d", count))
		checkCounts(t, g, fmt.Sprintf("graph %d", count))
		count++
	}
	if count != graphs.EveryCount {
		t.Fatalf("%d graphs walked", count)
	}
}

func TestRandomGraphs(t *testing.T) {
	for seed := range uint64(80) {
		n := 2 + int(seed)%23
		g := graphs.Random(seed, n, n+int(seed)%11, seed%2 == 0, snapshot.Strength)
		checkCuts(t, g, fmt.Sprintf("seed %d", seed))
		checkCounts(t, g, fmt.Sprintf("seed %d", seed))
		checkStrong(t, g, fmt.Sprintf("seed %d", seed))
	}
}

// checkStrong compares strong components with the closure of the ties (Warshall).
func checkStrong(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	n := int32(g.Len())
	reaches := make([][]bool, n)
	for u := range n {
		reaches[u] = make([]bool, n)
		reaches[u][u] = true
		for _, v := range g.Out(u) {
			reaches[u][v] = true
		}
	}
	for k := range n {
		for u := range n {
			for v := range n {
				reaches[u][v] = reaches[u][v] || reaches[u][k] && reaches[k][v]
			}
		}
	}
	got := run(t, g, &Components, map[string]string{"kind": "strong"}).Scores[0]
	for u := range n {
		for v := range n {
			if (got[u] == got[v]) != (reaches[u][v] && reaches[v][u]) {
				t.Fatalf("%s: actors %d and %d in strong components %v and %v", what, u, v, got[u], got[v])
			}
		}
	}
}

func TestTheSmallestNetworks(t *testing.T) {
	none := run(t, &snapshot.Graph{}, &Components, nil)
	if value(t, none, "components") != 0 || !math.IsNaN(value(t, none, "share-in-largest")) {
		t.Errorf("no actors: %v", none.Values)
	}
	// One actor with only a loop, two without ties, and a pair.
	few := run(t, graphs.Of(5, true, snapshot.Unweighted, graphs.Pairs(0, 0, 4, 3)...), &Components, nil)
	if !slices.Equal(few.Scores[0], []float64{2, 3, 4, 1, 1}) || value(t, few, "isolates") != 3 ||
		value(t, few, "largest") != 2 || value(t, few, "share-in-largest") != 0.4 {
		t.Errorf("five actors: %v %v", few.Scores, few.Values)
	}
}

// A path of a million would overflow a recursive search. Its ends break nothing, and the middle cuts half of it off.
func TestAMillionInALine(t *testing.T) {
	const n = 1_000_000
	ties := make([]graphs.Tie, n-1)
	for u := range int32(n - 1) {
		ties[u] = graphs.Tie{From: u, To: u + 1, Weight: 1}
	}
	g := graphs.Of(n, false, snapshot.Unweighted, ties...)
	r := run(t, g, &Articulation, nil)
	if value(t, r, "articulation-actors") != n-2 || r.Scores[0][0] != 0 || r.Scores[1][n/2] != n/2-1 {
		t.Errorf("%v; ends %v; middle cuts off %v", r.Values, r.Scores[0][0], r.Scores[1][n/2])
	}
	if of, sizes, err := Strong(t.Context(), graphs.Of(n, true, snapshot.Unweighted, ties...)); err != nil || len(of) != n || len(sizes) != n {
		t.Errorf("%d strong components of %d actors, %v", len(sizes), len(of), err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, m := range all {
		if _, err := analysis.Run(ctx, graphs.Preferential(1, 2000, 5), m, analysis.Args{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error %v, want cancelled", m.ID, err)
		}
	}
}

// FuzzCuts holds any network to what must be true of it: a part more for every tie of a tree, ends of a bridge that is not a
// pendant hang together, and everyone else's core is at most their contacts.
func FuzzCuts(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(9), true)
	f.Add(uint64(5), uint8(40), uint8(50), false)
	f.Fuzz(func(t *testing.T, seed uint64, n, m uint8, directed bool) {
		g := graphs.Random(seed, int(n)+1, int(m), directed, snapshot.Unweighted)
		s := g.Symmetric()
		parts := value(t, run(t, g, &Components, nil), "components")
		articulation, bridges := run(t, g, &Articulation, nil), run(t, g, &BridgeTies, nil)
		core := run(t, g, &KCore, nil).Scores[0]
		if most := float64(g.Len()) - parts; float64(len(bridges.Ties)) > most {
			t.Errorf("%d bridge ties, but a forest has %v", len(bridges.Ties), most)
		}
		for u := range int32(s.Len()) {
			degree := float64(len(s.Out(u)))
			if x := articulation.Scores[0][u]; x > max(degree-1, 0) {
				t.Errorf("actor %d of %v contacts breaks the network into %v more pieces", u, degree, x)
			}
			if bridges.Scores[0][u] > 0 && degree > 1 && articulation.Scores[0][u] == 0 {
				t.Errorf("actor %d has a bridge tie and %v contacts, yet nothing hangs on it", u, degree)
			}
			if core[u] > degree {
				t.Errorf("actor %d of %v contacts in core %v", u, degree, core[u])
			}
		}
	})
}

func Benchmark(b *testing.B) {
	for _, size := range []struct{ n, k int }{{1_000, 5}, {10_000, 5}, {100_000, 7}} {
		g := graphs.Preferential(1, size.n, size.k)
		for _, m := range all {
			b.Run(fmt.Sprintf("%s/actors=%d/ties=%d", m.ID, g.Len(), g.Ties()), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run(b, g, m, nil)
				}
			})
		}
	}
}
