package snapshot

import (
	"context"

	"github.com/sillat/sillat/analysis/splitmix"
)

// Places returns a number for every actor that depends only on how it stands in the network and not on names or their order, to choose by
// where figures are equal: actors that no renaming tells apart have equal numbers, and others mostly different ones. It is the colour refinement of
// Weisfeiler and Lehman (1968) over eight steps; weights and dimensions have no part in it. Time
// O(n + m). It returns ctx's error when ctx ends first.
func (g *Graph) Places(ctx context.Context) ([]uint64, error) {
	const steps, patience = 8, 1 << 19 // ties between two looks at ctx, well under 100 ms
	n := g.Len()
	place, next, out, in := make([]uint64, n), make([]uint64, n), make([]uint64, n), []uint64(nil)
	if g.directed {
		in = make([]uint64, n)
	}
	seen := 0
	for range steps {
		for v, p := range place { // what an actor adds to the sums of those around it
			out[v] = splitmix.Scatter(p + 1)
			if g.directed {
				in[v] = splitmix.Scatter(p + 2)
			}
		}
		for u := range int32(n) {
			sum := splitmix.Scatter(place[u])
			for _, v := range g.Out(u) {
				sum += out[v]
			}
			if g.directed {
				for _, v := range g.In(u) {
					sum += in[v]
				}
			}
			next[u] = splitmix.Scatter(sum)
			if seen += 1 + len(g.Out(u)) + len(g.In(u)); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return nil, ctx.Err()
				}
			}
		}
		place, next = next, place
	}
	return place, ctx.Err()
}
