package analysis_test

import (
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

func TestWeightsAreReadAsTheirMeaning(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name             string
		meaning          snapshot.Meaning
		weight           float64
		length, strength float64
	}{
		{"unweighted: every tie is one step", snapshot.Unweighted, 4, 1, 1},
		{"unweighted: a stored zero is still a tie", snapshot.Unweighted, 0, 1, 1},
		{"strength: stronger is closer", snapshot.Strength, 4, 0.25, 4},
		{"distance: longer is weaker", snapshot.Distance, 4, 4, 0.25},
		{"zero strength leads nowhere", snapshot.Strength, 0, inf, 0},
		{"zero distance is no tie either", snapshot.Distance, 0, inf, 0},
		{"below zero leads nowhere", snapshot.Strength, -1, inf, 0},
	} {
		if got := analysis.TieLength(c.meaning, c.weight); got != c.length {
			t.Errorf("%s: length %v, expected %v", c.name, got, c.length)
		}
		if got := analysis.TieStrength(c.meaning, c.weight); got != c.strength {
			t.Errorf("%s: strength %v, expected %v", c.name, got, c.strength)
		}
	}
}
