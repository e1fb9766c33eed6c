package cohesion

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// named returns the ids of the actors with a score above 0, ascending.
func named(g *snapshot.Graph, scores []float64) []string {
	ids := []string{}
	for u, x := range scores {
		if x > 0 {
			ids = append(ids, g.ID(int32(u)))
		}
	}
	return ids
}

func sorted(ids []string) []string {
	slices.Sort(ids)
	return ids
}

// published_figures.json, entry padgett-sna-cutpoints: written by R sna 2.8, confirmed with networkx.
func TestPublishedCutpointsOfPadgett(t *testing.T) {
	var want []string
	for _, id := range graphs.Published(t, "padgett-sna-cutpoints").Values["set"].([]any) {
		want = append(want, id.(string))
	}
	g := graphs.Read(t, "padgett", "marriage", snapshot.Unweighted)
	if got := named(g, run(t, g, &Articulation, nil).Scores[0]); !slices.Equal(got, sorted(want)) {
		t.Errorf("articulation families %v, published %v", got, want)
	}
}

// r_sna_golden.json: 20 graphs, cutpoints and k-cores by R sna 2.7-1. Its cores of directed graphs count a mutual tie twice, so
// only those of undirected graphs are compared.
func TestCutpointsAndCoresOfSNA(t *testing.T) {
	var golden struct{ Graphs []graphs.Golden }
	graphs.Reference(t, "r_sna_golden.json", &golden)
	cores := 0
	for _, want := range golden.Graphs {
		g := want.Graph()
		if got := named(g, run(t, g, &Articulation, nil).Scores[0]); !slices.Equal(got, sorted(want.Cutpoints)) {
			t.Errorf("%s: articulation actors %v, sna %v", want.Name, got, want.Cutpoints)
		}
		if want.Directed {
			continue
		}
		cores++
		core := run(t, g, &KCore, nil).Scores[0]
		for i, id := range want.Actors {
			if u, _ := g.Index(id); core[u] != want.Cores[i] {
				t.Errorf("%s: core of %s is %v, sna %v", want.Name, id, core[u], want.Cores[i])
			}
		}
	}
	if len(golden.Graphs) != 20 || cores != 4 {
		t.Errorf("%d graphs compared, %d of them undirected", len(golden.Graphs), cores)
	}
}

// computed_oracle.json: networkx 3.6.1, with igraph in agreement on cores and articulation points.
func TestRealNetworksAsNetworkxSeesThem(t *testing.T) {
	var oracle struct {
		Graphs []struct {
			Dataset, Relation string
			Articulation      []string           `json:"articulation_points_undirected"`
			Bridges           [][2]string        `json:"bridges_undirected"`
			Components        float64            `json:"components_undirected"`
			Cores             map[string]float64 `json:"core_number_undirected"`
			Transitivity      float64            `json:"transitivity_undirected"`
		}
	}
	graphs.Reference(t, "computed_oracle.json", &oracle)
	if len(oracle.Graphs) != 8 {
		t.Errorf("%d networks in the reference", len(oracle.Graphs))
	}
	for _, want := range oracle.Graphs {
		t.Run(fmt.Sprint(want.Dataset, " ", want.Relation), func(t *testing.T) {
			g := graphs.Read(t, want.Dataset[len("open/"):], want.Relation, snapshot.Unweighted)
			if got := named(g, run(t, g, &Articulation, nil).Scores[0]); !slices.Equal(got, sorted(want.Articulation)) {
				t.Errorf("articulation actors %v, want %v", got, want.Articulation)
			}
			if got := value(t, run(t, g, &Components, nil), "components"); got != want.Components {
				t.Errorf("%v components, want %v", got, want.Components)
			}
			if got := value(t, run(t, g, &Clustering, nil), "transitivity"); math.Abs(got-want.Transitivity) > 1e-12 {
				t.Errorf("transitivity %v, want %v", got, want.Transitivity)
			}
			var got, ties []string
			for _, tie := range run(t, g, &BridgeTies, nil).Ties {
				got = append(got, g.ID(tie.From)+"–"+g.ID(tie.To))
			}
			for _, tie := range want.Bridges {
				slices.Sort(tie[:])
				ties = append(ties, tie[0]+"–"+tie[1])
			}
			if !slices.Equal(sorted(got), sorted(ties)) {
				t.Errorf("bridge ties %v, want %v", got, ties)
			}
			core := run(t, g, &KCore, nil).Scores[0]
			if len(core) != len(want.Cores) {
				t.Fatalf("%d actors, want %d", len(core), len(want.Cores))
			}
			for u, k := range core {
				if id := g.ID(int32(u)); k != want.Cores[id] {
					t.Errorf("core of %s is %v, want %v", id, k, want.Cores[id])
				}
			}
		})
	}
}

// gds_doc_examples.json: tables printed in the Neo4j Graph Data Science manual, by line of the page.
func TestTheManualOfGDS(t *testing.T) {
	t.Run("wcc", func(t *testing.T) {
		page := graphs.Manual(t, "wcc")
		g := page.Graph(0, snapshot.Unweighted)
		got := run(t, g, &Components, nil).Scores[0]
		for _, a := range page.Table(t, 289) {
			for _, b := range page.Table(t, 289) {
				if same := got[at(t, g, a[0])] == got[at(t, g, b[0])]; same != (a[1] == b[1]) {
					t.Errorf("%s and %s in the same component: %v", a[0], b[0], same)
				}
			}
		}
	})
	t.Run("articulation-points", func(t *testing.T) {
		page := graphs.Manual(t, "articulation-points")
		var want []string
		for _, row := range page.Table(t, 258) {
			want = append(want, row[0])
		}
		g := page.Graph(0, snapshot.Unweighted)
		if got := named(g, run(t, g, &Articulation, nil).Scores[0]); !slices.Equal(got, want) {
			t.Errorf("articulation actors %v, printed %v", got, want)
		}
	})
	for _, table := range []struct {
		page  string
		line  int
		score func(*snapshot.Graph) []float64
	}{
		{"local-clustering-coefficient", 301, func(g *snapshot.Graph) []float64 { return run(t, g, &Clustering, nil).Scores[0] }},
		{"k-core", 293, func(g *snapshot.Graph) []float64 { return run(t, g, &KCore, nil).Scores[0] }},
		{"triangle-count", 333, func(g *snapshot.Graph) []float64 {
			counts, err := TrianglesAt(t.Context(), g, analysis.Args{Threads: 1})
			if err != nil {
				t.Fatal(err)
			}
			scores := make([]float64, len(counts))
			for u, count := range counts {
				scores[u] = float64(count)
			}
			return scores
		}},
	} {
		t.Run(table.page, func(t *testing.T) {
			page := graphs.Manual(t, table.page)
			g := page.Graph(0, snapshot.Unweighted)
			got, rows := table.score(g), page.Table(t, table.line)
			if len(rows) != g.Len() {
				t.Fatalf("%d rows printed for %d actors", len(rows), g.Len())
			}
			for _, row := range rows {
				want, err := strconv.ParseFloat(row[1], 64)
				if err != nil {
					t.Fatal(err)
				}
				if x := got[at(t, g, row[0])]; math.Abs(x-want) > 1e-15 {
					t.Errorf("%s has %v, printed %v", row[0], x, want)
				}
			}
		})
	}
	if got := value(t, run(t, graphs.Manual(t, "local-clustering-coefficient").Graph(0, snapshot.Unweighted), &Clustering, nil),
		"average-clustering"); math.Abs(got-0.6055555555555555) > 1e-15 { // printed at line 337
		t.Errorf("average clustering %v", got)
	}
}

func at(t *testing.T, g *snapshot.Graph, id string) int32 {
	t.Helper()
	u, ok := g.Index(id)
	if !ok {
		t.Fatalf("no actor %q", id)
	}
	return u
}
