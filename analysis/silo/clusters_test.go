package silo

import (
	"fmt"
	"slices"
	"testing"
)

func TestClusters(t *testing.T) {
	// A star of four, a chain of three, two pairs and two isolates.
	n := &network{
		silo: []string{"a", "a", "b", "c", "c", "b", "c", "a", "b", "", "a", "a", "b"},
		ties: [][2]int32{{0, 1}, {0, 2}, {0, 3}, {4, 5}, {5, 6}, {7, 8}, {9, 10}},
	}
	l, err := Clusters(t.Context(), n.graph(nil), "silo")
	if err != nil {
		t.Fatal(err)
	}
	want := "{4 [{[4 5 6] [{c 2} {b 1}]} {[7 8] [{a 1} {b 1}]} {[9 10] [{a 1}]}] [11 12] " +
		"[{1 0} {2 0} {3 0} {4 5} {6 5} {7 8} {8 7} {9 10} {10 9}]}"
	if got := fmt.Sprint(*l); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if l, err := Clusters(t.Context(), n.graph(nil), ""); err != nil || len(l.Clusters) != 3 || l.Clusters[0].Silos != nil {
		t.Errorf("without a dimension: %+v, %v", l, err)
	}
	if _, err := Clusters(t.Context(), n.graph(nil), "sector"); err == nil {
		t.Error("an unknown dimension was taken")
	}
}

// A hub between silos a and b, each a triangle; c meets both only through it too, but also has a tie to a elsewhere. Without actor 0
// of a its other two are joined to nobody, so a loses b and the hub, and keeps c by that tie; likewise at 3 for b and at 7 for c.
func TestSinglePointsNameWhatIsLost(t *testing.T) {
	n := &network{
		silo: []string{"a", "a", "a", "b", "b", "b", "hub", "c", "c", "c", "a"},
		ties: [][2]int32{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {6, 0}, {6, 3}, {6, 7}, {7, 8}, {9, 10}},
	}
	points, found, err := SinglePoints(t.Context(), n.graph(nil), "silo", SinglePointsOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := "[{6 5 [{b 3} {c 2}] [{a b} {b c}]} {0 2 [{a 2}] [{a b} {a hub}]} " +
		"{3 2 [{b 2}] [{a b} {b c} {b hub}]} {7 1 [{c 1}] [{b c} {c hub}]}]"
	if got := fmt.Sprint(points); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if found != 4 {
		t.Errorf("found %d, want 4", found)
	}
	if points, found, err = SinglePoints(t.Context(), n.graph(nil), "silo", SinglePointsOptions{Limit: 1}); err != nil || len(points) != 1 || found != 4 {
		t.Errorf("limit 1: %v of %d, %v", points, found, err)
	}
}

// On drawn networks, equal to taking every actor out in turn.
func TestSinglePointsEqualRemoval(t *testing.T) {
	for seed := range uint64(15) {
		n := drawn(seed, 60, 4, 55, 0)
		g := n.graph(nil)
		points, _, err := SinglePoints(t.Context(), g, "silo", SinglePointsOptions{Limit: 100, Threads: 1 + int(seed%3)})
		if err != nil {
			t.Fatal(err)
		}
		got := map[int32]SinglePoint{}
		for i, p := range points {
			got[p.Actor] = p
			if i > 0 && p.CutOff > points[i-1].CutOff {
				t.Errorf("seed %d: %d cut off after %d", seed, p.CutOff, points[i-1].CutOff)
			}
		}
		for v := range int32(g.Len()) {
			cutOff, pairs := removed(n, v)
			if p := got[v]; p.CutOff != cutOff || cutOff > 0 && !slices.Equal(p.Pairs, pairs) {
				t.Errorf("seed %d, actor %d: %d cut off, pairs %v; removal gives %d, %v", seed, v, p.CutOff, p.Pairs, cutOff, pairs)
			}
		}
	}
}

// removed takes an actor out and looks: who is no longer joined to the largest piece of its component, and which silos lost each other.
func removed(n *network, gone int32) (cutOff int, lost []Pair) {
	g := n.graph(nil)
	component, largest := 0, 0
	for v, d := range steps(g, gone) {
		if d <= 0 {
			continue
		}
		component++
		piece := 0
		for _, d := range steps(g, int32(v), gone) {
			if d >= 0 {
				piece++
			}
		}
		largest = max(largest, piece)
	}
	joined := func(a, b string, gone ...int32) bool {
		for u := range n.silo {
			if n.silo[u] != a {
				continue
			}
			for v, d := range steps(g, int32(u), gone...) {
				if n.silo[v] == b && d >= 0 {
					return true
				}
			}
		}
		return false
	}
	near := steps(g, gone)
	keeps := func(a string) bool { // an actor in the component, other than the one that leaves
		for v, s := range n.silo {
			if s == a && near[v] > 0 {
				return true
			}
		}
		return false
	}
	for _, a := range []string{"a", "b", "c", "d"} {
		for _, b := range []string{"a", "b", "c", "d"} {
			if a < b && keeps(a) && keeps(b) && joined(a, b) && !joined(a, b, gone) {
				lost = append(lost, Pair{a, b})
			}
		}
	}
	return component - largest, lost
}
