package silo

import (
	"fmt"
	"math"
	"testing"
)

// Distances, closeness and reach equal plain breadth-first search from every actor, on networks of several components.
func TestPathsEqualBreadthFirstSearch(t *testing.T) {
	for seed := range uint64(12) {
		n := drawn(seed, 40+int(seed)*45, 2+int(seed)%6, 60+int(seed)*70, int(seed%3)*20)
		t.Run(fmt.Sprintf("%d actors", len(n.silo)), func(t *testing.T) {
			g := n.graph(nil)
			l := mustGaps(t, g, "silo", GapOptions{FragilityTop: -1})
			for _, gap := range l.Gaps {
				var sum, harmonic, reached, unreached float64
				within := [3]int{}
				for u, a := range n.silo {
					if a != gap.A {
						continue
					}
					nearest := math.MaxInt
					d := steps(g, int32(u))
					for v, b := range n.silo {
						switch {
						case b != gap.B:
						case d[v] < 0:
							unreached++
						default:
							reached++
							sum += float64(d[v])
							harmonic += 1 / float64(d[v])
							nearest = min(nearest, d[v])
						}
					}
					for i := range within {
						if nearest <= i+1 {
							within[i]++
						}
					}
				}
				all := float64(gap.ActorsA)
				near(t, gap, "reach one", gap.Reach.One, float64(within[0])/all)
				near(t, gap, "reach two", gap.Reach.Two, float64(within[1])/all)
				near(t, gap, "reach three", gap.Reach.Three, float64(within[2])/all)
				near(t, gap, "unreachable pairs", float64(gap.UnreachablePairs), unreached)
				near(t, gap, "mean distance", gap.MeanDistance, sum/reached)
				near(t, gap, "harmonic closeness", gap.HarmonicCloseness, harmonic/(reached+unreached))
				if gap.MeanDistanceSE != 0 || gap.HarmonicSE != 0 {
					t.Errorf("%s–%s: an exact figure with a standard error", gap.A, gap.B)
				}
			}
		})
	}
}

func near(t *testing.T, gap Gap, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-12*math.Max(1, math.Abs(want)) {
		t.Errorf("%s–%s: %s is %v; want %v", gap.A, gap.B, what, got, want)
	}
}

// A chain of 40 actors: its longest distances exceed those that 1/steps is kept exactly for.
func TestDistancesOnAChain(t *testing.T) {
	n := &network{}
	for v := range 40 {
		n.silo = append(n.silo, map[bool]string{true: "left", false: "right"}[v == 0])
		if v > 0 {
			n.ties = append(n.ties, [2]int32{int32(v - 1), int32(v)})
		}
	}
	gap := mustGaps(t, n.graph(nil), "silo", GapOptions{}).Gaps[0]
	harmonic := 0.0
	for d := 1; d < 40; d++ {
		harmonic += 1 / float64(d) / 39
	}
	if gap.MeanDistance != 20 || math.Abs(gap.HarmonicCloseness-harmonic) > 1e-8 {
		t.Errorf("mean distance %v, closeness %v; want 20, %v", gap.MeanDistance, gap.HarmonicCloseness, harmonic)
	}
}

// Sampling every actor gives the exact figures, and sampling some lies within the stated errors as often as it should.
func TestSampledDistances(t *testing.T) {
	n := drawn(3, 900, 3, 2400, 0)
	g := n.graph(nil)
	exact := mustGaps(t, g, "silo", GapOptions{})
	whole := mustGaps(t, g, "silo", GapOptions{ExactWork: 1, SampleActors: 900})
	if !whole.Approximate || exact.Approximate {
		t.Fatalf("approximate: %v when sampled, %v when exact", whole.Approximate, exact.Approximate)
	}
	for i, gap := range whole.Gaps {
		near(t, gap, "mean distance", gap.MeanDistance, exact.Gaps[i].MeanDistance)
		near(t, gap, "closeness", gap.HarmonicCloseness, exact.Gaps[i].HarmonicCloseness)
		if gap.MeanDistanceSE != 0 || gap.HarmonicSE != 0 {
			t.Errorf("%s–%s: followed whole, yet with a standard error", gap.A, gap.B)
		}
	}
	const draws = 200
	var inside, insideH, all float64
	for seed := range uint64(draws) {
		for i, gap := range mustGaps(t, g, "silo", GapOptions{ExactWork: 1, SampleActors: 40, Seed: seed, FragilityTop: -1}).Gaps {
			want := exact.Gaps[i]
			if gap.MeanDistanceSE <= 0 || gap.HarmonicSE <= 0 {
				t.Fatalf("%s–%s: no standard error on a sample", gap.A, gap.B)
			}
			all++
			if math.Abs(gap.MeanDistance-want.MeanDistance) < 2*gap.MeanDistanceSE {
				inside++
			}
			if math.Abs(gap.HarmonicCloseness-want.HarmonicCloseness) < 2*gap.HarmonicSE {
				insideH++
			}
		}
	}
	// Two standard errors hold 95.4 of 100 in theory; sources shared by two pairs of silos make the count vary more.
	if inside/all < 0.9 || insideH/all < 0.9 {
		t.Errorf("two standard errors hold the true mean in %.3f and the true closeness in %.3f of %v samples", inside/all, insideH/all, all)
	}
}
