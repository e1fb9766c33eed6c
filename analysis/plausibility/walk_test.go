package plausibility

import (
	"math"
	"testing"
)

// By definition a step goes from an actor to one of its units in proportion to what the unit has kept by its age, and on to any of its members. Both ways of
// taking a step, over the units of those reached and over all units, are met: the made network is small, and its walks begin at one actor.
func TestWalksEqualTheirDefinition(t *testing.T) {
	for seed := range uint64(3) {
		h := made(seed, 40, 60)
		const day = 1000
		s := mustState(t, h, day, nil)
		p := newParty(s)
		for i, half := range []float64{shortHalf, longHalf} {
			kept := func(u *Unit) float64 { return math.Pow(0.5, float64(day-u.Start)/month/half) }
			total := make([]float64, h.Actors)
			units := h.before(day)
			for j := range units {
				for _, a := range units[j].Members {
					if len(units[j].Members) > 1 {
						total[a] += kept(&units[j])
					}
				}
			}
			for u := range h.Actors {
				at, want, goOn := make([]float64, h.Actors), make([]float64, h.Actors), 1.0
				at[u] = 1
				for range walkSteps {
					next := make([]float64, h.Actors)
					for j := range units {
						members := units[j].Members
						if len(members) < 2 {
							continue
						}
						for _, a := range members {
							for _, b := range members {
								next[b] += at[a] * kept(&units[j]) / total[a] / float64(len(members))
							}
						}
					}
					for a := range next {
						want[a] += goOn * next[a]
					}
					at = next
					goOn *= walkGoOn
				}
				c := p.look([]int32{int32(u)}, nil)[0]
				for v, w := range want {
					if got := c.pair[[2]int{walkShort, walkLong}[i]][v]; math.Abs(got-w) > 1e-12*(1+w) {
						t.Fatalf("seed %d, half-life %v, from %d to %d: %v, by definition %v", seed, half, u, v, got, w)
					}
				}
			}
		}
	}
}
