package nullmodel

import (
	"flag"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// networks is how many networks each calibration draws. The methods page states the results of
//
//	go test ./analysis/nullmodel -run 'Uniform|Power' -v -networks 4000
var networks = flag.Int("networks", 1000, "networks that each calibration of p-values draws")

// whole is a network to draw whole lists of gaps from: labels of its slots, and what says p of each pair of silos.
type whole struct {
	name  string
	silos int
	exact bool    // p is no approximation
	step  float64 // the weight of every unit; 0 where weights differ
	draw  func(random *rand.Rand, mix []float64)
	p     func(observed float64, a, b int) float64
}

// wholes are the null models: ties, activities with large ones among them, ties with a direction.
func wholes() []whole {
	made := []whole{}
	for _, c := range configurations() {
		m, silos := c.model(), len(c.slots)
		step := 0.0
		if m.sameWeight {
			step = m.weight
		}
		arrangement := c.arrange(1)
		made = append(made, whole{
			name: c.name, silos: silos, step: step, exact: step > 0 && m.allTies,
			draw: func(random *rand.Rand, mix []float64) {
				arrangement.random = random
				arrangement.Draw()
				arrangement.Mix(silos, mix)
			},
			p: func(o float64, a, b int) float64 {
				if a > b {
					return math.NaN() // without directions every pair is one test
				}
				return m.AtMost(o, int64(c.slots[a]), int64(c.slots[b]))
			},
		})
	}
	out, in := []int{400, 300, 200, 60, 40}, []int{100, 250, 250, 300, 100}
	for _, weighted := range []bool{false, true} {
		name, step := "directed, five silos", 1.0
		if weighted {
			name, step = "directed, strengths of 1 to 7", 0
		}
		weight := func(i int) float64 {
			if weighted {
				return float64(1 + i%7)
			}
			return 1
		}
		var m Directed
		var tails, heads []int
		for s := range out {
			tails = append(tails, slices.Repeat([]int{s}, out[s])...)
			heads = append(heads, slices.Repeat([]int{s}, in[s])...)
		}
		for i := range tails {
			m.Add(weight(i))
		}
		made = append(made, whole{
			name: name, silos: len(out), step: step, exact: step > 0,
			draw: func(random *rand.Rand, mix []float64) {
				random.Shuffle(len(heads), func(i, j int) { heads[i], heads[j] = heads[j], heads[i] })
				if weighted {
					random.Shuffle(len(tails), func(i, j int) { tails[i], tails[j] = tails[j], tails[i] })
				}
				clear(mix)
				for i := range tails {
					mix[tails[i]*len(out)+heads[i]] += weight(i)
				}
			},
			p: func(o float64, a, b int) float64 { return m.AtMost(o, int64(out[a]), int64(in[b])) },
		})
	}
	return made
}

// kolmogorov returns how far the distribution of values is from the uniform one, above it (too many small values) and below.
func kolmogorov(values []float64) (above, below float64) {
	slices.Sort(values)
	n := float64(len(values))
	for i, x := range values {
		above, below = max(above, float64(i+1)/n-x), max(below, x-float64(i)/n)
	}
	return above, below
}

// critical is the Kolmogorov–Smirnov distance that n uniform values exceed with probability alpha.
func critical(n int, alpha float64) float64 { return math.Sqrt(-math.Log(alpha/2) / 2 / float64(n)) }

// On networks drawn from the null p-values are uniform and whole lists hold no gap, or seldom. Where p has steps, which no
// p-value of a count can be without, the randomised one is tested: uniform between P(< observed) and P(≤ observed). Pairs of one
// network depend on each other, so each pair is tested over the networks, and the level is shared out among the pairs.
func TestPValuesAreUniform(t *testing.T) {
	for _, c := range wholes() {
		t.Run(c.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(11, 4))
			values := make([][]float64, c.silos*c.silos)
			mix := make([]float64, c.silos*c.silos)
			called := 0
			for range *networks {
				c.draw(random, mix)
				var all []float64
				for a := range c.silos {
					for b := range c.silos {
						at := a*c.silos + b
						p := c.p(mix[at], a, b)
						if a == b || math.IsNaN(p) {
							continue
						}
						all = append(all, p)
						if c.step > 0 {
							below := 0.0
							if mix[at] > 0 {
								below = c.p(mix[at]-c.step, a, b)
							}
							p = below + random.Float64()*(p-below)
						}
						values[at] = append(values[at], p)
					}
				}
				if slices.Min(Adjust(all)) < 0.05 {
					called++
				}
			}
			pairs, far, high, low := 0, 0, 0.0, 0.0
			for _, v := range values {
				if len(v) == 0 {
					continue
				}
				pairs++
				above, below := kolmogorov(v)
				if max(above, below) > critical(len(v), 0.05) {
					far++
				}
				high, low = max(high, above), max(low, below)
			}
			share := float64(called) / float64(*networks)
			t.Logf("%d networks: some q < 0.05 in %.3f; distance above at most %.3f, below %.3f; %d of %d pairs beyond the 5 %% point %.3f",
				*networks, share, high, low, far, pairs, critical(*networks, 0.05))
			if share > 0.07 {
				t.Errorf("some q < 0.05 in %.3f of the networks; want at most 0.07", share)
			}
			limit := critical(*networks, 0.01/float64(pairs))
			if high > limit {
				t.Errorf("p-values are too small: distance %.3f; want at most %.3f", high, limit)
			}
			if c.exact && low > limit {
				t.Errorf("p-values are too large: distance %.3f; want at most %.3f", low, limit)
			}
		})
	}
}
