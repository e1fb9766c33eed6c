package diffusion_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/diffusion"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func spread(t testing.TB, g *snapshot.Graph, from []int32, o diffusion.Options) *diffusion.Outcome {
	t.Helper()
	out, err := diffusion.Spread(t.Context(), g, from, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// share is the share of the tie from u to v in what comes to v.
func share(g *snapshot.Graph) func(u, v int32) float64 {
	strength := func(v int32, i int) float64 {
		if w := g.InWeights(v); w != nil {
			return analysis.TieStrength(g.Meaning(), w[i])
		}
		return 1
	}
	return func(u, v int32) float64 {
		var of, all float64
		for i, x := range g.In(v) {
			all += strength(v, i)
			if x == u {
				of = strength(v, i)
			}
		}
		if of == 0 {
			return 0
		}
		return of / all
	}
}

// The oracle goes through all cases of graphs with up to 7 ties (14 with a direction): every actor's chance must agree within 4.5 standard errors.
func TestChancesAreThoseOfAllCases(t *testing.T) {
	const draws = 20_000
	for seed := range uint64(6) {
		directed := seed%2 == 1
		g := graphs.Random(seed, 6, 7, directed, snapshot.Strength)
		from := []int32{int32(seed % 3)}
		for kind, exact := range map[string][]float64{
			diffusion.Cascade: oracle.Cascade(g, from, func(u, v int32) float64 {
				w := 1.0
				if i, ok := slices.BinarySearch(g.Out(u), v); ok && g.OutWeights(u) != nil {
					w = g.OutWeights(u)[i]
				}
				return 1 - math.Pow(0.7, w)
			}),
			diffusion.Share:     oracle.Cascade(g, from, share(g)),
			diffusion.Threshold: oracle.LinearThreshold(g, from, share(g)),
		} {
			out := spread(t, g, from, diffusion.Options{Model: diffusion.Model{Kind: kind, Chance: 0.3}, Draws: draws, Seed: seed})
			total := 0.
			for u, p := range exact {
				total += p
				if e := 4.5 * math.Sqrt(p*(1-p)/draws); math.Abs(out.Chance[u]-p) > e+1e-12 {
					t.Errorf("graph %d, %s: actor %d adopts in %v of the draws, expected %v ± %v", seed, kind, u, out.Chance[u], p, e)
				}
			}
			if ci := out.Adopters.CI; ci[0] > total+0.02 || ci[1] < total-0.02 {
				t.Errorf("graph %d, %s: %v adopters, expected %v", seed, kind, out.Adopters, total)
			}
		}
	}
}

// The chance to get from one side of the bridge network to the other is a textbook figure of reliability theory, 2p²+2p³−5p⁴+2p⁵
// (Moore & Shannon 1956, doi 10.1016/0016-0032(56)90559-2); a star's hub is expected to win p of each leaf; along a path the chance is p^i.
func TestPublishedChances(t *testing.T) {
	const p, draws = 0.6, 40_000
	bridge := graphs.Of(4, false, snapshot.Unweighted, graphs.Pairs(0, 1, 0, 2, 1, 2, 1, 3, 2, 3)...)
	star := graphs.Of(6, false, snapshot.Unweighted, graphs.Pairs(0, 1, 0, 2, 0, 3, 0, 4, 0, 5)...)
	path := graphs.Of(5, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 2, 3, 3, 4)...)
	for _, c := range []struct {
		name string
		g    *snapshot.Graph
		to   int
		want float64
	}{
		{"across the bridge network", bridge, 3, 2*p*p + 2*p*p*p - 5*math.Pow(p, 4) + 2*math.Pow(p, 5)},
		{"from a hub to a leaf", star, 4, p},
		{"to the end of a path", path, 4, math.Pow(p, 4)},
	} {
		out := spread(t, c.g, []int32{0}, diffusion.Options{Model: diffusion.Model{Chance: p}, Draws: draws, Seed: 3})
		if got := out.Chance[c.to]; math.Abs(got-c.want) > 4.5*math.Sqrt(c.want*(1-c.want)/draws) {
			t.Errorf("%s: %v, expected %v", c.name, got, c.want)
		}
	}
}

// Centola & Macy 2007: on a ring where everybody has two neighbours on either side, an idea that needs two contacts goes round from two
// neighbours; where everybody has one on either side, or when one actor starts, it goes nowhere. One contact is enough for a plain search.
func TestComplexContagionNeedsWideBridges(t *testing.T) {
	ring := func(n, width int32) *snapshot.Graph {
		var ends []int32
		for u := range n {
			for k := int32(1); k <= width; k++ {
				ends = append(ends, u, (u+k)%n)
			}
		}
		return graphs.Of(int(n), false, snapshot.Unweighted, graphs.Pairs(ends...)...)
	}
	for _, c := range []struct {
		name            string
		width           int32
		from            []int32
		contacts, steps int
		want            float64
	}{
		{"two neighbours, wide ring", 2, []int32{0, 1}, 2, 0, 20},
		{"two neighbours, thin ring", 1, []int32{0, 1}, 2, 0, 2},
		{"one starts", 2, []int32{0}, 2, 0, 1},
		{"one contact is enough", 1, []int32{0}, 1, 0, 20},
		{"three steps of a plain search", 1, []int32{0}, 1, 3, 7},
	} {
		out := spread(t, ring(20, c.width), c.from, diffusion.Options{Model: diffusion.Model{Kind: diffusion.Contacts, Contacts: c.contacts, Steps: c.steps}})
		if out.Adopters.Mean != c.want || !out.Exact || out.Adopters.CI[0] != c.want {
			t.Errorf("%s: %v adopt, exact %v; expected %v", c.name, out.Adopters, out.Exact, c.want)
		}
	}
}

// What must hold of every graph, draw for draw: nothing passes with chance 0 and all that can be reached is with chance 1; another starter, or a
// larger chance, never loses anybody; a tie of strength 2 is two tries; what has no path never adopts.
func TestIdentities(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	for trial := range uint64(40) {
		g := graphs.Random(trial, 2+random.IntN(30), random.IntN(60), trial%2 == 0, snapshot.Unweighted)
		n := g.Len()
		from := []int32{int32(random.IntN(n))}
		more := append(slices.Clone(from), (from[0]+1)%int32(n))
		run := func(from []int32, m diffusion.Model) *diffusion.Outcome {
			return spread(t, g, from, diffusion.Options{Model: m, Draws: 40, Seed: trial, Groups: []diffusion.Group{{Name: "all", Actors: everybody(n)}}})
		}
		none, all := run(from, diffusion.Model{Chance: -1}), run(from, diffusion.Model{Chance: 1})
		if none.Adopters.Mean != 1 || !none.Exact {
			t.Fatalf("graph %d: %v adopt without a chance", trial, none.Adopters)
		}
		low, high := run(from, diffusion.Model{Chance: 0.2}), run(from, diffusion.Model{Chance: 0.4})
		for _, kind := range []string{diffusion.Cascade, diffusion.Share, diffusion.Threshold} {
			one, two := run(from, diffusion.Model{Kind: kind}), run(more, diffusion.Model{Kind: kind})
			for u := range n {
				if one.Chance[u] > two.Chance[u] {
					t.Fatalf("graph %d, %s: another starter loses actor %d: %v → %v", trial, kind, u, one.Chance[u], two.Chance[u])
				}
				if one.Chance[u] > all.Chance[u] {
					t.Fatalf("graph %d, %s: actor %d adopts without a path", trial, kind, u)
				}
			}
			sum := 0.
			for _, p := range one.Chance {
				sum += p
			}
			last := one.Curve[len(one.Curve)-1]
			if math.Abs(sum-one.Adopters.Mean) > 1e-9 || math.Abs(last-sum) > 1e-9 || one.Groups[0].Adopters != one.Adopters || !slices.IsSorted(one.Curve) {
				t.Fatalf("graph %d, %s: the actors' chances sum to %v, the curve ends at %v, the group has %v, and %v adopt", trial, kind, sum, last, one.Groups[0].Adopters, one.Adopters)
			}
		}
		for u := range n {
			if low.Chance[u] > high.Chance[u] {
				t.Fatalf("graph %d: a larger chance loses actor %d", trial, u)
			}
		}
	}
}

func everybody(n int) []int32 {
	all := make([]int32, n)
	for u := range all {
		all[u] = int32(u)
	}
	return all
}

func TestATieOfStrengthTwoIsTwoTries(t *testing.T) {
	double := graphs.Of(4, false, snapshot.Strength, graphs.Tie{From: 0, To: 1, Weight: 2}, graphs.Tie{From: 1, To: 2, Weight: 2}, graphs.Tie{From: 2, To: 3, Weight: 0})
	single := graphs.Of(4, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2)...)
	a := spread(t, double, []int32{0}, diffusion.Options{Model: diffusion.Model{Chance: 0.3}, Seed: 9})
	b := spread(t, single, []int32{0}, diffusion.Options{Model: diffusion.Model{Chance: 1 - 0.7*0.7}, Seed: 9})
	if !slices.Equal(a.Chance, b.Chance) {
		t.Errorf("%v and %v: two tries of 0.3 are one of 0.51, and a tie without strength carries nothing", a.Chance, b.Chance)
	}
}

func TestGroups(t *testing.T) {
	g := graphs.Of(6, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 2, 3)...)
	out := spread(t, g, []int32{0}, diffusion.Options{Model: diffusion.Model{Chance: 1}, Groups: []diffusion.Group{
		{"start", []int32{0, 1}}, {"far", []int32{2, 3, 4}}, {"cut off", []int32{4, 5}},
	}})
	for i, want := range []struct {
		adopters, any, first float64
		starters             int
		open                 bool
	}{{2, 1, 0, 1, true}, {2, 1, 2, 0, true}, {0, 0, math.NaN(), 0, false}} {
		r := out.Groups[i]
		if r.Adopters.Mean != want.adopters || r.Any.Mean != want.any || r.Starters != want.starters || r.Open != want.open || r.First != want.first && !math.IsNaN(want.first) {
			t.Errorf("%s: %+v, expected %+v", r.Name, r, want)
		}
	}
	never := spread(t, g, []int32{5}, diffusion.Options{Groups: []diffusion.Group{{"others", []int32{0, 1}}}}).Groups[0]
	if never.Any.Mean != 0 || never.Open {
		t.Errorf("%+v: expected no way there", never)
	}
	seldom := spread(t, g, []int32{0}, diffusion.Options{Model: diffusion.Model{Chance: 0.01}, Groups: []diffusion.Group{{"end", []int32{3}}}}).Groups[0]
	if seldom.Any.Mean != 0 || !seldom.Open || seldom.Any.CI[1] < 1e-6 || seldom.Any.CI[1] > 0.004 {
		t.Errorf("%+v: what never came in 1,000 draws may still come, at most in 4 of 1,000", seldom)
	}
}

// Of intervals that hold 95 %, some 95 of 100 contain the truth.
func TestIntervalsHoldTheTruth(t *testing.T) {
	g := graphs.Random(3, 6, 7, false, snapshot.Unweighted)
	truth := 0.
	for _, p := range oracle.Cascade(g, []int32{0}, func(u, v int32) float64 { return 0.4 }) {
		truth += p
	}
	held, runs := 0, 1000
	for seed := range uint64(runs) {
		ci := spread(t, g, []int32{0}, diffusion.Options{Model: diffusion.Model{Chance: 0.4}, Draws: 200, Seed: seed, Threads: 1}).Adopters.CI
		if ci[0] <= truth && truth <= ci[1] {
			held++
		}
	}
	if held < 930 || held > 970 {
		t.Errorf("%d of %d intervals hold the truth, expected some 950", held, runs)
	}
}

func TestSameBitsAtAnyNumberOfThreads(t *testing.T) {
	g := graphs.Planted(4, 400, 4, 900, 200)
	for _, kind := range diffusion.Models() {
		o := diffusion.Options{Model: diffusion.Model{Kind: kind}, Draws: 64, Seed: 2, Threads: 1, Groups: []diffusion.Group{{"half", everybody(200)}}}
		want := fmt.Sprintf("%+v", spread(t, g, []int32{3, 1}, o))
		for _, o.Threads = range []int{2, 7} {
			if got := fmt.Sprintf("%+v", spread(t, g, []int32{1, 3}, o)); got != want {
				t.Errorf("%s: %d threads, or starters in another order, give other bits", kind, o.Threads)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	g := graphs.Of(3, false, snapshot.Unweighted)
	for param, do := range map[string]func() error{
		"model":    func() error { return fails(g, []int32{0}, diffusion.Options{Model: diffusion.Model{Kind: "magic"}}) },
		"chance":   func() error { return fails(g, []int32{0}, diffusion.Options{Model: diffusion.Model{Chance: 1.5}}) },
		"contacts": func() error { return fails(g, []int32{0}, diffusion.Options{Model: diffusion.Model{Contacts: -1}}) },
		"steps":    func() error { return fails(g, []int32{0}, diffusion.Options{Model: diffusion.Model{Steps: -1}}) },
		"draws":    func() error { return fails(g, []int32{0}, diffusion.Options{Draws: 1}) },
		"from":     func() error { return fails(g, []int32{3}, diffusion.Options{}) },
	} {
		if bad, ok := errors.AsType[*analysis.ArgumentError](do()); !ok || bad.Param != param {
			t.Errorf("%s is not refused by name: %v", param, bad)
		}
	}
	for _, from := range [][]int32{nil, {0, 0}} {
		if fails(g, from, diffusion.Options{}) == nil {
			t.Errorf("starters %v are accepted", from)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := diffusion.Spread(ended, g, []int32{0}, diffusion.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a run that nobody waits for ends with %v", err)
	}
}

func fails(g *snapshot.Graph, from []int32, o diffusion.Options) error {
	_, err := diffusion.Spread(context.Background(), g, from, o)
	return err
}
