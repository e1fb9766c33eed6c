package silo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// The slow way searches from every actor, one at a time.
func TestSpectrumCountsEveryCrossPairOnce(t *testing.T) {
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 5))
		n := 1 + random.IntN(700)
		silos := 1 + random.IntN(5)
		b := snapshot.Builder{}
		of := make([]int32, n)
		for v := range n {
			b.Actor(fmt.Sprintf("%04d", v), "")
			of[v] = int32(random.IntN(silos+1)) - 1
		}
		for range random.IntN(2 * n) {
			b.Tie(int32(random.IntN(n)), int32(random.IntN(n)), 1)
		}
		g := b.Graph()
		var want []int64
		add := func(d int) {
			for len(want) <= d {
				want = append(want, 0)
			}
			want[d]++
		}
		for s := range int32(n) {
			distance := make([]int, n)
			for queue := []int32{s}; len(queue) > 0; queue = queue[1:] {
				for _, v := range g.Out(queue[0]) {
					if v != s && distance[v] == 0 {
						distance[v] = distance[queue[0]] + 1
						queue = append(queue, v)
					}
				}
			}
			for v := s + 1; int(v) < n; v++ {
				if of[s] >= 0 && of[v] >= 0 && of[s] != of[v] {
					add(distance[v])
				}
			}
		}
		if want == nil {
			want = []int64{0}
		}
		for threads := 1; threads <= 2; threads++ {
			got, err := Spectrum(t.Context(), g, of, silos, threads)
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("network %d (%d actors): pairs by distance %v, error %v; want %v", seed, n, got, err, want)
			}
		}
	}
}

func BenchmarkSpectrum(b *testing.B) {
	g := twoMode(b, "cordis_h2020")
	d, _ := g.Dimension("silo_country")
	for b.Loop() {
		if _, err := Spectrum(b.Context(), g, d.Of, len(d.Values), 0); err != nil {
			b.Fatal(err)
		}
	}
}
