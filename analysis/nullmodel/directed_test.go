package nullmodel

import (
	"math"
	"testing"
)

// Every way to match up to six tails with as many heads: moments and, for equal weights, the distribution.
func TestDirectedEqualsEnumerationOfMatchings(t *testing.T) {
	for _, c := range []struct {
		weight  []float64
		out, in int // ends of the two silos: the first tails and the first heads
	}{
		{[]float64{1}, 1, 1}, {[]float64{2, 2}, 1, 1}, {[]float64{1, 1, 1}, 2, 1}, {[]float64{0.5, 0.5, 0.5, 0.5, 0.5}, 3, 2},
		{[]float64{1, 1, 1, 1, 1, 1}, 4, 4}, {[]float64{1, 2}, 1, 1}, {[]float64{1, 2, 3}, 2, 2}, {[]float64{1, 0, 2.5, 7}, 2, 3}, {[]float64{3, 1, 1, 2, 5}, 3, 3},
	} {
		m := new(Directed)
		for _, w := range c.weight {
			m.Add(w)
		}
		n := len(c.weight)
		var values []float64
		// Ties are numbered; both their tails and their heads are dealt out.
		permute(n, func(tail []int) {
			permute(n, func(head []int) {
				o := 0.0
				for i, w := range c.weight {
					if tail[i] < c.out && head[i] < c.in {
						o += w
					}
				}
				values = append(values, o)
			})
		})
		var sum, square, cube float64
		for _, o := range values {
			sum, square, cube = sum+o, square+o*o, cube+o*o*o
		}
		count := float64(len(values))
		mean := sum / count
		variance, third := square/count-mean*mean, cube/count-3*mean*square/count+2*mean*mean*mean
		gotMean, gotVariance := m.Between(int64(c.out), int64(c.in))
		if math.Abs(gotMean-mean) > 1e-12 || math.Abs(gotVariance-variance) > 1e-11*(1+square/count) {
			t.Errorf("%v: mean %v, variance %v; enumeration gives %v, %v", c, gotMean, gotVariance, mean, variance)
		}
		if got := m.third(int64(c.out), int64(c.in), gotMean, gotVariance); math.Abs(got-third) > 1e-10*(1+cube/count) {
			t.Errorf("%v: third moment %v; enumeration gives %v", c, got, third)
		}
		if m.differentWeight {
			continue
		}
		for ties := range n + 1 {
			below, o := 0.0, float64(ties)*c.weight[0]
			for _, v := range values {
				if v <= o {
					below++
				}
			}
			if got := m.AtMost(o, int64(c.out), int64(c.in)); math.Abs(got-below/count) > 1e-12 {
				t.Errorf("%v: P(≤ %v) = %v; enumeration gives %v", c, o, got, below/count)
			}
		}
	}
}

// permute calls do with every order of the numbers below n.
func permute(n int, do func([]int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	var from func(at int)
	from = func(at int) {
		if at == n {
			do(order)
			return
		}
		for i := at; i < n; i++ {
			order[at], order[i] = order[i], order[at]
			from(at + 1)
			order[at], order[i] = order[i], order[at]
		}
	}
	from(0)
}
