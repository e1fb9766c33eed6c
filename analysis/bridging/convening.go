package bridging

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
)

const (
	conveningWork  = 100_000_000 // candidates × targets × actors looked at for each guest
	fewestWitness  = 64          // targets that a guest is chosen from at least
	longestInverse = 256         // distances from here on count as this in the choice
)

// convening chooses K actors to invite to one activity, which ties all of them to each other as a projected activity does. The first two are the
// ends of the best tie; then, again and again, comes the one who adds most.
//
// With D(s) the steps from s to the nearest guest, the activity makes d′(s,t) = min(d(s,t), D(s)+1+D(t)): a path through it enters at a guest
// and leaves at another, and where both are nearest to the same guest it brings nothing. The choice counts pairs of a sample in larger networks; the
// figures are exact.
func (p *planner) convening(ctx context.Context, steps *progress) (*Result, error) {
	w, err := p.weigher(ctx)
	if err != nil {
		return nil, err
	}
	st, err := p.begin(ctx, nil)
	if err != nil {
		return nil, err
	}
	before, err := w.figures(ctx, nil)
	if err != nil {
		return nil, err
	}
	r := &Result{Before: before, After: before, Exact: true, Warnings: p.scopeWarnings()}
	first, found, err := p.next(ctx, st)
	if err != nil {
		return nil, err
	}
	if !found {
		if p.scope.pairs > 0 {
			r.Warnings = append(r.Warnings, notice.NobodyToInvite.Of())
		}
		return r, nil
	}
	guests := []int32{first.u, first.v}
	if err := p.ensure(ctx, st, guests...); err != nil {
		return nil, err
	}
	for len(guests) < p.opt.K {
		guest, found, err := p.nextGuest(ctx, st, guests)
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		guests = append(guests, guest)
		steps.add(1)
	}
	var ties []pair
	for i, u := range guests {
		for _, v := range guests[:i] {
			if !p.graph.HasTie(u, v) {
				ties = append(ties, newPair(u, v))
			}
		}
	}
	if r.After, err = w.figures(ctx, ties); err != nil {
		return nil, err
	}
	if err := p.ensureBase(ctx, ties); err != nil {
		return nil, err
	}
	b := w.together(KindConvening, guests, ties, r.Before, r.After)
	b.Rank = 1
	for _, u := range guests {
		if name := p.siloName(u); !slices.Contains(b.Facts.Silos, name) {
			b.Facts.Silos = append(b.Facts.Silos, name)
		}
	}
	slices.Sort(b.Facts.Silos)
	r.Bridges = []Bridge{b}
	if len(guests) < p.opt.K {
		r.Warnings = append(r.Warnings, notice.FewGuests.Of(len(guests), p.opt.K))
	}
	return r, nil
}

// nextGuest returns the actor whose coming adds most, and false when nobody's does.
func (p *planner) nextGuest(ctx context.Context, st *state, guests []int32) (int32, bool, error) {
	near := slices.Clone(st.field.row[guests[0]]) // D
	for _, g := range guests[1:] {
		for t, d := range st.field.row[g] {
			near[t] = min(near[t], d)
		}
	}
	candidates := st.notables
	most := max(fewestWitness, conveningWork/(len(candidates)*p.graph.Len()+1))
	witnesses := p.targets
	if every := (len(witnesses) + most - 1) / most; every > 1 {
		thinned := make([]int32, 0, most)
		for i := 0; i < len(witnesses); i += every {
			thinned = append(thinned, witnesses[i])
		}
		witnesses = thinned
	}
	adds := make([]float64, len(candidates))
	err := parallel.Blocks(ctx, len(candidates), 1, p.opt.Threads, nil, func(_, i, _, _ int) {
		if !slices.Contains(guests, candidates[i]) && !p.forbiddenWith(candidates[i], guests) {
			adds[i] = p.brings(st, candidates[i], near, witnesses)
		}
	})
	if err != nil {
		return 0, false, err
	}
	best := -1
	for i, x := range adds {
		if x > 0 && (best < 0 || x > adds[best]) {
			best = i
		}
	}
	if best < 0 {
		return 0, false, nil
	}
	return candidates[best], true, nil
}

func (p *planner) forbiddenWith(u int32, guests []int32) bool {
	return slices.ContainsFunc(guests, func(g int32) bool {
		_, forbidden := p.forbidden[newPair(u, g)]
		return forbidden
	})
}

// inverse is 1/d for the choice of guests; [0] is no path.
var inverse = func() (inv [longestInverse + 1]float64) {
	for d := 1; d < longestInverse; d++ {
		inv[d] = 1 / float64(d)
	}
	return inv
}()

// brings returns what one more guest adds for the witnesses: their increase of 1/distance to actors in other silos.
func (p *planner) brings(st *state, guest int32, near []uint16, witnesses []int32) float64 {
	mine := st.field.row[guest]
	var sum float64
	for _, s := range witnesses {
		row, silo := st.field.row[s], p.scope.silo[s]
		now, then := uint32(near[s])+1, uint32(min(near[s], mine[s]))+1
		for _, t := range p.scope.known {
			d := uint32(row[t])
			with := then + uint32(min(near[t], mine[t]))
			if with >= d || p.scope.silo[t] == silo {
				continue
			}
			without := min(d, now+uint32(near[t]))
			sum += inverse[min(with, longestInverse)] - inverse[min(without, longestInverse)]
		}
	}
	return sum
}
