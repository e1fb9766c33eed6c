package ledger

import (
	"math"
	"testing"
)

func TestTheHitRateCountsHonestly(t *testing.T) {
	at := func(p float64, by string) func(*Entry) { return func(e *Entry) { e.Plausibility, e.By = &p, by } }
	list := []struct {
		went []State
		seen Seen
		set  func(*Entry)
	}{
		{went: nil},              // waits for an introduction: no part of the rate
		{went: nil, seen: After}, // came about alone
		{went: []State{Active}},  // the same, as somebody says
		{went: []State{Introduced, Active}, seen: After},     // a hit, twice over
		{went: []State{Introduced, Active, Ended}},           // a hit that has ended
		{went: []State{Introduced}, seen: After},             // a hit that only the data tell
		{went: []State{Introduced}, seen: Before},            // they knew each other: no hit
		{went: []State{Introduced}, seen: Undated},           // nobody knows: no hit
		{went: []State{Introduced, Declined}},                // no hit, and not waiting
		{went: []State{Introduced}, set: at(0.2, "history")}, // waits
		{went: []State{Introduced, Suggested}},               // was never introduced: taken back
		{went: []State{Introduced, Declined}, set: at(0.4, "history")},
		{went: []State{Introduced}, set: at(0.9, "prior")}, // a rule of thumb is no promise
		{went: []State{Declined}, set: at(0.9, "history")}, // was not introduced
	}
	var entries []Entry
	seen := map[*Entry]Seen{}
	for _, c := range list {
		e := walked(t, c.went...)
		if c.set != nil {
			c.set(e)
		}
		entries = append(entries, *e)
	}
	for i, c := range list {
		seen[&entries[i]] = c.seen
	}
	r := RateOf(entries, func(e *Entry) Seen { return seen[e] })
	want := Rate{Suggested: 14, Introduced: 9, Marked: 2, Found: 2, Hits: 3, Waiting: 4, Alone: 2, Late: 1, Undated: 1, StatedOf: 2}
	got := r
	got.Standing, got.Share, got.Interval, got.Stated = nil, 0, [2]float64{}, 0
	if got.Suggested != want.Suggested || got.Introduced != want.Introduced || got.Marked != want.Marked || got.Found != want.Found || got.Hits != want.Hits ||
		got.Waiting != want.Waiting || got.Alone != want.Alone || got.Late != want.Late || got.Undated != want.Undated || got.StatedOf != want.StatedOf {
		t.Errorf("counted %+v\nwant    %+v", got, want)
	}
	if math.Abs(r.Share-3.0/9) > 1e-12 || math.Abs(r.Stated-0.3) > 1e-12 {
		t.Errorf("share %v, stated %v; want 1/3 and 0.3", r.Share, r.Stated)
	}
	if r.Standing[Introduced] != 5 || r.Standing[Suggested] != 3 || r.Standing[Declined] != 3 || r.Standing[Active] != 2 || r.Standing[Ended] != 1 {
		t.Errorf("standing %v", r.Standing)
	}
}

// The figures are those of a calculator for Wilson's interval: 3 of 9 is 12.06%–64.58%, none of 10 is 0%–27.75%.
func TestTheIntervalOfAShare(t *testing.T) {
	for _, c := range []struct {
		hits, of  int
		low, high float64
	}{{3, 9, 0.1206, 0.6458}, {0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}} {
		if got := wilson(c.hits, c.of); math.Abs(got[0]-c.low) > 5e-5 || math.Abs(got[1]-c.high) > 5e-5 {
			t.Errorf("%d of %d: %v; want %v–%v", c.hits, c.of, got, c.low, c.high)
		}
	}
	if r := RateOf(nil, nil); !math.IsNaN(r.Share) || !math.IsNaN(r.Interval[0]) || !math.IsNaN(r.Stated) {
		t.Errorf("of nothing there is a rate: %+v", r)
	}
}
