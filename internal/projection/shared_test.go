package projection_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/network"
)

func mustBuild(t testing.TB, p *network.Picture, s projection.Selectors) *projection.Projected {
	t.Helper()
	made, err := projection.Build(t.Context(), p.Walk, s)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// TestRealNetworksHaveTheirPublishedSize: actors, distinct pairs with a tie and actors of the largest component of every open data
// set, as PROVENANCE.md beside the data states them; counted there with networkx.
func TestRealNetworksHaveTheirPublishedSize(t *testing.T) {
	for _, want := range []struct {
		name                  string
		actors, ties, largest int
	}{
		{"cordis_h2020", 27_411, 523_617, 23_774},
		{"cordis_h2020_sc6_swafs", 1_895, 18_344, 1_765},
		{"interreg_2014_2020", 6_894, 33_159, 4_062},
		{"dsi4eu", 1_228, 440, 105},
		{"dhhs", 54, 447, 54},
		{"knoke", 10, 37, 10},
		{"hightech", 21, 159, 21},
		{"padgett", 16, 27, 15},
		{"karate", 34, 78, 34},
		{"davis", 18, 139, 18},
		{"kite", 10, 18, 10},
		{"networkers", 32, 266, 32},
		{"white_kinship", 10, 22, 10},
	} {
		t.Run(want.name, func(t *testing.T) {
			p := shared(t, want.name)
			began := time.Now()
			g := mustBuild(t, p, projection.Selectors{Directed: "no"}).Graph
			t.Logf("built in %v, %d bytes", time.Since(began), g.Bytes())
			if g.Len() != want.actors || g.Ties() != want.ties || largestComponent(g) != want.largest {
				t.Errorf("%d actors, %d ties, %d in the largest component; want %d, %d, %d", g.Len(), g.Ties(), largestComponent(g), want.actors, want.ties, want.largest)
			}
		})
	}
}

func largestComponent(g *snapshot.Graph) int {
	seen := make([]bool, g.Len())
	largest := 0
	for s := range int32(g.Len()) {
		if seen[s] {
			continue
		}
		seen[s] = true
		queue := []int32{s}
		for at := 0; at < len(queue); at++ {
			for _, v := range g.Out(queue[at]) {
				if !seen[v] {
					seen[v] = true
					queue = append(queue, v)
				}
			}
		}
		largest = max(largest, len(queue))
	}
	return largest
}

// TestDavisWeights counts, for every pair of the Southern Women, their meetings straight from the attendance table: "count" must be
// the number of events in common, newman Σ 1/(k−1) and pairs Σ 1/C(k,2) over those events.
func TestDavisWeights(t *testing.T) {
	p := shared(t, "davis")
	guests := map[string][]string{}
	for _, part := range p.Participations {
		guests[part.Activity] = append(guests[part.Activity], part.Actor)
	}
	for projectionName, weight := range map[string]func(k float64) float64{
		"":       func(k float64) float64 { return 1 / (k - 1) },
		"newman": func(k float64) float64 { return 1 / (k - 1) },
		"count":  func(float64) float64 { return 1 },
		"pairs":  func(k float64) float64 { return 1 / (k * (k - 1) / 2) },
	} {
		t.Run(projectionName, func(t *testing.T) {
			g := mustBuild(t, p, projection.Selectors{Projection: projectionName, Weights: "strength"}).Graph
			if g.Meaning() != snapshot.Strength {
				t.Errorf("meaning is %v; want strength", g.Meaning())
			}
			for u := range int32(g.Len()) {
				for v := range int32(g.Len()) {
					if u == v {
						continue
					}
					var want float64
					for _, names := range guests {
						if slices.Contains(names, g.ID(u)) && slices.Contains(names, g.ID(v)) {
							want += weight(float64(len(names)))
						}
					}
					i, met := slices.BinarySearch(g.Out(u), v)
					switch {
					case met != (want > 0):
						t.Errorf("%s and %s: tie %v, weight %v", g.ID(u), g.ID(v), met, want)
					case met && math.Abs(g.OutWeights(u)[i]-want) > 1e-12:
						t.Errorf("%s and %s weigh %v; want %v", g.ID(u), g.ID(v), g.OutWeights(u)[i], want)
					}
				}
			}
		})
	}
	// Newman's weights share each woman's attendance out: her strength is the number of events she went to.
	g := mustBuild(t, p, projection.Selectors{}).Graph
	for u := range int32(g.Len()) {
		var strength, events float64
		for _, w := range g.OutWeights(u) {
			strength += w
		}
		for _, part := range p.Participations {
			if part.Actor == g.ID(u) {
				events++
			}
		}
		if math.Abs(strength-events) > 1e-12 {
			t.Errorf("%s: strength %v, %v events", g.ID(u), strength, events)
		}
	}
}

func TestDirectedDataStaysDirected(t *testing.T) {
	p := shared(t, "knoke")
	made := mustBuild(t, p, projection.Selectors{TieTypes: []string{"information"}})
	// 49 information and 22 money ties: PROVENANCE.md.
	if g := made.Graph; !g.Directed() || g.Ties() != 49 || g.Weighted() {
		t.Errorf("directed %v, %d ties, weighted %v; want a directed, unweighted graph of 49", g.Directed(), g.Ties(), g.Weighted())
	}
	if want := []string{"information", "money"}; !slices.Equal(made.TieTypes, want) {
		t.Errorf("tie types are %v; want %v, selected or not", made.TieTypes, want)
	}
	if g := mustBuild(t, p, projection.Selectors{TieTypes: []string{"money"}}).Graph; g.Ties() != 22 {
		t.Errorf("%d money ties; want 22", g.Ties())
	}
}

func TestDimensionsOfRealNetworks(t *testing.T) {
	for name, want := range map[string][]string{
		"cordis_h2020":       {"city", "country", "country_group", "kind", "name_source", "silo_country", "silo_sector"},
		"interreg_2014_2020": {"country", "kind", "nuts1", "nuts3", "region", "silo_country", "silo_legal", "silo_sector_guess", "town"},
		"padgett":            {"kind"},                                                                             // wealth and priors are measurements
		"dsi4eu":             {"country", "kind", "network_tags", "region", "silo_country", "silo_sector", "size"}, // lat, lon, start and tags do not group
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, d := range mustBuild(t, shared(t, name), projection.Selectors{}).Graph.Dimensions() {
				got = append(got, d.Name)
			}
			if !slices.Equal(got, want) {
				t.Errorf("dimensions %v; want %v", got, want)
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, name := range []string{"davis", "cordis_h2020_sc6_swafs", "cordis_h2020"} {
		b.Run(name, func(b *testing.B) {
			p := shared(b, name)
			b.ReportAllocs()
			for b.Loop() {
				mustBuild(b, p, projection.Selectors{})
			}
		})
	}
}
