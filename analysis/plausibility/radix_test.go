package plausibility

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSortingByBitsEqualsSortingByValue(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	for _, n := range []int{0, 1, 2, 1000, 30000} {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(random.NormFloat64() * math.Exp(20*random.NormFloat64()))
			if i%7 == 0 {
				x[i] = float32(i % 3)
			}
		}
		if n > 2 {
			x[1], x[2] = float32(math.Inf(1)), float32(math.Inf(-1))
		}
		want := slices.Sorted(slices.Values(x))
		if sortFloats(x); !slices.Equal(x, want) {
			t.Errorf("%d numbers are not in order", n)
		}
	}
}
