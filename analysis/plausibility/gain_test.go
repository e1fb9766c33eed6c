package plausibility

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// reach is the mean of 1/distance over pairs in different silos, by Floyd and Warshall.
func reach(n int, ties [][2]int32, silo []int32) float64 {
	d := make([][]float64, n)
	for i := range d {
		d[i] = make([]float64, n)
		for j := range d[i] {
			if i != j {
				d[i][j] = math.Inf(1)
			}
		}
	}
	for _, t := range ties {
		d[t[0]][t[1]], d[t[1]][t[0]] = 1, 1
	}
	for k := range n {
		for i := range n {
			for j := range n {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	var sum, pairs float64
	for i := range n {
		for j := range i {
			if silo[i] >= 0 && silo[j] >= 0 && silo[i] != silo[j] {
				sum += 1 / d[i][j]
				pairs++
			}
		}
	}
	return sum / pairs
}

func TestGainIsReachAfterLessReachBefore(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 9))
		const n = 24
		var b snapshot.Builder
		values := make([]string, n)
		for i := range n {
			b.Actor(string(rune('a'+i)), "")
			if v := random.IntN(4); v > 0 {
				values[i] = strconv.Itoa(v)
			}
		}
		b.Dimension("silo", values)
		var ties, asked [][2]int32
		for u := range int32(n) {
			for v := range u {
				switch x := random.Float64(); {
				case x < 0.07:
					b.Tie(u, v, 1)
					ties = append(ties, [2]int32{u, v})
				case x < 0.3:
					asked = append(asked, [2]int32{u, v})
				}
			}
		}
		g := b.Graph()
		silo, _ := g.Dimension("silo")
		got, err := GainsOf(t.Context(), g, silo, asked, 1, 0)
		if err != nil || got.Sources != n {
			t.Fatalf("%v, %d sources", err, got.Sources)
		}
		before := reach(n, ties, silo.Of)
		for i, pair := range asked {
			if want := reach(n, append(ties[:len(ties):len(ties)], pair), silo.Of) - before; math.Abs(got.Gain[i]-want) > 1e-12 {
				t.Fatalf("seed %d, %v: gain %v, want %v", seed, pair, got.Gain[i], want)
			}
		}
	}
}
