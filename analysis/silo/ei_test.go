package silo

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func runEI(t testing.TB, g *snapshot.Graph, silo string) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, &EI, analysis.Args{Silo: silo, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func valueOf(t testing.TB, values []analysis.Value, name string) float64 {
	t.Helper()
	i := slices.IndexFunc(values, func(v analysis.Value) bool { return v.Name == name })
	if i < 0 {
		t.Fatalf("no value %q among %v", name, values)
	}
	return values[i].Value
}

// published_figures.json, entry networkers-ei: netrics' figure of Freeman's EIES messages, weighted; its note has the unweighted one.
func TestPublishedEIOfNetworkers(t *testing.T) {
	published := graphs.Published(t, "networkers-ei")
	weighted := runEI(t, graphs.Read(t, "networkers", "", snapshot.Strength), "silo_discipline")
	if got, want := valueOf(t, weighted.Values, "e-i"), published.Values["EI"].(float64); math.Abs(got-want) > 0.5e-4 {
		t.Errorf("weighted E-I %v, published %v", got, want)
	}
	unweighted := runEI(t, graphs.Read(t, "networkers", "", snapshot.Unweighted), "silo_discipline")
	if got := valueOf(t, unweighted.Values, "e-i"); math.Abs(got-0.3455) > 0.5e-4 {
		t.Errorf("unweighted E-I %v, published 0.3455", got)
	}
}

// computed_oracle.json: own lines over networkx graphs, every directed tie counted.
func TestEIOfRealNetworks(t *testing.T) {
	var oracle struct {
		Graphs []struct {
			Dataset, Relation, Silo string
			EI                      *float64
		}
	}
	graphs.Reference(t, "computed_oracle.json", &oracle)
	compared := 0
	for _, want := range oracle.Graphs {
		if want.EI == nil {
			continue
		}
		compared++
		r := runEI(t, graphs.Read(t, want.Dataset[len("open/"):], want.Relation, snapshot.Unweighted), want.Silo)
		if got := valueOf(t, r.Values, "e-i"); math.Abs(got-*want.EI) > 1e-14 {
			t.Errorf("%s %s: E-I %v, reference %v", want.Dataset, want.Relation, got, *want.EI)
		}
	}
	if compared != 7 {
		t.Errorf("%d networks compared", compared)
	}
}

// inSilos returns the graph with a dimension of so many silos, some actors in none.
func inSilos(g *snapshot.Graph, silos int, seed uint64) *snapshot.Graph {
	r := rand.New(rand.NewPCG(seed, 9))
	b := snapshot.Builder{Directed: g.Directed(), Meaning: g.Meaning()}
	values := make([]string, g.Len())
	for u := range int32(g.Len()) {
		b.Actor(g.ID(u), g.Name(u))
		if s := r.IntN(silos + 1); s > 0 {
			values[u] = fmt.Sprintf("silo %d", s)
		}
	}
	b.Dimension("silo", values)
	for u := range int32(g.Len()) {
		for k, v := range g.Out(u) {
			if g.Directed() || u < v {
				w := 1.0
				if g.OutWeights(u) != nil {
					w = g.OutWeights(u)[k]
				}
				b.Tie(u, v, w)
			}
		}
	}
	return b.Graph()
}

// checkEI compares the index with its definition, summed tie by tie from the list of ties.
func checkEI(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	d, _ := g.Dimension("silo")
	n := g.Len()
	e, i := make([]float64, n), make([]float64, n)
	silo := make([][2]float64, len(d.Values))
	external, internal := 0.0, 0.0
	for u := range int32(n) {
		for k, v := range g.Out(u) {
			if !g.Directed() && v < u || d.Of[u] < 0 || d.Of[v] < 0 {
				continue
			}
			w := 1.0
			if g.OutWeights(u) != nil {
				w = analysis.TieStrength(g.Meaning(), g.OutWeights(u)[k])
			}
			if d.Of[u] == d.Of[v] {
				i[u], i[v] = i[u]+w, i[v]+w
				silo[d.Of[u]][0] += w
				internal += w
			} else {
				e[u], e[v] = e[u]+w, e[v]+w
				silo[d.Of[u]][1] += w
				silo[d.Of[v]][1] += w
				external += w
			}
		}
	}
	same := func(got, want float64) bool {
		return math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) < 1e-12
	}
	r := runEI(t, g, "silo")
	if got := valueOf(t, r.Values, "e-i"); !same(got, (external-internal)/(external+internal)) ||
		!same(valueOf(t, r.Values, "internal"), internal) || !same(valueOf(t, r.Values, "external"), external) {
		t.Fatalf("%s: %v, want %v external and %v internal", what, r.Values, external, internal)
	}
	for u, got := range r.Scores[0] {
		want := math.NaN()
		if d.Of[u] >= 0 {
			want = (e[u] - i[u]) / (e[u] + i[u])
		}
		if !same(got, want) || got < -1 || got > 1 {
			t.Fatalf("%s: E-I of actor %d is %v, want %v", what, u, got, want)
		}
	}
	if len(r.Groups) != len(d.Values) {
		t.Fatalf("%s: %d groups for %d silos", what, len(r.Groups), len(d.Values))
	}
	for s, group := range r.Groups {
		if group.Name != d.Values[s] || !same(valueOf(t, group.Values, "internal"), silo[s][0]) || !same(valueOf(t, group.Values, "external"), silo[s][1]) {
			t.Fatalf("%s: %v, want %v", what, group, silo[s])
		}
	}
}

func TestEIOnEverySmallGraph(t *testing.T) {
	count := 0
	for g := range graphs.EveryUpTo(7) {
		for seed := range uint64(3) {
			checkEI(t, inSilos(g, 2, seed), fmt.Sprintf("graph %d", count))
		}
		count++
	}
	if count != graphs.EveryCount {
		t.Fatalf("%d graphs walked", count)
	}
}

func TestEIOnRandomGraphs(t *testing.T) {
	for seed := range uint64(60) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			g := graphs.Random(seed, 2+int(seed)%20, int(seed)*2, seed%2 == 0, meaning)
			checkEI(t, inSilos(g, 1+int(seed)%4, seed), fmt.Sprintf("seed %d meaning %d", seed, meaning))
		}
	}
}

func TestEIExtremes(t *testing.T) {
	for _, test := range []struct {
		name   string
		values []string
		want   float64
	}{
		{"one silo: every tie stays inside", []string{"a", "a", "a"}, -1},
		{"a silo each: every tie leads out", []string{"a", "b", "c"}, 1},
		{"no silos: nothing to tell", []string{"", "", ""}, math.NaN()},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b snapshot.Builder
			for u := range 3 {
				b.Actor(fmt.Sprint(u), "")
			}
			b.Dimension("silo", test.values)
			b.Tie(0, 1, 1)
			b.Tie(1, 2, 1)
			r := runEI(t, b.Graph(), "silo")
			got := valueOf(t, r.Values, "e-i")
			if got != test.want && !(math.IsNaN(got) && math.IsNaN(test.want)) {
				t.Errorf("E-I %v, want %v", got, test.want)
			}
		})
	}
}

func TestEISaysWhatIsLeftOut(t *testing.T) {
	var b snapshot.Builder
	for u := range 3 {
		b.Actor(fmt.Sprint(u), "")
	}
	b.Dimension("sector", []string{"a", "a", ""})
	b.Tie(0, 1, 1)
	b.Tie(1, 2, 1)
	r := runEI(t, b.Graph(), "sector")
	if want := []string{"left out: ties to actors without a value of sector (1)"}; !slices.Equal(notice.Texts(r.Warnings), want) {
		t.Errorf("warnings %q, want %q", r.Warnings, want)
	}
}

func TestEIRefusesAnUnknownSilo(t *testing.T) {
	var refused *analysis.ArgumentError
	_, err := analysis.Run(t.Context(), graphs.Of(2, false, snapshot.Unweighted), &EI, analysis.Args{Silo: "sector"})
	if !errors.As(err, &refused) || refused.Param != "silo" {
		t.Errorf("error %v, want a refused silo", err)
	}
}

func TestEICancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	g := inSilos(graphs.Preferential(1, 500, 3), 3, 1)
	if _, err := analysis.Run(ctx, g, &EI, analysis.Args{Silo: "silo"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want cancelled", err)
	}
}

func FuzzEI(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), uint8(3), true)
	f.Add(uint64(2), uint8(40), uint8(90), uint8(5), false)
	f.Fuzz(func(t *testing.T, seed uint64, n, m, silos uint8, directed bool) {
		g := graphs.Random(seed, int(n)+1, int(m), directed, snapshot.Strength)
		checkEI(t, inSilos(g, int(silos)+1, seed), "fuzzed")
	})
}

func BenchmarkEI(b *testing.B) {
	for _, size := range []struct{ n, k int }{{1_000, 5}, {10_000, 5}, {100_000, 7}} {
		g := inSilos(graphs.Preferential(1, size.n, size.k), 20, 1)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runEI(b, g, "silo")
			}
		})
	}
}
