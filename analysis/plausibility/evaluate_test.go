package plausibility

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// comingAndGoing draws a history in which everybody takes part for a while only, and mostly meets its own circle. Who counts all ties alike suggests
// those who have long left; what tells is written in the dates and in the circle.
func comingAndGoing(seed uint64, actors, units, days int) *History {
	random := rand.New(rand.NewPCG(seed, 0x676f))
	h := &History{Actors: actors}
	circle := Attribute{Name: "circle", Values: []string{"k", "l", "m", "n"}}
	from, to := make([]int, actors), make([]int, actors)
	for a := range actors {
		circle.Of = append(circle.Of, int32(random.IntN(4)))
		from[a] = random.IntN(days) - days/4
		to[a] = from[a] + days/4 + random.IntN(days/4)
	}
	h.Attributes = []Attribute{circle}
	for range units {
		start := random.IntN(days)
		u := Unit{Start: int32(start)}
		at := int32(random.IntN(4))
		for range 200 {
			a := random.Int32N(int32(actors))
			if start >= from[a] && start < to[a] && (circle.Of[a] == at || random.Float64() < 0.15) {
				u.Members = append(u.Members, a)
			}
			if len(u.Members) == 4 {
				break
			}
		}
		slices.Sort(u.Members)
		if u.Members = slices.Compact(u.Members); len(u.Members) > 1 {
			h.Units = append(h.Units, u)
		}
	}
	slices.SortStableFunc(h.Units, func(a, b Unit) int { return int(a.Start) - int(b.Start) })
	return h
}

// What is planted must be found: far more of the suggestions come true than of any baseline's, and as often as they say.
func TestForeseesWhatDatesTell(t *testing.T) {
	const days = 1800
	h := comingAndGoing(1, 400, 2400, days)
	m, err := Fit(t.Context(), h, days*3/4, Options{Seed: 1})
	if err != nil || !m.Learnt {
		t.Fatalf("learnt %v, %q, %v", m.Learnt, m.Warnings, err)
	}
	e, err := Evaluate(t.Context(), h, m, Trial{K: 10, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range e.Baselines {
		t.Logf("%-20s %.4f, model %.4f is %.3f times that, lead %.4f (%.4f to %.4f)", b.Name, b.Precision, e.Model.Precision, b.Ratio, b.Lead, b.LeadCI[0], b.LeadCI[1])
		if b.LeadCI[0] <= 0 || b.Ratio < 1.3 {
			t.Errorf("the lead over %s may be chance", b.Name)
		}
	}
	t.Logf("%d actors, calibration error %.4f of the suggestions, %.4f of all", e.Actors, e.Shown.Error, e.All.Error)
	var within, shown int
	for i := range e.Within.Bands {
		within, shown = within+e.Within.Bands[i].Pairs, shown+e.Shown.Bands[i].Pairs
	}
	if within == 0 || within > shown || e.Within.Error > 0.12 {
		t.Errorf("within the horizon %d of %d suggestions count, with a calibration error of %.4f", within, shown, e.Within.Error)
	}
	if e.All.Error > 0.03 {
		t.Errorf("calibration error %.4f of all candidates", e.All.Error)
	}
}
