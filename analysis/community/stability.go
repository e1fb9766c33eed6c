package community

import (
	"context"
	"math"
)

// stabilityOf returns how well the other divisions agree with the one kept: their mean adjusted Rand index with it, NaN when there are none. It
// returns ctx's error when ctx ends first.
func stabilityOf(ctx context.Context, divisions [][]int32, kept int) (float64, error) {
	stability := math.NaN()
	for try, other := range divisions {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if try != kept {
			stability = addTo(stability, newTable(divisions[kept], other).ari()/float64(len(divisions)-1))
		}
	}
	return stability, ctx.Err()
}
