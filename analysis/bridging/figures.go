package bridging

import (
	"context"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/sillat/sillat/analysis/parallel"
)

// figures measures the network of a field, from every source with a silo when exact and from the report's sample otherwise.
//
// With samples Reach is estimated by the mean over sampled actors, which were drawn without replacement, so the interval shrinks by the share drawn.
func (p *planner) figures(ctx context.Context, f *field, parts *parts) (Figures, error) {
	from := p.scope.known
	if !p.exact {
		from = p.reportSample
	}
	reachable := parts.reachable(p.scope)
	fig := Figures{
		Resistance: math.NaN(), Reach: math.NaN(), ReachCI: [2]float64{math.NaN(), math.NaN()}, MeanDistance: math.NaN(),
		CrossPairs: p.scope.pairs, UnreachablePairs: p.scope.pairs - reachable, Components: parts.count,
	}
	harmonic, hops := make([]float64, len(from)), make([]float64, len(from))
	counts := make([][]int64, p.opt.Threads) // how many pairs are at each distance
	err := parallel.Blocks(ctx, len(from), 16, p.opt.Threads, nil, func(worker, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			s := from[i]
			size := int(f.ecc[s]) + 1
			counts[worker] = append(counts[worker][:0], make([]int64, size)...)
			for _, t := range p.scope.known {
				if d := f.row[s][t]; d != unreachable && p.scope.silo[t] != p.scope.silo[s] {
					counts[worker][d]++
				}
			}
			for d := 1; d < size; d++ {
				harmonic[i] += float64(counts[worker][d]) / float64(d)
				hops[i] += float64(counts[worker][d]) * float64(d)
			}
		}
	})
	if err != nil || p.scope.pairs == 0 || len(from) == 0 {
		return fig, err
	}
	var sum, steps float64
	for i := range from {
		sum += harmonic[i]
		steps += hops[i]
	}
	n, all, pairs := float64(len(from)), float64(len(p.scope.known)), float64(p.scope.pairs)
	// Each pair is seen from both its ends.
	fig.Reach = sum * (all / n) / (2 * pairs)
	if reachable > 0 {
		fig.MeanDistance = steps * (all / n) / (2 * float64(reachable))
	}
	var squares float64
	for _, h := range harmonic {
		squares += (h - sum/n) * (h - sum/n)
	}
	half := 0.0
	if !p.exact && n > 1 {
		t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.975)
		half = t * all * math.Sqrt(squares/(n-1)/n*(1-n/all)) / (2 * pairs)
	}
	fig.ReachCI = [2]float64{fig.Reach - half, fig.Reach + half}
	return fig, nil
}
