package nullmodel

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// plant takes a share of the ties between silos 0 and 1 apart: one slot of each changes places with one drawn at random, so that every
// silo keeps its slots.
func plant(random *rand.Rand, size []int, label []int32, share float64) {
	start := 0
	for _, k := range size {
		unit := label[start : start+k]
		start += k
		for s := range unit {
			for o := range unit {
				if unit[s] == 0 && unit[o] == 1 && random.Float64() < share {
					// A slot whose unit holds no 0 takes the 1. Trying a hundred finds one where there is any to speak of.
					for range 100 {
						if free := random.IntN(len(label)); label[free] > 1 && !unitHas(size, label, free, 0) {
							unit[o], label[free] = label[free], 1
							break
						}
					}
				}
			}
		}
	}
}

// unitHas reports whether the unit of a slot holds a label.
func unitHas(size []int, label []int32, slot int, wanted int32) bool {
	start := 0
	for _, k := range size {
		if slot < start+k {
			for _, x := range label[start : start+k] {
				if x == wanted {
					return true
				}
			}
			return false
		}
		start += k
	}
	return false
}

// One gap is planted among the 28 pairs of eight equal silos. The share of networks in which it has q < 0.05 rises with how much is
// missing and how much was expected, from hardly ever to always.
func TestPowerRisesWithThePlantedGap(t *testing.T) {
	const silos, draws = 8, 300
	strengths := []float64{0, 0.25, 0.5, 0.75, 1}
	for _, kind := range []struct {
		name string
		size func(i int) int
	}{
		{"ties", func(int) int { return 2 }},
		{"activities of 2 to 6", func(i int) int { return 2 + i%5 }},
	} {
		for _, expected := range []int{5, 10, 20, 40} {
			c := configuration{name: kind.name, slots: make([]int, silos)}
			for i := 0; ; i++ {
				repeat(&c, 1, kind.size(i), 1/float64(kind.size(i)-1))
				each := c.model().Slots() / silos
				if mean, _ := c.model().Between(each, each); mean >= float64(expected) {
					break
				}
			}
			m := c.model()
			slots := int(m.Slots())
			for s := range c.slots {
				c.slots[s] = (slots + s) / silos
			}
			a := c.arrange(uint64(expected))
			random := rand.New(rand.NewPCG(uint64(expected), 8))
			mix, p := make([]float64, silos*silos), make([]float64, 0, silos*silos)
			power := make([]float64, len(strengths))
			for i, share := range strengths {
				for range draws {
					a.Draw()
					plant(random, c.size, a.label, share)
					a.Mix(silos, mix)
					p = p[:0]
					for x := range silos {
						for y := x + 1; y < silos; y++ {
							p = append(p, m.AtMost(mix[x*silos+y], int64(c.slots[x]), int64(c.slots[y])))
						}
					}
					if Adjust(p)[0] < 0.05 { // the pair 0–1 comes first
						power[i] += 1.0 / draws
					}
				}
			}
			line := fmt.Sprintf("%s, %d expected:", kind.name, expected)
			for i, share := range strengths {
				line += fmt.Sprintf("  %.0f %% missing %.2f", 100*share, power[i])
			}
			t.Log(line)
			for i := range power[1:] {
				if power[i+1] < power[i]-0.05 {
					t.Errorf("%s: power falls from %.2f to %.2f", line, power[i], power[i+1])
				}
			}
			if power[0] > 0.03 {
				t.Errorf("%s: found where nothing is planted", line)
			}
			if expected >= 20 && power[4] < 0.95 {
				t.Errorf("%s: a pair without any tie is overlooked", line)
			}
		}
	}
}
