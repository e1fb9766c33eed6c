package plausibility

import (
	"context"
	"math"
	"math/rand/v2"
)

// What is seen from one end of a tie tells too little of the other: a candidate who seldom finds anybody may stand high among those of one who often does,
// because it is near. So the chance that two meet is corrected by what came of such pairs in the last horizon: a logistic regression on the log-odds as seen
// from the end that is likelier to find somebody, and on how likely the other is to.

// meeters is how many of the known actors say how chances are to be corrected.
const meeters = 300

// fewestMet is the number of ties that came about among their pairs below which nothing is corrected.
const fewestMet = 100

// meetingTerms are the terms of a meeting's own rows.
var meetingTerms = []term{{feature: 0, floor: asItIs}, {feature: 1, floor: asItIs}}

func meetingRow(chance, less float64) []float32 {
	return []float32{float32(math.Log(chance / (1 - chance))), float32(math.Log(less))}
}

// Meeting corrects chances by the other end of a pair. Nil corrects nothing. It never changes and may be used by any number of goroutines at the same time.
type Meeting struct{ odds *outline }

// meet returns the chance that two meet, by the chance seen from one of them and by how likely each is to find anybody.
func (c *Meeting) meet(chance, u, v float64) float64 {
	if c == nil {
		return chance
	}
	return 1 / (1 + math.Exp(-c.odds.logOdds(meetingRow(chance, min(u, v)))))
}

// Meeting learns the correction from the pairs that allow permits, such as those between silos, and the last whole horizon, as the earlier trees and the
// curves foretell it; a nil allow permits all. Who is of another silo is met more seldom than anybody else who looks as near. Who is likelier to find a
// partner there was learnt from the same time, but from few numbers. It takes about as long as ranking the candidates of a few hundred actors. Nil: the
// model has learnt nothing, or there is nothing to correct by.
func (m *Model) Meeting(ctx context.Context, allow func(u, v int32) bool) (*Meeting, error) {
	if !m.Learnt {
		return nil, nil
	}
	past := m.first.past
	var known []int32
	for a, is := range past.known {
		if is {
			known = append(known, int32(a))
		}
	}
	asked := someOf(known, meeters, rand.New(rand.NewPCG(m.seed, 0x6d656574)))
	listed, outer, err := gather(ctx, past, asked, m.first.found, asking{beyond: true}, Options{Seed: m.seed, Threads: m.threads})
	if err != nil {
		return nil, err
	}
	share, err := m.earlier.logShares(ctx, listed, m.threads)
	if err != nil {
		return nil, err
	}
	t, met := &table{width: len(meetingTerms)}, 0
	put := func(u, v int32, given float64, came bool, weight float64) {
		own, other := m.foundPast[u], m.foundPast[v]
		if other > own || other == own && v < u {
			return // seen from the other end
		}
		if allow != nil && !allow(u, v) {
			return // on the lists all the same: chances are asked of everybody's lists
		}
		t.rows = append(t.rows, meetingRow(own*given, other)...)
		t.came, t.weight = append(t.came, came), append(t.weight, weight)
		if came {
			met++
		}
	}
	for i, u := range asked {
		first, last := listed.span(i)
		for r := first; r < last; r++ {
			put(u, listed.whom[r], m.curve.at(m.odds(share[r], listed.row(r))), listed.came[r], 1)
		}
		if first == last {
			continue
		}
		sum := m.earlier.score(listed.row(first)) - share[first]
		first, last = outer.span(i)
		for r := first; r < last; r++ {
			row := outer.row(r)
			put(u, outer.whom[r], m.beyond.at(m.odds(m.earlier.score(row)-sum, row)), outer.came[r], outer.weight[r])
		}
	}
	if met < fewestMet {
		return nil, nil
	}
	made, err := fitOutline(ctx, t, meetingTerms, m.threads)
	if err != nil || made.weight[1] <= 0 {
		return nil, err
	}
	return &Meeting{made}, nil
}
