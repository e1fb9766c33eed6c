package nullmodel

import (
	"fmt"
	"math"
	"testing"
)

type unit struct {
	size   int
	weight float64
}

// tiny cases: every shape in which a term of the formula is the only one, and mixtures of all of them.
var tiny = []struct {
	name  string
	units []unit
	slots []int // of silos 0, 1, 2; what is left over belongs to no silo
}{
	{"one tie", []unit{{2, 1}}, []int{1, 1}},
	{"a tie and a unit of one", []unit{{2, 3}, {1, 9}}, []int{1, 1}},
	{"one triple", []unit{{3, 0.5}}, []int{2, 1}},
	{"one unit of four", []unit{{4, 1.0 / 3}}, []int{2, 2}},
	{"three ties", []unit{{2, 1}, {2, 1}, {2, 1}}, []int{2, 3}},
	{"four ties, two silos share all slots", []unit{{2, 1}, {2, 1}, {2, 1}, {2, 1}}, []int{4, 4}},
	{"ties of unlike weight", []unit{{2, 1}, {2, 2.5}, {2, 0}, {2, 7}}, []int{3, 2, 2}},
	{"triples", []unit{{3, 0.5}, {3, 0.5}, {3, 0.5}}, []int{3, 3, 2}},
	{"all sizes", []unit{{2, 1}, {3, 0.5}, {4, 1.0 / 3}}, []int{3, 3, 3}},
	{"large unit, singles, a heavy tie", []unit{{5, 0.25}, {1, 1}, {2, 4}, {1, 1}}, []int{4, 3}},
	{"a silo without slots", []unit{{2, 1}, {3, 0.5}}, []int{3, 0, 2}},
	{"a silo with every slot", []unit{{2, 1}, {3, 0.5}}, []int{5}},
}

func (c unit) String() string { return fmt.Sprintf("%d×%v", c.size, c.weight) }

func modelOf(units []unit) *Model {
	m := new(Model)
	for _, u := range units {
		m.Add(u.size, u.weight)
	}
	return m
}

// everyArrangement calls do with each distinct arrangement of the labels. All are equally likely.
func everyArrangement(left []int, label []int32, at int, do func()) {
	if at == len(label) {
		do()
		return
	}
	for c := range left {
		if left[c] > 0 {
			left[c]--
			label[at] = int32(c)
			everyArrangement(left, label, at+1, do)
			left[c]++
		}
	}
}

func TestMomentsEqualEnumeration(t *testing.T) {
	for _, c := range tiny {
		t.Run(c.name, func(t *testing.T) {
			m := modelOf(c.units)
			var size []int
			var weight []float64
			rest := int(m.Slots())
			for _, u := range c.units {
				size, weight = append(size, u.size), append(weight, u.weight)
			}
			left := append([]int(nil), c.slots...)
			for _, d := range c.slots {
				rest -= d
			}
			left = append(left, rest)
			silos := len(left)
			label := make([]int32, m.Slots())
			mix, sum, square, cube := make([]float64, silos*silos), make([]float64, silos*silos), make([]float64, silos*silos), make([]float64, silos*silos)
			count := 0.0
			everyArrangement(left, label, 0, func() {
				a := Arrangement{size: size, weight: weight, label: label}
				a.Mix(silos, mix)
				for i, o := range mix {
					sum[i] += o
					square[i] += o * o
					cube[i] += o * o * o
				}
				count++
			})
			for a := range silos {
				for b := a; b < silos; b++ {
					mean, variance := m.Between(int64(left[a]), int64(left[b]))
					if at := a*silos + b; a != b {
						mu := sum[at] / count
						want := cube[at]/count - 3*mu*square[at]/count + 2*mu*mu*mu
						if got := m.third(int64(left[a]), int64(left[b]), mean, variance); math.Abs(got-want) > 1e-11*(1+cube[at]/count) {
							t.Errorf("silos %d–%d: third moment %v; enumeration gives %v", a, b, got, want)
						}
					}
					if a == b {
						mean, variance = m.Within(int64(left[a]))
					}
					i := a*silos + b
					wantMean := sum[i] / count
					wantVariance := square[i]/count - wantMean*wantMean
					if math.Abs(mean-wantMean) > 1e-12 || math.Abs(variance-wantVariance) > 1e-12*(1+square[i]/count) {
						t.Errorf("silos %d–%d: mean %v, variance %v; enumeration of %v arrangements gives %v, %v", a, b, mean, variance, count, wantMean, wantVariance)
					}
				}
			}
		})
	}
}

// Expectations over all pairs and insides share out exactly the weight there is.
func TestExpectationsAddUpToTotal(t *testing.T) {
	m := modelOf([]unit{{2, 1}, {7, 1.0 / 6}, {1, 1}, {30, 1.0 / 29}, {2, 3}})
	slots := []int64{11, 17, 3, 0, 11}
	total := 0.0
	for a, da := range slots {
		inside, _ := m.Within(da)
		total += inside
		for _, db := range slots[a+1:] {
			between, _ := m.Between(da, db)
			total += between
		}
	}
	if math.Abs(total-m.Total()) > 1e-12*m.Total() {
		t.Errorf("expectations add up to %v; total weight is %v", total, m.Total())
	}
}

// configuration is a network whose labels are drawn anew: what the calibration and the simulation tests run over.
type configuration struct {
	name   string
	size   []int
	weight []float64
	slots  []int // per silo
}

func (c configuration) model() *Model {
	m := new(Model)
	for i, k := range c.size {
		m.Add(k, c.weight[i])
	}
	return m
}

func (c configuration) arrange(seed uint64) *Arrangement {
	var label []int32
	for s, d := range c.slots {
		for range d {
			label = append(label, int32(s))
		}
	}
	for i := range c.size {
		for range c.size[i] {
			if len(label) < int(c.model().Slots()) {
				label = append(label, -1)
			}
		}
	}
	return Arrange(c.size, c.weight, label, seed)
}

func repeat(into *configuration, times, size int, weight float64) {
	for range times {
		into.size, into.weight = append(into.size, size), append(into.weight, weight)
	}
}
