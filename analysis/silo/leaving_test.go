package silo

import (
	"math"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// What happens if an actor leaves, pair by pair from plain breadth-first search with and without it.
func checkLeaving(t *testing.T, g *snapshot.Graph, l *GapList) (checked int) {
	t.Helper()
	d, _ := g.Dimension("silo")
	for _, gap := range l.Gaps {
		if len(gap.Fragility.Leaving) != len(gap.Fragility.Who) {
			t.Fatalf("%s–%s: %d actors, %d leavings", gap.A, gap.B, len(gap.Fragility.Who), len(gap.Fragility.Leaving))
		}
		for i, got := range gap.Fragility.Leaving {
			want := Leaving{Actor: gap.Fragility.Who[i]}
			grown := 0
			for u := range int32(g.Len()) {
				if d.Of[u] < 0 || d.Values[d.Of[u]] != gap.A || u == want.Actor {
					continue
				}
				before, after := steps(g, u), steps(g, u, want.Actor)
				for v := range int32(g.Len()) {
					switch {
					case d.Of[v] < 0 || d.Values[d.Of[v]] != gap.B || v == want.Actor || before[v] < 0:
						continue
					case after[v] < 0:
						want.Lost++
					case after[v] > before[v]:
						want.Farther++
						grown += after[v] - before[v]
					}
					want.Pairs++
				}
			}
			if kept := want.Pairs - want.Lost; kept > 0 {
				want.Longer = float64(grown) / float64(kept)
			}
			if got.Actor != want.Actor || got.Pairs != want.Pairs || got.Lost != want.Lost || got.Farther != want.Farther || math.Abs(got.Longer-want.Longer) > 1e-12 {
				t.Errorf("%s–%s: %+v; one by one %+v", gap.A, gap.B, got, want)
			}
			checked++
		}
	}
	return checked
}

func TestLeavingEqualsBreadthFirstSearch(t *testing.T) {
	checked := 0
	for seed := range uint64(10) {
		n := drawn(seed, 60+int(seed)*50, 2+int(seed)%4, 60+int(seed)*55, 0)
		plain, directed := n.graph(nil), arrows(n, one)
		checked += checkLeaving(t, plain, mustGaps(t, plain, "silo", GapOptions{}))
		checked += checkLeaving(t, directed, mustGaps(t, directed, "silo", GapOptions{}))
	}
	if checked < 200 {
		t.Errorf("only %d leavings checked", checked)
	}
}

// Without the broker of two triangles all nine pairs are lost.
func TestLeavingOfABroker(t *testing.T) {
	n := &network{
		silo: []string{"north", "north", "north", "south", "south", "south", "office"},
		ties: [][2]int32{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {0, 6}, {1, 6}, {6, 3}, {6, 4}},
	}
	got := pair(t, mustGaps(t, n.graph(nil), "silo", GapOptions{}), "north", "south").Fragility.Leaving
	if len(got) != 1 || got[0] != (Leaving{Actor: 6, Pairs: 9, Lost: 9}) {
		t.Errorf("%+v; want all nine pairs lost", got)
	}
}
