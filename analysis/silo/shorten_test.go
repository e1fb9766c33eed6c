package silo

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// What leaves and what arrives is the difference of two spectra, the second of the network with the tie built in.
func TestShortenIsTheDifferenceOfTwoSpectra(t *testing.T) {
	apart := 0
	for seed := range uint64(120) {
		random := rand.New(rand.NewPCG(seed, 6))
		n := 3 + random.IntN(600)
		silos := 1 + random.IntN(5)
		of := make([]int32, n)
		for v := range n {
			of[v] = int32(random.IntN(silos+1)) - 1
		}
		var ties [][2]int32
		for range n/2 + random.IntN(n) {
			ties = append(ties, [2]int32{int32(random.IntN(n)), int32(random.IntN(n))})
		}
		u := int32(random.IntN(n - 1))
		v := u + 1 + int32(random.IntN(n-1-int(u)))
		build := func(ties [][2]int32) *snapshot.Graph {
			b := snapshot.Builder{}
			for a := range n {
				b.Actor(fmt.Sprintf("%04d", a), "")
			}
			for _, tie := range ties {
				b.Tie(tie[0], tie[1], 1)
			}
			return b.Graph()
		}
		g := build(ties)
		away, come, err := Shorten(t.Context(), g, of, silos, u, v, 1+int(seed%2))
		if err != nil {
			t.Fatal(err)
		}
		before, err := Spectrum(t.Context(), g, of, silos, 1)
		if err != nil {
			t.Fatal(err)
		}
		after, err := Spectrum(t.Context(), build(append(ties, [2]int32{u, v})), of, silos, 1)
		if err != nil {
			t.Fatal(err)
		}
		if away[0] > 0 {
			apart++
		}
		for d := range max(len(before), len(after), len(away)) {
			if got, want := at(before, d)-at(away, d)+at(come, d), at(after, d); got != want {
				t.Errorf("network %d, tie %d-%d, distance %d: %d pairs, from scratch %d", seed, u, v, d, got, want)
			}
		}
	}
	if apart < 10 {
		t.Errorf("only %d of the ties join components", apart)
	}
}

func at(counts []int64, d int) int64 {
	if d < len(counts) {
		return counts[d]
	}
	return 0
}
