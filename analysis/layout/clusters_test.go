package layout_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/internal/testkit"
)

// TestForceGathersLargeCommunities draws 12,000 actors, four of five ties within one of forty groups: those who belong together stand together
// although there are few rounds, and nobody hides another.
func TestForceGathersLargeCommunities(t *testing.T) {
	g := random(12_000, 60_000, 40, 6)
	x, y := force(t, g, layout.Options{Threads: 1})
	mustBeFinite(t, g.Len(), x, y)
	between := func(u, v int32) float64 { return math.Hypot(x[u]-x[v], y[u]-y[v]) }
	var tied, ties, all float64
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			tied, ties = tied+between(u, v), ties+1
		}
		all += between(u, int32(7919*int(u)%g.Len()))
	}
	if ratio := tied / ties / (all / float64(g.Len())); !(ratio < 0.55) {
		t.Errorf("ties are %.3f as long as random pairs; want less than 0.55", ratio)
	} else {
		t.Logf("ratio %.3f", ratio)
	}
	order := make([]int, g.Len())
	for u := range order {
		order[u] = u
	}
	slices.SortFunc(order, func(u, v int) int { return int(math.Copysign(1, x[u]-x[v])) })
	for i, u := range order {
		for _, v := range order[i+1:] {
			if x[v]-x[u] >= 0.49 {
				break
			}
			if d := between(int32(u), int32(v)); d < 0.49 {
				t.Fatalf("actors %d and %d stand %.3f apart; want half a unit", u, v, d)
			}
		}
	}
	other, otherY := force(t, g, layout.Options{Threads: 3})
	if !slices.Equal(x, other) || !slices.Equal(y, otherY) {
		t.Error("three threads give other positions than one")
	}
	looks, after, err := testkit.Overrun(t.Context(), func(ctx context.Context) error {
		_, _, err := layout.Force(ctx, g, layout.Options{Threads: 2})
		return err
	})
	if !errors.Is(err, context.Canceled) || after > 64 {
		t.Errorf("told to stop after half of %d looks: error %v after %d more", looks, err, after)
	}
}
