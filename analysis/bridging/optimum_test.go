package bridging_test

import (
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
)

// The optimum is found by trying every set of k allowed ties, each network searched from scratch.
func TestPlanIsNearTheTrueOptimum(t *testing.T) {
	const networks = 500
	random := rand.New(rand.NewPCG(20, 24))
	worst, sum := 1.0, 0.0
	for i := range networks {
		n, k := 8+random.IntN(5), 1+i%3
		g := drawn(n, n-3+random.IntN(n), 2+random.IntN(2), 0, 0.6, uint64(i))
		r := plan(t, g, bridging.PlanOptions{K: k, Resamples: -1})
		if len(r.Bridges) == 0 {
			sum++ // one silo only, or everyone tied
			continue
		}
		best := optimum(t, g, k)
		ratio := (r.After.Reach - r.Before.Reach) / (best - r.Before.Reach)
		if ratio > 1+1e-9 {
			t.Fatalf("network %d: the plan gains %v of the optimum: the optimum is wrong", i, ratio)
		}
		worst = min(worst, ratio)
		sum += ratio
	}
	t.Logf("%d networks: mean ratio %.6f, worst %.4f", networks, sum/networks, worst)
	if sum/networks < 0.995 || worst < 0.95 {
		t.Errorf("mean ratio to the optimum %.4f, worst %.4f; want at least 0.995 and 0.95", sum/networks, worst)
	}
}

// optimum returns the highest reach that k ≤ 3 new ties between silos give; nobody can have more of them than a plan allows.
func optimum(t *testing.T, g *snapshot.Graph, k int) float64 {
	dim, _ := g.Dimension("silo")
	n := g.Len()
	distance := make([][]int, n) // 1,000 for no path: longer than any
	for s := range int32(n) {
		distance[s] = make([]int, n)
		for v := range distance[s] {
			distance[s][v] = 1000
		}
		distance[s][s] = 0
		for queue := []int32{s}; len(queue) > 0; queue = queue[1:] {
			for _, v := range g.Out(queue[0]) {
				if distance[s][v] == 1000 {
					distance[s][v] = distance[s][queue[0]] + 1
					queue = append(queue, v)
				}
			}
		}
	}
	value := func(d [][]int) float64 {
		var sum float64
		pairs := 0
		for s := range n {
			for v := range s {
				if dim.Of[s] != dim.Of[v] {
					pairs++
					if d[s][v] < 1000 {
						sum += 1 / float64(d[s][v])
					}
				}
			}
		}
		return sum / float64(pairs)
	}
	var search func(d [][]int, from, left int) float64
	search = func(d [][]int, from, left int) float64 {
		best := value(d)
		if left == 0 {
			return best
		}
		for code := from; code < n*n; code++ {
			u, v := code/n, code%n
			if u >= v || dim.Of[u] == dim.Of[v] || g.HasTie(int32(u), int32(v)) {
				continue
			}
			next := make([][]int, n)
			for s := range n {
				next[s] = make([]int, n)
				for x := range n {
					next[s][x] = min(d[s][x], d[s][u]+1+d[v][x], d[s][v]+1+d[u][x])
				}
			}
			best = max(best, search(next, code+1, left-1))
		}
		return best
	}
	return search(distance, 0, k)
}
