package community

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func leidenOf(t testing.TB, g *snapshot.Graph, seed uint64, idsAndValues ...string) analysis.Result {
	t.Helper()
	values := map[string]string{}
	for i := 0; i < len(idsAndValues); i += 2 {
		values[idsAndValues[i]] = idsAndValues[i+1]
	}
	r, err := analysis.Run(t.Context(), g, &Leiden, analysis.Args{Seed: seed, Threads: 2, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// checkConnected fails when a community falls apart without the rest of the network.
func checkConnected(t *testing.T, what string, g *snapshot.Graph, of []float64) {
	t.Helper()
	g = g.Symmetric()
	reached := make([]bool, g.Len())
	first := map[float64]bool{}
	for root := range int32(g.Len()) {
		if reached[root] {
			continue
		}
		if first[of[root]] {
			t.Fatalf("%s: community %v is in several pieces", what, of[root])
		}
		first[of[root]] = true
		reached[root] = true
		for queue := []int32{root}; len(queue) > 0; queue = queue[1:] {
			weight := g.OutWeights(queue[0])
			for i, v := range g.Out(queue[0]) {
				if !reached[v] && of[v] == of[root] && (weight == nil || analysis.TieStrength(g.Meaning(), weight[i]) > 0) {
					reached[v] = true
					queue = append(queue, v)
				}
			}
		}
	}
}

func TestLeidenFindsTheOptimumOfKarate(t *testing.T) {
	want := graphs.Published(t, "karate-optimum").Values["Q"].(float64)
	if got := value(t, leidenOf(t, karate(), 1), "modularity"); math.Abs(got-want) > 1e-12 {
		t.Errorf("modularity %v, optimum %v", got, want)
	}
}

func TestLeidenOnSmallNetworksAgainstAllDivisions(t *testing.T) {
	networks, missed := 0, 0
	check := func(g *snapshot.Graph, what string) {
		networks++
		r := leidenOf(t, g, 1, "tries", "32")
		checkDivision(t, g, r, 1)
		checkConnected(t, what, g, r.Scores[0])
		got, want := value(t, r, "modularity"), optimum(g, 1)
		if math.IsNaN(want) {
			return
		}
		if got > want+1e-12 || got < want-0.05 {
			t.Errorf("%s: modularity %v, optimum %v", what, got, want)
		}
		if got < want-1e-12 {
			missed++
		}
	}
	for g := range graphs.EveryUpTo(7) {
		check(g, fmt.Sprintf("small graph %d", networks))
	}
	for seed := range uint64(60) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			check(graphs.Random(seed, 3+int(seed)%6, 4+int(seed)%9, seed%2 == 0, meaning), fmt.Sprintf("seed %d meaning %d", seed, meaning))
		}
	}
	t.Logf("%d of %d networks miss the optimum", missed, networks)
	if missed*20 > networks {
		t.Errorf("%d of %d networks miss the optimum", missed, networks)
	}
}

func TestLeidenNotWorseThanLouvain(t *testing.T) {
	for name, g := range map[string]*snapshot.Graph{
		"planted groups":          graphs.Planted(1, 2000, 40, 4, 2),
		"hardly any groups":       graphs.Planted(2, 1000, 20, 3, 4),
		"preferential attachment": graphs.Preferential(3, 2000, 4),
	} {
		leiden, louvain := leidenOf(t, g, 1), run(t, g, 1, "1")
		if ours, theirs := value(t, leiden, "modularity"), value(t, louvain, "modularity"); ours < theirs-0.002 {
			t.Errorf("%s: Leiden's modularity %v, Louvain's %v", name, ours, theirs)
		}
		checkConnected(t, name, g, leiden.Scores[0])
	}
}

// A ring of 30 cliques of 5: modularity joins neighbouring cliques (Fortunato & Barthélemy 2007, doi 10.1073/pnas.0605965104), CPM with a
// resolution between the density inside and across does not.
func TestCPMHasNoResolutionLimit(t *testing.T) {
	const cliques, size = 30, 5
	var ties []graphs.Tie
	for c := range int32(cliques) {
		for i := range int32(size) {
			for j := range i {
				ties = append(ties, graphs.Tie{From: c*size + i, To: c*size + j, Weight: 1})
			}
		}
		ties = append(ties, graphs.Tie{From: c * size, To: (c+1)%cliques*size + 1, Weight: 1})
	}
	g := graphs.Of(cliques*size, false, snapshot.Unweighted, ties...)
	if r := leidenOf(t, g, 1); value(t, r, "communities") >= cliques {
		t.Errorf("modularity finds %v communities: the ring does not show its limit", value(t, r, "communities"))
	}
	r := leidenOf(t, g, 1, "quality", "cpm", "resolution", "0.5")
	if got := value(t, r, "communities"); got != cliques {
		t.Fatalf("cpm finds %v communities, expected the %d cliques", got, cliques)
	}
	inside := float64(cliques * size * (size - 1) / 2)
	if want := inside * 0.5 / (inside + cliques); math.Abs(value(t, r, "quality")-want) > 1e-12 {
		t.Errorf("quality %v, expected %v", value(t, r, "quality"), want)
	}
	if r := louvainByDensity(t, g, 1, "0.5"); value(t, r, "communities") != cliques {
		t.Errorf("Louvain's cpm finds %v communities, expected the %d cliques", value(t, r, "communities"), cliques)
	}
	if r := leidenOf(t, g, 1, "quality", "cpm", "resolution", "1.5"); value(t, r, "communities") != cliques*size {
		t.Errorf("denser than any clique: %v communities, expected everyone alone", value(t, r, "communities"))
	}
}

// The same quality as is told, pair by pair; and no division into one or into singletons is better.
func TestCPMAgainstItsDefinition(t *testing.T) {
	for seed := range uint64(40) {
		g := graphs.Random(seed, 5+int(seed), 10+3*int(seed), seed%2 == 0, snapshot.Unweighted)
		for name, r := range map[string]analysis.Result{
			"Leiden":  leidenOf(t, g, seed, "quality", "cpm", "resolution", "0.2"),
			"Louvain": louvainByDensity(t, g, seed, "0.2"),
		} {
			what := fmt.Sprintf("%s, seed %d", name, seed)
			checkDensity(t, what, g, r)
			if name == "Leiden" { // Louvain's may fall apart
				checkConnected(t, what, g, r.Scores[0])
			}
		}
	}
}

// louvainByDensity divides by CPM.
func louvainByDensity(t testing.TB, g *snapshot.Graph, seed uint64, resolution string) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, &Louvain, analysis.Args{Seed: seed, Values: map[string]string{"quality": "cpm", "resolution": resolution}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// checkDensity holds a division at γ = 0.2 to the definition.
func checkDensity(t *testing.T, name string, g *snapshot.Graph, r analysis.Result) {
	t.Helper()
	s := g.Symmetric()
	var h, all, whole float64
	for u := range int32(s.Len()) {
		for v := range u {
			tie := 0.0
			if s.HasTie(u, v) {
				tie = 1
			}
			all += tie
			whole += tie - 0.2
			if r.Scores[0][u] == r.Scores[0][v] {
				h += tie - 0.2
			}
		}
	}
	if math.Abs(h/all-value(t, r, "quality")) > 1e-12 {
		t.Errorf("%s: quality %v, pair by pair %v", name, value(t, r, "quality"), h/all)
	}
	if h < max(whole, 0)-1e-12 {
		t.Errorf("%s: quality %v, all together or all apart has %v", name, h, max(whole, 0))
	}
}

func TestLeidenStability(t *testing.T) {
	clear, vague := leidenOf(t, graphs.Planted(4, 600, 6, 8, 1), 3), leidenOf(t, graphs.Random(5, 400, 1200, false, snapshot.Unweighted), 3)
	if s := value(t, clear, "stability"); s < 0.99 {
		t.Errorf("clear groups: stability %v", s)
	}
	if s := value(t, vague, "stability"); s > 0.9 || s < 0 {
		t.Errorf("no groups: stability %v", s)
	}
	if s := value(t, leidenOf(t, karate(), 3, "tries", "1"), "stability"); !math.IsNaN(s) {
		t.Errorf("one try: stability %v, expected it to be undefined", s)
	}
}

func TestLeidenSameSeedSameDivisionAtAnyThreadCount(t *testing.T) {
	g := graphs.Preferential(6, 5000, 4)
	first := leidenOf(t, g, 42)
	for _, threads := range []int{1, 3, 8} {
		again, err := analysis.Run(t.Context(), g, &Leiden, analysis.Args{Seed: 42, Threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(first.Scores[0], again.Scores[0]) {
			t.Errorf("%d threads gave another division", threads)
		}
	}
}

func FuzzLeiden(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), true, 1.0)
	f.Add(uint64(2), uint8(40), uint8(90), false, 0.3)
	f.Fuzz(func(t *testing.T, seed uint64, n, m uint8, directed bool, resolution float64) {
		if !(resolution >= 0.01 && resolution <= 100) {
			return
		}
		g := graphs.Random(seed, int(n)+1, int(m), directed, snapshot.Strength)
		r := leidenOf(t, g, seed, "resolution", strconv.FormatFloat(resolution, 'g', -1, 64))
		checkDivision(t, g, r, resolution)
		checkConnected(t, "drawn", g, r.Scores[0])
	})
}

func BenchmarkLeiden(b *testing.B) {
	for _, size := range []struct{ n, groups, inside, outside int }{{1_000, 20, 4, 2}, {10_000, 100, 3, 2}, {100_000, 300, 5, 2}} {
		g := graphs.Planted(1, size.n, size.groups, size.inside, size.outside)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := analysis.Run(b.Context(), g, &Leiden, analysis.Args{Values: map[string]string{"tries": "1"}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Where there are hardly any communities one division differs most from the next, so there the default looks longer: four tries of one round each
// stay 0.0098 to 0.0173 below what 300 of many rounds find in these networks.
func TestSmallNetworksAreDividedThoroughly(t *testing.T) {
	for seed := range uint64(3) {
		g := graphs.Random(seed, 120, 400, false, snapshot.Unweighted)
		best := value(t, leidenOf(t, g, 77, "tries", "300", "rounds", "50"), "modularity")
		if q := value(t, leidenOf(t, g, 1), "modularity"); q < best-0.005 {
			t.Errorf("seed %d: modularity %v by default, %v is known", seed, q, best)
		}
	}
}
