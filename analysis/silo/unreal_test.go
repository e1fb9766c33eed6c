package silo

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// Against random matchings of Karate's 156 tie ends: loops, and pairs of ties between the same two, per tie.
func TestUnrealEqualsSimulation(t *testing.T) {
	g := graphs.Read(t, "karate", "", snapshot.Unweighted)
	var ends []int32
	for v := range int32(g.Len()) {
		for range g.Out(v) {
			ends = append(ends, v)
		}
	}
	r := rand.New(rand.NewPCG(5, 5))
	const draws = 20000
	var sum, square float64
	for range draws {
		r.Shuffle(len(ends), func(i, j int) { ends[i], ends[j] = ends[j], ends[i] })
		found, ties := 0.0, map[[2]int32]float64{}
		for i := 0; i < len(ends); i += 2 {
			pair := [2]int32{min(ends[i], ends[i+1]), max(ends[i], ends[i+1])}
			if pair[0] == pair[1] {
				found++
				continue
			}
			found += ties[pair] // pairs with each earlier tie of the same two
			ties[pair]++
		}
		share := found / float64(g.Ties())
		sum += share
		square += share * share
	}
	mean := sum / draws
	se := math.Sqrt((square/draws - mean*mean) / draws)
	if got := unreal(g); math.Abs(got-mean) > 5*se {
		t.Errorf("share %v; simulation gives %v, standard error %v", got, mean, se)
	}
}

func TestUnrealOfActivities(t *testing.T) {
	// Three activities of two; actor 0 is in all, so of 6 slots it has 3: 3·2/(6·5) of all pairs of slots are its own.
	n := &network{silo: []string{"a", "b", "b", "b"}, units: [][]int32{{0, 1}, {0, 2}, {0, 3}}}
	if got := unreal(n.graph(nil)); math.Abs(got-0.2) > 1e-15 {
		t.Errorf("share %v; want 0.2", got)
	}
	if got := unreal((&network{silo: []string{"a", "b"}}).graph(nil)); got != 0 {
		t.Errorf("share %v without ties; want 0", got)
	}
}
