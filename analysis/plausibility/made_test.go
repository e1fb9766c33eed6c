package plausibility

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// made draws a history of actors with two attributes who meet in dated units: those of one circle more often than others, and some far more
// active than others.
func made(seed uint64, actors, units int) *History {
	random := rand.New(rand.NewPCG(seed, 1))
	h := &History{Actors: actors, Themes: 4}
	kind, circle := Attribute{Name: "kind", Values: []string{"a", "b", "c"}}, Attribute{Name: "circle", Values: []string{"k", "l", "m", "n"}}
	for range actors {
		kind.Of, circle.Of = append(kind.Of, int32(random.IntN(4))-1), append(circle.Of, int32(random.IntN(4)))
	}
	h.Attributes = []Attribute{circle, kind}
	for range units {
		start := int32(random.IntN(1500))
		u := Unit{Start: start, End: start + int32(random.IntN(900)), Themes: []int32{int32(random.IntN(4))}}
		for range 2 + random.IntN(5) {
			for {
				x := random.Float64()
				a := int32(x * x * float64(actors))
				if circle.Of[a] == u.Themes[0] || random.Float64() < 0.2 {
					u.Members = append(u.Members, a)
					break
				}
			}
		}
		slices.Sort(u.Members)
		u.Members = slices.Compact(u.Members)
		u.Leads = u.Members[:1]
		h.Units = append(h.Units, u)
	}
	slices.SortStableFunc(h.Units, func(a, b Unit) int { return int(a.Start) - int(b.Start) })
	return h
}

// numbered returns the actors from 0.
func numbered(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

func mustState(t *testing.T, h *History, day int32, chosen []*Attribute) *state {
	t.Helper()
	s, err := newState(t.Context(), h, day, chosen, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
