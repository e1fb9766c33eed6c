package app

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Of all pairs of forty silos fifty are kept, in their order, and nothing that is left out is heavier or misses more than everything that is kept.
func TestCutPairsLeaveOutTheLeast(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	var all []SiloTie
	for a := range 40 {
		for b := a + 1; b < 40; b++ {
			all = append(all, SiloTie{A: a, B: b, Weight: Number(draw.IntN(20)), Expected: Number(20 * draw.Float64())})
		}
	}
	kept := cutPairs(all, 50)
	if len(kept) != 50 || !slices.IsSortedFunc(kept, byPlace) {
		t.Fatalf("%d ties, in order: %t; want 50 in order", len(kept), slices.IsSortedFunc(kept, byPlace))
	}
	heaviest, widest := 0.0, math.Inf(-1)
	least := math.Inf(1)
	for _, tie := range all {
		if slices.Contains(kept, tie) {
			least = min(least, tie.most())
		} else {
			heaviest, widest = max(heaviest, float64(tie.Weight)), max(widest, float64(tie.Expected-tie.Weight))
		}
	}
	if heaviest > least || widest > least {
		t.Errorf("left out: a weight of %g and a gap of %g; what is kept has at least %g", heaviest, widest, least)
	}
	for _, most := range []int{0, len(all), 1_000_000} {
		if kept := cutPairs(all, most); !slices.Equal(kept, all) {
			t.Errorf("of at most %d there are %d; want all", most, len(kept))
		}
	}
}

// Between communities nothing is expected: the heaviest are kept, of equals the first.
func TestCutPairsOfCommunities(t *testing.T) {
	all := []SiloTie{{A: 0, B: 1, Weight: 1, Expected: undefined}, {A: 0, B: 2, Weight: 5, Expected: undefined}, {A: 1, B: 2, Weight: 1, Expected: undefined}}
	if kept := cutPairs(all, 2); len(kept) != 2 || kept[0].B != 1 || kept[1].B != 2 || kept[1].A != 0 {
		t.Errorf("kept %+v; want the heaviest and the first of the others", kept)
	}
}
