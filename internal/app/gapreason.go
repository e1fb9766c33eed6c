package app

import (
	"slices"

	"github.com/sillat/sillat/internal/report"
)

// wordedGaps is how many of the first gaps are told in words too: nobody reads more, and thousands of pairs would make a long answer.
const wordedGaps = 100

// noTheme are dimensions of few values that nearly all silos share, so that having them in common says nothing.
var noTheme = []string{"kind", "level", "type"}

// tell puts a gap in words from its own figures.
func (f *GapFigure) tell(directed bool) {
	g := report.GapFacts{
		A: f.A, B: f.B, Directed: directed, Observed: float64(f.Observed), Expected: float64(f.Expected), Missing: float64(f.Missing), Q: float64(f.Q),
		Significant: f.Significant, One: float64(f.Reach.One), Two: float64(f.Reach.Two), Unreachable: f.UnreachablePairs, Holders: -1,
		AtLeast: f.Fragility.AtLeast, Names: f.Fragility.Names,
	}
	if f.Fragility.Actors != nil && (*f.Fragility.Actors == 0 || len(f.Fragility.Names) > 0) {
		g.Holders = *f.Fragility.Actors
	}
	for _, s := range f.Should.Shared {
		if slices.Contains(noTheme, s.Dimension) {
			continue
		}
		if least := min(s.A, s.B); g.Shared == "" && least > 0 || g.Shared != "" && float64(least) > min(g.SharedA, g.SharedB) {
			g.Shared, g.SharedA, g.SharedB = s.Dimension, float64(s.A), float64(s.B)
		}
	}
	text := report.GapReason(g)
	f.Reason = &text
}
