package plausibility

import (
	"context"
	"math"
	"math/rand/v2"
)

// What is seen from one end of a tie tells too little of the other: a candidate who seldom finds anybody may stand high among those of one who often does,
// because it is near. And who shares no partner with the other, or has no path to it at all, is met more seldom than the share of all those on no list lets expect.
// So the chance that two meet is corrected by what came of such pairs in the last horizon: a logistic regression on the log-odds as seen
// from the end that is likelier to find somebody, on how likely the other is to, and on how far apart they are.
//
// One horizon tells little of the next. Weights that fit the last one well differ from those that would fit the next about as much as those of one network
// from another's. So each is moved halfway to what other networks showed.

// meeters is about how many of the known actors say how chances are to be corrected, and levellers how many say how many ties the corrected chances promise.
const (
	meeters   = 300
	levellers = 150
)

// meetingTerms are the terms of a meeting's own rows: the log-odds as seen from the likelier end, the other's to find anybody, three ways of being far apart, and
// the partners that both share. Of the first five the last horizon says what they weigh. Where little came of such pairs the chances stay as they are seen from the likelier end.
var meetingTerms = []term{
	{feature: 0, floor: asItIs, expected: 1}, {feature: 1, floor: asItIs}, {feature: 2, floor: asItIs}, {feature: 3, floor: asItIs}, {feature: 4, floor: asItIs, expected: withoutPath},
	{feature: 5, floor: asItIs},
}

// withoutPath is what is expected to be added to the log-odds of two who have no path to each other, of whom there are few to learn from.
const withoutPath = -1.0

// learntTerms is how many of the terms the last horizon says the weights of.
const learntTerms = 5

// elsewhere holds what the terms weighed in the horizon after the one that was learnt from, about the median over five networks at three days each, between
// countries and between sectors: the projects of Horizon 2020 on three societal challenges, research infrastructures, and future and emerging technologies.
// What it is worth on other networks is told in internal/docs/methods/plausibility.md.
var elsewhere = [...]float64{0.85, 0.15, 0, 0, -0.5, 0.4}

// halfway returns an outline of all terms, whose weights are halfway between what was learnt and what other networks showed. Its constant is still that of what was learnt.
func halfway(learnt *outline) *outline {
	made := &outline{terms: meetingTerms, weight: make([]float64, 1+len(meetingTerms))}
	copy(made.weight, learnt.weight)
	for i, w := range elsewhere {
		made.weight[1+i] = (made.weight[1+i] + w) / 2
	}
	return made
}

// afar says how far apart two actors are.
type afar struct {
	shared float64 // partners that they share
	three  bool    // there are paths of three steps
	path   bool    // there is a path
}

func meetingRow(chance, less float64, a afar) []float32 {
	row := make([]float32, len(meetingTerms))
	row[0], row[1] = float32(math.Log(chance/(1-chance))), float32(math.Log(less))
	for i, far := range []bool{a.shared == 0, a.shared == 0 && !a.three, !a.path} {
		if far {
			row[2+i] = 1
		}
	}
	row[5] = float32(math.Log1p(a.shared))
	return row
}

// Meeting corrects chances by the other end of a pair. Nil corrects nothing. It never changes and may be used by any number of goroutines at the same time.
type Meeting struct {
	odds  *outline
	shift float64 // of all log-odds, so that as many ties are promised as came in the last horizon
	parts []int32 // per actor its component at the day
}

// meet returns the chance that two meet, by the chance seen from one of them and by how likely each is to find anybody.
func (c *Meeting) meet(chance, u, v float64, a afar) float64 {
	if c == nil {
		return chance
	}
	return logistic(c.odds.logOdds(meetingRow(chance, min(u, v), a)) + c.shift)
}

// path reports whether there is a path between two actors; true when nothing is corrected.
func (c *Meeting) path(u, v int32) bool { return c == nil || c.parts[u] == c.parts[v] }

// Meeting learns the correction from the pairs that allow permits, such as those between silos, and the last whole horizon, as the earlier trees and the
// levels foretell it; a nil allow permits all. Who is of another silo is met more seldom than anybody else who looks as near. Who is likelier to find a
// partner there was learnt from the same time, but from few numbers. Then all chances are moved so that as many ties are expected in the next horizon as came in the last:
// a network in which more actors are known from year to year does not bring more ties for that, of which chances pair by pair know nothing. It takes about as long
// as ranking the candidates of a few hundred actors. Nil: the model has learnt nothing.
func (m *Model) Meeting(ctx context.Context, allow func(u, v int32) bool) (*Meeting, error) {
	if !m.Learnt {
		return nil, nil
	}
	made := &Meeting{parts: m.state.parts()}
	var err error
	if made.odds, err = m.meetingOdds(ctx, allow); err != nil {
		return nil, err
	}
	t, err := m.pairs(ctx, view{m.state, m.trees, m.pace, m.finds, made.parts}, make([][]int32, m.state.h.Actors), allow, levellers)
	if err != nil {
		return nil, err
	}
	odds, err := made.odds.all(ctx, t, m.threads)
	if err != nil {
		return nil, err
	}
	made.shift = shiftTo(odds, t.weight, max(float64(m.look(m.first.past, allow).ties), 0.5)) / 2
	return made, nil
}

// meetingOdds says what the terms weigh, and promises as many ties of the last horizon as came in it.
func (m *Model) meetingOdds(ctx context.Context, allow func(u, v int32) bool) (*outline, error) {
	past := m.first.past
	t, err := m.pairs(ctx, view{past, m.earlier, pace{0, 1}, m.foundPast, past.parts()}, m.first.found, allow, meeters)
	if err != nil {
		return nil, err
	}
	learnt, err := fitOutline(ctx, t, meetingTerms[:learntTerms], m.threads)
	if err != nil {
		return nil, err
	}
	if learnt.weight[1] <= 0 {
		learnt = expected(meetingTerms[:learntTerms]) // the order of chances is not turned round
	}
	made := halfway(learnt)
	odds, err := made.all(ctx, t, m.threads)
	if err != nil {
		return nil, err
	}
	_, came := t.weighed()
	made.weight[0] += shiftTo(odds, t.weight, max(came, 0.5))
	return made, nil
}

// view is a day as some trees see it.
type view struct {
	s     *state
	trees *trees
	pace  pace
	finds []float64
	parts []int32
}

// pairs makes meeting rows of the pairs of about so many actors, each seen from the end likelier to find a partner. Who finds partners often is drawn more often, and counts
// less: of such pairs most ties come.
func (m *Model) pairs(ctx context.Context, w view, found [][]int32, allow func(u, v int32) bool, most int) (*table, error) {
	asked, stands := drawnBy(w.finds, most, rand.New(rand.NewPCG(m.seed, 0x6d656574)))
	parts := make([]*table, len(asked))
	err := eachList(ctx, w.s, asked, found, asking{beyond: true}, Options{Seed: m.seed, Threads: m.threads}, func(i int, listed, outer *table) {
		u, t := asked[i], &table{width: len(meetingTerms)}
		parts[i] = t
		put := func(of *table, r int, given func(row []float32) float64, weight float64) {
			v, row := of.whom[r], of.row(r)
			own, other := w.finds[u], w.finds[v]
			if other > own || other == own && v < u {
				return // seen from the other end
			}
			if allow != nil && !allow(u, v) {
				return // on the lists all the same: chances are asked of everybody's lists
			}
			t.rows = append(t.rows, meetingRow(own*given(row), other, afar{float64(row[sharedCount]), row[threeSteps] > 0, w.parts[u] == w.parts[v]}))
			t.came, t.weight = append(t.came, of.came[r]), append(t.weight, weight)
		}
		if listed.len() == 0 {
			return
		}
		share := make([]float64, listed.len())
		w.trees.listShares(listed.rows, share)
		for r := range share {
			put(listed, r, func(row []float32) float64 { return m.listed.at(w.pace.of(share[r]), row) }, stands[i])
		}
		sum, others := w.trees.score(listed.row(0))-share[0], outer.others(0)
		for r := range outer.rows {
			put(outer, r, func(row []float32) float64 {
				return m.beyond.at(outerScore(w.pace.of(w.trees.score(row)-sum), 0, others), row)
			}, outer.weight[r]*stands[i])
		}
	})
	if err != nil {
		return nil, err // some parts were not made
	}
	return joined(len(meetingTerms), parts), nil
}

// drawnBy draws about so many actors, each with a probability in proportion to a number of its own but at most 1, and says for how many each stands. Whose number is
// not one is not drawn.
func drawnBy(number []float64, most int, random *rand.Rand) (drawn []int32, stands []float64) {
	// So large a factor that the probabilities sum to most, or nearly to all actors.
	_, factor := bisect(0, 1e9, 100, func(factor float64) bool {
		sum := 0.0
		for _, x := range number {
			if x > 0 {
				sum += min(1, factor*x)
			}
		}
		return sum < float64(most)
	})
	for a, x := range number {
		if p := min(1, factor*x); x > 0 && random.Float64() < p {
			drawn, stands = append(drawn, int32(a)), append(stands, 1/p)
		}
	}
	return drawn, stands
}

// shiftTo returns what is to be added to all log-odds so that their probabilities sum to something.
func shiftTo(odds, weight []float64, sum float64) float64 {
	low, high := bisect(-20, 20, 60, func(shift float64) bool {
		now := 0.0
		for i, x := range odds {
			now += weight[i] * logistic(x+shift)
		}
		return now < sum
	})
	return (low + high) / 2
}

// bisect halves an interval so many times and returns what is left of it: about where little, which holds for small numbers, holds no more.
func bisect(low, high float64, times int, little func(float64) bool) (float64, float64) {
	for range times {
		if middle := (low + high) / 2; little(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low, high
}
