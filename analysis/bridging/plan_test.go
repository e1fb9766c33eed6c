package bridging_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
)

func plan(t testing.TB, g *snapshot.Graph, opt bridging.PlanOptions) *bridging.Result {
	t.Helper()
	r, err := bridging.Plan(t.Context(), g, "silo", opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// held runs a test on networks whose distances are all held, and on networks that are followed through instead.
func held(t *testing.T, name string, test func(t *testing.T, exactUpTo int)) {
	t.Run(name+", distances held", func(t *testing.T) { test(t, 0) })
	t.Run(name+", followed through", func(t *testing.T) { test(t, 1) })
}

func TestFiguresEqualSearchingFromScratch(t *testing.T) {
	networks := map[string]*snapshot.Graph{
		"connected":           drawn(60, 200, 3, 0, 0.7, 1),
		"many components":     drawn(80, 60, 4, 0, 0.5, 2),
		"some without a silo": drawn(70, 120, 3, 4, 0.8, 3),
		"with hubs":           scaleFree(90, 2, 5, 4),
		"two silos, tight":    drawn(50, 180, 2, 0, 0.98, 5),
		"beyond 512 actors":   drawn(600, 900, 3, 7, 0.9, 6),
	}
	for name, g := range networks {
		held(t, name, func(t *testing.T, exactUpTo int) {
			r := plan(t, g, bridging.PlanOptions{K: 6, Resamples: -1, ExactUpTo: exactUpTo})
			if len(r.Bridges) != 6 || !r.Exact {
				t.Fatalf("%d bridges, exact %v; want 6, exact", len(r.Bridges), r.Exact)
			}
			today := reach(t, g, "silo")
			near(t, "reach before", r.Before.Reach, today, 1e-12)
			now := today
			var added [][2]int32
			var sum float64
			for _, b := range r.Bridges {
				tie := [2]int32{b.Source, b.Target}
				added = append(added, tie)
				next := reach(t, g, "silo", added...)
				near(t, fmt.Sprintf("gain of bridge %d", b.Rank), b.Gain, next-now, 1e-12)
				near(t, fmt.Sprintf("gain alone of bridge %d", b.Rank), b.GainAlone, reach(t, g, "silo", tie)-today, 1e-12)
				if b.CI != [2]float64{b.Gain, b.Gain} {
					t.Errorf("bridge %d: interval %v of an exact gain %v", b.Rank, b.CI, b.Gain)
				}
				sum += b.Gain
				now = next
			}
			near(t, "reach after", r.After.Reach, now, 1e-12)
			near(t, "sum of gains", sum, r.After.Reach-r.Before.Reach, 1e-9)
		})
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}
