package silo

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// The rows of every pair add up to what its gap observes, and so do the actors of either silo: ties, strengths, directions, activities.
func TestRowsAddUpToTheGap(t *testing.T) {
	strong := func(i int) float64 { return float64(1 + i%4) }
	for name, g := range map[string]*snapshot.Graph{
		"ties":       drawn(1, 90, 4, 200, 0).graph(nil),
		"directed":   arrows(drawn(3, 90, 4, 200, 0), strong),
		"activities": drawn(4, 90, 4, 30, 60).graph(nil),
	} {
		t.Run(name, func(t *testing.T) {
			for _, gap := range mustGaps(t, g, "silo", GapOptions{}).Gaps {
				l, err := LinkBetween(t.Context(), g, "silo", gap.A, gap.B, GapOptions{})
				if err != nil {
					t.Fatal(err)
				}
				var parts, ofA, ofB float64
				var partnersA, partnersB int
				for _, p := range l.Parts {
					parts += p.Weight
				}
				for _, c := range l.Actors {
					if c.OfA {
						ofA, partnersA = ofA+c.Weight, partnersA+c.Partners
					} else {
						ofB, partnersB = ofB+c.Weight, partnersB+c.Partners
					}
				}
				for _, sum := range []float64{parts, ofA, ofB} {
					if math.Abs(sum-gap.Observed) > 1e-9 {
						t.Errorf("%s–%s: rows %v, actors %v and %v; observed %v", gap.A, gap.B, parts, ofA, ofB, gap.Observed)
					}
				}
				if int64(partnersA) != gap.ObservedTies || int64(partnersB) != gap.ObservedTies {
					t.Errorf("%s–%s: %d and %d partners; %d ties", gap.A, gap.B, partnersA, partnersB, gap.ObservedTies)
				}
				if !slices.IsSortedFunc(l.Parts, func(x, y LinkPart) int { return int(math.Copysign(1, y.Weight-x.Weight)) }) {
					t.Errorf("%s–%s: rows are not heaviest first", gap.A, gap.B)
				}
			}
		})
	}
}

func TestRowsRefuseSilosThatAreNotCompared(t *testing.T) {
	g := regions().graph(nil)
	for _, c := range []struct {
		a, b string
		opt  GapOptions
		says string
	}{
		{"a", "z", GapOptions{}, "two of a, b, c"},
		{"a", "a", GapOptions{}, "different"},
		{"a", "c", GapOptions{Within: "region", WithinSilo: "north"}, "two of a, b"},
		{"a", "b", GapOptions{Within: "region"}, "region=north"},
	} {
		_, err := LinkBetween(t.Context(), g, "silo", c.a, c.b, c.opt)
		var refused *analysis.ArgumentError
		if !errors.As(err, &refused) || !strings.Contains(refused.Expected, c.says) {
			t.Errorf("%s–%s: got %v; want a refusal that says %q", c.a, c.b, err, c.says)
		}
	}
	// In one region the pair is the same in either order: the tie 2–3 of the south.
	l, err := LinkBetween(t.Context(), g, "silo", "b", "a", GapOptions{Within: "region", WithinSilo: "south"})
	if err != nil || l.A != "a" || len(l.Parts) != 1 || l.Parts[0].A[0] != 2 || l.Parts[0].B[0] != 3 {
		t.Errorf("rows %+v, error %v; want the one tie of the south", l, err)
	}
}
