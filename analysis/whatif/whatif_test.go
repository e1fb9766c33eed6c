package whatif_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/whatif"
)

func compare(t testing.TB, g *snapshot.Graph, e whatif.Edits) *whatif.Comparison {
	t.Helper()
	c, err := whatif.Compare(t.Context(), g, "sector", e, 2)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// numbers lists the figures by name, so that every one of them is compared.
func numbers(f whatif.Figures) map[string]float64 {
	return map[string]float64{
		"actors": float64(f.Actors), "ties": float64(f.Ties), "reach": f.Reach, "cross pairs": float64(f.CrossPairs),
		"unreachable pairs": float64(f.UnreachablePairs), "mean distance": f.MeanDistance, "components": float64(f.Components),
		"largest part": float64(f.LargestPart), "isolates": float64(f.Isolates), "density": f.Density, "e-i": f.EI, "single points": float64(f.SinglePoints),
	}
}

func same(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-9
}

// Every kind of edit is among them, in every mix.
func TestAfterEqualsTheEditedDataBuiltFromScratch(t *testing.T) {
	mixed := 0
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 77))
		d := drawn(random, int(seed%4))
		g := d.graph()
		e := d.edit(random)
		if len(e.AddActors) > 0 && len(e.RemoveActors) > 0 && len(e.AddTies) > 0 && len(e.RemoveTies) > 0 && len(e.AddActivities) > 0 && len(e.RemoveActivity) > 0 {
			mixed++
		}
		got := compare(t, g, e)
		rebuilt := d.graph()
		want := compare(t, rebuilt, whatif.Edits{})
		for name, figure := range numbers(want.Before) {
			if now := numbers(got.After)[name]; !same(now, figure) {
				t.Errorf("network %d, %+v: %s is %v, from scratch %v", seed, e, name, now, figure)
			}
		}
		slow := figuresOf(rebuilt)
		for name, figure := range slow {
			if now := numbers(got.After)[name]; !same(now, figure) {
				t.Errorf("network %d: %s is %v, the slow way %v", seed, name, now, figure)
			}
		}
		mix, err := silo.Mix(t.Context(), rebuilt, "sector")
		if err != nil {
			t.Fatal(err)
		}
		listed := make(map[string]silo.Cell)
		for _, p := range got.Pairs {
			listed[p.A+"-"+p.B] = p.After
		}
		old, err := silo.Mix(t.Context(), g, "sector")
		if err != nil {
			t.Fatal(err)
		}
		for a := range mix.Silos {
			for b := range a {
				name := mix.Silos[b] + "-" + mix.Silos[a]
				want := mix.Between(b, a)
				if c, ok := listed[name]; ok {
					if !same(c.Observed, want.Observed) || !same(c.Expected, want.Expected) || !same(c.SD, want.SD) || c.Ties != want.Ties {
						t.Errorf("network %d, %s: %+v, from scratch %+v", seed, name, c, want)
					}
				} else if before := between(old, mix.Silos[b], mix.Silos[a]); !same(before.Observed, want.Observed) || before.Ties != want.Ties {
					t.Errorf("network %d, %s changed from %+v to %+v and is not listed", seed, name, before, want)
				}
			}
		}
	}
	if mixed < 5 {
		t.Errorf("only %d networks see all six kinds of edits at once", mixed)
	}
}

func between(m *silo.Mixing, a, b string) silo.Cell {
	i, j := -1, -1
	for k, name := range m.Silos {
		if name == a {
			i = k
		}
		if name == b {
			j = k
		}
	}
	if i < 0 || j < 0 {
		return silo.Cell{}
	}
	return m.Between(i, j)
}

// figuresOf computes what a plain search can tell.
func figuresOf(g *snapshot.Graph) map[string]float64 {
	d, _ := g.Dimension("sector")
	s := g.Symmetric()
	var harmonic, steps, reached, pairs, isolates float64
	seen := make(map[int32]bool)
	components, largest := 0, 0
	for u := range int32(g.Len()) {
		distance := map[int32]int{u: 0}
		for queue := []int32{u}; len(queue) > 0; queue = queue[1:] {
			for _, v := range s.Out(queue[0]) {
				if _, ok := distance[v]; !ok {
					distance[v] = distance[queue[0]] + 1
					queue = append(queue, v)
				}
			}
		}
		if len(distance) == 1 {
			isolates++
		}
		if !seen[u] {
			components++
			largest = max(largest, len(distance))
		}
		for v := range distance {
			seen[v] = true
		}
		for v := range u {
			if d.Of[u] >= 0 && d.Of[v] >= 0 && d.Of[u] != d.Of[v] {
				pairs++
				if steps2, ok := distance[v]; ok {
					harmonic += 1 / float64(steps2)
					steps += float64(steps2)
					reached++
				}
			}
		}
	}
	return map[string]float64{
		"reach": harmonic / pairs, "mean distance": steps / reached, "cross pairs": pairs, "unreachable pairs": pairs - reached,
		"components": float64(components), "largest part": float64(largest), "isolates": isolates,
	}
}

func TestEndedActivityTakesItsTies(t *testing.T) {
	d := &data{actors: []string{"a", "b", "c", "d"}, silo: map[string]string{"a": "x", "b": "y", "c": "x", "d": "y"}, activities: [][]string{{"a", "b", "c"}, {"c", "d"}}}
	c := compare(t, d.graph(), whatif.Edits{RemoveActivity: []int{0}})
	if c.Before.Ties != 4 || c.After.Ties != 1 || c.After.Components != 3 || c.After.Isolates != 2 {
		t.Errorf("a triangle with a tail, the triangle's activity ended: %+v", c.After)
	}
}

func TestTieThatALargerActivityAlsoMakesIsGoneFromPathsOnly(t *testing.T) {
	d := &data{actors: []string{"a", "b", "c", "d"}, silo: map[string]string{"a": "x", "b": "y", "c": "x", "d": "y"}, activities: [][]string{{"a", "b", "c"}, {"c", "d"}}}
	c := compare(t, d.graph(), whatif.Edits{RemoveTies: [][2]string{{"b", "a"}}})
	if c.After.Ties != 3 || c.Pairs[0].After.Observed != c.Pairs[0].Before.Observed || c.Pairs[0].After.Ties != c.Pairs[0].Before.Ties-1 {
		t.Errorf("ties %d, between silos %+v", c.After.Ties, c.Pairs)
	}
	if len(c.Warnings) != 1 || !strings.Contains(c.Warnings[0].String(), "larger activities") {
		t.Errorf("warnings %q, want one that says the activity keeps its weight", c.Warnings)
	}
}

func TestRefusesEditsThatCannotBeMade(t *testing.T) {
	d := &data{actors: []string{"a", "b", "c"}, silo: map[string]string{"a": "x", "b": "y"}, ties: [][2]string{{"a", "b"}}}
	directed := *d
	directed.directed = true
	for name, c := range map[string]struct {
		edits whatif.Edits
		says  string
	}{
		"unknown actor leaves":         {whatif.Edits{RemoveActors: []string{"q"}}, `remove-actor is "q"`},
		"unknown end":                  {whatif.Edits{AddTies: [][2]string{{"a", "q"}}}, `there is no "q"`},
		"tie to an actor that leaves":  {whatif.Edits{AddTies: [][2]string{{"a", "c"}}, RemoveActors: []string{"c"}}, `"c" is removed`},
		"loop":                         {whatif.Edits{AddTies: [][2]string{{"a", "a"}}}, "two different actors"},
		"no tie to remove":             {whatif.Edits{RemoveTies: [][2]string{{"a", "c"}}}, "these have none"},
		"actor that is there":          {whatif.Edits{AddActors: []whatif.NewActor{{ID: "a"}}}, "an id that no actor has yet"},
		"actor added twice":            {whatif.Edits{AddActors: []whatif.NewActor{{ID: "z"}, {ID: "z"}}}, "an id that no actor has yet"},
		"actor without an id":          {whatif.Edits{AddActors: []whatif.NewActor{{}}}, "an id"},
		"unknown dimension":            {whatif.Edits{AddActors: []whatif.NewActor{{ID: "z", Values: []whatif.Value{{Dimension: "planet", Silo: "x"}}}}}, "values of sector"},
		"activity of one":              {whatif.Edits{AddActivities: [][]string{{"a", "a"}}}, "at least two different actors"},
		"activity that is not there":   {whatif.Edits{RemoveActivity: []int{0}}, "remove-activity"},
		"activity in a directed graph": {whatif.Edits{AddActivities: [][]string{{"a", "b"}}}, "without directions"},
	} {
		t.Run(name, func(t *testing.T) {
			g := d.graph()
			if strings.Contains(name, "directed") {
				g = directed.graph()
			}
			_, err := whatif.Compare(t.Context(), g, "sector", c.edits, 1)
			if _, ok := errors.AsType[*analysis.ArgumentError](err); !ok || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v; want a refused argument that says %q", err, c.says)
			}
		})
	}
	if _, err := whatif.Compare(t.Context(), d.graph(), "planet", whatif.Edits{}, 1); err == nil {
		t.Error("an unknown dimension is taken")
	}
}

func TestStopsWhenCancelled(t *testing.T) {
	d := drawn(rand.New(rand.NewPCG(1, 1)), 3)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := whatif.Compare(ctx, d.graph(), "sector", whatif.Edits{}, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}

func BenchmarkCompare(b *testing.B) {
	random := rand.New(rand.NewPCG(8, 8))
	d := &data{silo: make(map[string]string)}
	for i := range 2000 {
		id := fmt.Sprintf("a%04d", i)
		d.actors = append(d.actors, id)
		d.silo[id] = fmt.Sprintf("s%d", random.IntN(8))
	}
	for range 1500 {
		d.activities = append(d.activities, d.group(random))
	}
	g := d.graph()
	for b.Loop() {
		compare(b, g, whatif.Edits{RemoveActors: []string{"a0001", "a0002"}, AddTies: [][2]string{{"a0003", "a0777"}}})
	}
}
