package bridging_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
)

// clusters returns wheels without a tie between them: each has a centre tied to every other member, and the members in a ring.
// Cluster c is silo c; its centre is actor c·size.
func clusters(count, size int) *snapshot.Graph {
	b := &snapshot.Builder{}
	var silo []string
	for a := range count * size {
		b.Actor(string(rune('A'+a/size))+string(rune('a'+a%size)), "")
		silo = append(silo, string(rune('A'+a/size)))
	}
	for c := range int32(count) {
		centre := c * int32(size)
		for i := 1; i < size; i++ {
			b.Tie(centre, centre+int32(i), 1)
			b.Tie(centre+int32(i), centre+1+int32(i%(size-1)), 1)
		}
	}
	b.Dimension("silo", silo)
	return b.Graph()
}

func TestClustersApartAreJoinedThroughTheirCentres(t *testing.T) {
	g := clusters(2, 9)
	r := plan(t, g, bridging.PlanOptions{K: 1})
	b := r.Bridges[0]
	if b.Source != 0 || b.Target != 9 {
		t.Errorf("the first bridge joins %s and %s, want the centres Aa and Ba", g.ID(b.Source), g.ID(b.Target))
	}
	// One pair at 1 step, 8+8 at 2, 64 at 3, of 81 that had no path.
	near(t, "gain", b.Gain, (1+16/2.0+64/3.0)/81, 1e-12)
	if b.Facts.DistanceBefore != -1 || b.Facts.PairsJoined != 81 || b.Facts.PairsImproved != 81 || b.Facts.CommonNeighbours != 0 {
		t.Errorf("facts %+v, want no path before and all 81 pairs joined", b.Facts)
	}
	if b.Facts.SiloSource != "A" || b.Facts.SiloTarget != "B" || b.Facts.DegreeSource != 8 || b.Facts.DegreeTarget != 8 {
		t.Errorf("facts %+v, want silos A and B and 8 ties each", b.Facts)
	}
	if r.Before.Components != 2 || r.After.Components != 1 || r.Before.UnreachablePairs != 81 || r.After.UnreachablePairs != 0 || r.Before.Reach != 0 {
		t.Errorf("before %+v, after %+v: want two components become one and 81 pairs reached", r.Before, r.After)
	}
	near(t, "mean distance after", r.After.MeanDistance, (1+16*2+64*3)/81.0, 1e-12)
	if !math.IsNaN(r.Before.MeanDistance) {
		t.Errorf("mean distance before is %v although no pair has a path; want NaN", r.Before.MeanDistance)
	}
}

func TestLimitsAreKept(t *testing.T) {
	g := clusters(3, 6)
	t.Run("new ties per actor", func(t *testing.T) {
		for _, most := range []int{1, 3} {
			ties := make(map[int32]int)
			for _, b := range plan(t, g, bridging.PlanOptions{K: 8, Limits: bridging.Limits{NewTiesPerActor: most}}).Bridges {
				ties[b.Source]++
				ties[b.Target]++
			}
			for a, count := range ties {
				if count > most {
					t.Errorf("actor %s gets %d new ties, at most %d allowed", g.ID(a), count, most)
				}
			}
		}
	})
	t.Run("a forbidden pair is never proposed, its order does not matter", func(t *testing.T) {
		r := plan(t, g, bridging.PlanOptions{K: 5, Limits: bridging.Limits{Forbidden: [][2]int32{{6, 0}, {0, 12}}}})
		for _, b := range r.Bridges {
			if b.Source == 0 && (b.Target == 6 || b.Target == 12) {
				t.Errorf("forbidden pair %d, %d is bridge %d", b.Source, b.Target, b.Rank)
			}
		}
	})
	t.Run("mandatory pairs come first, in their order, within a silo too", func(t *testing.T) {
		r := plan(t, g, bridging.PlanOptions{K: 4, Limits: bridging.Limits{Mandatory: [][2]int32{{9, 2}, {1, 3}}}})
		if len(r.Bridges) != 4 || r.Bridges[0].Source != 2 || r.Bridges[0].Target != 9 || r.Bridges[1].Source != 1 || r.Bridges[1].Target != 3 {
			t.Errorf("plan %+v: want 2–9, 1–3 and two more", r.Bridges)
		}
	})
	t.Run("between two silos: ties and pairs are theirs alone", func(t *testing.T) {
		r := plan(t, g, bridging.PlanOptions{K: 4, Between: []string{"C", "A"}})
		if r.Before.CrossPairs != 36 || len(r.Bridges) != 4 {
			t.Errorf("%d pairs and %d bridges, want the 6 × 6 pairs of A and C and 4 bridges", r.Before.CrossPairs, len(r.Bridges))
		}
		for _, b := range r.Bridges {
			if b.Facts.SiloSource != "A" || b.Facts.SiloTarget != "C" {
				t.Errorf("bridge %d joins %s and %s, want A and C", b.Rank, b.Facts.SiloSource, b.Facts.SiloTarget)
			}
		}
	})
}

func TestPlanEndsWhereNoPairIsLeft(t *testing.T) {
	pairOf := func(silos []string, tied bool) *snapshot.Graph {
		b := &snapshot.Builder{}
		for i := range silos {
			b.Actor(string(rune('a'+i)), "")
		}
		b.Dimension("silo", silos)
		if tied {
			b.Tie(0, 1, 1)
		}
		return b.Graph()
	}
	for name, c := range map[string]struct {
		g       *snapshot.Graph
		bridges int
		reach   float64
	}{
		"no actors":                   {pairOf(nil, false), 0, math.NaN()},
		"one silo":                    {pairOf([]string{"x", "x"}, false), 0, math.NaN()},
		"no actor has a silo":         {pairOf([]string{"", ""}, false), 0, math.NaN()},
		"everyone tied":               {pairOf([]string{"x", "y"}, true), 0, 1},
		"fewer pairs than k":          {pairOf([]string{"x", "y"}, false), 1, 1},
		"fewer pairs, an actor apart": {pairOf([]string{"x", "y", ""}, false), 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			for _, exactUpTo := range []int{0, 1} {
				r := plan(t, c.g, bridging.PlanOptions{K: 3, ExactUpTo: exactUpTo, Resamples: 2})
				if len(r.Bridges) != c.bridges || len(r.Warnings) == 0 {
					t.Errorf("%d bridges, warnings %q; want %d bridges and to be told why no more", len(r.Bridges), r.Warnings, c.bridges)
				}
				if r.After.Reach != c.reach && !(math.IsNaN(r.After.Reach) && math.IsNaN(c.reach)) {
					t.Errorf("reach after is %v, want %v", r.After.Reach, c.reach)
				}
			}
		})
	}
}

func TestOptionsAreRefusedByName(t *testing.T) {
	g := clusters(2, 4)
	mandatory := func(pairs ...[2]int32) bridging.PlanOptions {
		return bridging.PlanOptions{Limits: bridging.Limits{Mandatory: pairs}}
	}
	for name, c := range map[string]struct {
		dimension, param string
		opt              bridging.PlanOptions
	}{
		"no such dimension":             {"colour", "silo", bridging.PlanOptions{}},
		"negative k":                    {"silo", "k", bridging.PlanOptions{K: -1}},
		"negative limit":                {"silo", "new-ties-per-actor", bridging.PlanOptions{Limits: bridging.Limits{NewTiesPerActor: -2}}},
		"too small a sample":            {"silo", "samples", bridging.PlanOptions{Samples: 3}},
		"unknown aim":                   {"silo", "aim", bridging.PlanOptions{Aim: "fame"}},
		"one silo to bridge":            {"silo", "between", bridging.PlanOptions{Between: []string{"A"}}},
		"the same silo twice":           {"silo", "between", bridging.PlanOptions{Between: []string{"A", "A"}}},
		"no such silo":                  {"silo", "between", bridging.PlanOptions{Between: []string{"A", "Z"}}},
		"forbidden: no such actor":      {"silo", "forbidden", bridging.PlanOptions{Limits: bridging.Limits{Forbidden: [][2]int32{{0, 8}}}}},
		"mandatory: an actor alone":     {"silo", "mandatory", mandatory([2]int32{3, 3})},
		"mandatory: tied already":       {"silo", "mandatory", mandatory([2]int32{0, 1})},
		"mandatory: twice":              {"silo", "mandatory", mandatory([2]int32{0, 4}, [2]int32{4, 0})},
		"mandatory: too many for actor": {"silo", "mandatory", mandatory([2]int32{0, 4}, [2]int32{0, 5}, [2]int32{0, 6}, [2]int32{0, 7})},
		"mandatory and forbidden": {"silo", "mandatory", bridging.PlanOptions{Limits: bridging.Limits{
			Mandatory: [][2]int32{{0, 4}}, Forbidden: [][2]int32{{4, 0}},
		}}},
		"mandatory: more than k": {"silo", "mandatory", bridging.PlanOptions{K: 1, Limits: bridging.Limits{
			Mandatory: [][2]int32{{0, 4}, {1, 5}},
		}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := bridging.Plan(t.Context(), g, c.dimension, c.opt)
			refused, ok := errors.AsType[*analysis.ArgumentError](err)
			if !ok || refused.Param != c.param {
				t.Errorf("error %v; want %s refused", err, c.param)
			}
		})
	}
}

func TestByValuePrefersTiesThatCanForm(t *testing.T) {
	g := scaleFree(120, 2, 3, 8)
	value := func(r *bridging.Result) float64 {
		var sum float64
		for _, b := range r.Bridges {
			if b.Value != b.Gain*b.Plausibility || !(b.Plausibility > 0 && b.Plausibility < 1) {
				t.Errorf("bridge %d: value %v of gain %v and plausibility %v", b.Rank, b.Value, b.Gain, b.Plausibility)
			}
			sum += b.Value
		}
		return sum
	}
	gain := plan(t, g, bridging.PlanOptions{K: 5, Resamples: -1})
	byValue := plan(t, g, bridging.PlanOptions{K: 5, Resamples: -1, ByValue: true})
	if value(byValue) <= value(gain) {
		t.Errorf("chosen by value the plan is worth %v, chosen by gain %v", value(byValue), value(gain))
	}
	if byValue.After.Reach > gain.After.Reach {
		t.Errorf("chosen by value the plan reaches %v, more than %v by gain", byValue.After.Reach, gain.After.Reach)
	}
}

func TestDirectedTiesCarryPathsBothWays(t *testing.T) {
	b := &snapshot.Builder{Directed: true}
	u := &snapshot.Builder{}
	silos := []string{"x", "y", "x", "y", "x", "y"}
	for i := range silos {
		b.Actor(string(rune('a'+i)), "")
		u.Actor(string(rune('a'+i)), "")
	}
	b.Dimension("silo", silos)
	u.Dimension("silo", silos)
	for i := range int32(5) {
		b.Tie(i, i+1, 1)
		u.Tie(i, i+1, 1)
	}
	directed, undirected := plan(t, b.Graph(), bridging.PlanOptions{K: 2}), plan(t, u.Graph(), bridging.PlanOptions{K: 2})
	if fmt.Sprint(directed.Bridges) != fmt.Sprint(undirected.Bridges) {
		t.Errorf("directed plan %+v differs from the undirected one %+v", directed.Bridges, undirected.Bridges)
	}
}
