package paths_test

import (
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func TestBetweennessByPivots(t *testing.T) {
	for _, directed := range []bool{false, true} {
		g := graphs.Random(3, 400, 1500, directed, snapshot.Unweighted)
		exact := scores(t, g, &paths.Betweenness)
		pivots := func(count int, seed uint64, threads int) []float64 {
			got, err := paths.BetweennessByPivots(t.Context(), g, count, analysis.Args{Seed: seed, Threads: threads})
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		agree(t, "everybody as pivot", exact, pivots(1000, 1, 2), 1e-9)
		one := pivots(64, 7, 1)
		for _, threads := range []int{2, 3, 8} {
			if !slices.Equal(one, pivots(64, 7, threads)) {
				t.Errorf("directed %v: %d threads gave another estimate", directed, threads)
			}
		}
		var sum, want float64 // the mean of many draws is the exact score
		for seed := range uint64(60) {
			for _, x := range pivots(64, seed, 2) {
				sum += x / 60
			}
		}
		for _, x := range exact {
			want += x
		}
		if math.Abs(sum-want) > 0.03*want {
			t.Errorf("directed %v: estimates sum to %v on average, exact scores to %v", directed, sum, want)
		}
	}
}
