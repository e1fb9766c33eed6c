package plausibility

import (
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
