package cohesion

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// checkKEdge compares the components of every k with the least cuts between all pairs.
func checkKEdge(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	fewest := oracle.EdgeConnectivity(g)
	for k := 1; k <= max(g.Len(), 2); k++ {
		of := run(t, g, &KEdge, map[string]string{"k": strconv.Itoa(k)}).Scores[0]
		for u := range of {
			for v := range u {
				if (of[u] == of[v]) != (fewest[u][v] >= k) {
					t.Fatalf("%s, k %d: actors %d and %d are in components %v and %v, and %d ties hold them together", what, k, u, v, of[u], of[v], fewest[u][v])
				}
			}
		}
	}
}

func TestKEdgeAgainstAllCuts(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		checkKEdge(t, fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()), g)
	}
	for seed := range uint64(120) {
		n := 2 + int(seed)%9
		checkKEdge(t, fmt.Sprintf("seed %d", seed), graphs.Random(seed, n, n+int(seed)%17, seed%2 == 0, snapshot.Strength))
	}
}

// Two cliques of five that share two ties are held together by two, and each by four; the two ends in one clique of what they share by five,
// as one way between them leads through the other. The paths between the two middles of a square with
// long sides lead through actors that only two ties hold.
func TestKEdgeByHand(t *testing.T) {
	var ties []graphs.Tie
	for c := range int32(2) {
		for i := range int32(5) {
			for j := range i {
				ties = append(ties, graphs.Tie{From: 5*c + i, To: 5*c + j, Weight: 1})
			}
		}
	}
	ties = append(ties, graphs.Pairs(0, 5, 1, 6)...)
	g := graphs.Of(11, false, snapshot.Unweighted, ties...)
	for _, c := range []struct {
		k                          string
		components, largest, alone float64
	}{{"1", 1, 10, 1}, {"2", 1, 10, 1}, {"3", 2, 5, 1}, {"4", 2, 5, 1}, {"5", 2, 2, 7}} {
		r := run(t, g, &KEdge, map[string]string{"k": c.k})
		if value(t, r, "components") != c.components || value(t, r, "largest") != c.largest || value(t, r, "alone") != c.alone {
			t.Errorf("k %s: %v; expected %+v", c.k, r.Values, c)
		}
	}
	// 0 and 1 meet over three actors who have no other tie.
	far := graphs.Of(5, false, snapshot.Unweighted, graphs.Pairs(0, 2, 2, 1, 0, 3, 3, 1, 0, 4, 4, 1)...)
	of := run(t, far, &KEdge, map[string]string{"k": "3"}).Scores[0]
	if of[0] != of[1] || of[2] == of[0] || of[3] == of[4] {
		t.Errorf("three ways over actors of two ties: components %v", of)
	}
}

// With k 2 the components are what remains together when every bridge tie is taken away.
func TestKEdgeOfTwoIsWhatBridgesLeave(t *testing.T) {
	for seed := range uint64(8) {
		g := graphs.Preferential(seed, 3000, 1+int(seed)%3)
		bridges := map[[2]int32]bool{}
		for _, tie := range run(t, g, &BridgeTies, nil).Ties {
			bridges[[2]int32{tie.From, tie.To}] = true
		}
		var kept []graphs.Tie
		for u := range int32(g.Len()) {
			for _, v := range g.Out(u) {
				if u < v && !bridges[[2]int32{u, v}] {
					kept = append(kept, graphs.Tie{From: u, To: v, Weight: 1})
				}
			}
		}
		want := run(t, graphs.Of(g.Len(), false, snapshot.Unweighted, kept...), &Components, nil).Scores[0]
		got := run(t, g, &KEdge, nil).Scores[0]
		for u := range want {
			if got[u] != want[u] {
				t.Fatalf("seed %d: actor %d is in component %v, without bridge ties in %v", seed, u, got[u], want[u])
			}
		}
	}
}

func BenchmarkKEdge(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		g := graphs.Preferential(1, n, 5)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := joinedBy(b.Context(), g, 4, func(_, _ int64) {}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
