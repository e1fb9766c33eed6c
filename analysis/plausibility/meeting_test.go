package plausibility

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
)

// How many pairs meet differs from year to year, and no chance can know. But pairs of one circle and pairs of two must be stated alike: by their places in each other's
// lists alone, those of two circles are said to meet nearly twice as often as they do beside the others.
func TestChancesAcrossCirclesAreStatedAsThoseWithin(t *testing.T) {
	h := made(21, 160, 700)
	m, err := Fit(t.Context(), h, splitDay, Options{Seed: 5})
	if err != nil || !m.Learnt {
		t.Fatalf("learnt nothing: %v", err)
	}
	found := newPartners(h, m.state, splitDay+int32(m.Horizon), nil)
	circle := h.Attributes[0].Of
	ratio := func(corrected, across bool) float64 {
		allow := func(u, v int32) bool { return (circle[u] != circle[v]) == across }
		meeting, err := m.Meeting(t.Context(), allow)
		if err != nil {
			t.Fatal(err)
		}
		if !corrected {
			meeting = nil
		}
		c := m.Chances(meeting)
		var stated, came float64
		for u := range int32(h.Actors) {
			for v := range u {
				if m.state.known[u] && m.state.known[v] && !m.state.tied(u, v) && allow(u, v) {
					stated += c.Of(u, v)
					if _, met := slices.BinarySearch(found[u], v); met {
						came++
					}
				}
			}
		}
		t.Logf("corrected %v, across %v: %.0f stated, %.0f came", corrected, across, stated, came)
		return came / stated
	}
	if r := ratio(true, true) / ratio(true, false); r < 0.75 || r > 1.33 {
		t.Errorf("beside pairs of one circle those of two came %.2f times as often as stated", r)
	}
	if r := ratio(false, true) / ratio(false, false); r > 0.75 {
		t.Errorf("uncorrected they came %.2f times as often: this history has nothing to correct", r)
	}
}

// Half of all actors have no path to the others and never meet them, which no list of a source tells. And as many ties are promised as came in the last
// horizon, or as the pairs one by one promise, or a number between.
func TestMeetingKnowsWhoHasNoPath(t *testing.T) {
	h := made(22, 120, 500)
	apart := int32(h.Actors)
	for _, u := range h.Units { // the same once more, elsewhere
		moved := Unit{Start: u.Start, End: u.End, Themes: u.Themes}
		for _, a := range u.Members {
			moved.Members = append(moved.Members, a+apart)
		}
		moved.Leads = moved.Members[:1]
		h.Units = append(h.Units, moved)
	}
	slices.SortStableFunc(h.Units, func(a, b Unit) int { return int(a.Start) - int(b.Start) })
	h.Actors *= 2
	for i := range h.Attributes {
		h.Attributes[i].Of = append(h.Attributes[i].Of, h.Attributes[i].Of...)
	}
	m, err := Fit(t.Context(), h, splitDay, Options{Seed: 5})
	if err != nil || !m.Learnt {
		t.Fatalf("learnt nothing: %v", err)
	}
	meeting, err := m.Meeting(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	promised := func(c *Chances) (within, across float64) {
		for u := range int32(h.Actors) {
			for v := range u {
				if m.state.known[u] && m.state.known[v] && !m.state.tied(u, v) {
					if (u < apart) == (v < apart) {
						within += c.Of(u, v)
					} else {
						across += c.Of(u, v)
					}
				}
			}
		}
		return within, across
	}
	within, across := promised(m.Chances(meeting))
	seenWithin, seenAcross := promised(m.Chances(nil))
	t.Logf("promised within %.0f, across %.0f; uncorrected %.0f and %.0f; %d ties came in the last horizon", within, across, seenWithin, seenAcross, m.Ties)
	if across/within > 0.5*seenAcross/seenWithin {
		t.Errorf("of two without a path %.3f times as many ties are promised as of others, uncorrected %.3f", across/within, seenAcross/seenWithin)
	}
	unshifted := *meeting
	unshifted.shift = 0
	a, b := promised(m.Chances(&unshifted))
	if low, high := min(a+b, float64(m.Ties)), max(a+b, float64(m.Ties)); within+across < 0.8*low || within+across > 1.25*high {
		t.Errorf("%.0f ties are promised, want between %.0f and %.0f", within+across, low, high)
	}
}

// Of two pairs who look as near and as likely, those who share more partners are likelier to meet, and nothing turns that round.
func TestWhoSharesMorePartnersIsLikelierToMeet(t *testing.T) {
	m, err := Fit(t.Context(), made(23, 120, 500), splitDay, Options{Seed: 5})
	if err != nil || !m.Learnt {
		t.Fatalf("learnt nothing: %v", err)
	}
	meeting, err := m.Meeting(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	odds := func(shared float64) float64 {
		p := meeting.meet(0.02, 0.5, 0.4, afar{shared: shared, three: true, path: true})
		return math.Log(p / (1 - p))
	}
	for _, more := range []float64{2, 5, 30} {
		if got, want := odds(more)-odds(1), 0.2*math.Log((1+more)/2); math.Abs(got-want) > 1e-6 {
			t.Errorf("%v shared partners instead of one add %.4f to the log-odds; want %.4f, half of what other networks showed", more, got, want)
		}
	}
}

// Weights are moved halfway to what other networks showed; the constant waits for the level.
func TestWeightsAreMovedHalfwayToWhatOtherNetworksShowed(t *testing.T) {
	learnt := &outline{terms: meetingTerms[:learntTerms], weight: []float64{0.3, 1.15, 0.35, -0.4, 0, -1.5}}
	made := halfway(learnt)
	if want := []float64{0.3, 1, 0.25, -0.2, 0, -1, 0.2}; !slices.EqualFunc(made.weight, want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
		t.Errorf("weights %v; want %v", made.weight, want)
	}
	if len(made.terms) != len(elsewhere) {
		t.Errorf("%d terms and %d weights of other networks", len(made.terms), len(elsewhere))
	}
}

func TestMeetingsCancelled(t *testing.T) {
	m, err := Fit(t.Context(), made(24, 120, 500), splitDay, Options{Seed: 5})
	if err != nil || !m.Learnt {
		t.Fatalf("learnt nothing: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Meeting(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("meeting after cancelling: %v", err)
	}
}
