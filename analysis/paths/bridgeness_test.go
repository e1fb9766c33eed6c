package paths_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func holdBridgeness(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	agree(t, what, oracle.Bridgeness(g), scores(t, g, &paths.Bridgeness), 1e-11)
}

func TestBridgenessOfEverySmallGraph(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		holdBridgeness(t, fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()), g)
	}
}

func TestBridgenessOfRandomGraphs(t *testing.T) {
	for seed := range uint64(60) {
		g := graphs.Random(seed, 3+int(seed)%20, 4+int(seed), seed%2 == 0, snapshot.Strength)
		holdBridgeness(t, fmt.Sprintf("seed %d", seed), g)
	}
}

// Two cliques of five joined by the chain 4–5–6: the actor in the middle carries all 25 pairs of the cliques, of which the 4·4 between actors who are
// not its contacts are far. Its contact 4 passes its clique's 4 others on to 5 and beyond, all of whom begin next to 4: nothing is left.
func TestBridgenessFindsTheBridgeAndNotTheCentre(t *testing.T) {
	var ties []graphs.Tie
	for _, first := range []int32{0, 6} {
		for u := first; u < first+5; u++ {
			for v := first; v < u; v++ {
				ties = append(ties, graphs.Tie{From: u, To: v, Weight: 1})
			}
		}
	}
	ties = append(ties, graphs.Pairs(4, 5, 5, 6)...)
	r, err := analysis.Run(t.Context(), graphs.Of(11, false, snapshot.Unweighted, ties...), &paths.Bridgeness, analysis.Args{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	for u, got := range r.Scores[0] {
		want, share := 0.0, math.NaN()
		switch u {
		case 5:
			want, share = 16, 16.0/25
		case 4, 6:
			share = 0
		}
		if got != want || r.Scores[1][u] != share && !math.IsNaN(share) || math.IsNaN(share) != math.IsNaN(r.Scores[1][u]) {
			t.Errorf("actor %d: %v, share %v; want %v, %v", u, got, r.Scores[1][u], want, share)
		}
	}
}

// 1,200 squares in a chain have 2^1200 shortest paths from end to end, more than a float64 counts. The joints between the squares carry what is at
// least two steps off on either side: with a actors before a joint and b behind it, (a − 2)(b − 2), and the sides of a square half of what passes.
func TestBridgenessOverMorePathsThanCanBeCounted(t *testing.T) {
	const squares = 1200
	var ties []graphs.Tie
	for i := range int32(squares) {
		left := 3 * i
		ties = append(ties, graphs.Pairs(left, left+1, left, left+2, left+1, left+3, left+2, left+3)...)
	}
	got := scores(t, graphs.Of(3*squares+1, false, snapshot.Unweighted, ties...), &paths.Bridgeness)
	for i := 1; i < squares; i++ {
		before := float64(3 * i)
		behind := float64(3*squares) - before
		if want := (before - 2) * (behind - 2); math.Abs(got[3*i]-want) > 1e-6*want {
			t.Fatalf("joint %d: %v, want %v", i, got[3*i], want)
		}
	}
}

func FuzzBridgeness(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), true)
	f.Add(uint64(2), uint8(30), uint8(60), false)
	f.Fuzz(func(t *testing.T, seed uint64, n, m uint8, directed bool) {
		g := graphs.Random(seed, int(n)%50+1, int(m), directed, snapshot.Unweighted)
		whole := scores(t, g, &paths.Betweenness)
		for u, b := range scores(t, g, &paths.Bridgeness) {
			if b < 0 || b > whole[u]*(1+1e-9)+1e-9 {
				t.Errorf("bridgeness of actor %d is %v, betweenness %v", u, b, whole[u])
			}
		}
	})
}

func BenchmarkBridgeness(b *testing.B) {
	for _, n := range []int{500, 1000, 2000} {
		g := graphs.Preferential(1, n, 5)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				scores(b, g, &paths.Bridgeness)
			}
		})
	}
}
