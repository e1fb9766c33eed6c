package silo

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// planted is a network of five silos that work with each other evenly, but for silos a and b, which do not.
func planted(seed uint64, activities bool) *network {
	r := rand.New(rand.NewPCG(seed, 1))
	n := &network{}
	const size, silos = 30, 5
	for v := range size * silos {
		n.silo = append(n.silo, string(rune('a'+v%silos)))
	}
	kept := func(members ...int32) bool {
		var seen [silos]bool
		for _, v := range members {
			seen[v%silos] = true
		}
		return !(seen[0] && seen[1])
	}
	for len(n.ties) < 600 {
		u, v := r.Int32N(size*silos), r.Int32N(size*silos)
		if u != v && kept(u, v) {
			n.ties = append(n.ties, [2]int32{u, v})
		}
	}
	if !activities {
		return n
	}
	n.ties = nil
	for len(n.units) < 250 {
		var unit []int32
		for _, v := range r.Perm(size * silos)[:2+r.IntN(4)] {
			unit = append(unit, int32(v))
		}
		if kept(unit...) {
			n.units = append(n.units, unit)
		}
	}
	return n
}

func TestPlantedGapComesFirst(t *testing.T) {
	called := 0
	for _, activities := range []bool{false, true} {
		for seed := range uint64(20) {
			l := mustGaps(t, planted(seed, activities).graph(nil), "silo", GapOptions{})
			first := l.Gaps[0]
			if first.A != "a" || first.B != "b" || !first.Significant || first.Observed != 0 {
				t.Errorf("activities %v, seed %d: first is %s–%s, observed %v, q %v", activities, seed, first.A, first.B, first.Observed, first.Q)
			}
			for _, gap := range l.Gaps[1:] {
				if gap.Significant {
					called++
				}
			}
		}
	}
	// With q below 0.05, about one call in twenty may be false: two beside the forty true ones. Five has a chance of 5 %.
	if called > 4 {
		t.Errorf("%d pairs that work together evenly are called gaps beside the 40 planted ones", called)
	}
}

// What is observed and what is expected between and inside silos both add up to the weight there is.
func TestMixingAddsUp(t *testing.T) {
	for seed := range uint64(10) {
		n := drawn(seed, 80, 4, 90, int(seed%2)*40)
		for v := range n.silo {
			if n.silo[v] == "" {
				n.silo[v] = "none"
			}
		}
		m, err := Mix(t.Context(), n.graph(nil), "silo")
		if err != nil {
			t.Fatal(err)
		}
		var observed, expected float64
		var ties int64
		for a := range m.Silos {
			for b := a; b < len(m.Silos); b++ {
				c := m.Between(b, a)
				observed, expected, ties = observed+c.Observed, expected+c.Expected, ties+c.Ties
			}
		}
		if math.Abs(observed-m.Total) > 1e-9 || math.Abs(expected-m.Total) > 1e-9 || ties != int64(n.graph(nil).Ties()) {
			t.Errorf("seed %d: observed %v, expected %v, %d ties; there is %v, %d ties", seed, observed, expected, ties, m.Total, n.graph(nil).Ties())
		}
	}
}

// The weight by hand: one activity of three over two silos, and one tie. 1/(3−1) for each of the two pairs across, 1 for the tie.
func TestMixingOfActivities(t *testing.T) {
	n := &network{silo: []string{"a", "a", "b", "b", ""}, units: [][]int32{{0, 1, 2}, {3, 4}}, ties: [][2]int32{{0, 3}}}
	m, err := Mix(t.Context(), n.graph(nil), "silo")
	if err != nil {
		t.Fatal(err)
	}
	if c := m.Between(0, 1); c.Observed != 2 || c.Ties != 3 {
		t.Errorf("between: weight %v, ties %d; want 2, 3", c.Observed, c.Ties)
	}
	if c := m.Between(0, 0); c.Observed != 0.5 || c.Ties != 1 {
		t.Errorf("inside a: weight %v, ties %d; want 0.5, 1", c.Observed, c.Ties)
	}
	if m.Slots[0] != 3 || m.Slots[1] != 3 || m.UnassignedSlots != 1 || m.Unassigned != 1 || m.Total != 3.5 {
		t.Errorf("slots %v, unassigned %d of %d actors, total %v; want [3 3], 1 of 1, 3.5", m.Slots, m.UnassignedSlots, m.Unassigned, m.Total)
	}
}

// Weights count only when they mean strength.
func TestMixingReadsWeightsAsStrengthOnly(t *testing.T) {
	for meaning, want := range map[snapshot.Meaning]float64{snapshot.Unweighted: 1, snapshot.Strength: 2.5, snapshot.Distance: 1} {
		b := snapshot.Builder{Meaning: meaning}
		b.Tie(b.Actor("x", "x"), b.Actor("y", "y"), 2.5)
		b.Dimension("silo", []string{"a", "b"})
		if gap := mustGaps(t, b.Graph(), "silo", GapOptions{}).Gaps[0]; gap.Observed != want || gap.ObservedTies != 1 {
			t.Errorf("meaning %v: observed %v, %d ties; want %v, 1", meaning, gap.Observed, gap.ObservedTies, want)
		}
	}
}

func TestGapsDoNotDependOnOrderOrThreads(t *testing.T) {
	for seed := range uint64(6) {
		n := drawn(seed, 300, 7, 400, int(seed%2)*120)
		n.more = map[string][]string{"region": drawn(seed+100, 300, 5, 0, 0).silo}
		for _, opt := range []GapOptions{{}, {ExactWork: 1, SampleActors: 500}} {
			opt.Threads = 1
			want := mustGaps(t, n.graph(nil), "silo", opt)
			opt.Threads = 3
			if got := mustGaps(t, n.graph(nil), "silo", opt); !same(got, want) {
				t.Errorf("seed %d: three threads differ from one", seed)
			}
			order := rand.New(rand.NewPCG(seed, 2)).Perm(300)
			if got := mustGaps(t, n.graph(order), "silo", opt); !same(got, want) {
				t.Errorf("seed %d: another order of adding actors differs", seed)
			}
		}
	}
}

// same compares bit by bit; NaN equals NaN.
func same(x, y *GapList) bool { return fmt.Sprintf("%#v", x) == fmt.Sprintf("%#v", y) }

func TestGapsOnOddNetworks(t *testing.T) {
	for _, c := range []struct {
		name  string
		n     network
		pairs int
	}{
		{"empty", network{}, 0},
		{"one actor", network{silo: []string{"a"}}, 0},
		{"one silo", network{silo: []string{"a", "a"}, ties: [][2]int32{{0, 1}}}, 0},
		{"nobody in a silo", network{silo: []string{"", ""}, ties: [][2]int32{{0, 1}}}, 0},
		{"no ties", network{silo: []string{"a", "b", "c"}}, 3},
		{"one tie", network{silo: []string{"a", "b"}, ties: [][2]int32{{0, 1}}}, 1},
		{"activities only", network{silo: []string{"a", "b", "b"}, units: [][]int32{{0, 1, 2}}}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustGaps(t, c.n.graph(nil), "silo", GapOptions{})
			if len(l.Gaps) != c.pairs {
				t.Fatalf("%d pairs; want %d", len(l.Gaps), c.pairs)
			}
			checkBounds(t, l)
			for _, gap := range l.Gaps {
				if gap.Significant {
					t.Errorf("%s–%s is called a gap, where chance can give nothing else", gap.A, gap.B)
				}
			}
		})
	}
}

// checkBounds holds a list to what must be true of every list.
func checkBounds(t *testing.T, l *GapList) {
	t.Helper()
	for i, g := range l.Gaps {
		in := func(what string, x, low, high float64) {
			if !(x >= low && x <= high) {
				t.Errorf("%s–%s: %s is %v; want %v to %v", g.A, g.B, what, x, low, high)
			}
		}
		in("p", g.P, 0, 1)
		in("q", g.Q, g.P, 1)
		in("observed", g.Observed, 0, l.Total+1e-9)
		in("expected", g.Expected, 0, l.Total*(1+1e-9))
		in("reach one", g.Reach.One, 0, g.Reach.Two)
		in("reach two", g.Reach.Two, 0, g.Reach.Three)
		in("reach three", g.Reach.Three, 0, 1)
		in("closeness", g.HarmonicCloseness, 0, 1)
		in("unreachable", float64(g.UnreachablePairs), 0, float64(g.ActorsA*g.ActorsB))
		if g.UnreachablePairs < int64(g.ActorsA*g.ActorsB) {
			in("mean distance", g.MeanDistance, 1, math.MaxInt32)
		} else if !math.IsNaN(g.MeanDistance) {
			t.Errorf("%s–%s: no paths, yet mean distance %v", g.A, g.B, g.MeanDistance)
		}
		if g.Rank != i+1 || g.A >= g.B {
			t.Errorf("place %d: rank %d, %s–%s", i, g.Rank, g.A, g.B)
		}
		if g.Fragility.Computed && (g.Fragility.Actors == 0) != (g.Reach.Three == 0 && math.IsNaN(g.MeanDistance)) {
			t.Errorf("%s–%s: fragility %+v, mean distance %v", g.A, g.B, g.Fragility, g.MeanDistance)
		}
		if i > 0 {
			before := l.Gaps[i-1]
			if g.Significant && !before.Significant || g.Significant == before.Significant && g.Missing > before.Missing+1e-9 {
				t.Errorf("place %d: %+v after %+v", i, g, before)
			}
		}
		for j := range l.Gaps {
			if h := l.Gaps[j]; g.P < h.P && g.Q > h.Q {
				t.Errorf("p %v < %v but q %v > %v", g.P, h.P, g.Q, h.Q)
			}
		}
	}
}

func FuzzGaps(f *testing.F) {
	f.Add(uint64(1), uint8(30), uint8(3), uint8(50), uint8(0))
	f.Add(uint64(2), uint8(60), uint8(9), uint8(5), uint8(30))
	f.Fuzz(func(t *testing.T, seed uint64, n, silos, ties, activities uint8) {
		checkBounds(t, mustGaps(t, drawn(seed, 12+int(n), 1+int(silos%12), int(ties), int(activities)).graph(nil), "silo", GapOptions{}))
	})
}

func TestGapsRefuseAnUnknownDimension(t *testing.T) {
	_, err := Gaps(t.Context(), (&network{silo: []string{"a", "b"}}).graph(nil), "sector", GapOptions{})
	var refused *analysis.ArgumentError
	if !errors.As(err, &refused) || refused.Value != "sector" || refused.Expected != "one of silo" {
		t.Errorf("got %v; want an argument error that names the dimensions", err)
	}
}

func TestGapsRefuseTooManySilos(t *testing.T) {
	n := &network{}
	for v := range MaxSilos + 1 {
		n.silo = append(n.silo, fmt.Sprintf("s%04d", v))
	}
	_, err := Gaps(t.Context(), n.graph(nil), "silo", GapOptions{})
	var refused *analysis.ArgumentError
	if !errors.As(err, &refused) {
		t.Errorf("got %v; want an argument error", err)
	}
}

func TestGapsStopWhenCancelled(t *testing.T) {
	g := dimensioned(graphs.Random(1, 10_000, 100_000, false, snapshot.Unweighted), 40)
	all, after, err := testkit.Overrun(t.Context(), func(ctx context.Context) error {
		_, err := Gaps(ctx, g, "silo", GapOptions{Threads: 2})
		return err
	})
	if !errors.Is(err, context.Canceled) || after > 64 {
		t.Errorf("told to stop after half of %d looks: error %v after %d more", all, err, after)
	}
	if all < 100 {
		t.Errorf("gaps between 10,000 actors asked only %d times whether they were cancelled", all)
	}
}

// dimensioned gives a graph a dimension "silo" of equal silos.
func dimensioned(g *snapshot.Graph, silos int) *snapshot.Graph {
	var b snapshot.Builder
	values := make([]string, g.Len())
	for u := range int32(g.Len()) {
		b.Actor(g.ID(u), g.Name(u))
		values[u] = fmt.Sprintf("s%02d", int(u)%silos)
		for _, v := range g.Out(u) {
			if u < v {
				b.Tie(u, v, 1)
			}
		}
	}
	b.Dimension("silo", values)
	return b.Graph()
}

func TestShould(t *testing.T) {
	n := &network{
		silo: []string{"a", "a", "a", "a", "b", "b", ""},
		more: map[string][]string{
			"region": {"north", "north", "south", "", "north", "east", "south"},
			"role":   {"developer", "developer", "funder", "", "funder", "adopter", ""},
			"town":   {"t1", "t2", "t1", "t3", "t4", "t5", "t1"}, // each within one silo: says nothing
		},
	}
	got := mustGaps(t, n.graph(nil), "silo", GapOptions{}).Gaps[0].Should
	// In region, north occurs in both: 2 of a's 4 actors, 1 of b's 2. In role, funder does: 1 of 4 and 1 of 2.
	want := []Shared{{"region", 0.5, 0.5}, {"role", 0.25, 0.5}}
	if !reflect.DeepEqual(got.Shared, want) {
		t.Errorf("shared %v; want %v", got.Shared, want)
	}
	// Shares developer 2/3, funder 1/3 against funder 1/2, adopter 1/2: (2/3 + 1/6 + 1/2)/2.
	if math.Abs(got.RoleContrast-2.0/3) > 1e-15 {
		t.Errorf("role contrast %v; want 2/3", got.RoleContrast)
	}
}
