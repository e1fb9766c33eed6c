package snapshot

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRowsAreTheSameBlockByBlock compares both ways to make rows on random ties with loops, parallel ties, tieless actors and a hub.
func TestRowsAreTheSameBlockByBlock(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 11))
		n, m := 1+r.IntN(300), r.IntN(900)
		if seed%10 == 0 { // far ends of two digits
			n += 1 << digitAtMost
		}
		from, to := make([]int32, m), make([]int32, m)
		for i := range from {
			from[i], to[i] = r.Int32N(int32(n)), r.Int32N(int32(1+r.IntN(n)))
		}
		for _, mirrored := range []bool{false, true} {
			start, neighbour := plainRowsBy[uint32](n, from, to, mirrored)
			for _, shift := range []uint{0, 3, 5, 12} {
				narrow, near := blockedRows(n, from, to, mirrored, shift)
				wide, far := blockedRowsBy[uint64](n, from, to, mirrored, shift, 34)
				if !slices.Equal(narrow, start) || !slices.Equal(near, neighbour) || !slices.Equal(wide, start) || !slices.Equal(far, neighbour) {
					t.Fatalf("seed %d, mirrored %v, blocks of %d: %v %v and %v %v, want %v %v", seed, mirrored, 1<<shift, narrow, near, wide, far, start, neighbour)
				}
			}
		}
	}
	for n, want := range map[int]uint{1: 12, 1 << 18: 12, 1_000_000: 12, 1 << 21: 12, 1<<21 + 1: 13, 10_000_000: 15} {
		if got := blockShift(n); got != want || n > blocksAtMost<<got {
			t.Errorf("%d actors: shift %d, want %d", n, got, want)
		}
	}
}
