package bridging

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
)

// account is what ties change, measured or estimated.
type account struct {
	before, after Figures
	alone         []estimate // by each tie on the network as it is
	given         []estimate // by each, given the ones before it
}

// describe adds the chosen ties one by one to the network as it is and writes down what each changes.
func (p *planner) describe(ctx context.Context, chosen []pair, steps *progress) (*Result, error) {
	r := &Result{Exact: p.exact || p.swept, Exhaustive: p.exhaustive(), Samples: len(p.reportSample), Warnings: p.warnings(chosen)}
	f, err := p.reportField(ctx, chosen)
	if err != nil {
		return nil, err
	}
	r.Bridges = make([]Bridge, len(chosen))
	parts := newParts(p.graph)
	for i, t := range chosen {
		r.Bridges[i] = p.bridge(i, t, f.row[t.u][t.v])
		r.Bridges[i].Facts.PairsJoined = parts.joins(p.scope, t.u, t.v)
		parts.join(t.u, t.v)
	}
	var a *account
	if p.swept {
		a, err = p.sweepTies(ctx, f, chosen, steps)
	} else {
		a, err = p.accountFor(ctx, f, chosen, steps)
	}
	if err != nil {
		return nil, err
	}
	r.Before, r.After = a.before, a.after
	pairs := float64(p.scope.pairs)
	for i := range r.Bridges {
		b, e := &r.Bridges[i], a.given[i]
		b.GainAlone = a.alone[i].sum / pairs
		b.Gain = e.sum / pairs
		b.CI = [2]float64{max(0, e.sum-e.half) / pairs, (e.sum + e.half) / pairs}
		b.Value = b.Gain * b.Plausibility
		b.Facts.PairsImproved = int64(math.Round(e.improved))
	}
	return r, nil
}

// bridge begins the description of a tie with what is known of it today.
func (p *planner) bridge(i int, t pair, distance uint16) Bridge {
	u, v := p.graph.Out(t.u), p.graph.Out(t.v)
	b := Bridge{
		Rank: i + 1, Kind: KindTie, Source: t.u, Target: t.v, Stability: math.NaN(), SiloStability: math.NaN(),
		Facts: Facts{
			DistanceBefore: -1, SiloSource: p.siloName(t.u), SiloTarget: p.siloName(t.v),
			DegreeSource: len(u), DegreeTarget: len(v), CommonNeighbours: sharedContacts(u, v),
		},
	}
	if distance != unreachable {
		b.Facts.DistanceBefore = int(distance)
	}
	if p.opt.match != nil {
		b.Kind, b.Facts.Shared = KindPeerLearning, p.opt.match.shared(t.u, t.v)
	}
	b.Plausibility, b.PlausibilityBy = p.chanceAt(t, distance)
	return b
}

// reportField returns the distances that a description needs: the base field when it holds all, else those from the ties' ends and, where figures
// are estimated, from actors that did not choose the ties: a tie picked for looking best in a sample looks better there than it is.
func (p *planner) reportField(ctx context.Context, chosen []pair) (*field, error) {
	if p.exact {
		return p.base, nil
	}
	for i := range p.meters {
		p.meters[i].certain = certainNearEnds
	}
	f := newField(p.graph)
	if err := f.search(ctx, p.opt.Threads, p.reportSample); err != nil {
		return nil, err
	}
	var ends []int32
	for _, t := range chosen {
		ends = append(ends, t.u, t.v)
	}
	return f, f.ensure(ctx, p.opt.Threads, ends...)
}

// accountFor measures the ties in a field, or estimates them from its sample, and leaves them in the field.
func (p *planner) accountFor(ctx context.Context, f *field, chosen []pair, steps *progress) (*account, error) {
	var sampled []bool
	if !p.exact {
		sampled = marked(p.graph.Len(), p.reportSample)
	}
	a := &account{alone: make([]estimate, len(chosen)), given: make([]estimate, len(chosen))}
	parts := newParts(p.graph)
	var err error
	if a.before, err = p.figures(ctx, f, parts); err != nil {
		return nil, err
	}
	err = parallel.Blocks(ctx, len(chosen), 1, p.opt.Threads, nil, func(worker, _, i, _ int) {
		a.alone[i] = p.meters[worker].estimateOrCount(f, chosen[i], sampled)
	})
	if err != nil {
		return nil, err
	}
	for i, t := range chosen {
		a.given[i] = p.meters[0].estimateOrCount(f, t, sampled)
		parts.join(t.u, t.v)
		if err := f.apply(ctx, p.opt.Threads, t); err != nil {
			return nil, err
		}
		steps.add(1)
	}
	if a.after, err = p.figures(ctx, f, parts); err != nil {
		return nil, err
	}
	if !p.exact {
		a.chain(float64(p.scope.pairs))
	}
	return a, nil
}

// chain makes the estimated figure after the plan the one before plus the gains, which are estimated more sharply than either.
func (a *account) chain(pairs float64) {
	sum := a.before.Reach
	for _, e := range a.given {
		sum += e.sum / pairs
	}
	half := (a.after.ReachCI[1] - a.after.ReachCI[0]) / 2
	a.after.Reach, a.after.ReachCI = sum, [2]float64{sum - half, sum + half}
}

func (p *planner) siloName(a int32) string {
	if c := p.dimension.Of[a]; c >= 0 {
		return p.dimension.Values[c]
	}
	return ""
}

// warnings says what the reader must know to trust the plan.
func (p *planner) warnings(chosen []pair) []notice.Notice {
	w := p.scopeWarnings()
	if p.scope.pairs > 0 && len(chosen) < p.opt.K {
		w = append(w, notice.FewBridges.Of(len(chosen), p.opt.K))
	}
	below, counts := unmet(p.opt.quotas, chosen)
	for i, q := range below {
		w = append(w, notice.QuotaUnmet.Of(counts[i], q.AtLeast, q.Dimension, q.Value))
	}
	if !p.exact && !p.swept {
		w = append(w, notice.GainsSampled.Of(len(p.reportSample), len(p.scope.known)))
	}
	return w
}

// scopeWarnings says who does not count.
func (p *planner) scopeWarnings() []notice.Notice {
	var w []notice.Notice
	if without := p.graph.Len() - len(p.scope.known); without > 0 && len(p.opt.Between) == 0 {
		w = append(w, notice.Unbridged.Of(without, p.graph.Len(), p.dimension.Name))
	}
	if p.scope.pairs == 0 {
		w = append(w, notice.NothingToBridge.Of())
	}
	return w
}
