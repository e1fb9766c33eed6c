package bridging_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/whatif"
	"github.com/sillat/sillat/internal/testkit"
)

// realNetwork reads a two-mode network of the shared data: actors that took part in the same project have a tie.
func realNetwork(t testing.TB, folder, column string) *snapshot.Graph {
	t.Helper()
	b := &snapshot.Builder{}
	actors := testkit.SharedRows(t, folder, "actors.csv.gz")
	at := slices.Index(actors[0], column)
	index := make(map[string]int32)
	var silo []string
	for _, r := range actors[1:] {
		index[r[0]] = b.Actor(r[0], r[1])
		silo = append(silo, r[at])
	}
	b.Dimension("silo", silo)
	parts := testkit.SharedRows(t, folder, "participations.csv.gz")[1:]
	slices.SortStableFunc(parts, func(x, y []string) int { return cmp.Compare(x[1], y[1]) })
	for lo := 0; lo < len(parts); {
		hi := lo
		for hi < len(parts) && parts[hi][1] == parts[lo][1] {
			hi++
		}
		for i := lo; i < hi; i++ {
			for j := lo; j < i; j++ {
				b.Tie(index[parts[i][0]], index[parts[j][0]], 1)
			}
		}
		lo = hi
	}
	return b.Graph()
}

// plausiblePairs returns the pairs a predictor of ties would take: the most plausible ones in different silos, without a tie, at most two for
// any actor. Only actors with a contact in common are looked at: others are less plausible.
func plausiblePairs(g *snapshot.Graph, count int) [][2]int32 {
	dim, _ := g.Dimension("silo")
	type rated struct {
		pair  [2]int32
		score float64
	}
	var all []rated
	shared := make([]int, g.Len())
	for u := range int32(g.Len()) {
		var met []int32
		for _, c := range g.Out(u) {
			for _, v := range g.Out(c) {
				if v > u {
					if shared[v] == 0 {
						met = append(met, v)
					}
					shared[v]++
				}
			}
		}
		for _, v := range met {
			if dim.Of[u] >= 0 && dim.Of[v] >= 0 && dim.Of[u] != dim.Of[v] && !g.HasTie(u, v) {
				all = append(all, rated{[2]int32{u, v}, bridging.Plausibility(shared[v], 2, len(g.Out(u)), len(g.Out(v)))})
			}
			shared[v] = 0
		}
	}
	slices.SortStableFunc(all, func(x, y rated) int { return cmp.Compare(y.score, x.score) })
	used := make(map[int32]int)
	var chosen [][2]int32
	for _, r := range all {
		if p := r.pair; len(chosen) < count && used[p[0]] < 2 && used[p[1]] < 2 {
			used[p[0]]++
			used[p[1]]++
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// A plan is worth its computation only if it beats what needs none: joining the best connected actors, or the likeliest ties.
func TestPlansHelpOnRealNetworks(t *testing.T) {
	for _, c := range []struct{ folder, column string }{
		{"cordis_h2020_sc6_swafs", "silo_sector"},
		{"cordis_h2020_sc6_swafs", "silo_country"},
		{"interreg_2014_2020", "silo_country"},
	} {
		t.Run(c.folder+" "+c.column, func(t *testing.T) {
			g := realNetwork(t, c.folder, c.column)
			made := func(name string, opt bridging.PlanOptions) (gain, value float64) {
				started := time.Now()
				r := plan(t, g, opt)
				if len(r.Bridges) != 10 || !r.Exact {
					t.Fatalf("%s: %d bridges, exact %v; want 10, exact", name, len(r.Bridges), r.Exact)
				}
				for _, b := range r.Bridges {
					value += b.Value
				}
				gain = r.After.Reach - r.Before.Reach
				t.Logf("%-14s reach %.6f, gain %.3e, Σ gain × plausibility %.3e, %v", name, r.Before.Reach, gain, value, time.Since(started).Round(10*time.Millisecond))
				return gain, value
			}
			dim, _ := g.Dimension("silo")
			gain, _ := made("by gain", bridging.PlanOptions{Limits: bridging.Limits{NewTiesPerActor: 2}})
			_, value := made("by value", bridging.PlanOptions{ByValue: true, Limits: bridging.Limits{NewTiesPerActor: 2}})
			hubGain, hubValue := made("hubs", bridging.PlanOptions{Limits: bridging.Limits{Mandatory: bridging.HubTies(g, dim, -1, 10, 2)}})
			likelyGain, likelyValue := made("most plausible", bridging.PlanOptions{Limits: bridging.Limits{Mandatory: plausiblePairs(g, 10)}})
			if gain < 1.2*hubGain || gain < 3*likelyGain {
				t.Errorf("the plan gains %.3g of joining hubs and %.3g of the most plausible ties; want at least 1.2 and 3", gain/hubGain, gain/likelyGain)
			}
			if value <= hubValue || value <= likelyValue {
				t.Errorf("by value the plan is worth %.3g, joining hubs %.3g, the most plausible ties %.3g; want more than either", value, hubValue, likelyValue)
			}
		})
	}
}

// A plan's figures are chained, gain on gain; the sandbox computes them from the network with the ties built in.
func TestGainsAreExactOnAllOfHorizon2020(t *testing.T) {
	g := realNetwork(t, "cordis_h2020", "silo_sector")
	r := plan(t, g, bridging.PlanOptions{K: 2})
	if !r.Exact || len(r.Bridges) != 2 {
		t.Fatalf("%d bridges, exact %v; want 2, exact, of %d actors", len(r.Bridges), r.Exact, g.Len())
	}
	var e whatif.Edits
	for _, b := range r.Bridges {
		e.AddTies = append(e.AddTies, [2]string{g.ID(b.Source), g.ID(b.Target)})
	}
	c, err := whatif.Compare(t.Context(), g, "silo", e, 0)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "reach before", r.Before.Reach, c.Before.Reach, 1e-12)
	near(t, "reach after", r.After.Reach, c.After.Reach, 1e-12)
	near(t, "sum of gains", r.Bridges[0].Gain+r.Bridges[1].Gain, c.After.Reach-c.Before.Reach, 1e-12)
	if r.After.UnreachablePairs != c.After.UnreachablePairs || r.After.Components != c.After.Components {
		t.Errorf("after the plan %+v, from scratch %+v", r.After, c.After)
	}
}

// BenchmarkPlanOnAllOfHorizon2020 makes ten bridges with exact figures among 27,411 actors.
func BenchmarkPlanOnAllOfHorizon2020(b *testing.B) {
	g := realNetwork(b, "cordis_h2020", "silo_sector")
	b.ReportAllocs()
	for b.Loop() {
		r := plan(b, g, bridging.PlanOptions{})
		if !r.Exact || len(r.Bridges) != 10 {
			b.Fatalf("%d bridges, exact %v; want 10, exact", len(r.Bridges), r.Exact)
		}
	}
}
