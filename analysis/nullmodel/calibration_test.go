package nullmodel

import (
	"math"
	"testing"
)

// configurations to draw from: the kinds of networks that people bring, in small. Slots that the silos leave over belong to none.
func configurations() []configuration {
	sparse := configuration{name: "one-mode, sparse, eight silos", slots: []int{60, 50, 40, 40, 30, 20, 20, 20}}
	repeat(&sparse, 150, 2, 1)
	dense := configuration{name: "one-mode, dense, four silos", slots: []int{900, 700, 300, 100}}
	repeat(&dense, 1000, 2, 1)
	two := configuration{name: "one-mode, two silos and no one else", slots: []int{80, 76}}
	repeat(&two, 78, 2, 1)
	strength := configuration{name: "one-mode, ties of strength 1 to 7", slots: []int{80, 66, 60, 50, 20, 10}}
	for i := range 150 {
		repeat(&strength, 1, 2, 1+float64(i%7))
	}
	newman := configuration{name: "two-mode, activities of 2 to 36 actors, 1/(k−1)", slots: []int{260, 220, 180, 100, 80, 50, 20}}
	count := configuration{name: "two-mode, activities of 2 to 36 actors, each pair 1", slots: newman.slots}
	pairs := configuration{name: "two-mode, activities of 2 to 36 actors, 1/C(k,2)", slots: newman.slots}
	for i := range 60 {
		k := 2 + i*i%35
		repeat(&newman, 1, k, 1/float64(k-1))
		repeat(&count, 1, k, 1)
		repeat(&pairs, 1, k, 2/float64(k*(k-1)))
	}
	giants := configuration{name: "two-mode, five of 60 among small ones and singles", slots: []int{100, 60, 40, 30, 20}}
	repeat(&giants, 5, 60, 1.0/59)
	repeat(&giants, 40, 3, 0.5)
	repeat(&giants, 40, 2, 1)
	repeat(&giants, 30, 1, 0)
	return []configuration{sparse, dense, two, strength, newman, count, pairs, giants}
}

// Under the null a p-value below x comes up with probability x, or less where the weight can take few values.
func TestPValuesAreCalibrated(t *testing.T) {
	const draws = 4000
	for _, c := range configurations() {
		t.Run(c.name, func(t *testing.T) {
			m, a, silos := c.model(), c.arrange(7), len(c.slots)
			mix := make([]float64, silos*silos)
			var all, below01, below5, below50 float64
			worst := 0.0
			count := make([]float64, silos*silos)
			for range draws {
				a.Draw()
				a.Mix(silos, mix)
				for x := range silos {
					for y := x + 1; y < silos; y++ {
						dx, dy := int64(c.slots[x]), int64(c.slots[y])
						if mean, _ := m.Between(dx, dy); mean < 3 {
							continue
						}
						p := m.AtMost(mix[x*silos+y], dx, dy)
						all++
						if p < 0.05 {
							below5++
							count[x*silos+y]++
							worst = max(worst, count[x*silos+y]/draws)
						}
						if p < 0.001 {
							below01++
						}
						if p < 0.5 {
							below50++
						}
					}
				}
			}
			if all == 0 {
				t.Fatal("no pair of silos expects 3 or more: nothing was tested")
			}
			t.Logf("p < 0.001: %.5f; p < 0.05: %.4f (worst pair %.4f); p < 0.5: %.4f", below01/all, below5/all, worst, below50/all)
			if below5/all > 0.06 || worst > 0.06 {
				t.Errorf("p < 0.05 in %.4f of the draws, %.4f for the worst pair; want at most 0.06", below5/all, worst)
			}
			if below01/all > 0.002 {
				t.Errorf("p < 0.001 in %.5f of the draws; want at most 0.002", below01/all)
			}
			// Where few ties are expected, P(O < median) falls short of a half by nature: by 0.1 at a mean of 4.
			if below50/all < 0.39 || below50/all > 0.6 {
				t.Errorf("p < 0.5 in %.4f of the draws; want 0.39 to 0.6", below50/all)
			}
		})
	}
}

// The formula and simulation agree within five standard errors of the simulation, inside silos too.
func TestMomentsEqualSimulation(t *testing.T) {
	const draws = 5000
	for _, c := range configurations() {
		t.Run(c.name, func(t *testing.T) {
			m, a, silos := c.model(), c.arrange(11), len(c.slots)
			mix := make([]float64, silos*silos)
			sum, square, fourth := make([]float64, len(mix)), make([]float64, len(mix)), make([]float64, len(mix))
			mean, variance := make([]float64, len(mix)), make([]float64, len(mix))
			for x := range silos {
				mean[x*silos+x], variance[x*silos+x] = m.Within(int64(c.slots[x]))
				for y := x + 1; y < silos; y++ {
					mean[x*silos+y], variance[x*silos+y] = m.Between(int64(c.slots[x]), int64(c.slots[y]))
				}
			}
			for range draws {
				a.Draw()
				a.Mix(silos, mix)
				for i, o := range mix {
					d := o - mean[i]
					sum[i] += d
					square[i] += d * d
					fourth[i] += d * d * d * d
				}
			}
			for x := range silos {
				for y := x; y < silos; y++ {
					i := x*silos + y
					if off, se := sum[i]/draws, math.Sqrt(variance[i]/draws); math.Abs(off) > 5*se {
						t.Errorf("silos %d–%d: simulated mean is off by %v, standard error %v", x, y, off, se)
					}
					got := square[i] / draws
					if se := math.Sqrt(max(0, fourth[i]/draws-got*got) / draws); math.Abs(got-variance[i]) > 5*se {
						t.Errorf("silos %d–%d: variance %v, simulated %v, standard error %v", x, y, variance[i], got, se)
					}
				}
			}
		})
	}
}
