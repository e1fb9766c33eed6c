package bridging

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// How many candidates the choice of one tie looks at.
const (
	keptPerAnchor  = 8 // rated partners kept
	measuredAtOnce = 8
	measuredMost   = 48       // when ratings are estimates
	ratingSlack    = 0.4      // how much an estimated rating may fall short of the measured score
	exactly        = 1 - 1e-9 // exact ratings differ from measured scores in rounding only
	climbs         = 3        // rounds of trying the winner's ends against everyone
)

// state is the network with the ties chosen so far.
type state struct {
	field    *field
	parts    *parts
	screen   *screen
	notables []int32
	allow    *allowance
}

// candidate is a tie with its rating or its measured score.
type candidate struct {
	pair
	score float64 // increase of the sum of 1/distance, times plausibility when the plan is by value
}

// compareCandidates puts higher scores first; equal ones go by the actors' ids, so that the same network gives the same plan.
func compareCandidates(x, y candidate) int {
	return cmp.Or(cmp.Compare(y.score, x.score), comparePairs(x.pair, y.pair))
}

// begin returns the state of the network as it is, with some ties added.
func (p *planner) begin(ctx context.Context, ties []pair) (*state, error) {
	st := &state{field: p.base.clone(), parts: newParts(p.graph), allow: p.allowance()}
	st.screen = &screen{f: st.field, sc: p.scope, parts: st.parts, targets: p.targets}
	for _, t := range ties {
		if err := p.take(ctx, st, t); err != nil {
			return nil, err
		}
	}
	if p.whole {
		st.notables, st.screen.heads = p.scope.known, p.scope.known
		return st, nil
	}
	if len(ties) == p.opt.K {
		return st, nil // nothing is left to choose
	}
	var err error
	st.notables, st.screen.heads, err = p.notables(ctx, st)
	if err != nil {
		return nil, err
	}
	return st, p.ensure(ctx, st, st.notables...)
}

// ensure makes actors sources of the state's field, and of the base field where today's distances are needed.
func (p *planner) ensure(ctx context.Context, st *state, actors ...int32) error {
	if p.opt.ByValue || p.opt.match != nil {
		if err := p.base.ensure(ctx, p.opt.Threads, actors...); err != nil {
			return err
		}
	}
	return st.field.ensure(ctx, p.opt.Threads, actors...)
}

// take adds a tie to the state.
func (p *planner) take(ctx context.Context, st *state, t pair) error {
	if err := st.field.ensure(ctx, p.opt.Threads, t.u, t.v); err != nil {
		return err
	}
	st.allow.take(t)
	st.parts.join(t.u, t.v)
	return st.field.apply(ctx, p.opt.Threads, t)
}

// next returns the best tie to add, and false when no pair is left that the limits allow. Minima that no pair can serve any more are given up.
func (p *planner) next(ctx context.Context, st *state) (candidate, bool, error) {
	if err := st.screen.build(ctx, p.opt.Threads); err != nil {
		return candidate{}, false, err
	}
	for {
		best, found, err := p.nextWithin(ctx, st)
		if found || err != nil || st.allow.need == 0 {
			return best, found, err
		}
		st.allow.need--
	}
}

// nextWithin returns the best tie that serves as many minima as needed.
//
// The gain is not submodular (two ties can be worth more together than apart), so no rating of an earlier step bounds a later
// one: ratings are made anew at every step. Measuring is lazy: from the best rated down, until no other can win.
func (p *planner) nextWithin(ctx context.Context, st *state) (candidate, bool, error) {
	anchors := st.notables
	if p.anchorsPerStep < len(anchors) {
		anchors = p.anchors(st)
		if st.allow.need > 0 {
			anchors = st.allow.wanted(p.anchorsPerStep)
			if err := p.ensure(ctx, st, anchors...); err != nil {
				return candidate{}, false, err
			}
		}
	}
	best, found, err := p.bestOf(ctx, st, anchors)
	if err != nil || !found || p.whole && len(anchors) == len(st.notables) {
		return best, found, err
	}
	// A better partner for either end may be an actor that was no anchor.
	for range climbs {
		if err := p.ensure(ctx, st, best.u, best.v); err != nil {
			return best, false, err
		}
		better, _, err := p.bestOf(ctx, st, []int32{best.u, best.v})
		if err != nil {
			return best, false, err
		}
		if better.score <= best.score {
			break
		}
		best = better
	}
	return best, true, nil
}

// rated returns the best rated ties of the anchors, best first.
func (p *planner) rated(ctx context.Context, st *state, anchors []int32) ([]candidate, error) {
	kept := make([][]candidate, len(anchors))
	ratings := make([]rating, p.opt.Threads)
	all := p.whole && len(anchors) == len(p.scope.known)
	err := parallel.Blocks(ctx, len(anchors), 1, p.opt.Threads, nil, func(worker, _, lo, _ int) {
		u := anchors[lo]
		if st.allow.free(u) {
			st.screen.rate(u, &ratings[worker])
			kept[lo] = p.keep(st, u, ratings[worker].gain, anchors, all)
		}
	})
	rated := merged(slices.Concat(kept...))
	slices.SortFunc(rated, compareCandidates)
	return rated, err
}

// bestOf rates all partners of the anchors and returns the best measured tie.
func (p *planner) bestOf(ctx context.Context, st *state, anchors []int32) (candidate, bool, error) {
	rated, err := p.rated(ctx, st, anchors)
	if err != nil {
		return candidate{}, false, err
	}
	if p.whole {
		return p.firstOf(ctx, st, rated, exactly, len(rated))
	}
	// Ratings across components are exact, those within one are estimates; the best of many estimates flatters itself, so the two are not ranked together.
	var within, across []candidate
	for _, c := range rated {
		if st.parts.of[c.u] == st.parts.of[c.v] {
			within = append(within, c)
		} else {
			across = append(across, c)
		}
	}
	best, found, err := p.firstOf(ctx, st, across, exactly, len(across))
	if err != nil {
		return candidate{}, false, err
	}
	other, foundOther, err := p.firstOf(ctx, st, within, 1-ratingSlack, measuredMost)
	if err != nil {
		return candidate{}, false, err
	}
	if !found || foundOther && compareCandidates(other, best) < 0 {
		best = other
	}
	return best, found || foundOther, nil
}

// merged joins the ratings of a tie from its two ends into their mean, which errs less than either when they are estimates.
func merged(rated []candidate) []candidate {
	slices.SortFunc(rated, func(x, y candidate) int { return cmp.Or(comparePairs(x.pair, y.pair), cmp.Compare(y.score, x.score)) })
	kept := rated[:0]
	for _, c := range rated {
		if last := len(kept) - 1; last >= 0 && kept[last].pair == c.pair {
			kept[last].score = (kept[last].score + c.score) / 2
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

// keep returns the partners of an actor to consider: the best rated that the limits allow, and, unless the anchors are everyone, the other
// anchors, so that a tie between two anchors is rated from both. When the anchors are everyone each pair is seen from its smaller end only.
func (p *planner) keep(st *state, u int32, gain []float64, anchors []int32, all bool) []candidate {
	var kept []candidate
	from := 0
	if all {
		from = int(u) + 1
	}
	for v := int32(from); int(v) < len(gain); v++ {
		c := candidate{newPair(u, v), gain[v]}
		if c.score <= 0 || len(kept) == keptPerAnchor && c.score < kept[len(kept)-1].score || !st.allow.allows(u, v) {
			continue
		}
		c.score *= p.weightFrom(u, v)
		if at, _ := slices.BinarySearchFunc(kept, c, compareCandidates); at < keptPerAnchor {
			kept = slices.Insert(kept, at, c)
			kept = kept[:min(len(kept), keptPerAnchor)]
		}
	}
	if all {
		return kept
	}
	best := kept
	for _, v := range anchors {
		t := newPair(u, v)
		known := func(c candidate) bool { return c.pair == t }
		if gain[v] > 0 && st.allow.allows(u, v) && !slices.ContainsFunc(best, known) {
			kept = append(kept, candidate{t, gain[v] * p.weightFrom(u, v)})
		}
	}
	return kept
}

// firstOf measures rated ties, best rated first and at most so many, until the next one's rating is below the trusted share of the best score; it
// returns the best measured.
func (p *planner) firstOf(ctx context.Context, st *state, rated []candidate, trusted float64, most int) (candidate, bool, error) {
	rated = rated[:min(len(rated), most)]
	var best candidate
	for lo := 0; lo < len(rated); lo += measuredAtOnce {
		if rated[lo].score < best.score*trusted {
			break
		}
		measured, err := p.measureAll(ctx, st, rated[lo:min(lo+measuredAtOnce, len(rated))])
		if err != nil {
			return candidate{}, false, err
		}
		for i, c := range measured {
			if lo+i == 0 || compareCandidates(c, best) < 0 {
				best = c
			}
		}
	}
	return best, len(rated) > 0, nil
}

// measureAll returns the candidates with measured scores.
func (p *planner) measureAll(ctx context.Context, st *state, batch []candidate) ([]candidate, error) {
	ends := make([]int32, 0, 2*len(batch))
	for _, c := range batch {
		ends = append(ends, c.u, c.v)
	}
	if err := st.field.ensure(ctx, p.opt.Threads, ends...); err != nil {
		return nil, err
	}
	measured := make([]candidate, len(batch))
	err := parallel.Blocks(ctx, len(batch), 1, p.opt.Threads, nil, func(worker, _, lo, _ int) {
		c := batch[lo]
		e := p.meters[worker].estimateOrCount(st.field, c.pair, p.chooseSample)
		measured[lo] = candidate{c.pair, e.sum * p.weight(c.pair)}
	})
	return measured, err
}
