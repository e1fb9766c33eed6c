package cohesion

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func tiedIn(g *snapshot.Graph, u, v int32) bool { return u != v && (g.HasTie(u, v) || g.HasTie(v, u)) }

// same allows for rounding, and NaN is the same as NaN.
func same(want, got float64) bool {
	return math.IsNaN(want) && math.IsNaN(got) || math.Abs(want-got) <= 1e-12*max(1, math.Abs(want))
}

// holdTight compares the metrics of this file's namesakes with their definitions.
func holdTight(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	holdTriangles(t, what, g)
	holdTruss(t, what, g)
	holdBlocks(t, what, g)
	holdClub(t, what, g)
	holdCore(t, what, g)
	holdReturned(t, what, g)
}

func holdTriangles(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	r := run(t, g, &Triangles, nil)
	sum := 0.0
	for u := range int32(g.Len()) {
		want := 0.0
		for v := range int32(g.Len()) {
			for w := range v {
				if tiedIn(g, u, v) && tiedIn(g, u, w) && tiedIn(g, v, w) {
					want++
				}
			}
		}
		sum += want
		if r.Scores[0][u] != want {
			t.Fatalf("%s: actor %d is in %v triangles, expected %v", what, u, r.Scores[0][u], want)
		}
	}
	if got := value(t, r, "triangles"); got != sum/3 {
		t.Fatalf("%s: %v triangles, expected %v", what, got, sum/3)
	}
}

// holdTruss takes away ties with too few triangles until none is left, for every k.
func holdTruss(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	n := int32(g.Len())
	left := make([][]bool, n)
	truss := make([][]float64, n)
	any := false
	for u := range n {
		left[u], truss[u] = make([]bool, n), make([]float64, n)
		for v := range n {
			left[u][v] = tiedIn(g, u, v)
			any = any || left[u][v]
		}
	}
	for k := 2; any; k++ {
		for removed := true; removed; {
			removed = false
			for u := range n {
				for v := range u {
					if !left[u][v] {
						continue
					}
					closed := 0
					for w := range n {
						if left[u][w] && left[v][w] {
							closed++
						}
					}
					if closed < k-2 {
						left[u][v], left[v][u], removed = false, false, true
					}
				}
			}
		}
		any = false
		for u := range n {
			for v := range n {
				if left[u][v] {
					truss[u][v], any = float64(k), true
				}
			}
		}
	}
	r := run(t, g, &KTruss, nil)
	if len(r.Ties) != g.Symmetric().Ties() {
		t.Fatalf("%s: %d ties scored of %d", what, len(r.Ties), g.Symmetric().Ties())
	}
	for _, tie := range r.Ties {
		if tie.From >= tie.To || tie.Value != truss[tie.From][tie.To] {
			t.Fatalf("%s: tie %d–%d has truss number %v, expected %v", what, tie.From, tie.To, tie.Value, truss[tie.From][tie.To])
		}
	}
	for u := range n {
		want := 0.0
		for v := range n {
			want = max(want, truss[u][v])
		}
		if r.Scores[0][u] != want {
			t.Fatalf("%s: actor %d has truss number %v, expected %v", what, u, r.Scores[0][u], want)
		}
	}
}

// holdBlocks joins two ties in a block when no actor's leaving parts them: they share an end, and their other ends are joined without it.
func holdBlocks(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	type tie struct{ u, v int32 }
	var ties []tie
	n := int32(g.Len())
	for u := range n {
		for v := u + 1; v < n; v++ {
			if tiedIn(g, u, v) {
				ties = append(ties, tie{u, v})
			}
		}
	}
	block := make([]int, len(ties))
	for i := range block {
		block[i] = i
	}
	joinedWithout := func(a, b, gone int32) bool {
		reached := map[int32]bool{a: true}
		for queue := []int32{a}; len(queue) > 0; queue = queue[1:] {
			for v := range n {
				if v != gone && !reached[v] && tiedIn(g, queue[0], v) {
					reached[v] = true
					queue = append(queue, v)
				}
			}
		}
		return reached[b]
	}
	for i, x := range ties {
		for j, y := range ties[:i] {
			shared, a, b := int32(-1), int32(-1), int32(-1)
			switch {
			case x.u == y.u:
				shared, a, b = x.u, x.v, y.v
			case x.u == y.v:
				shared, a, b = x.u, x.v, y.u
			case x.v == y.u:
				shared, a, b = x.v, x.u, y.v
			case x.v == y.v:
				shared, a, b = x.v, x.u, y.u
			}
			if shared >= 0 && block[i] != block[j] && joinedWithout(a, b, shared) {
				from, to := block[i], block[j]
				for k := range block {
					if block[k] == from {
						block[k] = to
					}
				}
			}
		}
	}
	members := map[int]map[int32]bool{}
	in := make([]float64, n)
	for i, x := range ties {
		if members[block[i]] == nil {
			members[block[i]] = map[int32]bool{}
		}
		members[block[i]][x.u], members[block[i]][x.v] = true, true
	}
	for _, actors := range members {
		for u := range actors {
			in[u]++
		}
	}
	r := run(t, g, &Biconnected, nil)
	if !slices.Equal(r.Scores[0], in) || int(value(t, r, "biconnected-components")) != len(members) || len(r.Ties) != len(ties) {
		t.Fatalf("%s: blocks of actors %v of %v, expected %v of %d", what, r.Scores[0], r.Values, in, len(members))
	}
	for i, x := range ties {
		if got := r.Ties[i]; got.From != x.u || got.To != x.v || int(got.Value) != len(members[block[i]]) {
			t.Fatalf("%s: tie %v lies in a block of %v, expected %d", what, x, got, len(members[block[i]]))
		}
	}
	if got, want := value(t, r, "articulation-actors"), value(t, run(t, g, &Articulation, nil), "articulation-actors"); got != want {
		t.Fatalf("%s: %v actors join blocks, %v are articulation actors", what, got, want)
	}
	if got, want := value(t, r, "bridge-ties"), value(t, run(t, g, &BridgeTies, nil), "bridge-ties"); got != want {
		t.Fatalf("%s: %v blocks of two, %v bridge ties", what, got, want)
	}
}

func holdClub(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	s := g.Symmetric()
	r := run(t, g, &RichClub, nil)
	for u := range int32(s.Len()) {
		ties, pairs, chance := 0.0, 0.0, 0.0
		for v := range int32(s.Len()) {
			for w := range v {
				if len(s.Out(v)) < len(s.Out(u)) || len(s.Out(w)) < len(s.Out(u)) {
					continue
				}
				pairs++
				chance += float64(len(s.Out(v))*len(s.Out(w))) / float64(2*s.Ties())
				if s.HasTie(v, w) {
					ties++
				}
			}
		}
		density, ratio := ties/pairs, ties/chance // 0/0 is NaN, as it must be
		if !same(density, r.Scores[0][u]) || !same(ratio, r.Scores[1][u]) {
			t.Fatalf("%s: club of actor %d has %v and %v, expected %v and %v", what, u, r.Scores[0][u], r.Scores[1][u], density, ratio)
		}
	}
}

// holdCore tries every degree as border, and counts misplaced pairs one by one.
func holdCore(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	s := g.Symmetric()
	n := int32(s.Len())
	r := run(t, g, &CorePeriphery, nil)
	misplaced := func(core func(u int32) bool) (z, both, all float64) {
		for u := range n {
			for v := range u {
				all++
				switch {
				case core(u) && core(v):
					both++
					if !s.HasTie(u, v) {
						z++
					}
				case !core(u) && !core(v) && s.HasTie(u, v):
					z++
				}
			}
		}
		return z, both, all
	}
	least := math.Inf(1)
	for k := range int(n) + 1 {
		z, _, _ := misplaced(func(u int32) bool { return len(s.Out(u)) >= k })
		least = min(least, z)
	}
	z, both, all := misplaced(func(u int32) bool { return r.Scores[0][u] == 1 })
	if z != least || value(t, r, "misplaced-pairs") != least {
		t.Fatalf("%s: %v pairs misplaced, told %v, least %v", what, z, value(t, r, "misplaced-pairs"), least)
	}
	var x, y, xy float64
	for u := range n {
		for v := range u {
			a, b := 0.0, 0.0
			if s.HasTie(u, v) {
				a = 1
			}
			if r.Scores[0][u] == 1 && r.Scores[0][v] == 1 {
				b = 1
			}
			x, y, xy = x+a, y+b, xy+a*b
		}
	}
	want := (xy/all - x/all*y/all) / math.Sqrt(x/all*(1-x/all)*both/all*(1-both/all))
	if got := value(t, r, "fit"); math.IsNaN(got) != (math.IsNaN(want) || math.IsInf(want, 0)) || math.Abs(got-want) > 1e-9 {
		t.Fatalf("%s: fit %v, expected %v", what, got, want)
	}
}

func holdReturned(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	r := run(t, g, &Reciprocity, nil)
	ties, returned, pairs, mutual := 0.0, 0.0, 0.0, 0.0
	for u := range int32(g.Len()) {
		out, both := 0.0, 0.0
		for v := range int32(g.Len()) {
			if g.HasTie(u, v) {
				out++
				if g.HasTie(v, u) {
					both++
				}
			}
			if u < v && tiedIn(g, u, v) {
				pairs++
				if g.HasTie(u, v) && g.HasTie(v, u) {
					mutual++
				}
			}
		}
		ties, returned = ties+out, returned+both
		if !same(both/out, r.Scores[0][u]) {
			t.Fatalf("%s: actor %d has %v returned, expected %v", what, u, r.Scores[0][u], both/out)
		}
	}
	if !same(returned/ties, value(t, r, "reciprocity")) || !same(mutual/pairs, value(t, r, "reciprocity-by-pairs")) {
		t.Fatalf("%s: %v, expected %v and %v", what, r.Values, returned/ties, mutual/pairs)
	}
}

func TestTightOnEverySmallGraph(t *testing.T) {
	count := 0
	for g := range graphs.EveryUpTo(7) {
		holdTight(t, fmt.Sprintf("graph %d", count), g)
		count++
	}
	if count != graphs.EveryCount {
		t.Errorf("walked %d graphs", count)
	}
}

func TestTightOnRandomGraphs(t *testing.T) {
	for seed := range uint64(60) {
		n := 2 + int(seed)%19
		holdTight(t, fmt.Sprintf("seed %d", seed), graphs.Random(seed, n, 2*n+int(seed)%31, seed%2 == 0, snapshot.Strength))
	}
}

// A ring in which everyone also knows the next but one has C = 1/2, and L near n/8 (Watts & Strogatz 1998).
func TestSmallWorld(t *testing.T) {
	const n = 200
	var ties []graphs.Tie
	for u := range int32(n) {
		ties = append(ties, graphs.Tie{From: u, To: (u + 1) % n, Weight: 2}, graphs.Tie{From: u, To: (u + 2) % n, Weight: 3})
	}
	r := run(t, graphs.Of(n, false, snapshot.Distance, ties...), &SmallWorld, nil)
	steps := 0.0
	for d := 1; d < n; d++ {
		steps += math.Ceil(float64(min(d, n-d)) / 2)
	}
	l, c0, l0 := steps/(n-1), 4./(n-1), (math.Log(n)-0.5772156649015329)/math.Log(4)+0.5
	for name, want := range map[string]float64{
		"clustering": 0.5, "mean-distance": l, "clustering-by-chance": c0, "mean-distance-by-chance": l0, "small-world": 0.5 / c0 / (l / l0),
	} {
		if got := value(t, r, name); !same(want, got) {
			t.Errorf("%s is %v, expected %v", name, got, want)
		}
	}
	// A random network is none, whatever its size.
	if sigma := value(t, run(t, graphs.Random(5, 3000, 15_000, false, snapshot.Unweighted), &SmallWorld, nil), "small-world"); math.Abs(sigma-1) > 0.2 {
		t.Errorf("random network: %v, expected about 1", sigma)
	}
	if r := run(t, graphs.Of(3, false, snapshot.Unweighted, graphs.Pairs(0, 1)...), &SmallWorld, nil); !math.IsNaN(value(t, r, "small-world")) || len(r.Warnings) != 1 {
		t.Errorf("a pair and an isolate: %v %v", r.Values, r.Warnings)
	}
	// Where the coefficient is undefined, an estimated mean distance is still told to be one.
	sparse := run(t, graphs.Random(5, 2000, 900, false, snapshot.Unweighted), &SmallWorld, map[string]string{"method": "sampled"})
	if told := strings.Join(notice.Texts(sparse.Warnings), "; "); !math.IsNaN(value(t, sparse, "small-world")) || value(t, sparse, "samples") == 0 ||
		!strings.Contains(told, "estimated") || !strings.Contains(told, "undefined") {
		t.Errorf("sampled, of mean degree 0.9: %v %v", sparse.Values, sparse.Warnings)
	}
}

func sizedTight(b *testing.B, m *analysis.Metric, sizes ...int) {
	for _, n := range sizes {
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

func BenchmarkTriangles(b *testing.B)     { sizedTight(b, &Triangles, 1000, 10_000, 100_000) }
func BenchmarkKTruss(b *testing.B)        { sizedTight(b, &KTruss, 1000, 10_000, 100_000) }
func BenchmarkBiconnected(b *testing.B)   { sizedTight(b, &Biconnected, 1000, 10_000, 100_000) }
func BenchmarkRichClub(b *testing.B)      { sizedTight(b, &RichClub, 1000, 10_000, 100_000) }
func BenchmarkCorePeriphery(b *testing.B) { sizedTight(b, &CorePeriphery, 1000, 10_000, 100_000) }
func BenchmarkReciprocity(b *testing.B)   { sizedTight(b, &Reciprocity, 1000, 10_000, 100_000) }
func BenchmarkSmallWorld(b *testing.B)    { sizedTight(b, &SmallWorld, 1000, 10_000, 30_000) }
