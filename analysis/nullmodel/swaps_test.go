package nullmodel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// walked takes a walk and calls see at every stride-th step.
func walked(t *testing.T, s *Swaps, seed uint64, looks, stride int, see func()) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 3))
	for range looks {
		if err := s.Walk(t.Context(), random, int64(stride)); err != nil {
			t.Fatal(err)
		}
		see()
	}
}

// every enumerates the ways to fill the slots with their actors and returns those that could be real, written down.
func every(slot []int32, fits func([]int32) bool, write func([]int32) string) []string {
	var found []string
	left := map[int32]int{}
	for _, v := range slot {
		left[v]++
	}
	made := make([]int32, len(slot))
	var fill func(at int)
	fill = func(at int) {
		if at == len(slot) {
			if fits(made) {
				found = append(found, write(made))
			}
			return
		}
		for v := range int32(12) {
			if left[v] > 0 {
				left[v]--
				made[at] = v
				fill(at + 1)
				left[v]++
			}
		}
	}
	fill(0)
	slices.Sort(found)
	return slices.Compact(found)
}

// tie writes a tie; without directions the smaller actor comes first.
func tie(u, v int32, directed bool) string {
	if !directed && v < u {
		u, v = v, u
	}
	return fmt.Sprint(u, ">", v)
}

// Every network that there is comes up equally often, weights (the tie's number) included: chi-square over all of them, found by
// trying every way to fill the slots.
func TestSwapsReachEveryNetworkEquallyOften(t *testing.T) {
	realTies := func(directed bool) func([]int32) bool {
		return func(slot []int32) bool {
			seen := map[string]bool{}
			for i := 0; i < len(slot); i += 2 {
				name := tie(slot[i], slot[i+1], directed)
				if slot[i] == slot[i+1] || seen[name] {
					return false
				}
				seen[name] = true
			}
			return true
		}
	}
	written := func(directed bool) func([]int32) string {
		return func(slot []int32) string {
			text := ""
			for i := 0; i < len(slot); i += 2 {
				text += tie(slot[i], slot[i+1], directed) + " "
			}
			return text
		}
	}
	apart := func(slot []int32) (tails, heads []int32) {
		for i := 0; i < len(slot); i += 2 {
			tails, heads = append(tails, slot[i]), append(heads, slot[i+1])
		}
		return tails, heads
	}
	for _, c := range []struct {
		name     string
		slot     []int32
		start    []int64 // of activities; nil for ties
		directed bool
	}{
		{"a path of four actors", []int32{0, 1, 1, 2, 2, 3}, nil, false},
		{"a star: only weights can move", []int32{0, 1, 0, 2, 0, 3}, nil, false},
		{"two ties apart", []int32{0, 1, 2, 3}, nil, false},
		{"a square with a tail", []int32{0, 1, 1, 2, 2, 3, 3, 0, 3, 4}, nil, false},
		{"directed: a circle of three, which only turning changes", []int32{0, 1, 1, 2, 2, 0}, nil, true},
		{"directed: a tie and its reverse", []int32{0, 1, 1, 0}, nil, true},
		{"directed: two ties apart", []int32{0, 1, 2, 3}, nil, true},
		{"directed: into one", []int32{0, 2, 1, 2}, nil, true},
		{"directed: a circle with a tail", []int32{0, 1, 1, 2, 2, 0, 0, 3}, nil, true},
		{"three activities", []int32{0, 1, 2, 0, 3, 1, 2}, []int64{0, 3, 5, 7}, false},
		{"activities of one", []int32{0, 1, 2, 0, 0}, []int64{0, 3, 4, 5}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var all []string
			var s *Swaps
			var write func([]int32) string
			switch {
			case c.start != nil:
				s = SwapUnits(c.start, c.slot)
				write = func(slot []int32) string {
					text := ""
					for i := range len(c.start) - 1 {
						unit := slices.Clone(slot[c.start[i]:c.start[i+1]])
						slices.Sort(unit)
						text += fmt.Sprint(unit)
					}
					return text
				}
				all = every(c.slot, func(slot []int32) bool {
					for i := range len(c.start) - 1 {
						unit := slices.Clone(slot[c.start[i]:c.start[i+1]])
						slices.Sort(unit)
						if len(slices.Compact(unit)) < len(unit) {
							return false
						}
					}
					return true
				}, write)
			case c.directed:
				s, write = SwapTies(c.slot, true), written(true)
				tails, heads := apart(c.slot)
				for _, t := range every(tails, func([]int32) bool { return true }, func(x []int32) string { return string(x) }) {
					all = append(all, every(heads, func(h []int32) bool {
						both := make([]int32, 0, len(c.slot))
						for i, tail := range []rune(t) {
							both = append(both, tail, h[i])
						}
						return realTies(true)(both)
					}, func(h []int32) string {
						both := make([]int32, 0, len(c.slot))
						for i, tail := range []rune(t) {
							both = append(both, tail, h[i])
						}
						return write(both)
					})...)
				}
			default:
				s, write = SwapTies(c.slot, false), written(false)
				all = every(c.slot, realTies(false), write)
			}
			const each = 150
			count := map[string]int{}
			walked(t, s, 5, each*len(all), 60, func() { count[write(s.Slots())]++ })
			chi := 0.0
			for _, network := range all {
				d := float64(count[network] - each)
				chi += d * d / each
				delete(count, network)
			}
			if len(count) > 0 {
				t.Errorf("networks that cannot be: %v", count)
			}
			// Chi-square has mean k−1 and variance 2(k−1); five standard deviations above never happen by chance.
			free := float64(len(all) - 1)
			if chi > free+5*math.Sqrt(2*free)+1e-9 {
				t.Errorf("%d networks, chi-square %.1f: not equally often", len(all), chi)
			}
			t.Logf("%d networks, chi-square %.1f", len(all), chi)
		})
	}
}

// A long walk over a larger network keeps what it must, and the set of pairs stays what the slots say.
func TestSwapsKeepDegreesAndStayReal(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, directed := range []bool{false, true} {
		var slot []int32
		seen := map[string]bool{}
		for len(slot) < 800 {
			u, v := random.Int32N(40), random.Int32N(40)
			if name := tie(u, v, directed); u != v && !seen[name] {
				seen[name] = true
				slot = append(slot, u, v)
			}
		}
		s := SwapTies(slot, directed)
		copied := s.Clone()
		walked(t, s, 2, 50, 1000, func() {
			now := map[string]bool{}
			balance := make([]int, 80)
			for i := 0; i < len(slot); i += 2 {
				u, v := s.Slots()[i], s.Slots()[i+1]
				now[tie(u, v, directed)] = true
				if u == v || !s.joined(u, v) {
					t.Fatalf("tie %d–%d, known: %v", u, v, s.joined(u, v))
				}
				side := 0
				if directed {
					side = 40
				}
				balance[u]++
				balance[int(v)+side]++
				balance[slot[i]]--
				balance[int(slot[i+1])+side]--
			}
			if len(now) != len(slot)/2 || slices.ContainsFunc(balance, func(x int) bool { return x != 0 }) {
				t.Fatalf("%d different ties of %d; degrees off by %v", len(now), len(slot)/2, balance)
			}
		})
		if !slices.Equal(copied.Slots(), slot) {
			t.Error("a clone moved with its original")
		}
		copied.Reset(s)
		if !slices.Equal(copied.Slots(), s.Slots()) || !slices.Equal(copied.there.slot, s.there.slot) {
			t.Error("reset did not make the clone what the original is")
		}
	}
}

// BenchmarkWalk measures steps on a network of the size of a regional ecosystem.
func BenchmarkWalk(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	var slot []int32
	there := newPairSet(10_000)
	for len(slot) < 20_000 {
		u, v := random.Int32N(2000), random.Int32N(2000)
		if u < v && !there.has(u, v) {
			there.add(u, v)
			slot = append(slot, u, v)
		}
	}
	s := SwapTies(slot, false)
	for b.Loop() {
		if err := s.Walk(b.Context(), random, 100_000); err != nil {
			b.Fatal(err)
		}
	}
}
