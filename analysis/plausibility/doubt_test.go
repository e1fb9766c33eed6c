package plausibility

import (
	"strings"
	"testing"
)

// A steady history leaves no doubt. One that brings twice as much of late does, and so does one that is short.
func TestDoubtsAreSaidOfUnsteadyAndOfShortHistories(t *testing.T) {
	steady := &window{ties: 500, finders: make([]int32, 200)}
	slower := &window{ties: 250, finders: make([]int32, 200)}
	for _, c := range []struct {
		name    string
		horizon int
		asked   int
		earlier *window
		want    []string
	}{
		{"steady", 365, 0, steady, nil},
		{"twice as much of late", 365, 0, slower, []string{"unsteady-history: 0.1"}},
		{"short", 200, 0, steady, []string{"short-history: 200"}},
		{"short and unsteady", 200, 0, slower, []string{"short-history: 200", "unsteady-history: 0.1"}},
		{"a short horizon that was asked for", 200, 200, steady, nil},
		{"nothing before", 365, 0, nil, []string{"untested-history: 365"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &Model{Horizon: c.horizon, first: steady, shown: 0.1}
			learnt := make([]*window, len(windows))
			learnt[lastWhole], learnt[before] = steady, c.earlier
			said := m.doubts(learnt, Options{asked: c.asked})
			if len(said) != len(c.want) {
				t.Fatalf("said %q, want %d doubts", said, len(c.want))
			}
			for i, want := range c.want {
				code, fact, _ := strings.Cut(want, ": ")
				if said[i].Code != code || !strings.Contains(said[i].String(), fact) {
					t.Errorf("said %s, %q; want %s with %s", said[i].Code, said[i], code, fact)
				}
			}
		})
	}
}

// The best of every list count, and no more of a long list than of a short.
func TestTheMeanOfTheBestIsThatOfEveryList(t *testing.T) {
	stated := make([]float64, 0, 100)
	for range 80 {
		stated = append(stated, 0.1)
	}
	for range 20 {
		stated = append(stated, 0.3)
	}
	if got := meanOfBest(&table{ends: []int{100}}, stated); got < 0.3-1e-12 || got > 0.3+1e-12 {
		t.Errorf("of one list %v, want 0.3", got)
	}
	if got := meanOfBest(&table{ends: []int{80, 100}}, stated); got < 0.2-1e-12 || got > 0.2+1e-12 {
		t.Errorf("of two lists %v, want 0.2", got)
	}
}
