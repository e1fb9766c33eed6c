package layout

import (
	"math/rand/v2"
	"testing"
)

// TestTreeAgreesWithAllPairs compares the tree's push with the sum over all pairs. The error of single bodies is small against the mean
// push; what is left is what Barnes and Hut trade for speed.
func TestTreeAgreesWithAllPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	at := make([]point, 700)
	for i := range at {
		at[i] = point{r.NormFloat64() * 9, r.NormFloat64()}
		if i%10 == 9 {
			at[i] = at[i-1] // coinciding bodies must neither push each other nor hang the tree
		}
	}
	var tree quadtree
	tree.build(at)
	var wrong, all float64
	for _, p := range at {
		var want point
		for _, q := range at {
			if dx, dy := p.x-q.x, p.y-q.y; dx != 0 || dy != 0 {
				want.x += dx / (dx*dx + dy*dy)
				want.y += dy / (dx*dx + dy*dy)
			}
		}
		got := tree.push(p, nil)
		wrong += point{got.x - want.x, got.y - want.y}.length()
		all += want.length()
	}
	if !(wrong/all < 0.05) {
		t.Errorf("the tree is wrong by %.1f %% of the mean push; want less than 5 %%", 100*wrong/all)
	}
}
