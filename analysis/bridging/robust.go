package bridging

import (
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// AimRobustness is the aim to give the silos more and better separate ways to each other: a low mean, over the pairs of actors in different
// silos, of the forest resistance between them. A tie helps most where few and narrow ways lead across.
const AimRobustness = "robustness"

// robustUpTo is the most actors for which resistances are held: 24 bytes and 3n operations for each of n² pairs.
const robustUpTo = 3000

// robust makes plans for AimRobustness. What every allowed tie would change is known exactly at every step.
type robust struct {
	p     *planner
	f     *forest // of the network with the ties in hand
	allow *allowance
	ties  []pair
}

func (p *planner) robust(ctx context.Context) (*robust, error) {
	f, err := newForest(ctx, p.graph, p.scope, p.opt.Threads)
	if err != nil {
		return nil, err
	}
	return &robust{p: p, f: f, allow: p.allowance()}, nil
}

// choose returns the plan's ties in their order and leaves the forest without them.
func (r *robust) choose(ctx context.Context, fixed []pair, steps *progress) ([]pair, error) {
	for _, t := range fixed {
		if err := r.take(ctx, t); err != nil {
			return nil, err
		}
	}
	for len(r.ties) < r.p.opt.K {
		best, found, err := r.best(ctx)
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		if err := r.take(ctx, best.pair); err != nil {
			return nil, err
		}
		steps.add(1)
	}
	if err := r.exchange(ctx, len(fixed)); err != nil {
		return nil, err
	}
	return r.order(ctx, len(fixed))
}

// best returns the allowed tie that eases most, and false when there is none.
func (r *robust) best(ctx context.Context) (candidate, bool, error) {
	for {
		firsts := make([]candidate, r.f.n)
		found := make([]bool, r.f.n)
		err := parallel.Blocks(ctx, r.f.n, 16, r.p.opt.Threads, nil, func(_, _, lo, hi int) {
			for u := int32(lo); u < int32(hi); u++ {
				for v := u + 1; int(v) < r.f.n; v++ {
					c := candidate{pair{u, v}, r.f.eases(u, v)}
					if found[u] && c.score <= firsts[u].score || !r.allow.allows(u, v) {
						continue // a weight is below one
					}
					c.score *= r.p.weight(c.pair)
					if !found[u] || compareCandidates(c, firsts[u]) < 0 {
						firsts[u], found[u] = c, true
					}
				}
			}
		})
		if err != nil {
			return candidate{}, false, err
		}
		var best candidate
		any := false
		for u, c := range firsts {
			if found[u] && (!any || compareCandidates(c, best) < 0) {
				best, any = c, true
			}
		}
		if any || r.allow.need == 0 {
			return best, any, nil
		}
		r.allow.need--
	}
}

func (r *robust) take(ctx context.Context, t pair) error {
	r.ties = append(r.ties, t)
	r.allow.take(t)
	return r.f.add(ctx, t)
}

// drop takes one tie out again.
func (r *robust) drop(ctx context.Context, i int) error {
	t := r.ties[i]
	r.ties = slices.Delete(r.ties, i, i+1)
	r.allow = r.p.allowance()
	for _, left := range r.ties {
		r.allow.take(left)
	}
	return r.f.remove(ctx, t)
}

// exchange replaces ties while a better one is found for the place of any.
func (r *robust) exchange(ctx context.Context, fixed int) error {
	for range exchangeRounds {
		exchanged := false
		for range len(r.ties) - fixed {
			old := r.ties[fixed] // each in turn: it comes back, or another does, at the end
			if err := r.drop(ctx, fixed); err != nil {
				return err
			}
			best, found, err := r.best(ctx)
			if err != nil {
				return err
			}
			now := r.f.eases(old.u, old.v) * r.p.weight(old)
			if found && best.score > now*(1+1e-9) {
				old, exchanged = best.pair, true
			}
			if err := r.take(ctx, old); err != nil {
				return err
			}
		}
		if !exchanged {
			break
		}
	}
	return nil
}

// order takes all ties out and puts those after the fixed ones in the order greedy choice among them would take.
func (r *robust) order(ctx context.Context, fixed int) ([]pair, error) {
	ties := slices.Clone(r.ties)
	for _, t := range ties[fixed:] {
		if err := r.f.remove(ctx, t); err != nil {
			return nil, err
		}
	}
	for i := fixed; i < len(ties); i++ {
		slices.SortFunc(ties[i:], func(x, y pair) int {
			return compareCandidates(candidate{x, r.f.eases(x.u, x.v) * r.p.weight(x)}, candidate{y, r.f.eases(y.u, y.v) * r.p.weight(y)})
		})
		if err := r.f.add(ctx, ties[i]); err != nil {
			return nil, err
		}
	}
	for _, t := range ties {
		if err := r.f.remove(ctx, t); err != nil {
			return nil, err
		}
	}
	return ties, nil
}

// describe writes into a plan what its ties do to resistances. The forest is that of the network as it is.
func (r *robust) describe(ctx context.Context, result *Result) error {
	pairs := float64(r.p.scope.pairs)
	now := r.f.total() / pairs
	result.Before.Resistance = now
	for i := range result.Bridges {
		b := &result.Bridges[i]
		b.GainAlone = r.f.eases(b.Source, b.Target) / pairs
	}
	for i := range result.Bridges {
		b := &result.Bridges[i]
		b.Gain = r.f.eases(b.Source, b.Target) / pairs
		b.CI = [2]float64{b.Gain, b.Gain}
		b.Value = b.Gain * b.Plausibility
		b.Facts.Eased = b.Gain / now
		now -= b.Gain
		if err := r.f.add(ctx, pair{b.Source, b.Target}); err != nil {
			return err
		}
	}
	result.After.Resistance = r.f.total() / pairs
	if r.p.scope.pairs == 0 {
		result.Before.Resistance, result.After.Resistance = math.NaN(), math.NaN()
	}
	return nil
}
