package community

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func consensusOf(t testing.TB, g *snapshot.Graph, seed uint64, idsAndValues ...string) analysis.Result {
	t.Helper()
	values := map[string]string{}
	for i := 0; i < len(idsAndValues); i += 2 {
		values[idsAndValues[i]] = idsAndValues[i+1]
	}
	r, err := analysis.Run(t.Context(), g, &Consensus, analysis.Args{Seed: seed, Threads: 2, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// numbers are the groups of a column, from 0.
func numbers(column []float64) []int32 {
	of := make([]int32, len(column))
	for u, x := range column {
		of[u] = int32(x) - 1
	}
	return of
}

// Where single divisions differ from seed to seed, consensus of many differs less, and finds the planted groups at least as well.
func TestConsensusAgreesWithItselfAndWithWhatWasPlanted(t *testing.T) {
	const actors, planted = 600, 12
	g := graphs.Planted(4, actors, planted, 3, 6)
	truth := make([]int32, actors)
	for u := range truth {
		truth[u] = int32(u % planted)
	}
	for _, method := range []string{"leiden", "louvain"} {
		var singles, consensuses [][]int32
		var single, agreed float64
		const seeds = 6
		for seed := range uint64(seeds) {
			s := numbers(run(t, g, seed, "1").Scores[0])
			c := numbers(consensusOf(t, g, seed, "method", method).Scores[0])
			_, ari := Agreement(s, truth)
			single += ari / seeds
			_, ari = Agreement(c, truth)
			agreed += ari / seeds
			singles, consensuses = append(singles, s), append(consensuses, c)
		}
		among := func(divisions [][]int32) (mean float64) {
			for i, a := range divisions {
				for _, b := range divisions[:i] {
					_, ari := Agreement(a, b)
					mean += ari / (seeds * (seeds - 1) / 2)
				}
			}
			return mean
		}
		t.Logf("%s: with the planted groups %.3f, single divisions %.3f; among themselves %.3f, single %.3f", method, agreed, single, among(consensuses), among(singles))
		if among(consensuses) < among(singles) || agreed < single {
			t.Errorf("%s: consensus agrees with the planted groups %v, single divisions %v; among themselves %v, %v", method, agreed, single, among(consensuses), among(singles))
		}
	}
}

func TestConsensusOfWhatIsPlainIsCertain(t *testing.T) {
	var ties []graphs.Tie
	for c := range int32(6) {
		for i := range int32(6) {
			for j := range i {
				ties = append(ties, graphs.Tie{From: 6*c + i, To: 6*c + j, Weight: 1})
			}
		}
		ties = append(ties, graphs.Tie{From: 6 * c, To: (6*c + 7) % 36, Weight: 1})
	}
	g := graphs.Of(37, false, snapshot.Unweighted, ties...) // and one actor without ties
	for _, method := range []string{"leiden", "louvain"} {
		r := consensusOf(t, g, 3, "method", method)
		if value(t, r, "communities") != 7 || value(t, r, "stability") != 1 || value(t, r, "rounds") != 0 || value(t, r, "isolates") != 1 || len(r.Warnings) > 0 {
			t.Errorf("%s: six cliques and an isolate: %v %q", method, r.Values, r.Warnings)
		}
		for u, sure := range r.Scores[1] {
			if u < 36 && sure != 1 || u == 36 && !math.IsNaN(sure) {
				t.Errorf("%s: actor %d is sure by %v", method, u, sure)
			}
		}
		checkDivision(t, g, r, 1)
	}
}

func TestConsensusIsADivisionOfTheNetwork(t *testing.T) {
	for seed := range uint64(20) {
		g := graphs.Random(seed, 20+int(seed), 45, seed%2 == 0, snapshot.Strength)
		r := consensusOf(t, g, seed, "divisions", strconv.Itoa(3+int(seed)%5))
		checkDivision(t, g, r, 1)
		for u, sure := range r.Scores[1] {
			if sure < 0 || sure > 1 {
				t.Errorf("seed %d: actor %d is sure by %v", seed, u, sure)
			}
		}
	}
}

// The pairs and shares of three divisions of five nodes, counted by hand; the last node is with nobody twice.
func TestPairsTogetherOftenEnough(t *testing.T) {
	g := graphs.Of(5, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 2, 3, 3, 4)...)
	c := &consensus{net: newLevel(g), a: analysis.Args{Threads: 1, Values: map[string]string{"threshold": "0.6"}}}
	l, err := c.together(t.Context(), [][]int32{{0, 0, 0, 1, 2}, {0, 0, 1, 1, 2}, {0, 0, 0, 1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	// 0–1 thrice, 0–2 and 1–2 twice; 3–2 and 3–4 once: 3 keeps the first of its two, 4 its only one.
	if want := []int32{1, 2, 0, 2, 0, 1, 3, 2, 4, 3}; !slices.Equal(l.to, want) {
		t.Errorf("pairs %v, expected %v", l.to, want)
	}
	third := 1. / 3
	if want := []float64{1, 2 * third, 1, 2 * third, 2 * third, 2 * third, third, third, third, third}; !slices.Equal(l.strength, want) {
		t.Errorf("shares %v, expected %v", l.strength, want)
	}
	c.tiedOnly = true
	if l, err = c.together(t.Context(), [][]int32{{0, 0, 0, 1, 2}, {0, 0, 1, 1, 2}, {0, 0, 0, 1, 1}}); err != nil {
		t.Fatal(err)
	}
	if want := []int32{1, 0, 2, 1, 3, 2, 4, 3}; !slices.Equal(l.to, want) {
		t.Errorf("tied pairs %v, expected %v", l.to, want)
	}
}

func TestLouvainTellsItsStability(t *testing.T) {
	plain := graphs.Of(6, false, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 0, 2, 3, 4, 4, 5, 3, 5, 2, 3)...)
	stability := func(g *snapshot.Graph, tries string) float64 {
		t.Helper()
		r, err := analysis.Run(t.Context(), g, &Louvain, analysis.Args{Seed: 1, Values: map[string]string{"tries": tries}})
		if err != nil {
			t.Fatal(err)
		}
		return value(t, r, "stability")
	}
	if got := stability(plain, "5"); got != 1 {
		t.Errorf("two triangles: stability %v", got)
	}
	if got := stability(graphs.Planted(5, 400, 10, 3, 6), "5"); !(got > 0 && got < 1) {
		t.Errorf("hardly any groups: stability %v", got)
	}
	if got := stability(plain, "1"); !math.IsNaN(got) {
		t.Errorf("one try: stability %v", got)
	}
}
