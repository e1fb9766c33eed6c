package silo

import (
	"context"
	"math/bits"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Reach is the share of one silo's actors that can reach some actor of another within one, two and three steps.
type Reach struct{ One, Two, Three float64 }

const reachSteps = 3

// reachCounts returns [step][a*silos+b]: how many actors of silo a have an actor of b within step+1 steps. It is exact at any size.
//
// Every actor carries a set of silos, at first its own. A step joins the sets of its neighbours to it, 64 silos to a word, so
// after three sweeps over the ties the sets say which silos each actor reaches. Cost: 3·m·⌈silos/64⌉ word operations.
func reachCounts(ctx context.Context, g *snapshot.Graph, of []int32, silos, threads int) ([reachSteps][]int64, error) {
	var counts [reachSteps][]int64
	for step := range counts {
		counts[step] = make([]int64, silos*silos)
	}
	n := g.Len()
	now, next := make([]uint64, n), make([]uint64, n)
	for first := 0; first < silos; first += 64 {
		for v, a := range of {
			now[v] = 0
			if at := int(a) - first; a >= 0 && at >= 0 && at < 64 {
				now[v] = 1 << at
			}
		}
		for step := range counts {
			err := parallel.Blocks(ctx, n, 2048, threads, nil, func(_, _, lo, hi int) {
				for v := lo; v < hi; v++ {
					set := now[v]
					for _, u := range g.Out(int32(v)) {
						set |= now[u]
					}
					next[v] = set
				}
			})
			if err != nil {
				return counts, err
			}
			now, next = next, now
			for v, a := range of {
				if a < 0 {
					continue
				}
				row := counts[step][int(a)*silos : int(a+1)*silos]
				for set := now[v]; set != 0; set &= set - 1 {
					row[first+bits.TrailingZeros64(set)]++
				}
			}
		}
	}
	return counts, nil
}
