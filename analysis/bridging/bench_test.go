package bridging_test

import (
	"fmt"
	"testing"

	"github.com/sillat/sillat/analysis/bridging"
)

// BenchmarkPlan makes a plan of ten in the three ways: every pair tried, promising pairs with exact figures, and samples.
func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{300, 2000, 27000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := scaleFree(n, 4, 8, 1)
			b.ReportAllocs()
			for b.Loop() {
				plan(b, g, bridging.PlanOptions{Resamples: -1})
			}
		})
	}
}
