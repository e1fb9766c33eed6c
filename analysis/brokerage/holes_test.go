package brokerage

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

var all = []*analysis.Metric{&Constraint, &EffectiveSize, &Efficiency, &Hierarchy}

func run(t testing.TB, g *snapshot.Graph, m *analysis.Metric, threads int) []float64 {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, m, analysis.Args{Threads: threads})
	if err != nil {
		t.Fatal(err)
	}
	return r.Scores[0]
}

func near(a, b, tolerance float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= tolerance
}

// The figures are read from published_figures.json, entries holes-*: made with UCINET and igraph and checked by hand by the authors
// of networkx. The graph is the one of the first entry's "dataset" field.
func TestPublishedHoles(t *testing.T) {
	const a, b, c, d, e, f, g = 0, 1, 2, 3, 4, 5, 6
	ties := []graphs.Tie{{From: a, To: b, Weight: 2}, {From: a, To: f, Weight: 3}, {From: a, To: g, Weight: 5}, {From: a, To: e, Weight: 2},
		{From: e, To: g, Weight: 8}, {From: f, To: g, Weight: 3}, {From: b, To: g, Weight: 4}, {From: b, To: d, Weight: 1},
		{From: d, To: g, Weight: 3}, {From: g, To: c, Weight: 10}}
	cases := map[string]struct {
		metric  *analysis.Metric
		meaning snapshot.Meaning
	}{
		"holes-constraint":              {&Constraint, snapshot.Unweighted},
		"holes-constraint-weighted":     {&Constraint, snapshot.Strength},
		"holes-effective-size":          {&EffectiveSize, snapshot.Unweighted},
		"holes-effective-size-weighted": {&EffectiveSize, snapshot.Strength},
	}
	for id, test := range cases {
		figure := graphs.Published(t, id)
		scores := run(t, graphs.Of(7, false, test.meaning, ties...), test.metric, 1)
		for name, want := range figure.Values {
			if got := scores[name[0]-'A']; !near(got, want.(float64), figure.Tolerance) {
				t.Errorf("%s of %s is %v, published %v", id, name, got, want)
			}
		}
	}
}

// From published_figures.json, entries igraph-constraint-line and igraph-constraint-hole: igraph's own expected output.
func TestConstraintOfIgraph(t *testing.T) {
	for _, test := range []struct {
		name string
		n    int
		ends []int32
		want []float64
	}{
		{"line", 4, []int32{0, 1, 1, 2, 2, 3}, []float64{1, 0.5, 0.5, 1}},
		{"two cliques joined by one broker", 9,
			[]int32{0, 1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3, 5, 6, 5, 7, 5, 8, 6, 7, 6, 8, 7, 8, 3, 4, 4, 5},
			[]float64{0.865741, 0.865741, 0.865741, 0.583333, 0.5, 0.583333, 0.865741, 0.865741, 0.865741}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := run(t, graphs.Of(test.n, false, snapshot.Unweighted, graphs.Pairs(test.ends...)...), &Constraint, 1)
			for u, want := range test.want {
				if !near(got[u], want, 1e-5) {
					t.Errorf("actor %d: %v, igraph %v", u, got[u], want)
				}
			}
		})
	}
}

// computed_oracle.json holds what networkx 3.6.1 and igraph 1.0.0 give for the real networks, constraint in agreement. networkx leaves
// the effective size of actors without outgoing ties undefined; here only actors without any tie are, so those are not compared.
func TestConstraintAndEffectiveSizeOfRealNetworks(t *testing.T) {
	var oracle struct {
		Graphs []struct {
			Dataset       string
			Relation      string
			Constraint    map[string]*float64
			EffectiveSize map[string]*float64 `json:"effective_size"`
		}
	}
	graphs.Reference(t, "computed_oracle.json", &oracle)
	compared := 0
	for _, o := range oracle.Graphs {
		g := graphs.Read(t, o.Dataset[len("open/"):], o.Relation, snapshot.Unweighted)
		constraint, size := run(t, g, &Constraint, 2), run(t, g, &EffectiveSize, 2)
		if len(o.Constraint) != g.Len() || len(o.EffectiveSize) != g.Len() {
			t.Fatalf("%s %s: %d actors, %d in the reference", o.Dataset, o.Relation, g.Len(), len(o.Constraint))
		}
		for id, want := range o.Constraint {
			u, _ := g.Index(id)
			if want == nil {
				if !math.IsNaN(constraint[u]) || !math.IsNaN(size[u]) {
					t.Errorf("%s %s: constraint %v and effective size %v of isolate %s", o.Dataset, o.Relation, constraint[u], size[u], id)
				}
				continue
			}
			compared++
			if !near(constraint[u], *want, 1e-12) {
				t.Errorf("%s %s: constraint of %s is %v, reference %v", o.Dataset, o.Relation, id, constraint[u], *want)
			}
			if want := o.EffectiveSize[id]; want != nil && !near(size[u], *want, 1e-12) {
				t.Errorf("%s %s: effective size of %s is %v, reference %v", o.Dataset, o.Relation, id, size[u], *want)
			}
		}
	}
	if compared != 196 { // all actors but one isolate in each of knoke money and padgett marriage
		t.Errorf("only %d actors compared", compared)
	}
}

// dense is Burt's formulas as printed, on a matrix: the slow oracle. It returns constraint, effective size, efficiency, hierarchy.
func dense(g *snapshot.Graph) [4][]float64 {
	n := g.Len()
	a := make([][]float64, n) // a_ij + a_ji
	for i := range a {
		a[i] = make([]float64, n)
	}
	for u := range int32(n) {
		for k, v := range g.Out(u) {
			w := 1.0
			if weights := g.OutWeights(u); weights != nil && g.Meaning() != snapshot.Unweighted {
				w = weights[k]
				if g.Meaning() == snapshot.Distance && w > 0 {
					w = 1 / w
				}
			}
			a[u][v] += w
			a[v][u] += w
		}
	}
	p := func(i, j int) float64 {
		total := 0.0
		for k := range n {
			total += a[i][k]
		}
		return a[i][j] / total
	}
	m := func(j, q int) float64 {
		most := 0.0
		for k := range n {
			most = max(most, a[j][k])
		}
		return a[j][q] / most
	}
	var scores [4][]float64
	for i := range n {
		var c []float64
		size := 0.0
		for j := range n {
			if a[i][j] == 0 {
				continue
			}
			dependence, redundancy := p(i, j), 0.0
			for q := range n {
				if q != i && q != j && a[i][q] > 0 {
					dependence += p(i, q) * p(q, j)
					redundancy += p(i, q) * m(j, q)
				}
			}
			c = append(c, dependence*dependence)
			size += 1 - redundancy
		}
		count, sum, h := float64(len(c)), 0.0, 0.0
		for _, x := range c {
			sum += x
		}
		for _, x := range c {
			h += x / (sum / count) * math.Log(x/(sum/count)) / (count * math.Log(count))
		}
		switch len(c) {
		case 0:
			sum, size, h = math.NaN(), math.NaN(), math.NaN()
		case 1:
			h = 1
		}
		for k, x := range []float64{sum, size, size / count, h} {
			scores[k] = append(scores[k], x)
		}
	}
	return scores
}

func compareWithDense(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	want := dense(g)
	for k, m := range all {
		for u, got := range run(t, g, m, 2) {
			if !near(got, want[k][u], 1e-11) {
				t.Fatalf("%s: %s of actor %d is %v, by the formula %v", what, m.ID, u, got, want[k][u])
			}
		}
	}
}

func TestFormulaOnEverySmallGraph(t *testing.T) {
	count := 0
	for g := range graphs.EveryUpTo(7) {
		compareWithDense(t, g, fmt.Sprintf("graph %d", count))
		count++
	}
	if count != graphs.EveryCount {
		t.Fatalf("%d graphs walked", count)
	}
}

// Random graphs hold loops, parallel ties, zero weights, isolates and, in the denser ones, hubs.
func TestFormulaOnRandomGraphs(t *testing.T) {
	for seed := range uint64(60) {
		for _, directed := range []bool{false, true} {
			for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
				g := graphs.Random(seed, 3+int(seed)%17, int(seed*seed)%90, directed, meaning)
				compareWithDense(t, g, fmt.Sprintf("seed %d directed %v meaning %d", seed, directed, meaning))
			}
		}
	}
}

// A star of 300 with a few ties among its tips takes the other branch of the inner loop, where the hub's row is searched.
func TestFormulaAroundAHub(t *testing.T) {
	var ties []graphs.Tie
	for u := int32(1); u < 300; u++ {
		ties = append(ties, graphs.Tie{From: 0, To: u, Weight: float64(1 + u%3)})
		if u%7 == 0 {
			ties = append(ties, graphs.Tie{From: u, To: u - 1, Weight: 2})
		}
	}
	for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength} {
		compareWithDense(t, graphs.Of(300, false, meaning, ties...), fmt.Sprintf("meaning %d", meaning))
	}
}

func TestSameBitsAtAnyThreadCount(t *testing.T) {
	g := graphs.Preferential(1, 3000, 5)
	for _, m := range all {
		one := run(t, g, m, 1)
		for u, x := range run(t, g, m, 8) {
			if math.Float64bits(x) != math.Float64bits(one[u]) {
				t.Fatalf("%s of actor %d: %v at 8 threads, %v at one", m.ID, u, x, one[u])
			}
		}
	}
}

func TestReversingEveryTieChangesNothing(t *testing.T) {
	var there, back []graphs.Tie
	for u := range int32(40) {
		for k := range int32(4) {
			v := (u*(k+3) + 7*k + 1) % 40
			there = append(there, graphs.Tie{From: u, To: v, Weight: float64(k + 1)})
			back = append(back, graphs.Tie{From: v, To: u, Weight: float64(k + 1)})
		}
	}
	for _, m := range all {
		want := run(t, graphs.Of(40, true, snapshot.Strength, there...), m, 1)
		for u, x := range run(t, graphs.Of(40, true, snapshot.Strength, back...), m, 1) {
			if !near(x, want[u], 1e-13) {
				t.Errorf("%s of actor %d: %v, reversed %v", m.ID, u, want[u], x)
			}
		}
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

// FuzzBounds holds the measures to what must be true of any network: an even share of the constraint is the least there can be
// (Cauchy–Schwarz), dependences sum to at most 2, redundancy to at most 1 a contact.
func FuzzBounds(f *testing.F) {
	f.Add(uint64(1), uint8(5), uint8(9), true)
	f.Add(uint64(2), uint8(30), uint8(200), false)
	f.Fuzz(func(t *testing.T, seed uint64, n, m uint8, directed bool) {
		g := graphs.Random(seed, int(n)+1, int(m), directed, snapshot.Strength)
		c, err := contactsOf(t.Context(), g, 1)
		if err != nil {
			t.Fatal(err)
		}
		scores := make([][]float64, len(all))
		for k, metric := range all {
			scores[k] = run(t, g, metric, 1)
		}
		const slack = 1e-9
		for u := range int32(g.Len()) {
			contacts, _ := c.row(u)
			count := float64(len(contacts))
			for k, bounds := range [][2]float64{{1 / count, 4}, {0, count}, {0, 1}, {0, 1}} {
				x := scores[k][u]
				if math.IsNaN(x) != (count == 0) || x < bounds[0]-slack || x > bounds[1]+slack {
					t.Errorf("%s of actor %d with %v contacts is %v, outside %v", all[k].ID, u, count, x, bounds)
				}
			}
		}
	})
}

func BenchmarkConstraint(b *testing.B)    { benchmark(b, &Constraint) }
func BenchmarkEffectiveSize(b *testing.B) { benchmark(b, &EffectiveSize) }

func benchmark(b *testing.B, m *analysis.Metric) {
	for _, size := range []struct{ n, k int }{{1_000, 5}, {10_000, 5}, {100_000, 7}} {
		g := graphs.Preferential(1, size.n, size.k)
		for _, threads := range []int{1, 2} {
			b.Run(fmt.Sprintf("actors=%d/ties=%d/threads=%d", g.Len(), g.Ties(), threads), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run(b, g, m, threads)
				}
			})
		}
	}
}
