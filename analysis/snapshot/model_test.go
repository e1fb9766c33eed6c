package snapshot_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// tie is one call of Builder.Tie.
type tie struct {
	u, v   int32
	weight float64
}

// model is the graph as plain maps: slow, and plainly what the conventions of the package say.
type model struct {
	n        int
	directed bool
	loops    int
	weights  map[[2]int32][]float64 // of every ordered pair with a tie, all the parallel weights
}

func modelOf(n int, directed bool, ties []tie) model {
	m := model{n: n, directed: directed, weights: map[[2]int32][]float64{}}
	for _, t := range ties {
		if t.u == t.v {
			m.loops++
			continue
		}
		m.weights[[2]int32{t.u, t.v}] = append(m.weights[[2]int32{t.u, t.v}], t.weight)
		if !directed {
			m.weights[[2]int32{t.v, t.u}] = append(m.weights[[2]int32{t.v, t.u}], t.weight)
		}
	}
	return m
}

// build makes the snapshot of actors named so that index and id order agree.
func build(n int, directed bool, ties []tie) *snapshot.Graph {
	b := snapshot.Builder{Directed: directed}
	for i := range n {
		b.Actor(fmt.Sprintf("%06d", i), fmt.Sprintf("actor %d", i))
	}
	for _, t := range ties {
		b.Tie(t.u, t.v, t.weight)
	}
	return b.Graph()
}

// fataler is what checks need of *testing.T, *rapid.T and *testing.F's argument alike.
type fataler interface {
	Fatalf(format string, args ...any)
}

// check holds a graph to its model: rows ascending, without repeats and loops, in-rows the mirror of out-rows, weights the sums.
func (m model) check(t fataler, g *snapshot.Graph) {
	if g.Len() != m.n || g.Loops() != m.loops || g.Directed() != m.directed {
		t.Fatalf("graph has %d actors, %d loops, directed %v; want %d, %d, %v", g.Len(), g.Loops(), g.Directed(), m.n, m.loops, m.directed)
	}
	ties := len(m.weights)
	if !m.directed {
		ties /= 2
	}
	if g.Ties() != ties {
		t.Fatalf("%d ties; want %d", g.Ties(), ties)
	}
	allOne := true
	for u := range int32(m.n) {
		var out, in []int32
		for _, pair := range slices.SortedFunc(maps.Keys(m.weights), func(a, b [2]int32) int { return slices.Compare(a[:], b[:]) }) {
			if pair[0] == u {
				out = append(out, pair[1])
			}
			if pair[1] == u {
				in = append(in, pair[0])
			}
		}
		if !slices.Equal(g.Out(u), out) || !slices.Equal(g.In(u), in) {
			t.Fatalf("actor %d: out %v, in %v; want %v, %v", u, g.Out(u), g.In(u), out, in)
		}
		for i, v := range out {
			want := total(m.weights[[2]int32{u, v}])
			allOne = allOne && want == 1
			if got := weightAt(g.OutWeights(u), i); got != want || !g.HasTie(u, v) {
				t.Fatalf("tie %d→%d weighs %v; want %v", u, v, got, want)
			}
		}
		for i, v := range in {
			if got, want := weightAt(g.InWeights(u), i), total(m.weights[[2]int32{v, u}]); got != want {
				t.Fatalf("tie %d→%d weighs %v in the in-row; want %v", v, u, got, want)
			}
		}
	}
	if g.Weighted() == allOne {
		t.Fatalf("Weighted is %v but all weights being 1 is %v", g.Weighted(), allOne)
	}
}

// total adds parallel weights from the smallest up, as the package promises.
func total(w []float64) float64 {
	var sum float64
	for _, x := range slices.Sorted(slices.Values(w)) {
		sum += x
	}
	return sum
}

func weightAt(w []float64, i int) float64 {
	if w == nil {
		return 1
	}
	return w[i]
}

// difference names the first difference between two graphs, or is "". Weights must have the same bits.
func difference(a, b *snapshot.Graph) string {
	switch {
	case a.Len() != b.Len() || a.Ties() != b.Ties() || a.Loops() != b.Loops() || a.Directed() != b.Directed() || a.Meaning() != b.Meaning():
		return fmt.Sprintf("sizes: %d/%d actors, %d/%d ties, %d/%d loops", a.Len(), b.Len(), a.Ties(), b.Ties(), a.Loops(), b.Loops())
	case len(a.Dimensions()) != len(b.Dimensions()):
		return "dimensions"
	}
	for u := range int32(a.Len()) {
		if a.ID(u) != b.ID(u) || a.Name(u) != b.Name(u) {
			return fmt.Sprintf("actor %d is %s %q and %s %q", u, a.ID(u), a.Name(u), b.ID(u), b.Name(u))
		}
		if !slices.Equal(a.Out(u), b.Out(u)) || !slices.Equal(a.In(u), b.In(u)) {
			return fmt.Sprintf("rows of %d", u)
		}
		if !slices.Equal(a.OutWeights(u), b.OutWeights(u)) || !slices.Equal(a.InWeights(u), b.InWeights(u)) {
			return fmt.Sprintf("weights of %d: %v and %v", u, a.OutWeights(u), b.OutWeights(u))
		}
	}
	for i, d := range a.Dimensions() {
		e := b.Dimensions()[i]
		if d.Name != e.Name || !slices.Equal(d.Values, e.Values) || !slices.Equal(d.Of, e.Of) {
			return "dimension " + d.Name
		}
	}
	ua, ub := a.Units(), b.Units()
	if ua.Len() != ub.Len() {
		return "units"
	}
	for i := range ua.Len() {
		if !slices.Equal(ua.Of(i), ub.Of(i)) || ua.Weight[i] != ub.Weight[i] {
			return fmt.Sprintf("unit %d", i)
		}
	}
	return ""
}
