package cohesion

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func holdTriads(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	r := run(t, g, &TriadCensus, nil)
	want := oracle.Triads(g)
	for _, name := range triadKinds {
		if got := value(t, r, "triad-"+name); got != float64(want[name]) {
			t.Fatalf("%s: %v threes of kind %s, expected %d", what, got, name, want[name])
		}
	}
	var chains, closed float64
	for a := range int32(g.Len()) {
		for _, b := range g.Out(a) {
			for _, c := range g.Out(b) {
				if c != a {
					chains++
					if g.HasTie(a, c) {
						closed++
					}
				}
			}
		}
	}
	if got := value(t, r, "transitivity"); !same(closed/chains, got) {
		t.Fatalf("%s: transitivity %v, expected %v of %v", what, got, closed, chains)
	}
}

// Every directed network of four actors: 2^12.
func TestTriadsOfEveryDirectedNetworkOfFour(t *testing.T) {
	for chosen := range 1 << 12 {
		var ties []graphs.Tie
		bit := 0
		for u := range int32(4) {
			for v := range int32(4) {
				if u != v {
					if chosen>>bit&1 == 1 {
						ties = append(ties, graphs.Tie{From: u, To: v, Weight: 1})
					}
					bit++
				}
			}
		}
		holdTriads(t, fmt.Sprintf("network %d", chosen), graphs.Of(4, true, snapshot.Unweighted, ties...))
	}
}

func TestTriadsOfRandomGraphs(t *testing.T) {
	for seed := range uint64(40) {
		n := int(seed) % 23
		holdTriads(t, fmt.Sprintf("seed %d", seed), graphs.Random(seed, n, 4*n, seed%3 != 0, snapshot.Strength))
	}
}

// All kinds add up to all threes, triangles are what triangles counts, and without directions transitivity is that of clustering.
func TestTriadsAddUp(t *testing.T) {
	for seed := range uint64(4) {
		const n = 300
		g := graphs.Random(seed, n, 2500, seed%2 == 0, snapshot.Unweighted)
		r := run(t, g, &TriadCensus, nil)
		all, closed := 0.0, 0.0
		for k, name := range triadKinds {
			count := value(t, r, "triad-"+name)
			all += count
			if triadTable[63] == uint8(k) || name[:2] == "03" || name[:2] == "12" || name == "210" {
				closed += count
			}
		}
		if want := float64(n) * (n - 1) * (n - 2) / 6; all != want {
			t.Errorf("seed %d: %v threes, expected %v", seed, all, want)
		}
		if want := value(t, run(t, g, &Triangles, nil), "triangles"); closed != want {
			t.Errorf("seed %d: %v closed threes, %v triangles", seed, closed, want)
		}
		if got, want := value(t, r, "transitivity"), value(t, run(t, g, &Clustering, nil), "transitivity"); !g.Directed() && math.Abs(got-want) > 1e-12 {
			t.Errorf("seed %d: transitivity %v, %v of clustering", seed, got, want)
		}
	}
}

func BenchmarkTriadCensus(b *testing.B) { sizedTight(b, &TriadCensus, 1000, 10_000, 100_000) }
