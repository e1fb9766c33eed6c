package nullmodel

import (
	"math"
	"slices"
	"testing"
)

// All matchings of ten slots, five to four silos of some sizes, counted one by one.
func TestAtMostEqualsEnumerationOfMatchings(t *testing.T) {
	const n = 10
	m := new(Model)
	for range n / 2 {
		m.Add(2, 0.5)
	}
	for _, c := range [][2]int{{1, 1}, {3, 2}, {5, 5}, {4, 6}, {9, 1}, {2, 7}, {4, 4}} {
		var found [n]float64
		all := 0.0
		partner := make([]int, n)
		var match func(between int)
		match = func(between int) {
			first := slices.Index(partner, 0)
			if first < 0 {
				found[between]++
				all++
				return
			}
			for other := first + 1; other < n; other++ {
				if partner[other] != 0 {
					continue
				}
				partner[first], partner[other] = 1, 1
				if first < c[0] && other >= c[0] && other < c[0]+c[1] {
					match(between + 1)
				} else {
					match(between)
				}
				partner[first], partner[other] = 0, 0
			}
		}
		match(0)
		below := 0.0
		for x := range min(c[0], c[1]) + 1 {
			below += found[x] / all
			if got := m.AtMost(0.5*float64(x), int64(c[0]), int64(c[1])); math.Abs(got-below) > 1e-12 {
				t.Errorf("silos of %d and %d slots: P(ties ≤ %d) = %v; %v of all %v matchings", c[0], c[1], x, got, below, all)
			}
		}
	}
}

// The exact distribution of a large case has the mean and variance of the formula, which is derived without matchings.
func TestMatchedHasTheMomentsOfTheFormula(t *testing.T) {
	m := new(Model)
	for range 5000 {
		m.Add(2, 1)
	}
	const a, b = 1200, 3000
	mean, square, before := 0.0, 0.0, 0.0
	for x := range a + 1 {
		p := m.AtMost(float64(x), a, b)
		mean += float64(x) * (p - before)
		square += float64(x) * float64(x) * (p - before)
		before = p
	}
	wantMean, wantVariance := m.Between(a, b)
	if math.Abs(mean-wantMean) > 1e-6*wantMean || math.Abs(square-mean*mean-wantVariance) > 1e-4*wantVariance {
		t.Errorf("mean %v, variance %v; formula %v, %v", mean, square-mean*mean, wantMean, wantVariance)
	}
}

func TestAtMostAtTheEdges(t *testing.T) {
	m := modelOf([]unit{{2, 1}, {2, 1}})
	for _, c := range []struct {
		name     string
		observed float64
		a, b     int64
		want     float64
	}{
		{"nothing expected, nothing there", 0, 0, 3, 1},
		{"nothing expected, something there", 1, 0, 3, 1},
	} {
		if got := m.AtMost(c.observed, c.a, c.b); got != c.want {
			t.Errorf("%s: p = %v; want %v", c.name, got, c.want)
		}
	}
	// One slot against the three others of two ties: always tied, without spread.
	if p := m.AtMost(1, 1, 3); p != 1 {
		t.Errorf("a weight that cannot vary: p = %v; want 1", p)
	}
	if p := m.AtMost(0, 1, 3); p != 0 {
		t.Errorf("a weight that cannot occur: p = %v; want 0", p)
	}
}

// The q-values of the example in R's p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "BH"), worked by hand: p·5/rank, made monotone from above.
func TestAdjust(t *testing.T) {
	got := Adjust([]float64{0.01, 0.04, 0.03, 0.005, 0.5})
	want := []float64{0.025, 0.05, 0.05, 0.025, 0.5}
	if len(got) != len(want) {
		t.Fatalf("%d q-values for %d p-values", len(got), len(want))
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-15 {
			t.Errorf("q[%d] = %v; want %v", i, got[i], want[i])
		}
	}
}

// FuzzAtMost holds p to its bounds and to rising with what is observed.
func FuzzAtMost(f *testing.F) {
	f.Add(uint16(20), uint16(3), uint16(8), uint16(9), uint16(4))
	f.Add(uint16(0), uint16(1), uint16(2), uint16(0), uint16(0))
	f.Add(uint16(2000), uint16(0), uint16(2000), uint16(2000), uint16(90))
	f.Fuzz(func(t *testing.T, ties, large, a, b, observed uint16) {
		m := new(Model)
		for range ties % 3000 {
			m.Add(2, 1)
		}
		for i := range large % 50 {
			m.Add(int(i)+1, 1/float64(max(i, 1)))
		}
		da := int64(a) % (m.Slots() + 1)
		db := int64(b) % (m.Slots() - da + 1)
		mean, variance := m.Between(da, db)
		if mean < 0 || variance < 0 || math.IsNaN(mean+variance) || math.IsInf(mean+variance, 0) {
			t.Fatalf("mean %v, variance %v", mean, variance)
		}
		low, high := m.AtMost(float64(observed), da, db), m.AtMost(float64(observed)+1, da, db)
		if !(low >= 0 && low <= 1) || !(high >= low-1e-12 && high <= 1) {
			t.Fatalf("P(≤ %d) = %v, P(≤ %d) = %v", observed, low, observed+1, high)
		}
		if mean, variance := m.Within(da); mean < 0 || variance < 0 || math.IsNaN(mean+variance) {
			t.Fatalf("inside: mean %v, variance %v", mean, variance)
		}
	})
}
