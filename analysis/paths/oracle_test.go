package paths_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// values are a call's arguments, id and value by turns.
func values(idsAndValues ...string) map[string]string {
	v := make(map[string]string)
	for i := 0; i < len(idsAndValues); i += 2 {
		v[idsAndValues[i]] = idsAndValues[i+1]
	}
	return v
}

func scores(t testing.TB, g *snapshot.Graph, m *analysis.Metric, args ...string) []float64 {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, m, analysis.Args{Threads: 1, Values: values(args...)})
	if err != nil {
		t.Fatal(err)
	}
	return r.Scores[0]
}

// agree compares every score, those that are wanted being the ones walked.
func agree(t testing.TB, what string, want, got []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d scores, expected %d", what, len(got), len(want))
	}
	for u, w := range want {
		if !(math.Abs(got[u]-w) <= tolerance*max(1, math.Abs(w))) {
			t.Fatalf("%s: actor %d scores %v, expected %v", what, u, got[u], w)
		}
	}
}

func holdToOracle(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	const tolerance = 1e-11
	agree(t, what+": betweenness", oracle.Betweenness(g), scores(t, g, &paths.Betweenness), tolerance)
	for _, way := range []string{"out", "in"} {
		in := way == "in"
		at := what + ", " + way + ": "
		agree(t, at+"harmonic", oracle.Harmonic(g, in), scores(t, g, &paths.Harmonic, "direction", way), tolerance)
		agree(t, at+"closeness", oracle.Closeness(g, in, true), scores(t, g, &paths.Closeness, "direction", way), tolerance)
		agree(t, at+"classic closeness", oracle.Closeness(g, in, false), scores(t, g, &paths.Closeness, "direction", way, "variant", "classic"), tolerance)
		for _, steps := range []int{1, 2, 3} {
			got := scores(t, g, &paths.Reach, "direction", way, "steps", fmt.Sprint(steps))
			agree(t, fmt.Sprint(at, "reach ", steps), oracle.Reach(g, in, steps), got, tolerance)
		}
	}
}

func TestEveryGraphUpToSevenActors(t *testing.T) {
	count := 0
	for g := range graphs.EveryUpTo(7) {
		holdToOracle(t, fmt.Sprintf("graph %d", count), g)
		count++
	}
	if count != graphs.EveryCount {
		t.Errorf("walked %d graphs", count)
	}
}

func TestRandomDirectedAndWeightedGraphs(t *testing.T) {
	for seed := range uint64(150) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			for _, directed := range []bool{false, true} {
				g := graphs.Random(seed, 2+int(seed%7), 3+int(seed%17), directed, meaning)
				holdToOracle(t, fmt.Sprintf("seed %d, meaning %d, directed %v", seed, meaning, directed), g)
			}
		}
	}
}

// Sixty actors are more than one block of sources, and far enough for several words of the bit-parallel search to differ.
func TestRandomGraphsOfSixtyActors(t *testing.T) {
	for seed := range uint64(6) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			g := graphs.Random(seed, 60, 75, seed%2 == 0, meaning)
			holdToOracle(t, fmt.Sprintf("seed %d, meaning %d", seed, meaning), g)
		}
	}
}

// 700 actors are more than the 128 sources that are searched together.
func TestDistancesAcrossSearches(t *testing.T) {
	for _, directed := range []bool{false, true} {
		g := graphs.Random(11, 700, 1100, directed, snapshot.Unweighted)
		agree(t, "harmonic", oracle.Harmonic(g, false), scores(t, g, &paths.Harmonic), 1e-12)
		agree(t, "closeness inward", oracle.Closeness(g, true, true), scores(t, g, &paths.Closeness, "direction", "in"), 1e-12)
		agree(t, "reach 3", oracle.Reach(g, false, 3), scores(t, g, &paths.Reach, "steps", "3"), 1e-12)
	}
}
