package app

import (
	"fmt"
	"testing"

	"github.com/sillat/sillat/analysis/silo"
)

// Of thirty silos, the later by name the larger, an answer of ten gaps holds the first ten pairs and the 66 among the twelve largest, by rank.
func TestCutGapsHoldTheFirstAndTheMatrix(t *testing.T) {
	list := &silo.GapList{}
	for a := range 30 {
		for b := a + 1; b < 30; b++ {
			list.Gaps = append(list.Gaps, silo.Gap{Rank: len(list.Gaps) + 1, A: fmt.Sprintf("s%02d", a), B: fmt.Sprintf("s%02d", b), ActorsA: 10 + a, ActorsB: 10 + b})
		}
	}
	kept := cutGaps(list, 10)
	if len(kept) != 10+66 {
		t.Fatalf("%d of %d gaps; want the first 10 and 66 among the largest", len(kept), len(list.Gaps))
	}
	for i, gap := range kept {
		if i < 10 && gap.Rank != i+1 || i >= 10 && (gap.A < "s18" || gap.Rank <= kept[i-1].Rank) {
			t.Errorf("place %d holds rank %d, %s–%s", i, gap.Rank, gap.A, gap.B)
		}
	}
	for _, top := range []int{0, len(list.Gaps), 1_000_000} {
		if kept := cutGaps(list, top); len(kept) != len(list.Gaps) {
			t.Errorf("top %d holds %d gaps; want all", top, len(kept))
		}
	}
}

// Silos inside others are told apart by these: equal names in two regions are two silos.
func TestCutGapsTellNestedSilosApart(t *testing.T) {
	list := &silo.GapList{}
	for region := range 9 {
		list.Gaps = append(list.Gaps, silo.Gap{Rank: region + 1, A: "a", B: "b", Within: fmt.Sprintf("r%d", region), ActorsA: 9 - region, ActorsB: 9 - region})
	}
	if kept := cutGaps(list, 1); len(kept) != 6 {
		t.Errorf("%d gaps; want those of the six regions whose silos are the twelve largest", len(kept))
	}
}
