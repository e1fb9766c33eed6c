package plausibility

import (
	"context"
	"math"
)

// findingTerms are the actor features that say whether an actor finds any new partner, with what keeps their logarithm finite.
var findingTerms = []term{
	{0, 0.05, 0},  // partners
	{3, 0.05, 0},  // units (6 months)
	{5, 0.05, 0},  // units (24 months)
	{7, 0.05, 0},  // places beside (12 months)
	{9, 0.05, 0},  // units running
	{13, 0.05, 0}, // new partners in 12 months
	{14, 0.05, 0}, // units led
	{17, 0.05, 0}, // months since last
}

// learnFinding learns from the first window how probable it is that an actor finds any new partner within the horizon, and says so for every known
// actor at the day: a logistic regression. It asks for few numbers, and every known actor teaches.
func (m *Model) learnFinding(ctx context.Context, o Options) error {
	t := &table{width: len(actorFeatures)}
	for a, known := range m.first.past.known {
		if known {
			t.rows = append(t.rows, m.first.past.actorRow(int32(a)))
			t.came = append(t.came, len(m.first.found[a]) > 0)
		}
	}
	fitted, err := fitOutline(ctx, t, findingTerms, o.Threads)
	if err != nil {
		return err
	}
	say := func(s *state) []float64 {
		finds := make([]float64, s.h.Actors)
		for a, known := range s.known {
			if finds[a] = math.NaN(); known {
				finds[a] = logistic(fitted.logOdds(s.actorRow(int32(a))))
			}
		}
		return finds
	}
	m.finds, m.foundPast = say(m.state), say(m.first.past)
	return nil
}

// actorRow returns an actor's own features.
func (s *state) actorRow(a int32) []float32 {
	return s.traits[int(a)*len(actorFeatures) : int(a+1)*len(actorFeatures)]
}
