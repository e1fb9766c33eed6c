package difference_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/difference"
	"github.com/sillat/sillat/analysis/snapshot"
)

// sketch is a network in a few lines: actors with their silos, and ties with their weights.
type sketch struct {
	directed bool
	silos    map[string]string
	ties     map[[2]string]float64
}

func (s sketch) graph() *snapshot.Graph {
	b := &snapshot.Builder{Directed: s.directed}
	at := map[string]int32{}
	var silos []string
	for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
		if silo, ok := s.silos[id]; ok {
			at[id] = b.Actor(id, "name of "+id)
			silos = append(silos, silo)
		}
	}
	b.Dimension("sector", silos)
	for pair, w := range s.ties {
		b.Tie(at[pair[0]], at[pair[1]], w)
	}
	return b.Graph()
}

func compare(t *testing.T, before, after sketch) *difference.Comparison {
	t.Helper()
	c, err := difference.Compare(t.Context(), before.graph(), after.graph(), "sector", 2)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func named(c *difference.Comparison, list []difference.Tie) map[string][2]float64 {
	out := map[string][2]float64{}
	for _, t := range list {
		out[c.IDs[t.Source]+"-"+c.IDs[t.Target]] = [2]float64{t.Before, t.After}
	}
	return out
}

func TestWhatCameWentAndMoved(t *testing.T) {
	before := sketch{
		silos: map[string]string{"a": "x", "b": "x", "c": "y", "d": "", "e": "y"},
		ties:  map[[2]string]float64{{"a", "b"}: 1, {"b", "c"}: 2, {"c", "e"}: 3},
	}
	after := sketch{
		silos: map[string]string{"a": "x", "b": "y", "c": "y", "d": "x", "f": "z"},
		ties:  map[[2]string]float64{{"b", "c"}: 5, {"c", "d"}: 1, {"f", "d"}: 4, {"b", "d"}: 1},
	}
	c := compare(t, before, after)
	for name, got := range map[string]struct{ got, want any }{
		"appeared": {c.Appeared, []difference.Actor{{ID: "f", Name: "name of f", Silo: "z", Ties: 1}}},
		"gone":     {c.Gone, []difference.Actor{{ID: "e", Name: "name of e", Silo: "y", Ties: 1}}},
		"woke":     {c.Woke, []difference.Actor{{ID: "d", Name: "name of d", Silo: "x", Ties: 3}}},
		"slept":    {c.Slept, []difference.Actor{{ID: "a", Name: "name of a", Silo: "x", Ties: 0}}},
		"moved":    {c.Moved, []difference.Move{{ID: "b", Name: "name of b", From: "x", To: "y"}, {ID: "d", Name: "name of d", From: "", To: "x"}}},
		"silos":    {c.Silos, []difference.Silo{{Name: "x", Before: 2, After: 2, In: 1, Out: 1}, {Name: "y", Before: 2, After: 2, In: 1}, {Name: "z", After: 1}}},
		"new":      {named(c, c.New), map[string][2]float64{"d-f": {0, 4}, "c-d": {0, 1}, "b-d": {0, 1}}},
		"lost":     {named(c, c.Lost), map[string][2]float64{"c-e": {3, 0}, "a-b": {1, 0}}},
		"stronger": {named(c, c.Stronger), map[string][2]float64{"b-c": {2, 5}}},
		"weaker":   {named(c, c.Weaker), map[string][2]float64{}},
	} {
		if diff := cmp.Diff(got.want, got.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if first := c.IDs[c.New[0].Source] + c.IDs[c.New[0].Target]; first != "df" {
		t.Errorf("the first new tie is %s; want the heaviest, df", first)
	}
	if c.Before.Ties != 3 || c.After.Ties != 4 || c.Before.Isolates != 1 || c.After.Isolates != 1 {
		t.Errorf("figures: %+v, %+v", c.Before, c.After)
	}
	back := compare(t, after, before)
	if diff := cmp.Diff(named(back, back.New), named(c, c.Lost), cmp.Transformer("turned", func(x [2]float64) []float64 { return []float64{min(x[0], x[1]), max(x[0], x[1])} })); diff != "" {
		t.Errorf("what is new backwards is what was lost:\n%s", diff)
	}
}

// TestTheListsTurnOneIntoTheOther is the promise of the package, on drawn networks with and without directions.
func TestTheListsTurnOneIntoTheOther(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 5))
		directed := seed%2 == 1
		before, after := drawn(r, directed), drawn(r, directed)
		c := compare(t, before, after)
		silos := map[string]string{}
		for id, silo := range before.silos {
			silos[id] = silo
		}
		for _, a := range c.Gone {
			delete(silos, a.ID)
		}
		for _, a := range c.Appeared {
			silos[a.ID] = a.Silo
		}
		for _, m := range c.Moved {
			if silos[m.ID] != m.From {
				t.Fatalf("network %d: %s moves from %q, it was in %q", seed, m.ID, m.From, silos[m.ID])
			}
			silos[m.ID] = m.To
		}
		if diff := cmp.Diff(after.silos, silos); diff != "" {
			t.Fatalf("network %d, actors (-want +got):\n%s", seed, diff)
		}
		ties := weights(before)
		for _, list := range [][]difference.Tie{c.New, c.Lost, c.Stronger, c.Weaker} {
			for _, tie := range list {
				key := [2]string{c.IDs[tie.Source], c.IDs[tie.Target]}
				if ties[key] != tie.Before {
					t.Fatalf("network %d: %v weighed %v before, it says %v", seed, key, ties[key], tie.Before)
				}
				ties[key] = tie.After
				if tie.After == 0 {
					delete(ties, key)
				}
			}
		}
		if diff := cmp.Diff(weights(after), ties); diff != "" {
			t.Fatalf("network %d, ties (-want +got):\n%s", seed, diff)
		}
		for _, s := range c.Silos {
			born, died := 0, 0
			for _, a := range c.Appeared {
				if a.Silo == s.Name {
					born++
				}
			}
			for _, a := range c.Gone {
				if a.Silo == s.Name {
					died++
				}
			}
			if s.Before+born-died+s.In-s.Out != s.After {
				t.Fatalf("network %d, silo %s does not add up: %+v, %d came, %d went", seed, s.Name, s, born, died)
			}
		}
	}
}

func TestTheSameTwiceIsNoDifference(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	one := drawn(r, false)
	c := compare(t, one, one)
	if n := len(c.Appeared) + len(c.Gone) + len(c.Woke) + len(c.Slept) + len(c.Moved) + len(c.New) + len(c.Lost) + len(c.Stronger) + len(c.Weaker) + len(c.Pairs); n > 0 {
		t.Errorf("a network differs from itself in %d things: %+v", n, c.Difference)
	}
	if fmt.Sprint(c.Before) != fmt.Sprint(c.After) {
		t.Errorf("figures: %+v, %+v", c.Before, c.After)
	}
}

func TestFromNothing(t *testing.T) {
	one := sketch{silos: map[string]string{"a": "x", "b": "y"}, ties: map[[2]string]float64{{"a", "b"}: 1}}
	nothing := &snapshot.Graph{}
	c, err := difference.Compare(t.Context(), nothing, one.graph(), "sector", 1)
	if err != nil || len(c.Appeared) != 2 || len(c.New) != 1 || len(c.Silos) != 2 || c.After.CrossPairs != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	c, err = difference.Compare(t.Context(), nothing, nothing, "", 1)
	if err != nil || len(c.IDs) != 0 {
		t.Errorf("nothing and nothing: %+v, %v", c, err)
	}
}

func TestDirectedAndNotAreComparedWithoutDirections(t *testing.T) {
	one := sketch{silos: map[string]string{"a": "x", "b": "y"}, ties: map[[2]string]float64{{"b", "a"}: 2}}
	other := one
	other.directed = true
	c := compare(t, one, other)
	if len(c.Warnings) != 1 || len(c.New)+len(c.Lost) != 0 {
		t.Errorf("%q, %+v", c.Warnings, c.Difference)
	}
}

func TestRefusals(t *testing.T) {
	one := sketch{silos: map[string]string{"a": "x"}}
	_, err := difference.Compare(t.Context(), one.graph(), one.graph(), "region", 1)
	if bad, ok := errors.AsType[*analysis.ArgumentError](err); !ok || bad.Param != "silo" {
		t.Errorf("an unknown dimension gives %v", err)
	}
	c, err := difference.Compare(t.Context(), one.graph(), one.graph(), "", 1)
	if err != nil || !math.IsNaN(c.After.EI) || c.Silos != nil {
		t.Errorf("without a dimension: %+v, %v", c, err)
	}
}

// drawn is a random network of up to six actors.
func drawn(r *rand.Rand, directed bool) sketch {
	s := sketch{directed: directed, silos: map[string]string{}, ties: map[[2]string]float64{}}
	var there []string
	for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
		if r.IntN(4) > 0 {
			s.silos[id] = []string{"", "x", "y", "z"}[r.IntN(4)]
			there = append(there, id)
		}
	}
	for i, u := range there {
		for _, v := range there[:i] {
			if r.IntN(2) > 0 {
				s.ties[[2]string{v, u}] = float64(1 + r.IntN(3))
			}
			if directed && r.IntN(2) > 0 {
				s.ties[[2]string{u, v}] = float64(1 + r.IntN(3))
			}
		}
	}
	return s
}

func weights(s sketch) map[[2]string]float64 {
	out := map[[2]string]float64{}
	for pair, w := range s.ties {
		out[pair] = w
	}
	return out
}
