package bridging_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis/bridging"
)

func TestIntervalsCoverTheExactGainAtTheirRate(t *testing.T) {
	g := scaleFree(1500, 3, 4, 21)
	bench, err := bridging.NewBench(t.Context(), g, "silo")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(95, 1))
	const repetitions, size = 150, 200
	order := random.Perm(g.Len())
	draw := func() []bool {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		sampled := make([]bool, g.Len())
		for _, a := range order[:size] {
			sampled[a] = true
		}
		return sampled
	}
	// Ties between early actors, which have many: only there are both sides too large to be measured whole.
	dim, _ := g.Dimension("silo")
	var ties [][2]int32
	for len(ties) < 6 {
		u, v := int32(random.IntN(60)), int32(random.IntN(60))
		if u != v && dim.Of[u] != dim.Of[v] && !g.HasTie(u, v) {
			if _, half := bench.Gain(u, v, draw()); half > 0 {
				ties = append(ties, [2]int32{u, v})
			}
		}
	}
	for _, tie := range ties {
		truth, none := bench.Gain(tie[0], tie[1], nil)
		if none != 0 {
			t.Fatalf("tie %v: an exact gain has an interval of %v", tie, none)
		}
		var covered, width, off float64
		for range repetitions {
			gain, half := bench.Gain(tie[0], tie[1], draw())
			if math.Abs(gain-truth) <= half+1e-12 {
				covered++
			}
			width += 2 * half / truth
			off += gain/truth - 1
		}
		covered, width, off = covered/repetitions, width/repetitions, off/repetitions
		t.Logf("tie %v, gain %.2e: covered %.3f, width %.3f, mean error %+.4f", tie, truth, covered, width, off)
		if covered < 0.88 {
			t.Errorf("tie %v: intervals cover the exact gain at rate %v, want about 0.95", tie, covered)
		}
		if width > 1 || math.Abs(off) > 0.03 {
			t.Errorf("tie %v: intervals are %v of the gain wide, the mean error is %v of it; want at most 1 and 0.03", tie, width, off)
		}
	}
}

// An estimate from the sample that chose a tie would flatter it. The exact gains are those of an exact plan with the same ties mandatory.
func TestASampledPlanDoesNotFlatterItself(t *testing.T) {
	g := scaleFree(1500, 3, 4, 21)
	var covered, off, reached float64
	const repetitions = 12
	for seed := range uint64(repetitions) {
		r := plan(t, g, bridging.PlanOptions{K: 1, ExactUpTo: 1, SweepWork: -1, Samples: 400, Seed: seed})
		if r.Exact || r.Samples != 200 || len(r.Bridges) != 1 {
			t.Fatalf("exact %v from %d samples with %d bridges; want an estimate from half of 400", r.Exact, r.Samples, len(r.Bridges))
		}
		b := r.Bridges[0]
		exact := plan(t, g, bridging.PlanOptions{K: 1, Limits: bridging.Limits{Mandatory: [][2]int32{{b.Source, b.Target}}}})
		if truth := exact.Bridges[0].Gain; b.CI[0]-1e-12 <= truth && truth <= b.CI[1]+1e-12 {
			covered++
		}
		if truth := exact.Before.Reach; r.Before.ReachCI[0] <= truth && truth <= r.Before.ReachCI[1] {
			reached++
		}
		off += b.Gain/exact.Bridges[0].Gain - 1
		near(t, "reach after less before", r.After.Reach-r.Before.Reach, b.Gain, 1e-12)
		if r.Before.CrossPairs != exact.Before.CrossPairs || r.After.UnreachablePairs != exact.After.UnreachablePairs || r.After.Components != exact.After.Components {
			t.Errorf("pairs and components %+v are not the exact ones %+v", r.After, exact.After)
		}
	}
	if covered < 10 || reached < 10 {
		t.Errorf("of %d intervals %v cover the gain and %v the reach", repetitions, covered, reached)
	}
	if off = off / repetitions; math.Abs(off) > 0.05 {
		t.Errorf("chosen ties are described as %v better than they are", off)
	}
}
