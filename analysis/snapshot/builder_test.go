package snapshot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sillat/sillat/analysis/snapshot"
)

// weightsOf holds values whose floating-point sum depends on the order of adding.
var weightsOf = rapid.SampledFrom([]float64{0, 0.1, 1.0 / 3, 0.7, 1, 1, 1, 2, 1e-9, 1e9, 1.0 / 59})

func drawTies(t *rapid.T, n int) []tie {
	if n == 0 {
		return nil
	}
	actor := rapid.Int32Range(0, int32(n-1))
	weight := weightsOf
	if rapid.Bool().Draw(t, "unweighted") {
		weight = rapid.Just(1.0)
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) tie {
		return tie{actor.Draw(t, "u"), actor.Draw(t, "v"), weight.Draw(t, "w")}
	}), 0, 60).Draw(t, "ties")
}

func TestGraphIsWhatANaiveModelSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 9).Draw(t, "n")
		directed := rapid.Bool().Draw(t, "directed")
		ties := drawTies(t, n)
		g := build(n, directed, ties)
		modelOf(n, directed, ties).check(t, g)
		if !directed {
			return
		}
		// The symmetric graph sums the two directions, but stays unweighted when no tie had a weight of its own.
		if g.Weighted() {
			modelOfSymmetric(g).check(t, g.Symmetric())
		} else if g.Symmetric().Weighted() {
			t.Fatalf("the symmetric graph of an unweighted one must be unweighted")
		}
	})
}

// Who is tied both ways is nearer than by either tie alone: the strengths, 1/2 and 1/6, add up to 2/3.
func TestBothWaysAreNearerThanOne(t *testing.T) {
	b := snapshot.Builder{Directed: true, Meaning: snapshot.Distance}
	for _, id := range []string{"a", "b", "c", "d"} {
		b.Actor(id, id)
	}
	for _, tie := range []struct {
		u, v   int32
		weight float64
	}{{0, 1, 2}, {1, 0, 6}, {1, 2, 49}, {2, 3, 0}, {3, 2, 5}} {
		b.Tie(tie.u, tie.v, tie.weight)
	}
	g := b.Graph().Symmetric()
	for _, want := range []struct {
		u, v   int32
		weight float64
	}{{0, 1, 1.5}, {1, 2, 49}, {2, 3, 5}} {
		i := slices.Index(g.Out(want.u), want.v)
		j := slices.Index(g.Out(want.v), want.u)
		if i < 0 || j < 0 || g.OutWeights(want.u)[i] != want.weight || g.OutWeights(want.v)[j] != want.weight {
			t.Errorf("%d and %d: %v %v, expected a distance of %v", want.u, want.v, g.Out(want.u), g.OutWeights(want.u), want.weight)
		}
	}
}

func modelOfSymmetric(g *snapshot.Graph) model {
	var ties []tie
	for u := range int32(g.Len()) {
		for i, v := range g.Out(u) {
			ties = append(ties, tie{u, v, weightAt(g.OutWeights(u), i)})
		}
	}
	m := modelOf(g.Len(), false, ties)
	m.loops = g.Loops()
	return m
}

func TestOrderOfActorsAndTiesDoesNotShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 9).Draw(t, "n")
		ties := drawTies(t, n)
		directed := rapid.Bool().Draw(t, "directed")
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		first := buildShuffled(n, directed, ties, nil)
		second := buildShuffled(n, directed, ties, shuffle)
		if d := difference(first, second); d != "" {
			t.Fatalf("another order of the same actors and ties changes the graph: %s", d)
		}
	})
}

// buildShuffled adds the same actors, dimension values, units and ties in an order that shuffle decides (nil: as given).
func buildShuffled(n int, directed bool, ties []tie, shuffle *rand.Rand) *snapshot.Graph {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	ties = slices.Clone(ties)
	if shuffle != nil {
		order = shuffle.Perm(n)
		shuffle.Shuffle(len(ties), func(i, j int) { ties[i], ties[j] = ties[j], ties[i] })
		for i := range ties {
			if !directed && shuffle.IntN(2) == 0 {
				ties[i].u, ties[i].v = ties[i].v, ties[i].u
			}
		}
	}
	b := snapshot.Builder{Directed: directed}
	at := make([]int32, n)
	var values []string
	for _, i := range order {
		at[i] = b.Actor(fmt.Sprintf("id%02d", i), fmt.Sprintf("name %d", i))
		values = append(values, []string{"", "north", "south"}[i%3])
	}
	b.Dimension("silo_region", values)
	if n > 2 {
		b.Units(&snapshot.Units{Start: []int64{0, 2, 5}, Members: []int32{at[0], at[1], at[2], at[0], at[1]}, Weight: []float64{1, 0.5}})
	}
	for _, t := range ties {
		b.Tie(at[t.u], at[t.v], t.weight)
	}
	return b.Graph()
}

func TestThreeParallelWeightsAddUpTheSameInEveryOrder(t *testing.T) {
	// 0.1 + 0.2 + 0.3 is 0.6000000000000001 from the left and 0.6 from the right in IEEE 754 doubles.
	a := build(2, false, []tie{{0, 1, 0.1}, {0, 1, 0.2}, {1, 0, 0.3}})
	b := build(2, false, []tie{{0, 1, 0.3}, {1, 0, 0.2}, {0, 1, 0.1}})
	if x, y := a.OutWeights(0)[0], b.OutWeights(0)[0]; x != y {
		t.Errorf("sums differ: %v and %v", x, y)
	}
	if x, y := a.OutWeights(0)[0], a.OutWeights(1)[0]; x != y {
		t.Errorf("the two rows of one undirected tie differ: %v and %v", x, y)
	}
}

func TestEmptyAndOneActor(t *testing.T) {
	var zero snapshot.Graph
	one := snapshot.Builder{Directed: true}
	one.Actor("only", "Only")
	one.Dimension("kind", []string{""})
	one.Tie(0, 0, 3)
	var none snapshot.Builder
	for name, g := range map[string]*snapshot.Graph{"zero value": &zero, "no actors": none.Graph(), "one actor": one.Graph()} {
		t.Run(name, func(t *testing.T) {
			if g.Ties() != 0 || g.Weighted() || g.Units() != nil || g.Symmetric().Ties() != 0 {
				t.Error("expected no ties, weights and units")
			}
			if _, ok := g.Index("nobody"); ok {
				t.Error("expected no actor of an unknown id")
			}
			if _, ok := g.Dimension("region"); ok {
				t.Error("expected no such dimension")
			}
			for _, h := range []*snapshot.Graph{g.Subgraph(nil), g.Symmetric()} {
				if h.AsUndirected().Nodes().Len() != h.Len() || h.AsDirected().Edges().Len() != 0 {
					t.Error("gonum's views must show the same")
				}
			}
		})
	}
	if g := one.Graph(); g.Loops() != 1 || g.Len() != 1 || len(g.Out(0)) != 0 || g.Dimensions()[0].Of[0] != -1 {
		t.Error("one actor with a loop: expected 1 actor, 1 loop counted, no neighbours, no value")
	}
}

func FuzzBuilder(f *testing.F) {
	f.Add([]byte{0})
	f.Add([]byte{3, 1, 0, 1, 2, 1, 2, 3, 2, 2, 1})
	f.Add([]byte{130, 0, 1, 7, 1, 0, 9, 0, 1, 200})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) == 0 {
			return
		}
		n, directed := int(b[0]&127)%12, b[0] > 127
		var ties []tie
		for b = b[1:]; n > 0 && len(b) >= 3; b = b[3:] {
			ties = append(ties, tie{int32(int(b[0]) % n), int32(int(b[1]) % n), float64(b[2]) / 7})
		}
		modelOf(n, directed, ties).check(t, build(n, directed, ties))
	})
}

func TestPairsAreTiesOfWeightOne(t *testing.T) {
	for _, directed := range []bool{false, true} {
		for _, before := range []bool{false, true} {
			var one, many snapshot.Builder
			one.Directed, many.Directed = directed, directed
			for _, b := range []*snapshot.Builder{&one, &many} {
				for _, id := range []string{"a", "b", "c"} {
					b.Actor(id, id)
				}
				if before {
					b.Tie(0, 2, 3)
				}
			}
			from, to := []int32{2, 1, 0, 1, 2}, []int32{0, 1, 1, 0, 1}
			for i := range from {
				one.Tie(from[i], to[i], 1)
			}
			many.Pairs(from, to)
			g, h := one.Graph(), many.Graph()
			if g.Loops() != h.Loops() || g.Ties() != h.Ties() {
				t.Errorf("%d loops and %d ties, expected %d and %d", h.Loops(), h.Ties(), g.Loops(), g.Ties())
			}
			for u := range int32(3) {
				if !slices.Equal(g.Out(u), h.Out(u)) || !slices.Equal(g.In(u), h.In(u)) || !slices.Equal(g.OutWeights(u), h.OutWeights(u)) {
					t.Errorf("actor %d: %v %v %v, expected %v %v %v", u, h.Out(u), h.In(u), h.OutWeights(u), g.Out(u), g.In(u), g.OutWeights(u))
				}
			}
		}
	}
}
