package bridging_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
)

func TestThreadsNeverChangeAPlan(t *testing.T) {
	for name, c := range map[string]struct {
		g   *snapshot.Graph
		opt bridging.PlanOptions
	}{
		"every pair tried": {scaleFree(80, 2, 3, 3), bridging.PlanOptions{K: 4, Seed: 7}},
		"promising pairs":  {drawn(700, 900, 4, 0, 0.8, 4), bridging.PlanOptions{K: 3, ByValue: true}},
		"samples":          {drawn(700, 1600, 4, 0, 0.8, 5), bridging.PlanOptions{K: 3, ExactUpTo: 1, SweepWork: -1, Samples: 300, ByValue: true}},
		"robustness":       {drawn(150, 300, 4, 5, 0.8, 4), bridging.PlanOptions{K: 3, ByValue: true, Aim: bridging.AimRobustness, Resamples: 2}},
		"brokers":          {scaleFree(300, 3, 4, 7), bridging.PlanOptions{K: 3, Kind: bridging.KindBroker}},
		"a convening":      {drawn(700, 900, 4, 0, 0.8, 4), bridging.PlanOptions{K: 4, Kind: bridging.KindConvening}},
		"peers":            {withRegions(200, 4), bridging.PlanOptions{K: 3, Kind: bridging.KindPeerLearning, Resamples: 2}},
		"samples, swept":   {drawn(700, 1600, 4, 0, 0.8, 5), bridging.PlanOptions{K: 3, ExactUpTo: 1, Samples: 300}},
	} {
		t.Run(name, func(t *testing.T) {
			var want string // as text, in which NaN equals NaN and every bit of a number shows
			for _, threads := range []int{1, 2, 3, 8} {
				opt := c.opt
				opt.Threads = threads
				got := fmt.Sprintf("%+v", *plan(t, c.g, opt))
				if want == "" {
					want = got
				}
				if got != want {
					t.Errorf("%d threads: %s\nwith one: %s", threads, got, want)
				}
			}
		})
	}
}

func TestStopsWhenCancelled(t *testing.T) {
	g := scaleFree(1000, 4, 6, 9)
	for name, opt := range map[string]bridging.PlanOptions{"exact": {K: 3}, "samples": {K: 3, ExactUpTo: 1, SweepWork: -1}, "swept": {K: 3, ExactUpTo: 1}, "robustness": {K: 3, Aim: bridging.AimRobustness}, "resamples": {K: 1, Resamples: 2}} {
		t.Run(name, func(t *testing.T) {
			opt.Threads = 2
			all, after, err := testkit.Overrun(t.Context(), func(ctx context.Context) error {
				_, err := bridging.Plan(ctx, g, "silo", opt)
				return err
			})
			if !errors.Is(err, context.Canceled) || after > 64 {
				t.Errorf("told to stop after half of %d looks: error %v after %d more", all, err, after)
			}
			if all < 100 {
				t.Errorf("a plan asked only %d times whether it was cancelled", all)
			}
		})
	}
}

func TestStabilityTellsSureBridgesFromArbitraryOnes(t *testing.T) {
	// Two hubs with no path between them must be joined in every resample; the members of a ring are all alike.
	sure := plan(t, clusters(2, 30), bridging.PlanOptions{K: 1, Resamples: 30})
	if sure.Resamples != 30 || sure.Bridges[0].Stability < 0.9 {
		t.Errorf("the two centres stay joined in %v of %d resamples, want nearly all of 30", sure.Bridges[0].Stability, sure.Resamples)
	}
	if s := sure.Bridges[0]; s.SiloStability < s.Stability || s.SiloStability > 1 {
		t.Errorf("some tie between the two silos stays in %v of the resamples, this very one in %v", s.SiloStability, s.Stability)
	}
	ring := &snapshot.Builder{}
	var silo []string
	for i := range int32(40) {
		ring.Actor(string(rune('A'+i)), "")
		silo = append(silo, string(rune('x'+i%2)))
		ring.Tie(i, (i+1)%40, 1)
	}
	ring.Dimension("silo", silo)
	arbitrary := plan(t, ring.Graph(), bridging.PlanOptions{K: 1, Resamples: 30})
	if s := arbitrary.Bridges[0].Stability; s > 0.5 {
		t.Errorf("a tie across a ring, like any other, stays in %v of the resamples", s)
	}
}

func TestStabilityDoesNotCreditMandatoryTies(t *testing.T) {
	g := clusters(2, 12)
	r := plan(t, g, bridging.PlanOptions{K: 1, Limits: bridging.Limits{Mandatory: [][2]int32{{5, 17}}}})
	if s := r.Bridges[0].Stability; s > 0.2 {
		t.Errorf("a tie between two rim actors, in the plan by command, has stability %v", s)
	}
}

func TestProgressRisesToTheEnd(t *testing.T) {
	var seen []int64
	plan(t, clusters(3, 5), bridging.PlanOptions{K: 3, Resamples: 4, Threads: 3, Progress: func(done, all int64) {
		if done > all {
			t.Errorf("%d of %d done", done, all)
		}
		seen = append(seen, all-done)
	}})
	if len(seen) < 6 || !slices.IsSortedFunc(seen, func(a, b int64) int { return int(b - a) }) || seen[len(seen)-1] != 0 {
		t.Errorf("left to do: %v; want it to fall to 0", seen)
	}
}
