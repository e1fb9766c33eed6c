package bridging_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Three silos of stars: the centre of the first has 6 ties, of the second 4, of the third 2.
func stars() (*snapshot.Graph, *snapshot.Dimension) {
	b := &snapshot.Builder{}
	var silo []string
	for s, rays := range []int{6, 4, 2} {
		name := string(rune('a' + s))
		centre := b.Actor(name, name)
		silo = append(silo, name)
		for i := range rays {
			leaf := b.Actor(fmt.Sprintf("%s%d", name, i), "")
			silo = append(silo, name)
			b.Tie(centre, leaf, 1)
		}
	}
	b.Dimension("silo", silo)
	g := b.Graph()
	dim, _ := g.Dimension("silo")
	return g, dim
}

func TestHubsAreJoinedAcrossAllSilosOrFromOne(t *testing.T) {
	g, dim := stars()
	at := func(id string) int32 { i, _ := g.Index(id); return i }
	of := func(code int32, k int) [][2]int32 {
		ties := bridging.HubTies(g, dim, code, k, 2)
		for i := range ties {
			slices.Sort(ties[i][:])
		}
		return ties
	}
	between := func(x, y string) [2]int32 { return [2]int32{min(at(x), at(y)), max(at(x), at(y))} }
	if got, want := of(-1, 3), [][2]int32{between("a", "b"), between("a", "c"), between("b", "c")}; !slices.Equal(got, want) {
		t.Errorf("of all silos %v, want %v: the highest product of ties first", got, want)
	}
	third := dim.Of[at("c")]
	if got, want := of(third, 2), [][2]int32{between("a", "c"), between("b", "c")}; !slices.Equal(got, want) {
		t.Errorf("of the third silo %v, want %v", got, want)
	}
	for _, tie := range of(third, 20) {
		if dim.Of[tie[0]] != third && dim.Of[tie[1]] != third || dim.Of[tie[0]] == dim.Of[tie[1]] {
			t.Errorf("tie %v has no end in the silo, or both", tie)
		}
	}
}
