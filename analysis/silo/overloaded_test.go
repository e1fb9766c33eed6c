package silo

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// Two circles of ten, silos a and b, and actor 20 of silo c who knows all of both: 10·10 pairs meet through it in both directions, and nothing else
// crosses. Its 20 ties are the most, and every shortest path between the circles is through it.
func TestTheBrokerOfTwoCirclesIsOverloaded(t *testing.T) {
	silos := make([]string, 21)
	var ties []graphs.Tie
	for u := range int32(20) {
		silos[u] = []string{"a", "b"}[u/10]
		for v := u / 10 * 10; v < u; v++ {
			ties = append(ties, graphs.Tie{From: u, To: v, Weight: 1})
		}
		ties = append(ties, graphs.Tie{From: u, To: 20, Weight: 1})
	}
	silos[20] = "c"
	g := networkIn(21, []column{{"silo", silos}}, ties...)
	l, err := OverloadedBrokers(t.Context(), g, "silo", OverloadedOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := Overloaded{Actor: 20, Ties: 20, Silos: 2, Brokered: 200, Share: 1, PerTie: 10, Betweenness: 100}
	if len(l.Brokers) != 1 || l.Brokers[0] != want || l.WithTies != 21 || l.Found != 1 {
		t.Errorf("got %+v, want %+v", l, want)
	}
}

// Who is listed is decided anew from the oracles' counts: among the highest tenth by all three.
func TestOverloadedBrokersAreHighByAllThree(t *testing.T) {
	listed := 0
	for seed := range uint64(40) {
		g := inSilos(graphs.Preferential(seed, 40+int(seed), 2), 4, seed)
		d, _ := g.Dimension("silo")
		const top = 0.1
		l, err := OverloadedBrokers(t.Context(), g, "silo", OverloadedOptions{Top: top, Limit: 1000, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		roles, between := oracle.Brokerage(g, d.Of), oracle.Betweenness(g)
		brokered, ties := make([]float64, g.Len()), make([]float64, g.Len())
		withTies, total := 0, 0.0
		for u := range ties {
			ties[u] = float64(len(g.Out(int32(u))))
			brokered[u] = roles[u][2] + roles[u][3] + roles[u][4]
			total += brokered[u]
			if ties[u] > 0 {
				withTies++
			}
		}
		high := func(x []float64, u int) bool {
			above := 0
			for v := range x {
				if x[v] > x[u]+1e-9 {
					above++
				}
			}
			return above < max(1, int(top*float64(withTies)))
		}
		at := map[int32]Overloaded{}
		for i, o := range l.Brokers {
			at[o.Actor] = o
			if i > 0 && o.Brokered > l.Brokers[i-1].Brokered {
				t.Errorf("seed %d: out of order at %d", seed, i)
			}
		}
		for u := range ties {
			o, ok := at[int32(u)]
			if want := brokered[u] > 0 && high(ties, u) && high(brokered, u) && high(between, u); ok != want {
				t.Errorf("seed %d: actor %d is listed: %v, want %v", seed, u, ok, want)
			}
			if ok && (o.Brokered != brokered[u] || math.Abs(o.Betweenness-between[u]) > 1e-9 || math.Abs(o.Share-brokered[u]/total) > 1e-12) {
				t.Errorf("seed %d: %+v, want %v brokered of %v, betweenness %v", seed, o, brokered[u], total, between[u])
			}
		}
		listed += len(l.Brokers)
	}
	if listed < 40 {
		t.Errorf("only %d listed: the networks do not try it", listed)
	}
}

func TestOverloadedBrokersOfNothingAndOfTooMuch(t *testing.T) {
	l, err := OverloadedBrokers(t.Context(), networkIn(3, []column{{"silo", []string{"a", "b", "c"}}}), "silo", OverloadedOptions{})
	if err != nil || len(l.Brokers) != 0 || l.WithTies != 0 {
		t.Errorf("without ties: %+v, %v", l, err)
	}
	g := inSilos(graphs.Preferential(1, 300, 3), 4, 1)
	l, err = OverloadedBrokers(t.Context(), g, "silo", OverloadedOptions{Most: 1000})
	if err != nil || !l.BetweennessLeftOut || len(l.Brokers) == 0 || l.Brokers[0].Betweenness != 0 {
		t.Errorf("above the limit: %+v, %v", l, err)
	}
	_, err = OverloadedBrokers(t.Context(), g, "sector", OverloadedOptions{})
	if refused, ok := errors.AsType[*analysis.ArgumentError](err); !ok || refused.Value != "sector" {
		t.Errorf("error %v, want a refused silo", err)
	}
}

func BenchmarkOverloadedBrokers(b *testing.B) {
	for _, n := range []int{500, 1000, 2000} {
		g := inSilos(graphs.Preferential(1, n, 5), 10, 1)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := OverloadedBrokers(b.Context(), g, "silo", OverloadedOptions{Threads: 2}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
