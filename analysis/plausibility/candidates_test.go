package plausibility

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The best of many are those that sorting all puts first, also where most scores are alike.
func TestTheBestAreThoseThatSortingPutsFirst(t *testing.T) {
	var l leading
	random := rand.New(rand.NewPCG(9, 9))
	for _, n := range []int{1, 40, 200, 1500, 6000} {
		for _, values := range []int{1, 3, 50, 1 << 30} { // how many scores differ
			score, tie, open, first := make([]float64, n), make([]float64, n), make([]bool, n), numbered(n)
			for a := range n {
				score[a], tie[a], open[a] = float64(random.IntN(values)), float64(random.IntN(5)), random.IntN(4) > 0
			}
			r := ranking{score: make([]float64, n), tie: tie}
			slices.SortFunc(first, r.order)
			for _, k := range []int{1, 40, 50} {
				all := ranking{score: score, tie: tie}
				want := slices.DeleteFunc(numbered(n), func(a int32) bool { return !open[a] })
				slices.SortFunc(want, all.order)
				want = want[:min(k, len(want))]
				above := slices.DeleteFunc(numbered(n), func(a int32) bool { return !open[a] || score[a] == 0 })
				for _, few := range []int{0, k / 2, k} {
					rank := 0.0
					if len(want) == k {
						rank = score[want[k-1]]
					}
					led := slices.Sorted(slices.Values(want[:min(few, len(want))]))
					for _, only := range [][]int32{nil, above} {
						at, best := l.among(open, only, score, tie, first, k, few)
						if slices.Sort(best); at != rank || !slices.Equal(best, led) {
							t.Errorf("the %d best of %d with %d values: %v, rank %d at %v; by sorting %v and %v", few, n, values, best, k, at, led, rank)
						}
					}
				}
				if r.best(k, open, score, tie); !slices.Equal(r.kept, want) {
					t.Errorf("the %d best of %d with %d values, one by one: %v, by sorting %v", k, n, values, r.kept, want)
				}
			}
		}
	}
}
