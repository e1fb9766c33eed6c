package brokerage

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// kindOrder are the kinds in the order of R sna's columns and of the oracle's counts.
var kindOrder = []string{"coordinator", "consultant", "gatekeeper", "representative", "liaison", "brokerage"}

func runIn(t testing.TB, g *snapshot.Graph, m *analysis.Metric, silo string, threads int) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, m, analysis.Args{Silo: silo, Threads: threads})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func scoresOf(t testing.TB, m *analysis.Metric, r analysis.Result, id string) []float64 {
	t.Helper()
	c := slices.IndexFunc(m.Columns, func(c analysis.Column) bool { return c.ID == id })
	if c < 0 {
		t.Fatalf("%s has no column %q", m.ID, id)
	}
	return r.Scores[c]
}

func valueOf(t testing.TB, values []analysis.Value, name string) float64 {
	t.Helper()
	i := slices.IndexFunc(values, func(v analysis.Value) bool { return v.Name == name })
	if i < 0 {
		t.Fatalf("no value %q among %v", name, values)
	}
	return values[i].Value
}

// withSilos returns the graph with a dimension "silo" of one value per actor, "" for none.
func withSilos(g *snapshot.Graph, values []string) *snapshot.Graph {
	b := snapshot.Builder{Directed: g.Directed(), Meaning: g.Meaning()}
	for u := range int32(g.Len()) {
		b.Actor(g.ID(u), g.Name(u))
	}
	b.Dimension("silo", values)
	for u := range int32(g.Len()) {
		for k, v := range g.Out(u) {
			w := 1.0
			if g.OutWeights(u) != nil {
				w = g.OutWeights(u)[k]
			}
			if g.Directed() || u < v {
				b.Tie(u, v, w)
			}
		}
	}
	return b.Graph()
}

// inSilos puts the actors in so many silos at random, some in none when asked.
func inSilos(g *snapshot.Graph, silos int, someInNone bool, seed uint64) *snapshot.Graph {
	r := rand.New(rand.NewPCG(seed, 9))
	values := make([]string, g.Len())
	for u := range values {
		if !someInNone || r.IntN(6) > 0 {
			values[u] = fmt.Sprintf("silo %d", r.IntN(silos))
		}
	}
	return withSilos(g, values)
}

// r_sna_golden.json: brokerage of R 4.2.2 with sna 2.7-1 on six real networks and fourteen random ones: counts, and expectation, standard
// deviation and z of every actor and of the whole network, 6 kinds each.
func TestBrokerageOfRSna(t *testing.T) {
	var file struct {
		Graphs []struct {
			graphs.Golden
			Group     []string
			Brokerage struct {
				Columns    []string
				Raw        [][]float64
				Exp        [][]float64  `json:"exp_nli"`
				SD         [][]float64  `json:"sd_nli"`
				Z          [][]*float64 `json:"z_nli"`
				NetworkRaw []float64    `json:"raw_gli"`
				NetworkExp []float64    `json:"exp_gli"`
				NetworkSD  []float64    `json:"sd_gli"`
				NetworkZ   []*float64   `json:"z_gli"`
			}
		}
	}
	graphs.Reference(t, "r_sna_golden.json", &file)
	checked, undefined := 0, 0
	for _, golden := range file.Graphs {
		plain := golden.Graph()
		values := make([]string, plain.Len())
		at := make([]int32, plain.Len()) // of each actor of the file
		for i, id := range golden.Actors {
			u, _ := plain.Index(id)
			at[i], values[u] = u, golden.Group[i]
		}
		g := withSilos(plain, values)
		d, _ := g.Dimension("silo")
		r := runIn(t, g, &Roles, "silo", 2)
		compare := func(what string, got, want float64) {
			checked++
			if !(math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))) {
				t.Errorf("%s, %s: %v, R sna %v", golden.Name, what, got, want)
			}
		}
		maybe := func(what string, got float64, want *float64) {
			if want == nil {
				undefined++
				if !math.IsNaN(got) {
					t.Errorf("%s, %s: %v, undefined in R sna", golden.Name, what, got)
				}
				return
			}
			compare(what, got, *want)
		}
		b := golden.Brokerage
		for k, kind := range kindOrder {
			raw, z := scoresOf(t, &Roles, r, kind), scoresOf(t, &Roles, r, kind+"-z")
			for i, u := range at {
				what := kind + " of " + golden.Actors[i]
				silo := r.Groups[d.Of[u]].Values
				compare(what, raw[u], b.Raw[i][k])
				compare(what+" expected", valueOf(t, silo, kind+"-expected-each"), b.Exp[i][k])
				compare(what+" sd", valueOf(t, silo, kind+"-sd-each"), b.SD[i][k])
				maybe(what+" z", z[u], b.Z[i][k])
			}
			compare(kind, valueOf(t, r.Values, kind), b.NetworkRaw[k])
			compare(kind+" expected", valueOf(t, r.Values, kind+"-expected"), b.NetworkExp[k])
			compare(kind+" sd", valueOf(t, r.Values, kind+"-sd"), b.NetworkSD[k])
			maybe(kind+" z", valueOf(t, r.Values, kind+"-z"), b.NetworkZ[k])
		}
	}
	t.Logf("%d figures of %d graphs checked, %d of them undefined in both", checked+undefined, len(file.Graphs), undefined)
	if len(file.Graphs) != 20 || checked+undefined != 7512 { // every one in the file
		t.Errorf("%d figures of %d graphs checked: some dropped out", checked+undefined, len(file.Graphs))
	}
}

// published_figures.json, entry networkers-brokering-activity: netrics' count of open two-paths between actors of different disciplines.
func TestBrokeringActivityOfNetworkers(t *testing.T) {
	g := graphs.Read(t, "networkers", "", snapshot.Unweighted)
	r := runIn(t, g, &Roles, "silo_discipline", 1)
	for id, want := range graphs.Published(t, "networkers-brokering-activity").Values {
		u, _ := g.Index(id)
		got := 0.0
		for _, kind := range []string{"gatekeeper", "representative", "liaison"} { // those whose ends are in different silos
			got += scoresOf(t, &Roles, r, kind)[u]
		}
		if got != want.(float64) {
			t.Errorf("%s: %v, published %v", id, got, want)
		}
	}
}

// checkRoles compares every count with the oracle's.
func checkRoles(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	d, _ := g.Dimension("silo")
	want := oracle.Brokerage(g, d.Of)
	r := runIn(t, g, &Roles, "silo", 2)
	for k, kind := range kindOrder {
		sum := 0.0
		for u, got := range scoresOf(t, &Roles, r, kind) {
			if d.Of[u] < 0 {
				if !math.IsNaN(got) {
					t.Fatalf("%s: %s of actor %d without a silo is %v", what, kind, u, got)
				}
				continue
			}
			sum += got
			if got != want[u][k] {
				t.Fatalf("%s: %s of actor %d is %v, want %v", what, kind, u, got, want[u][k])
			}
		}
		if got := valueOf(t, r.Values, kind); got != sum {
			t.Fatalf("%s: %s of the network is %v, its actors' %v", what, kind, got, sum)
		}
	}
}

func TestRolesOnEverySmallGraph(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		for seed := range uint64(3) {
			checkRoles(t, inSilos(g, 3, seed == 2, seed), fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()))
		}
	}
}

func TestRolesOnRandomGraphs(t *testing.T) {
	for seed := range uint64(80) {
		g := graphs.Random(seed, 2+int(seed)%25, int(seed)*4, seed%2 == 0, snapshot.Unweighted)
		checkRoles(t, inSilos(g, 1+int(seed)%5, seed%3 == 0, seed), fmt.Sprintf("seed %d", seed))
	}
}

func FuzzRoles(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(30), uint8(3), true)
	f.Add(uint64(2), uint8(20), uint8(90), uint8(5), false)
	f.Fuzz(func(t *testing.T, seed uint64, n, m, silos uint8, directed bool) {
		g := graphs.Random(seed, int(n)%40+1, int(m), directed, snapshot.Strength)
		checkRoles(t, inSilos(g, int(silos)%9+1, seed%2 == 0, seed), "fuzzed")
	})
}

// Turned around, what came in goes out: gatekeepers are representatives, and the rest stays.
func TestTurningTiesAroundSwapsGatekeepersAndRepresentatives(t *testing.T) {
	g := inSilos(graphs.Random(4, 30, 200, true, snapshot.Unweighted), 4, false, 4)
	turned := snapshot.Builder{Directed: true}
	values := make([]string, g.Len())
	d, _ := g.Dimension("silo")
	for u := range int32(g.Len()) {
		turned.Actor(g.ID(u), "")
		values[u] = d.Values[d.Of[u]]
	}
	turned.Dimension("silo", values)
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			turned.Tie(v, u, 1)
		}
	}
	before, after := runIn(t, g, &Roles, "silo", 1), runIn(t, turned.Graph(), &Roles, "silo", 1)
	pairs := map[string]string{"coordinator": "coordinator", "consultant": "consultant", "gatekeeper": "representative",
		"representative": "gatekeeper", "liaison": "liaison", "brokerage": "brokerage"}
	for one, other := range pairs {
		for _, suffix := range []string{"", "-z"} {
			if !slices.Equal(scoresOf(t, &Roles, before, one+suffix), scoresOf(t, &Roles, after, other+suffix)) {
				t.Errorf("%s differs from %s of the turned network", one+suffix, other+suffix)
			}
		}
	}
}

func BenchmarkRoles(b *testing.B) {
	for _, size := range []struct{ n, k int }{{1_000, 5}, {10_000, 10}, {100_000, 10}} {
		g := inSilos(graphs.Preferential(1, size.n, size.k), 20, false, 1)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runIn(b, g, &Roles, "silo", 2)
			}
		})
	}
}

// Roles look no farther than an actor's contacts: beside another network, and with isolates added, everyone brokers what they did before.
func TestRolesDoNotChangeBesideOthers(t *testing.T) {
	one := inSilos(graphs.Random(1, 20, 90, true, snapshot.Unweighted), 3, true, 1)
	other := inSilos(graphs.Random(2, 30, 120, true, snapshot.Unweighted), 4, true, 2)
	b := snapshot.Builder{Directed: true}
	var values []string
	for i, g := range []*snapshot.Graph{one, other} {
		d, _ := g.Dimension("silo")
		for u := range int32(g.Len()) {
			b.Actor(fmt.Sprint(i, g.ID(u)), "")
			values = append(values, "")
			if d.Of[u] >= 0 {
				values[len(values)-1] = d.Values[d.Of[u]]
			}
		}
		for u := range int32(g.Len()) {
			for _, v := range g.Out(u) {
				b.Tie(u+int32(i*one.Len()), v+int32(i*one.Len()), 1)
			}
		}
	}
	for i := range 5 {
		b.Actor(fmt.Sprint("isolate ", i), "")
		values = append(values, "silo 1")
	}
	b.Dimension("silo", values)
	all := runIn(t, b.Graph(), &Roles, "silo", 2)
	for c := range kinds {
		apart := append(slices.Clone(runIn(t, one, &Roles, "silo", 1).Scores[c]), runIn(t, other, &Roles, "silo", 1).Scores[c]...)
		for u, want := range apart {
			if got := all.Scores[c][u]; !near(got, want, 0) {
				t.Errorf("%s of actor %d is %v beside others, %v apart", Roles.Columns[c].ID, u, got, want)
			}
		}
	}
}
