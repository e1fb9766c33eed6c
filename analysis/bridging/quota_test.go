package bridging_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
)

// withRegions returns a random network whose actors have a silo and one of four regions, r0 rarest.
func withRegions(n int, seed uint64) *snapshot.Graph {
	random := rand.New(rand.NewPCG(seed, 3))
	b := &snapshot.Builder{}
	var silo, region []string
	for a := range n {
		b.Actor(fmt.Sprintf("a%05d", a), "")
		silo = append(silo, fmt.Sprintf("s%d", random.IntN(4)))
		region = append(region, fmt.Sprintf("r%d", min(3, random.IntN(12))))
		for range min(a, 2) {
			b.Tie(int32(a), int32(random.IntN(a)), 1)
		}
	}
	b.Dimension("silo", silo)
	b.Dimension("region", region)
	return b.Graph()
}

// counting returns how many bridges have an end with a value.
func counting(g *snapshot.Graph, r *bridging.Result, dimension, value string) int {
	d, _ := g.Dimension(dimension)
	has := func(u int32) bool { return d.Of[u] >= 0 && d.Values[d.Of[u]] == value }
	count := 0
	for _, b := range r.Bridges {
		if has(b.Source) || has(b.Target) {
			count++
		}
	}
	return count
}

func TestQuotasAreKept(t *testing.T) {
	most := func(n int) *int { return &n }
	for name, size := range map[string]int{"every pair tried": 90, "promising pairs": 700} {
		g := withRegions(size, 4)
		t.Run(name, func(t *testing.T) {
			quotas := []bridging.Quota{
				{Dimension: "region", Value: "r0", AtLeast: 3},
				{Dimension: "region", Value: "r3", AtMost: most(1)},
				{Dimension: "silo", Value: "s1", AtLeast: 2, AtMost: most(2)},
				{Dimension: "silo", Value: "s0", AtMost: most(0)},
			}
			free := plan(t, g, bridging.PlanOptions{K: 4, Resamples: -1})
			broken := func(r *bridging.Result) (texts []string) {
				for _, q := range quotas {
					if count := counting(g, r, q.Dimension, q.Value); count < q.AtLeast || q.AtMost != nil && count > *q.AtMost {
						texts = append(texts, fmt.Sprintf("%d bridges with %s %s", count, q.Dimension, q.Value))
					}
				}
				return texts
			}
			if len(broken(free)) < 2 {
				t.Fatal("the plan without quotas keeps most by itself: the test shows little")
			}
			r := plan(t, g, bridging.PlanOptions{K: 4, Resamples: 1, Limits: bridging.Limits{Quotas: quotas}})
			if len(r.Bridges) != 4 || len(r.Warnings) > 0 {
				t.Fatalf("%d bridges, warnings %q", len(r.Bridges), r.Warnings)
			}
			if texts := broken(r); len(texts) > 0 {
				t.Errorf("broken: %q", texts)
			}
			if gain, other := free.After.Reach, r.After.Reach; other > gain {
				t.Errorf("with quotas the plan reaches %v, more than %v without", other, gain)
			}
		})
	}
}

func TestMinimumThatCannotBeMetIsGivenUpAloud(t *testing.T) {
	g := clusters(2, 4)
	var forbidden [][2]int32
	for u := range int32(4) {
		for v := range int32(3) {
			forbidden = append(forbidden, [2]int32{u, v + 4})
		}
	}
	b := &snapshot.Builder{}
	var silo, place []string
	for u := range int32(8) {
		b.Actor(g.ID(u), "")
		silo = append(silo, g.ID(u)[:1])
		place = append(place, map[bool]string{true: "north", false: "south"}[u == 4])
		for _, v := range g.Out(u) {
			if u < v {
				b.Tie(u, v, 1)
			}
		}
	}
	b.Dimension("silo", silo)
	b.Dimension("place", place)
	r := plan(t, b.Graph(), bridging.PlanOptions{K: 2, Limits: bridging.Limits{
		Forbidden: forbidden, Quotas: []bridging.Quota{{Dimension: "place", Value: "north", AtLeast: 1}},
	}})
	if len(r.Bridges) != 2 || len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0].String(), "only 0 bridges, of at least 1, have an end with place north") {
		t.Errorf("%d bridges, warnings %q; want two, and to be told that none can be in the north", len(r.Bridges), r.Warnings)
	}
}

func TestQuotasThatContradictAreRefused(t *testing.T) {
	g := withRegions(40, 4)
	zero := 0
	u, v := int32(0), int32(1)
	for g.HasTie(u, v) || u == v {
		v++
	}
	d, _ := g.Dimension("region")
	for name, limits := range map[string]bridging.Limits{
		"no such dimension":   {Quotas: []bridging.Quota{{Dimension: "planet", Value: "r0"}}},
		"no such value":       {Quotas: []bridging.Quota{{Dimension: "region", Value: "r9"}}},
		"negative":            {Quotas: []bridging.Quota{{Dimension: "region", Value: "r0", AtLeast: -1}}},
		"more than k":         {Quotas: []bridging.Quota{{Dimension: "region", Value: "r0", AtLeast: 4}}},
		"least above most":    {Quotas: []bridging.Quota{{Dimension: "region", Value: "r0", AtLeast: 1, AtMost: &zero}}},
		"twice":               {Quotas: []bridging.Quota{{Dimension: "region", Value: "r0"}, {Dimension: "region", Value: "r0"}}},
		"mandatory beyond it": {Mandatory: [][2]int32{{u, v}}, Quotas: []bridging.Quota{{Dimension: "region", Value: d.Values[d.Of[u]], AtMost: &zero}}},
	} {
		_, err := bridging.Plan(t.Context(), g, "silo", bridging.PlanOptions{K: 3, Limits: limits})
		if refused, ok := errors.AsType[*analysis.ArgumentError](err); !ok || refused.Param != "quotas" {
			t.Errorf("%s: error %v; want quotas refused", name, err)
		}
	}
}
