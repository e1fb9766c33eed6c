package report

import (
	"strings"
	"testing"
)

func TestGapReasonsSayWhatTheFiguresSay(t *testing.T) {
	base := GapFacts{A: "foundation", B: "city", Observed: 0.58, Expected: 1985.04, Missing: 1984.46, Q: 0.0001, Significant: true, One: 0.04, Two: 0.791, Holders: 19}
	with := func(change func(*GapFacts)) GapFacts {
		g := base
		change(&g)
		return g
	}
	for name, c := range map[string]struct {
		facts            GapFacts
		english          string
		finnish, swedish string
	}{
		"a gap beyond chance": {base,
			"Between foundation and city ties have the weight 0.6, where 1,985 could be expected from how active both are. 1,984.5 is missing, and hardly by chance (q < 0.001). 4.0% of the actors of foundation have a tie to city, 79% reach it through one other at most. 19 actors would have to leave to part the two.",
			"Puuttuu 1\u00a0984,5, tuskin sattumalta (q < 0,001).", "1\u00a0984,5 fattas, knappast av en slump (q < 0,001)."},
		"one that may be chance": {with(func(g *GapFacts) { g.Significant, g.Q = false, 0.0714 }), "which may be chance (q = 0.071).", "mikä voi olla sattumaa (q = 0,071).", "vilket kan vara en slump (q = 0,071)."},
		"no gap":                 {with(func(g *GapFacts) { g.Missing = -3 }), "Nothing is missing.", "Mitään ei puutu.", "Inget fattas."},
		"with directions":        {with(func(g *GapFacts) { g.Directed = true }), "From foundation to city ties have", "Siilosta foundation siiloon city vievien", "Från foundation till city har"},
		"held by two":            {with(func(g *GapFacts) { g.Holders, g.Names = 2, []string{"Aalto", "Berg"} }), "All that joins the two goes through Aalto, Berg.", "kulkee näiden kautta: Aalto, Berg.", "går genom Aalto, Berg."},
		"held by many at least":  {with(func(g *GapFacts) { g.Holders, g.AtLeast = 2, true }), "At least 2 actors would", "ainakin 2 toimijan", "Minst 2 aktörer"},
		"apart":                  {with(func(g *GapFacts) { g.Holders, g.Unreachable = 0, 12000 }), "Pairs of their actors without any path: 12,000. Nothing joins the two.", "ei ole polkua: 12\u00a0000. Mikään ei yhdistä", "utan någon väg: 12\u00a0000. Inget förenar"},
		"what they share":        {with(func(g *GapFacts) { g.Shared, g.SharedA, g.SharedB = "theme", 0.5, 0.25 }), "For meeting speaks theme: 50% of foundation and 25% of city", "puhuu theme: ", "För ett möte talar theme: 50"},
	} {
		got := GapReason(c.facts)
		if !strings.Contains(got.English, c.english) || !strings.Contains(got.Finnish, c.finnish) || !strings.Contains(got.Swedish, c.swedish) {
			t.Errorf("%s:\n%s\n%s\n%s", name, got.English, got.Finnish, got.Swedish)
		}
	}
	if got := GapReason(with(func(g *GapFacts) { g.Holders = -1 })).English; strings.Contains(got, "part") || strings.Contains(got, "joins") {
		t.Errorf("what was not worked out is told: %s", got)
	}
}
