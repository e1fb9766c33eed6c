package silo

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// A square has three ways to be: of four actors with two ties each, 0 sits opposite 1, 2 or 3, equally likely. With 0 and 1 in one silo
// and 2 and 3 in the other, 2, 2 or 4 ties cross. The present one has 2, so p = 2/3 and the mean is 8/3. Closed form, which lets
// actors meet themselves, says 4·4·4/(8·7)·2 = 16/7.
func TestSwapsCountWhatCouldBe(t *testing.T) {
	n := &network{silo: []string{"a", "a", "b", "b"}, ties: [][2]int32{{0, 1}, {1, 2}, {2, 3}, {3, 0}}}
	g := n.graph(nil)
	gap := mustGaps(t, g, "silo", GapOptions{Null: Swaps, Draws: 20_000}).Gaps[0]
	// Standard errors of 20,000 draws: 0.0033 for p and 0.0067 for the mean.
	if math.Abs(gap.P-2.0/3) > 0.015 || math.Abs(gap.Expected-8.0/3) > 0.03 || math.Abs(gap.SD-math.Sqrt(8.0/9)) > 0.03 {
		t.Errorf("p %v, expected %v, sd %v; want 2/3, 8/3, √(8/9)", gap.P, gap.Expected, gap.SD)
	}
	if gap := mustGaps(t, g, "silo", GapOptions{}).Gaps[0]; math.Abs(gap.Expected-16.0/7) > 1e-12 {
		t.Errorf("closed form expects %v; want 16/7", gap.Expected)
	}
}

// In sparse networks hardly anything is impossible, and drawing agrees with the closed form: one-mode, directed, with strengths, two-mode.
func TestSwapsAgreeWithClosedFormOnSparseNetworks(t *testing.T) {
	strong := func(i int) float64 { return float64(1 + i%4) }
	for name, g := range map[string]*snapshot.Graph{
		"ties":       drawn(1, 1200, 4, 900, 0).graph(nil),
		"directed":   arrows(drawn(2, 1200, 4, 900, 0), one),
		"strengths":  arrows(drawn(3, 1200, 4, 900, 0), strong),
		"activities": drawn(4, 1500, 4, 100, 250).graph(nil),
	} {
		t.Run(name, func(t *testing.T) {
			drawn := mustGaps(t, g, "silo", GapOptions{Null: Swaps, Draws: 1000, FragilityTop: -1})
			if drawn.Null != Swaps || drawn.Draws != 1000 {
				t.Errorf("null model %q with %d draws is not said", drawn.Null, drawn.Draws)
			}
			for _, closed := range mustGaps(t, g, "silo", GapOptions{FragilityTop: -1}).Gaps {
				gap := pair(t, drawn, closed.A, closed.B)
				if gap.Observed != closed.Observed {
					t.Fatalf("observed %v and %v", gap.Observed, closed.Observed)
				}
				// Five standard errors of the mean of 1,000 draws, and 3 % for what cannot be; the spread is known to 2.2 %.
				if math.Abs(gap.Expected-closed.Expected) > 5*closed.SD/math.Sqrt(1000)+0.03*closed.Expected {
					t.Errorf("%s–%s: expected %v drawn, %v in closed form", gap.A, gap.B, gap.Expected, closed.Expected)
				}
				if math.Abs(gap.SD/closed.SD-1) > 0.13 {
					t.Errorf("%s–%s: sd %v drawn, %v in closed form", gap.A, gap.B, gap.SD, closed.SD)
				}
			}
		})
	}
}

// The split of the karate club is as certain without impossible ties, and the warning of them is gone.
func TestSwapsOnKarate(t *testing.T) {
	l := mustGaps(t, graphs.Read(t, "karate", "", snapshot.Unweighted), "silo_club", GapOptions{Null: Swaps})
	gap := l.Gaps[0]
	if len(l.Warnings) != 0 || !gap.Significant || gap.P > 1.0/1001 {
		t.Errorf("warnings %q, p %v", l.Warnings, gap.P)
	}
	closed := mustGaps(t, graphs.Read(t, "karate", "", snapshot.Unweighted), "silo_club", GapOptions{}).Gaps[0]
	t.Logf("karate: observed %v; expected %.2f ± %.2f drawn, %.2f ± %.2f in closed form; p %.2g and %.2g", gap.Observed, gap.Expected, gap.SD, closed.Expected, closed.SD, gap.P, closed.P)
}

func TestSwapsDoNotDependOnThreadsOrOrder(t *testing.T) {
	for _, activities := range []int{0, 60} {
		n := drawn(5, 200, 5, 300, activities)
		opt := GapOptions{Null: Swaps, Draws: 150, Threads: 1, Seed: 4}
		want := mustGaps(t, n.graph(nil), "silo", opt)
		opt.Threads = 3
		if !same(mustGaps(t, n.graph(nil), "silo", opt), want) {
			t.Error("three threads differ from one")
		}
		if activities == 0 && !same(mustGaps(t, n.graph(rand.New(rand.NewPCG(1, 2)).Perm(200)), "silo", opt), want) {
			t.Error("another order of adding actors differs")
		}
		opt.Seed = 5
		if same(mustGaps(t, n.graph(nil), "silo", opt), want) {
			t.Error("another seed draws the same networks")
		}
	}
}

func TestSwapsOnOddNetworks(t *testing.T) {
	for _, n := range []network{
		{}, {silo: []string{"a", "b"}}, {silo: []string{"a", "b"}, ties: [][2]int32{{0, 1}}},
		{silo: []string{"a", "b", "b"}, units: [][]int32{{0, 1, 2}}},
		{silo: []string{"a", "b", "c", "a"}, ties: [][2]int32{{0, 1}, {0, 2}, {0, 3}}},
	} {
		l := mustGaps(t, n.graph(nil), "silo", GapOptions{Null: Swaps, Draws: 50})
		checkBounds(t, l)
		for _, gap := range l.Gaps {
			if gap.P != 1 {
				t.Errorf("%v: p %v, where the network cannot be otherwise", n.ties, gap.P)
			}
		}
	}
}

func TestSwapsStopWhenCancelled(t *testing.T) {
	g := dimensioned(graphs.Random(1, 2000, 20_000, false, snapshot.Unweighted), 8)
	all, after, err := testkit.Overrun(t.Context(), func(ctx context.Context) error {
		_, err := Gaps(ctx, g, "silo", GapOptions{Threads: 2, Null: Swaps, Draws: 40, FragilityTop: -1})
		return err
	})
	if !errors.Is(err, context.Canceled) || after > 64 {
		t.Errorf("told to stop after half of %d looks: error %v after %d more", all, err, after)
	}
	if all < 400 {
		t.Errorf("40 draws of 100,000 steps asked only %d times whether they were cancelled", all)
	}
}
