package brokerage

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// Worked by hand from the formulas. Actor 0 of silo a has two contacts in a, one in b and one in c: P = 1 − (4 + 1 + 1)/16 = 5/8. Inside a the
// four actors have 2, 1, 1 and 0 ties: mean 1, variance 1/2, so z = √2, 0, 0 and −√2.
func TestParticipationByHand(t *testing.T) {
	ties := graphs.Pairs(0, 1, 0, 2, 0, 4, 0, 5, 1, 4)
	g := withSilos(graphs.Of(7, false, snapshot.Unweighted, ties...), []string{"a", "a", "a", "a", "b", "c", "c"})
	p := runIn(t, g, &Participation, "silo", 1).Scores[0]
	z := runIn(t, g, &WithinSiloZ, "silo", 1).Scores[0]
	nan := math.NaN()
	for u, want := range []struct{ p, z float64 }{
		{0.625, math.Sqrt2}, {0.5, 0}, {0, 0}, {nan, -math.Sqrt2}, {0, nan}, {0, nan}, {nan, nan},
	} {
		if !near(p[u], want.p, 1e-15) || !near(z[u], want.z, 1e-15) {
			t.Errorf("actor %d: participation %v, z %v; want %v, %v", u, p[u], z[u], want.p, want.z)
		}
	}
}

func checkCartography(t *testing.T, g *snapshot.Graph, what string) {
	t.Helper()
	d, _ := g.Dimension("silo")
	wantP, wantZ := oracle.Cartography(g, d.Of)
	p := runIn(t, g, &Participation, "silo", 2).Scores[0]
	z := runIn(t, g, &WithinSiloZ, "silo", 2).Scores[0]
	sum := make([]float64, len(d.Values))
	for u := range p {
		if !near(p[u], wantP[u], 1e-12) || !near(z[u], wantZ[u], 1e-9) {
			t.Fatalf("%s: actor %d: participation %v, z %v; want %v, %v", what, u, p[u], z[u], wantP[u], wantZ[u])
		}
		if p[u] > 1-1/float64(len(d.Values))+1e-12 || p[u] < 0 {
			t.Fatalf("%s: participation %v with %d silos", what, p[u], len(d.Values))
		}
		if !math.IsNaN(z[u]) {
			sum[d.Of[u]] += z[u]
		}
	}
	for s, x := range sum {
		if math.Abs(x) > 1e-9 {
			t.Fatalf("%s: z in silo %s sums to %v", what, d.Values[s], x)
		}
	}
}

func TestCartographyOfSmallAndRandomGraphs(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		checkCartography(t, inSilos(g, 2, true, uint64(g.Ties())), fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()))
	}
	for seed := range uint64(60) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			g := graphs.Random(seed, 2+int(seed)%30, int(seed)*3, seed%2 == 0, meaning)
			checkCartography(t, inSilos(g, 1+int(seed)%4, seed%3 == 0, seed), fmt.Sprintf("seed %d, meaning %d", seed, meaning))
		}
	}
}

func FuzzCartography(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(30), uint8(3), true)
	f.Add(uint64(2), uint8(20), uint8(90), uint8(5), false)
	f.Fuzz(func(t *testing.T, seed uint64, n, m, silos uint8, directed bool) {
		g := graphs.Random(seed, int(n)%40+1, int(m), directed, snapshot.Strength)
		checkCartography(t, inSilos(g, int(silos)%9+1, seed%2 == 0, seed), "fuzzed")
	})
}

func BenchmarkParticipation(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		g := inSilos(graphs.Preferential(1, n, 5), 20, false, 1)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runIn(b, g, &Participation, "silo", 2)
			}
		})
	}
}
