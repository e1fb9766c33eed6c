package snapshot_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/sillat/sillat/analysis/snapshot"
)

// drawUnits draws groups of distinct actors with weights.
func drawUnits(t *rapid.T, n int) *snapshot.Units {
	u := &snapshot.Units{Start: []int64{0}}
	if n == 0 {
		return u
	}
	for range rapid.IntRange(0, 8).Draw(t, "units") {
		members := rapid.SliceOfNDistinct(rapid.Int32Range(0, int32(n-1)), 0, n, rapid.ID[int32]).Draw(t, "members")
		u.Members = append(u.Members, members...)
		u.Start = append(u.Start, int64(len(u.Members)))
		u.Weight = append(u.Weight, weightsOf.Draw(t, "weight"))
	}
	return u
}

func TestJoinTiesEveryPairOfEveryUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 9).Draw(t, "n")
		units := drawUnits(t, n)
		var ties []tie
		for i := range units.Len() {
			members := units.Of(i)
			for j := range members {
				for k := range j {
					ties = append(ties, tie{members[j], members[k], units.Weight[i]})
				}
			}
		}
		var b snapshot.Builder
		for i := range n {
			b.Actor(fmt.Sprintf("%06d", i), fmt.Sprintf("actor %d", i))
		}
		b.Join(units)
		g := b.Graph()
		modelOf(n, false, ties).check(t, g)
		for i := range g.Units().Len() {
			members := g.Units().Of(i)
			for j := 1; j < len(members); j++ {
				if members[j-1] >= members[j] {
					t.Fatalf("unit %d is %v; members must ascend", i, members)
				}
			}
		}
	})
}

func TestJoinRefusesWhatItCannotKeep(t *testing.T) {
	for name, spoil := range map[string]func(*snapshot.Builder){
		"directions": func(b *snapshot.Builder) { b.Directed = true },
		"other ties": func(b *snapshot.Builder) { b.Tie(0, 1, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			var b snapshot.Builder
			b.Actor("a", "")
			b.Actor("b", "")
			b.Join(&snapshot.Units{Start: []int64{0, 2}, Members: []int32{0, 1}, Weight: []float64{1}})
			spoil(&b)
			defer func() {
				if recover() == nil {
					t.Error("expected a panic: the ties would be lost silently")
				}
			}()
			b.Graph()
		})
	}
}

func TestSubgraphIsTheGraphBuiltWithoutTheOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "n")
		directed := rapid.Bool().Draw(t, "directed")
		ties := drawTies(t, n)
		stays := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "stays")
		g := buildShuffled(n, directed, ties, nil)
		var keep []int32
		for u := range int32(n) {
			if stays[u] {
				keep = append(keep, u, u) // repeats must not matter
			}
		}
		sub := g.Subgraph(keep)
		at := make(map[int32]int32)
		for u := range int32(n) {
			if stays[u] {
				at[u] = int32(len(at))
			}
		}
		var left []tie
		for _, x := range ties {
			if stays[x.u] && stays[x.v] && x.u != x.v {
				left = append(left, tie{at[x.u], at[x.v], x.weight})
			}
		}
		modelOf(len(at), directed, left).check(t, sub)
		for u, now := range at {
			if g.ID(u) != sub.ID(now) || g.Name(u) != sub.Name(now) {
				t.Fatalf("actor %d became %q", u, sub.ID(now))
			}
			if valueOf(g, u) != valueOf(sub, now) {
				t.Fatalf("actor %d lost its silo %q", u, valueOf(g, u))
			}
		}
		for i := range sub.Units().Len() {
			if len(sub.Units().Of(i)) < 2 {
				t.Fatalf("unit %d has fewer than two actors left", i)
			}
		}
	})
}

func valueOf(g *snapshot.Graph, u int32) string {
	d := g.Dimensions()[0]
	if d.Of[u] < 0 {
		return ""
	}
	return d.Values[d.Of[u]]
}
