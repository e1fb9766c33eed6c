package silo

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func runEITest(t testing.TB, g *snapshot.Graph, silo string, threads int, draws string) analysis.Result {
	t.Helper()
	a := analysis.Args{Silo: silo, Threads: threads, Seed: 3}
	if draws != "" {
		a.Values = map[string]string{"draws": draws}
	}
	r, err := analysis.Run(t.Context(), g, &EITest, a)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Terms are quotients of binomial coefficients, here as exact fractions.
func TestHypergeometricTailsAreExact(t *testing.T) {
	for _, h := range []hypergeometric{
		{0, 0, 0}, {1, 1, 1}, {1, 0, 1}, {10, 4, 3}, {10, 4, 8}, {45, 30, 20}, {45, 0, 5}, {45, 45, 5}, {190, 171, 60}, {2000, 1800, 300},
	} {
		least, most := h.bounds()
		pmf := func(k int64) *big.Rat {
			choose := func(n float64, k int64) *big.Int { return new(big.Int).Binomial(int64(n), k) }
			ways := new(big.Int).Mul(choose(h.marked, k), choose(h.pairs-h.marked, int64(h.drawn)-k))
			return new(big.Rat).SetFrac(ways, choose(h.pairs, int64(h.drawn)))
		}
		mean, square := 0.0, 0.0
		below := new(big.Rat)
		for k := int64(least); k <= int64(most); k++ {
			p, _ := pmf(k).Float64()
			mean += p * float64(k)
			square += p * float64(k) * float64(k)
			above, _ := new(big.Rat).Sub(big.NewRat(1, 1), below).Float64()
			upTo, _ := below.Add(below, pmf(k)).Float64()
			atMost, atLeast := h.tails(float64(k))
			if math.Abs(atMost-upTo) > 1e-12*upTo+1e-300 || math.Abs(atLeast-above) > 1e-12*above+1e-300 {
				t.Fatalf("%+v at %d: tails %v and %v, exactly %v and %v", h, k, atMost, atLeast, upTo, above)
			}
		}
		if math.Abs(h.mean()-mean) > 1e-9 || math.Abs(h.variance()-(square-mean*mean)) > 1e-7 {
			t.Errorf("%+v: mean %v and variance %v, summed %v and %v", h, h.mean(), h.variance(), mean, square-mean*mean)
		}
	}
}

// Five actors in silos of 3 and 2: every graph of every number of ties is written down, and every way to deal the silos out. The figures of
// the metric must be the shares counted there. Directed graphs are on four actors, because there are 2^12 of them.
func TestEITestCountsEveryGraphAndEveryDeal(t *testing.T) {
	for _, c := range []struct {
		directed bool
		silos    []string
	}{{false, []string{"a", "a", "a", "b", "b"}}, {true, []string{"a", "a", "b", ""}}, {true, []string{"a", "b", "c", "a"}}} {
		n := int32(len(c.silos))
		var pairs []graphs.Tie
		for u := range n {
			for v := range n {
				if u < v || c.directed && u != v {
					pairs = append(pairs, graphs.Tie{From: u, To: v, Weight: 1})
				}
			}
		}
		among := func(t graphs.Tie) bool { return c.silos[t.From] != "" && c.silos[t.To] != "" }
		external := func(silos []string, chosen int) (count int) {
			for i, p := range pairs {
				if chosen>>i&1 == 1 && among(p) && silos[p.From] != silos[p.To] {
					count++
				}
			}
			return count
		}
		possible := 0
		for i, p := range pairs {
			if among(p) {
				possible |= 1 << i
			}
		}
		for chosen := range 1 << len(pairs) {
			if chosen&^possible != 0 || chosen%7 > 1 && c.directed { // a part of the directed ones is enough
				continue
			}
			var ties []graphs.Tie
			for i, p := range pairs {
				if chosen>>i&1 == 1 {
					ties = append(ties, p)
				}
			}
			b := snapshot.Builder{Directed: c.directed}
			for u := range n {
				b.Actor(fmt.Sprint(u), "")
			}
			b.Dimension("silo", c.silos)
			for _, tie := range ties {
				b.Tie(tie.From, tie.To, 1)
			}
			r := runEITest(t, b.Graph(), "silo", 1, "")
			m := bits.OnesCount(uint(chosen))
			if m == 0 {
				if !math.IsNaN(valueOf(t, r.Values, "p")) {
					t.Fatalf("a network without ties has p %v", valueOf(t, r.Values, "p"))
				}
				continue
			}
			all, atMost, atLeast, sum, squares := 0.0, 0.0, 0.0, 0.0, 0.0
			here := external(c.silos, chosen)
			least, most := math.Inf(1), math.Inf(-1)
			for other := range 1 << len(pairs) {
				if other&^possible != 0 || bits.OnesCount(uint(other)) != m {
					continue
				}
				x := external(c.silos, other)
				e := (2*float64(x) - float64(m)) / float64(m)
				all, sum, squares = all+1, sum+e, squares+e*e
				least, most = min(least, e), max(most, e)
				if x <= here {
					atMost++
				}
				if x >= here {
					atLeast++
				}
			}
			compare := func(name string, want float64) {
				if got := valueOf(t, r.Values, name); math.Abs(got-want) > 1e-7 {
					t.Fatalf("silos %v, ties %v: %s is %v, counted %v", c.silos, ties, name, got, want)
				}
			}
			index := (2*float64(here) - float64(m)) / float64(m)
			compare("e-i", index)
			compare("expected", sum/all)
			compare("sd", math.Sqrt(max(0, squares/all-sum/all*sum/all)))
			compare("p", min(1, 2*min(atMost, atLeast)/all))
			compare("min", least)
			compare("max", most)
			if least < most {
				compare("rescaled", 2*(index-least)/(most-least)-1)
			}
			deals, dealt, dealtSquares := 0.0, 0.0, 0.0
			eachDeal(c.silos, func(silos []string) {
				e := (2*float64(external(silos, chosen)) - float64(m)) / float64(m)
				deals, dealt, dealtSquares = deals+1, dealt+e, dealtSquares+e*e
			})
			if math.Abs(dealt/deals-sum/all) > 1e-9 {
				t.Fatalf("the mean of all deals is %v, of all graphs %v", dealt/deals, sum/all)
			}
			compare("permutation-sd", math.Sqrt(max(0, dealtSquares/deals-dealt/deals*dealt/deals)))
		}
	}
}

// eachDeal visits every order of the silos of those who have one.
func eachDeal(silos []string, visit func([]string)) {
	var who []int
	for u, s := range silos {
		if s != "" {
			who = append(who, u)
		}
	}
	dealt := append([]string(nil), silos...)
	var deal func(at int)
	deal = func(at int) {
		if at == len(who) {
			visit(dealt)
			return
		}
		for i := at; i < len(who); i++ {
			dealt[who[at]], dealt[who[i]] = dealt[who[i]], dealt[who[at]]
			deal(at + 1)
			dealt[who[at]], dealt[who[i]] = dealt[who[i]], dealt[who[at]]
		}
	}
	deal(0)
}

// An actor of degree k in a silo of n of N actors, and a silo's ties, by hand: the star's hub in a silo of 2 of 4 has 3 ties to all 3 others, so
// nothing is left to chance; a leaf's one tie goes out with probability 2/3 or 1, here it does.
func TestEITestOfActorsAndSilosByHand(t *testing.T) {
	var b snapshot.Builder
	for u := range 4 {
		b.Actor(fmt.Sprint(u), "")
	}
	b.Dimension("silo", []string{"a", "a", "b", "b"})
	b.Tie(0, 1, 1)
	b.Tie(0, 2, 1)
	b.Tie(0, 3, 1)
	r := runEITest(t, b.Graph(), "silo", 1, "")
	// Hub: 2 of 3 external, certain. Actor 1: its tie stays inside, P = 1/3, doubled 2/3. Actors 2 and 3: external, P(≥ 1) = 2/3, at most 1.
	for u, want := range []struct{ z, expected, p float64 }{
		{math.NaN(), 1.0 / 3, 1}, {-math.Sqrt2, 1.0 / 3, 2.0 / 3}, {math.Sqrt2 / 2, 1.0 / 3, 1}, {math.Sqrt2 / 2, 1.0 / 3, 1},
	} {
		for c, w := range []float64{want.z, want.expected, want.p} {
			if got := r.Scores[c][u]; math.Abs(got-w) > 1e-12 || math.IsNaN(got) != math.IsNaN(w) {
				t.Errorf("actor %d, column %d: %v, want %v", u, c, got, w)
			}
		}
	}
	// Silo a is touched by 3 ties of 5 pairs that touch it, 4 of them external: 2 external has P = C(4,2)/C(5,3) = 0.6, 3 has 0.4.
	a := r.Groups[0]
	if e, p := valueOf(t, a.Values, "expected"), valueOf(t, a.Values, "p"); math.Abs(e-(2*2.4-3)/3) > 1e-12 || math.Abs(p-1) > 1e-12 {
		t.Errorf("silo a: expected %v, p %v", e, p)
	}
}

// published_figures.json, entry networkers-ei, whose note gives 0.3455 for ties without weights.
func TestEITestOfNetworkers(t *testing.T) {
	g := graphs.Read(t, "networkers", "", snapshot.Unweighted)
	r := runEITest(t, g, "silo_discipline", 2, "2000")
	if got := valueOf(t, r.Values, "e-i"); math.Abs(got-0.3455) > 0.5e-4 {
		t.Errorf("E-I %v, published 0.3455", got)
	}
	again := runEITest(t, g, "silo_discipline", 1, "2000")
	if x, y := valueOf(t, r.Values, "permutation-p"), valueOf(t, again.Values, "permutation-p"); x != y {
		t.Errorf("p of 2,000 deals is %v on two threads, %v on one", x, y)
	}
	exact := runEITest(t, g, "silo_discipline", 1, "")
	if x, y := valueOf(t, r.Values, "permutation-p"), valueOf(t, exact.Values, "permutation-p"); math.Abs(x-y) > 0.05 {
		t.Errorf("p of 2,000 deals is %v, of the normal distribution %v", x, y)
	}
}

func FuzzEITest(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), uint8(3), true)
	f.Add(uint64(2), uint8(40), uint8(90), uint8(5), false)
	f.Fuzz(func(t *testing.T, seed uint64, n, m, silos uint8, directed bool) {
		g := inSilos(graphs.Random(seed, int(n)+1, int(m), directed, snapshot.Unweighted), int(silos)%9+1, seed)
		r := runEITest(t, g, "silo", 2, "")
		plain := runEI(t, g, "silo")
		same := func(what string, x, y float64) {
			if !(math.Abs(x-y) < 1e-12) && !(math.IsNaN(x) && math.IsNaN(y)) {
				t.Errorf("%s is %v, the metric e-i has %v", what, x, y)
			}
		}
		same("E-I", valueOf(t, r.Values, "e-i"), valueOf(t, plain.Values, "e-i"))
		for s := range r.Groups {
			same("E-I of "+r.Groups[s].Name, valueOf(t, r.Groups[s].Values, "e-i"), valueOf(t, plain.Groups[s].Values, "e-i"))
		}
		lowest, highest := valueOf(t, r.Values, "min"), valueOf(t, r.Values, "max")
		if e := valueOf(t, r.Values, "e-i"); e < lowest-1e-12 || e > highest+1e-12 {
			t.Errorf("E-I %v outside what is feasible, %v to %v", e, lowest, highest)
		}
		for u, p := range r.Scores[2] {
			if p < 0 || p > 1 {
				t.Errorf("p of actor %d is %v", u, p)
			}
		}
	})
}

func BenchmarkEITest(b *testing.B) {
	for _, size := range []struct{ n, k int }{{1_000, 5}, {10_000, 5}, {100_000, 7}} {
		g := inSilos(graphs.Preferential(1, size.n, size.k), 20, 1)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runEITest(b, g, "silo", 2, "")
			}
		})
	}
}
