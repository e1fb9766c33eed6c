package paths

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Farness returns for every actor how many others it reaches and the sum of its distances to them, of the ties outward. It is for metrics
// of other families that build on distances; threads and report are as in analysis.Args, and report may be nil.
// It returns ctx's error when it ends first.
func Farness(ctx context.Context, g *snapshot.Graph, threads int, report func(done, all int64)) (reached, sum []float64, err error) {
	slots, _, err := distances(ctx, g, withDirection(analysis.Args{Threads: threads, Progress: report}), 2, func(slot []float64, d, actors float64) {
		slot[0] += actors
		slot[1] += actors * d
	})
	if err != nil {
		return nil, nil, err
	}
	reached, sum = make([]float64, g.Len()), make([]float64, g.Len())
	for u := range reached {
		reached[u], sum[u] = slots[2*u], slots[2*u+1]
	}
	return reached, sum, nil
}
