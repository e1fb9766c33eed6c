package bridging

import (
	"context"
	"slices"
)

const (
	exchangeRounds = 3  // how often the whole plan is gone over for better ties
	restartUpTo    = 48 // actors up to which plans that begin otherwise are tried too
	restarts       = 24 // how many of them
)

// exchange replaces ties of a plan while a better one is found for the place of any: each is taken out, and the best tie given all the others put in.
// Then the ties are put in order: those asked for, then the best given the ones before.
func (p *planner) exchange(ctx context.Context, chosen []pair) ([]pair, error) {
	fixed := len(p.opt.Limits.Mandatory)
	for range exchangeRounds {
		exchanged := false
		for i := fixed; i < len(chosen); i++ {
			st, err := p.begin(ctx, slices.Concat(chosen[:i], chosen[i+1:]))
			if err != nil {
				return nil, err
			}
			best, found, err := p.next(ctx, st)
			if err != nil {
				return nil, err
			}
			now, err := p.measureAll(ctx, st, []candidate{{pair: chosen[i]}})
			if err != nil {
				return nil, err
			}
			// Rounding must not keep exchanging ties of equal worth.
			if found && best.score > now[0].score*(1+1e-9) {
				chosen[i] = best.pair
				exchanged = true
			}
		}
		if !exchanged {
			break
		}
	}
	return p.order(ctx, chosen, fixed)
}

// order puts the ties after the fixed ones in the order greedy choice among them would take.
func (p *planner) order(ctx context.Context, chosen []pair, fixed int) ([]pair, error) {
	st, err := p.begin(ctx, chosen[:fixed])
	if err != nil {
		return nil, err
	}
	for i := fixed; i < len(chosen); i++ {
		left := make([]candidate, 0, len(chosen)-i)
		for _, t := range chosen[i:] {
			left = append(left, candidate{pair: t})
		}
		measured, err := p.measureAll(ctx, st, left)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(measured, compareCandidates)
		for j, c := range measured {
			chosen[i+j] = c.pair
		}
		if err := p.take(ctx, st, chosen[i]); err != nil {
			return nil, err
		}
	}
	return chosen, nil
}

// restart makes plans that begin with another of the best first ties and returns the best plan. It finds ties that are worth little alone and much together, which
// neither the greedy choice nor an exchange of single ties can.
func (p *planner) restart(ctx context.Context, fixed, chosen []pair) ([]pair, error) {
	st, err := p.begin(ctx, fixed)
	if err != nil {
		return nil, err
	}
	if err := st.screen.build(ctx, p.opt.Threads); err != nil {
		return nil, err
	}
	firsts, err := p.rated(ctx, st, st.notables)
	if err != nil {
		return nil, err
	}
	best, err := p.worth(ctx, chosen)
	if err != nil {
		return nil, err
	}
	for _, first := range firsts[:min(restarts, len(firsts))] {
		other, err := p.complete(ctx, append(slices.Clone(fixed), first.pair), &progress{})
		if err != nil {
			return nil, err
		}
		if other, err = p.exchange(ctx, other); err != nil {
			return nil, err
		}
		worth, err := p.worth(ctx, other)
		if err != nil {
			return nil, err
		}
		if worth > best*(1+1e-9) {
			best, chosen = worth, other
		}
	}
	return chosen, nil
}

// worth returns the sum of the scores of a plan's ties, each given the ones before it.
func (p *planner) worth(ctx context.Context, ties []pair) (float64, error) {
	st, err := p.begin(ctx, nil)
	if err != nil {
		return 0, err
	}
	var sum float64
	for _, t := range ties {
		measured, err := p.measureAll(ctx, st, []candidate{{pair: t}})
		if err != nil {
			return 0, err
		}
		sum += measured[0].score
		if err := p.take(ctx, st, t); err != nil {
			return 0, err
		}
	}
	return sum, nil
}
