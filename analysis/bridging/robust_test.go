package bridging_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
)

// resistance is the slow way: the inverse of I + L of the network with some ties added, and the mean of Q_ss + Q_tt − 2·Q_st.
func resistance(t testing.TB, g *snapshot.Graph, added ...[2]int32) float64 {
	t.Helper()
	dim, _ := g.Dimension("silo")
	n := g.Len()
	m := mat.NewDense(n, n, nil)
	tie := func(u, v int) {
		m.Set(u, v, -1)
		m.Set(v, u, -1)
		m.Set(u, u, m.At(u, u)+1)
		m.Set(v, v, m.At(v, v)+1)
	}
	for u := range n {
		m.Set(u, u, m.At(u, u)+1)
		for _, v := range g.Out(int32(u)) {
			if int(v) > u {
				tie(u, int(v))
			}
		}
	}
	for _, a := range added {
		tie(int(a[0]), int(a[1]))
	}
	var q mat.Dense
	if err := q.Inverse(m); err != nil {
		t.Fatal(err)
	}
	var sum float64
	pairs := 0
	for u := range n {
		for v := range u {
			if dim.Of[u] >= 0 && dim.Of[v] >= 0 && dim.Of[u] != dim.Of[v] {
				sum += q.At(u, u) + q.At(v, v) - 2*q.At(u, v)
				pairs++
			}
		}
	}
	return sum / float64(pairs)
}

func TestResistancesEqualInvertingFromScratch(t *testing.T) {
	for name, g := range map[string]*snapshot.Graph{
		"connected":                    drawn(60, 200, 3, 0, 0.7, 1),
		"many components":              drawn(80, 60, 4, 0, 0.5, 2),
		"some without a silo":          drawn(70, 120, 3, 4, 0.8, 3),
		"more than a tile, with hubs":  scaleFree(150, 2, 5, 4),
		"several tiles, some isolated": drawn(230, 300, 3, 9, 0.9, 6),
	} {
		t.Run(name, func(t *testing.T) {
			r := plan(t, g, bridging.PlanOptions{K: 6, Resamples: -1, Aim: bridging.AimRobustness})
			if len(r.Bridges) != 6 || !r.Exact || !r.Exhaustive {
				t.Fatalf("%d bridges, exact %v, exhaustive %v; want 6, exact, exhaustive", len(r.Bridges), r.Exact, r.Exhaustive)
			}
			today := resistance(t, g)
			near(t, "before", r.Before.Resistance, today, 1e-9)
			now := today
			var added [][2]int32
			for _, b := range r.Bridges {
				tie := [2]int32{b.Source, b.Target}
				added = append(added, tie)
				next := resistance(t, g, added...)
				near(t, fmt.Sprintf("gain of bridge %d", b.Rank), b.Gain, now-next, 1e-9)
				near(t, fmt.Sprintf("gain alone of bridge %d", b.Rank), b.GainAlone, today-resistance(t, g, tie), 1e-9)
				near(t, fmt.Sprintf("share of bridge %d", b.Rank), b.Facts.Eased, (now-next)/now, 1e-9)
				now = next
			}
			near(t, "after", r.After.Resistance, now, 1e-9)
			near(t, "reach after", r.After.Reach, reach(t, g, "silo", added...), 1e-12)
		})
	}
}

// A tie in a path of two has forest resistance 2/3: I + L = [[2,−1],[−1,2]], its inverse [[2,1],[1,2]]/3.
func TestResistanceOfTwo(t *testing.T) {
	b := &snapshot.Builder{}
	b.Actor("a", "")
	b.Actor("b", "")
	b.Dimension("silo", []string{"x", "y"})
	r := plan(t, b.Graph(), bridging.PlanOptions{K: 1, Aim: bridging.AimRobustness})
	near(t, "apart", r.Before.Resistance, 2, 1e-12)
	near(t, "tied", r.After.Resistance, 2.0/3, 1e-12)
}

func TestRobustPlanIsNearTheTrueOptimum(t *testing.T) {
	const networks = 60
	random := rand.New(rand.NewPCG(20, 25))
	worst, sum := 1.0, 0.0
	for i := range networks {
		g := drawn(8+random.IntN(2), 8+random.IntN(6), 2, 0, 0.6, uint64(i))
		dim, _ := g.Dimension("silo")
		r := plan(t, g, bridging.PlanOptions{K: 2, Resamples: -1, Aim: bridging.AimRobustness})
		var pairs [][2]int32
		for u := range int32(g.Len()) {
			for v := range u {
				if dim.Of[u] != dim.Of[v] && !g.HasTie(u, v) {
					pairs = append(pairs, [2]int32{u, v})
				}
			}
		}
		if len(pairs) < 2 {
			sum++
			continue
		}
		best := math.Inf(1)
		for j, x := range pairs {
			for _, y := range pairs[:j] {
				best = min(best, resistance(t, g, x, y))
			}
		}
		ratio := (r.Before.Resistance - r.After.Resistance) / (r.Before.Resistance - best)
		if ratio > 1+1e-9 {
			t.Fatalf("network %d: the plan gains %v of the optimum: the optimum is wrong", i, ratio)
		}
		worst, sum = min(worst, ratio), sum+ratio
	}
	t.Logf("%d networks: mean ratio %.4f, worst %.4f", networks, sum/networks, worst)
	if sum/networks < 0.99 || worst < 0.95 {
		t.Errorf("mean ratio to the optimum %.4f, worst %.4f; want at least 0.99 and 0.95", sum/networks, worst)
	}
}

func TestRobustnessIsRefusedWithNumbersWhereItIsTooMuch(t *testing.T) {
	_, err := bridging.Plan(t.Context(), scaleFree(3001, 1, 2, 1), "silo", bridging.PlanOptions{Aim: bridging.AimRobustness})
	refused, ok := errors.AsType[*analysis.ArgumentError](err)
	if !ok || refused.Param != "aim" || !strings.Contains(err.Error(), "3001 actors") || !strings.Contains(err.Error(), "at most 3000") {
		t.Errorf("error %v; want the aim refused with the number of actors and the limit", err)
	}
}

func BenchmarkRobustPlan(b *testing.B) {
	for _, n := range []int{300, 1000, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := scaleFree(n, 4, 8, 1)
			b.ReportAllocs()
			for b.Loop() {
				plan(b, g, bridging.PlanOptions{Resamples: -1, Aim: bridging.AimRobustness})
			}
		})
	}
}
