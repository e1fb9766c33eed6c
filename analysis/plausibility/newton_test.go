package plausibility

import (
	"math"
	"testing"
)

// Far from its lowest point the loss is so flat that whole steps of Newton's method lead ever farther away: from 8 the first goes beyond −1000.
func TestStepsThatLeadAwayAreHalved(t *testing.T) {
	weight := []float64{8}
	err := descend(weight, []float64{1e-6}, []float64{0}, func(w []float64) ([]float64, error) {
		x := w[0]
		return []float64{math.Log(math.Cosh(x)), math.Tanh(x), 1 / math.Cosh(x) / math.Cosh(x)}, nil
	})
	if err != nil || math.Abs(weight[0]) > 1e-6 {
		t.Errorf("lowest at %v, %v; want 0", weight, err)
	}
}
