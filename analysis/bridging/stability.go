package bridging

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/bootstrap"
	"github.com/sillat/sillat/analysis/parallel"
)

const (
	stabilityUpTo      = 500
	defaultResamples   = 20
	anchorsPerResample = 24 // a resample's plan is rated from fewer ends than the plan itself
)

// stability plans again on bootstrapped networks and notes how often each bridge is chosen there.
//
// A resample draws as many activities and collaborations, or ties where there are no activities, as there are, with replacement, so about 37 %
// are missing from each. Resamples are planned without mandatory ties, which would otherwise always stay, and without exchanges.
func (p *planner) stability(ctx context.Context, chosen []pair, r *Result, steps *progress) error {
	b := p.opt.Resamples
	if b == 0 || len(chosen) == 0 || !p.exact {
		return nil
	}
	held := make([][]holding, b)
	failed := make([]error, b)
	done := steps.done
	report := func(resamples, _ int64) {
		steps.done = done
		steps.add(resamples)
	}
	err := parallel.Blocks(ctx, b, 1, p.opt.Threads, report, func(_, _, i, _ int) {
		held[i], failed[i] = p.resample(ctx, uint64(i), chosen)
	})
	if err != nil {
		return err
	}
	r.Resamples = b
	for j := range r.Bridges {
		ties, silos := 0, 0
		for i := range b {
			if failed[i] != nil {
				return failed[i]
			}
			if held[i][j].tie {
				ties++
			}
			if held[i][j].silos {
				silos++
			}
		}
		r.Bridges[j].Stability = float64(ties) / float64(b)
		r.Bridges[j].SiloStability = float64(silos) / float64(b)
	}
	return nil
}

// holding says whether a plan holds a tie, and whether it holds any tie between the same two silos.
type holding struct{ tie, silos bool }

// resample plans on one bootstrapped network and says which of the chosen ties, or others like them, its plan holds.
func (p *planner) resample(ctx context.Context, number uint64, chosen []pair) ([]holding, error) {
	drawn := bootstrap.Resample(p.graph, rand.New(rand.NewPCG(p.opt.Seed, number)))
	opt := p.opt
	opt.Threads = 1 // the resamples themselves run side by side
	opt.Limits.Mandatory = nil
	q, err := newPlanner(ctx, drawn, p.dimension.Name, opt)
	if err != nil {
		return nil, err
	}
	q.today = p.graph // a tie that the resample lacks is no new tie
	q.anchorsPerStep = min(q.anchorsPerStep, anchorsPerResample)
	again, err := q.choose(ctx, &progress{})
	if err != nil {
		return nil, err
	}
	held := make([]holding, len(chosen))
	for j, t := range chosen {
		held[j].tie = slices.Contains(again, t)
		held[j].silos = slices.ContainsFunc(again, func(x pair) bool {
			return newPair(p.dimension.Of[x.u], p.dimension.Of[x.v]) == newPair(p.dimension.Of[t.u], p.dimension.Of[t.v])
		})
	}
	return held, nil
}
