package silo

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/nullmodel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// How much the calibration of whole lists draws. The methods page states the results of
//
//	go test ./analysis/silo -run Calibration -v -networks 1000 -draws 999
var (
	networks = flag.Int("networks", 100, "networks that the calibration of drawn gaps tests")
	draws    = flag.Int("draws", 99, "networks that each of them is compared with")
)

// source draws networks that could be real and are equally likely: the null itself.
type source struct {
	name  string
	silos []string
	swaps *nullmodel.Swaps
	start []int64 // of activities; nil for ties
	kind  snapshot.Builder
	power func(i int) float64 // weight of the i-th tie
}

// uneven is ties between actors of which some have many: every actor's chance of a tie grows with its number.
func uneven(seed uint64, actors, ties int, directed bool) []int32 {
	r := rand.New(rand.NewPCG(seed, 5))
	draw := func() int32 { return int32(float64(actors) * math.Sqrt(r.Float64())) }
	seen := map[[2]int32]bool{}
	var slots []int32
	for len(slots) < 2*ties {
		u, v := draw(), draw()
		at := [2]int32{u, v}
		if !directed {
			at = [2]int32{min(u, v), max(u, v)}
		}
		if u != v && !seen[at] {
			seen[at] = true
			slots = append(slots, u, v)
		}
	}
	return slots
}

// dealt gives actors silos in turn.
func dealt(actors, silos int) []string {
	var names []string
	for v := range actors {
		names = append(names, string(rune('a'+v%silos)))
	}
	return names
}

func sources() []source {
	strong := func(i int) float64 { return math.Sqrt(float64(2 + i)) } // no two sums alike: p has no steps but those of the draws
	var list []source
	for _, ties := range []int{30, 60, 120, 240} {
		list = append(list, source{
			name: fmt.Sprintf("ties: %d among 40 actors", ties), silos: dealt(40, 4), swaps: nullmodel.SwapTies(uneven(1, 40, ties, false), false), power: one,
		})
	}
	hubs := dealt(40, 2) // and the twelve with most ties in two silos of their own
	for v := 28; v < 40; v++ {
		hubs[v] = string(rune('c' + v%2))
	}
	list = append(list,
		source{name: "ties: 240 among 40 actors, hubs in two silos", silos: hubs, swaps: nullmodel.SwapTies(uneven(1, 40, 240, false), false), power: one},
		source{name: "ties with strengths: 120 among 40 actors", silos: dealt(40, 4), swaps: nullmodel.SwapTies(uneven(2, 40, 120, false), false),
			kind: snapshot.Builder{Meaning: snapshot.Strength}, power: strong},
		source{name: "directed, with strengths: 150 among 40 actors", silos: dealt(40, 3), swaps: nullmodel.SwapTies(uneven(3, 40, 150, true), true),
			kind: snapshot.Builder{Directed: true, Meaning: snapshot.Strength}, power: strong},
	)
	r := rand.New(rand.NewPCG(6, 6))
	start, member := []int64{0}, []int32{}
	for i := range 40 {
		for _, v := range r.Perm(60)[:2+i*i%23] {
			member = append(member, int32(v))
		}
		start = append(start, int64(len(member)))
	}
	return append(list, source{name: "activities of 2 to 24 among 60 actors", silos: dealt(60, 4), swaps: nullmodel.SwapUnits(start, member), start: start})
}

// graph makes the network that the swaps stand at.
func (s *source) graph() *snapshot.Graph {
	b := s.kind
	for v := range s.silos {
		b.Actor(fmt.Sprintf("a%04d", v), fmt.Sprintf("actor %d", v))
	}
	b.Dimension("silo", s.silos)
	slots := s.swaps.Slots()
	if s.start == nil {
		for i := 0; i < len(slots); i += 2 {
			b.Tie(slots[i], slots[i+1], s.power(i/2))
		}
		return b.Graph()
	}
	u := &snapshot.Units{Start: s.start, Members: slices.Clone(slots)}
	for i := range len(s.start) - 1 {
		slices.Sort(u.Members[s.start[i]:s.start[i+1]])
		u.Weight = append(u.Weight, 1/float64(s.start[i+1]-s.start[i]-1))
	}
	b.Join(u)
	return b.Graph()
}

// tooSmall returns how far the distribution of p-values lies above the uniform one, and tooLarge how far below.
func tooSmall(p []float64) (above, below float64) {
	slices.Sort(p)
	for i, x := range p {
		above, below = max(above, float64(i+1)/float64(len(p))-x), max(below, x-float64(i)/float64(len(p)))
	}
	return above, below
}

// On networks drawn from the null of swaps, gaps judged by swaps have p-values that are never too small (Kolmogorov–Smirnov, one-sided, pair by
// pair, the level of 1 % shared out among the pairs) and with strengths, where no two sums are alike, uniform; and lists hold a
// gap in at most 7 of 100 networks. The closed form beside them shows what the denser networks need swaps for.
func TestCalibrationOfDrawnGaps(t *testing.T) {
	for _, s := range sources() {
		t.Run(s.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(21, 7))
			if err := s.swaps.Walk(t.Context(), random, int64(len(s.swaps.Slots()))*50); err != nil {
				t.Fatal(err)
			}
			called, calledClosed := 0, 0
			drawn, closed := map[string][]float64{}, map[string][]float64{}
			impossible := 0.0
			for network := range *networks {
				if err := s.swaps.Walk(t.Context(), random, int64(len(s.swaps.Slots()))*20); err != nil {
					t.Fatal(err)
				}
				g := s.graph()
				impossible = unreal(g)
				opt := GapOptions{Null: Swaps, Draws: *draws, Seed: uint64(network), FragilityTop: -1}
				a, b := mustGaps(t, g, "silo", opt), mustGaps(t, g, "silo", GapOptions{FragilityTop: -1})
				if a.Gaps[0].Significant {
					called++
				}
				if b.Gaps[0].Significant {
					calledClosed++
				}
				for i := range a.Gaps {
					at := a.Gaps[i].A + a.Gaps[i].B
					drawn[at] = append(drawn[at], a.Gaps[i].P)
					at = b.Gaps[i].A + b.Gaps[i].B
					closed[at] = append(closed[at], b.Gaps[i].P)
				}
			}
			var above, below, aboveClosed, belowClosed float64
			for at := range drawn { // a maximum does not depend on the order
				x, y := tooSmall(drawn[at])
				above, below = max(above, x), max(below, y)
				x, y = tooSmall(closed[at])
				aboveClosed, belowClosed = max(aboveClosed, x), max(belowClosed, y)
			}
			n := float64(*networks)
			limit := math.Sqrt(-math.Log(0.01/float64(len(drawn))/2)/2/n) + 1/float64(*draws+1)
			t.Logf("impossible %.0f %%; swaps: some q < 0.05 in %.3f, too small by %.3f, too large by %.3f; stubs: %.3f, %.3f, %.3f; limit %.3f",
				100*impossible, float64(called)/n, above, below, float64(calledClosed)/n, aboveClosed, belowClosed, limit)
			if above > limit {
				t.Errorf("p-values are too small: distance %.3f; want at most %.3f", above, limit)
			}
			if s.kind.Meaning == snapshot.Strength && below > limit {
				t.Errorf("p-values are too large: distance %.3f; want at most %.3f", below, limit)
			}
			if share := float64(called) / n; share > max(0.07, 0.05+2*math.Sqrt(0.05*0.95/n)) {
				t.Errorf("some q < 0.05 in %.3f of the networks; want at most 0.07, or 0.05 and chance among few", share)
			}
		})
	}
}
