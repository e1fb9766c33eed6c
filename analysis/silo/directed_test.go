package silo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// arrows makes a network's ties lead from their first actor to their second.
func arrows(n *network, weight func(i int) float64) *snapshot.Graph {
	b := snapshot.Builder{Directed: true, Meaning: snapshot.Strength}
	for v := range n.silo {
		b.Actor(fmt.Sprintf("a%04d", v), fmt.Sprintf("actor %d", v))
	}
	b.Dimension("silo", n.silo)
	for i, t := range n.ties {
		b.Tie(t[0], t[1], weight(i))
	}
	return b.Graph()
}

func one(int) float64 { return 1 }

// By hand: three ties from a to b, one back, one inside each. a has 4 outgoing and 2 incoming ends of 6, b 2 and 4. Chance puts 4·4/6 ties
// on the way there and 2·2/6 on the way back; at most one of them comes back with probability [C(4,2) + 2·4]/C(6,2) = 14/15.
func TestDirectionsAreComparedApart(t *testing.T) {
	n := &network{
		silo: []string{"a", "a", "a", "b", "b", "b"},
		ties: [][2]int32{{0, 3}, {1, 4}, {2, 5}, {3, 0}, {0, 1}, {4, 5}},
	}
	l := mustGaps(t, arrows(n, one), "silo", GapOptions{})
	if !l.Directed || len(l.Gaps) != 2 {
		t.Fatalf("directed %v, %d gaps; want both ways", l.Directed, len(l.Gaps))
	}
	there, back := pair(t, l, "a", "b"), pair(t, l, "b", "a")
	near(t, there, "observed", there.Observed, 3)
	near(t, there, "expected", there.Expected, 16.0/6)
	near(t, back, "observed", back.Observed, 1)
	near(t, back, "expected", back.Expected, 4.0/6)
	near(t, back, "p", back.P, 14.0/15)
	// From b only 3 leads to a at once; 4 and 5 never do. From a all do.
	near(t, there, "reach one", there.Reach.One, 1)
	near(t, back, "reach three", back.Reach.Three, 1.0/3)
	// 3 reaches 0 in one step and 1 in two, but not 2: of nine pairs seven have no path.
	near(t, back, "unreachable", float64(back.UnreachablePairs), 7)
	near(t, back, "mean distance", back.MeanDistance, 1.5)
	if back.Fragility.Actors != 1 || there.Fragility.Actors != 3 {
		t.Errorf("held by %d there and %d back; want 3 and 1", there.Fragility.Actors, back.Fragility.Actors)
	}
}

// Reach, distances and unreachable pairs along directions equal plain breadth-first search; so do they when every actor is sampled.
func TestDirectedPathsEqualBreadthFirstSearch(t *testing.T) {
	for seed := range uint64(8) {
		n := drawn(seed, 60+int(seed)*60, 2+int(seed)%5, 150+int(seed)*200, 0)
		g := arrows(n, one)
		exact := mustGaps(t, g, "silo", GapOptions{FragilityTop: -1})
		sampled := mustGaps(t, g, "silo", GapOptions{FragilityTop: -1, ExactWork: 1, SampleActors: 1000, Threads: 3})
		for at, gap := range exact.Gaps {
			var sum, harmonic, reached, unreached, three float64
			for u, a := range n.silo {
				if a != gap.A {
					continue
				}
				within := false
				d := steps(g, int32(u))
				for v, b := range n.silo {
					if b != gap.B {
						continue
					}
					if d[v] < 0 {
						unreached++
						continue
					}
					reached++
					sum += float64(d[v])
					harmonic += 1 / float64(d[v])
					within = within || d[v] <= 3
				}
				if within {
					three++
				}
			}
			near(t, gap, "reach three", gap.Reach.Three, three/float64(gap.ActorsA))
			for _, x := range []Gap{gap, sampled.Gaps[at]} {
				near(t, x, "unreachable pairs", float64(x.UnreachablePairs), unreached)
				near(t, x, "mean distance", x.MeanDistance, sum/reached)
				near(t, x, "harmonic closeness", x.HarmonicCloseness, harmonic/(reached+unreached))
			}
		}
	}
}

// Turning every tie round turns every gap round.
func TestReversedTiesGiveReversedGaps(t *testing.T) {
	n := drawn(4, 120, 4, 300, 0)
	back := &network{silo: n.silo}
	for _, tie := range n.ties {
		back.ties = append(back.ties, [2]int32{tie[1], tie[0]})
	}
	weight := func(i int) float64 { return float64(1 + i%5) }
	forth := mustGaps(t, arrows(n, weight), "silo", GapOptions{})
	turned := mustGaps(t, arrows(back, weight), "silo", GapOptions{})
	for _, gap := range forth.Gaps {
		other := pair(t, turned, gap.B, gap.A)
		near(t, gap, "observed", gap.Observed, other.Observed)
		near(t, gap, "expected", gap.Expected, other.Expected)
		near(t, gap, "sd", gap.SD, other.SD)
		near(t, gap, "p", gap.P, other.P)
		near(t, gap, "mean distance", gap.MeanDistance, other.MeanDistance)
		if gap.Fragility.Actors != other.Fragility.Actors {
			t.Errorf("%s→%s: held by %d, and by %d when turned", gap.A, gap.B, gap.Fragility.Actors, other.Fragility.Actors)
		}
	}
}

// No fewer actors than those named part the silos along directions, and they do.
func TestDirectedFragilityEqualsTryingAllSets(t *testing.T) {
	tried := 0
	for seed := range uint64(80) {
		n := drawn(seed, 10, 2, 16+int(seed%16), 0)
		g := arrows(n, one)
		d, _ := g.Dimension("silo")
		if len(d.Values) < 2 {
			continue
		}
		checkFragility(t, newCutter(g, d.Of), g, d.Of)
		tried++
	}
	if tried < 40 {
		t.Errorf("only %d networks tried", tried)
	}
}

// Against random matchings of tails and heads, loops and repeated ties per tie.
func TestUnrealDirectedEqualsSimulation(t *testing.T) {
	n := drawn(2, 20, 2, 90, 0)
	g := arrows(n, one)
	var tails, heads []int32
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			tails, heads = append(tails, u), append(heads, v)
		}
	}
	r := rand.New(rand.NewPCG(5, 6))
	const draws = 20000
	var sum, square float64
	for range draws {
		r.Shuffle(len(heads), func(i, j int) { heads[i], heads[j] = heads[j], heads[i] })
		found, ties := 0.0, map[[2]int32]float64{}
		for i := range tails {
			if tails[i] == heads[i] {
				found++
				continue
			}
			at := [2]int32{tails[i], heads[i]}
			found += ties[at]
			ties[at]++
		}
		share := found / float64(g.Ties())
		sum += share
		square += share * share
	}
	mean := sum / draws
	if se := math.Sqrt((square/draws - mean*mean) / draws); math.Abs(unreal(g)-mean) > 5*se {
		t.Errorf("share %v; simulation gives %v, standard error %v", unreal(g), mean, se)
	}
}
