package silo

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// connected reports whether an actor of silo 0 can reach one of silo 1 without those gone.
func connected(g *snapshot.Graph, silo []int32, gone []int32) bool {
	for u, a := range silo {
		if a != 0 {
			continue
		}
		for v, d := range steps(g, int32(u), gone...) {
			if d >= 0 && silo[v] == 1 {
				return true
			}
		}
	}
	return false
}

// fewest tries all sets of actors and returns the size of the smallest that parts the silos.
func fewest(g *snapshot.Graph, silo []int32) int {
	best := g.Len()
	for set := range 1 << g.Len() {
		size := bits.OnesCount(uint(set))
		if size >= best {
			continue
		}
		var gone []int32
		for v := range int32(g.Len()) {
			if set>>v&1 == 1 {
				gone = append(gone, v)
			}
		}
		if !connected(g, silo, gone) {
			best = size
		}
	}
	return best
}

func checkFragility(t *testing.T, c *cutter, g *snapshot.Graph, silo []int32) {
	t.Helper()
	var members []int32
	for v, a := range silo {
		if a == 0 {
			members = append(members, int32(v))
		}
	}
	f, err := c.cut(t.Context(), members, 1, 10)
	if err != nil {
		t.Fatal(err)
	}
	if want := fewest(g, silo); f.Actors != want || f.AtLeast || !f.Computed {
		t.Fatalf("fragility %+v; every set of actors tried gives %d; silos %v", f, want, silo)
	}
	if len(f.Who) != f.Actors || connected(g, silo, f.Who) || !slices.IsSorted(f.Who) {
		t.Fatalf("%v of %d do not part silos %v", f.Who, f.Actors, silo)
	}
}

// On every graph of up to five actors and every assignment to two silos and none.
func TestFragilityOnEverySmallGraph(t *testing.T) {
	for g := range graphs.Small(5) {
		assignments := 1
		for range g.Len() {
			assignments *= 3
		}
		silo := make([]int32, g.Len())
		c := newCutter(g, silo)
		// Every seventh on the largest, which differ by renaming mostly.
		stride := 1
		if g.Len() == 5 {
			stride = 7
		}
		for code := 0; code < assignments; code += stride {
			for v, rest := 0, code; v < g.Len(); v++ {
				silo[v] = int32(rest%3) - 1
				rest /= 3
			}
			checkFragility(t, c, g, silo)
		}
	}
}

// Paths that must be rerouted: denser networks of ten actors, drawn.
func TestFragilityOnDrawnNetworks(t *testing.T) {
	for seed := range uint64(120) {
		n := drawn(seed, 11, 2, 14+int(seed%20), 0)
		g := n.graph(nil)
		d, _ := g.Dimension("silo")
		if len(d.Values) < 2 {
			continue
		}
		checkFragility(t, newCutter(g, d.Of), g, d.Of)
	}
}

func TestFragilityNamesTheBroker(t *testing.T) {
	// Two triangles and a broker, actor 6, between them who belongs to neither.
	n := &network{
		silo: []string{"north", "north", "north", "south", "south", "south", "office"},
		ties: [][2]int32{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}, {0, 6}, {1, 6}, {6, 3}, {6, 4}},
	}
	f := pair(t, mustGaps(t, n.graph(nil), "silo", GapOptions{}), "north", "south").Fragility
	if f.Actors != 1 || !slices.Equal(f.Who, []int32{6}) {
		t.Errorf("fragility %+v; want the broker alone", f)
	}
}

// Twelve separate ties between two silos: counting stops where it is told.
func TestFragilityStopsAtTheCap(t *testing.T) {
	n := &network{}
	for v := range 24 {
		n.silo = append(n.silo, []string{"a", "b"}[v%2])
		if v%2 == 1 {
			n.ties = append(n.ties, [2]int32{int32(v - 1), int32(v)})
		}
	}
	for limit, want := range map[int]string{
		3:  "true 3 true []",
		12: "true 12 true []",
		13: "true 12 false [0 2 4 6 8 10 12 14 16 18 20 22]",
	} {
		got := mustGaps(t, n.graph(nil), "silo", GapOptions{FragilityCap: limit}).Gaps[0].Fragility
		if fmt.Sprint(got.Computed, got.Actors, got.AtLeast, got.Who) != want {
			t.Errorf("cap %d: %v; want %s", limit, got, want)
		}
	}
}
