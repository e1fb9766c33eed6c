package community

import (
	"fmt"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func labelsOf(t testing.TB, g *snapshot.Graph, seed uint64, values map[string]string) analysis.Result {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, &LabelPropagation, analysis.Args{Seed: seed, Values: values})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// When all have settled, nobody has more ties to another community than to their own; and the modularity told is that of the division.
func TestSettledLabelsAreThoseOfMostContacts(t *testing.T) {
	for seed := range uint64(60) {
		for _, meaning := range []snapshot.Meaning{snapshot.Unweighted, snapshot.Strength, snapshot.Distance} {
			g := graphs.Random(seed, 1+int(seed), 2*int(seed), seed%2 == 0, meaning)
			r := labelsOf(t, g, seed, nil)
			if value(t, r, "converged") != 1 {
				t.Fatalf("seed %d: not settled", seed)
			}
			checkDivision(t, g, r, 1)
			s := g.Symmetric()
			for u := range int32(s.Len()) {
				toward := map[float64]float64{}
				for k, v := range s.Out(u) {
					weight := 1.0
					if w := s.OutWeights(u); w != nil {
						weight = analysis.TieStrength(g.Meaning(), w[k])
					}
					toward[r.Scores[0][v]] += weight
				}
				for c, strength := range toward {
					if strength > toward[r.Scores[0][u]]+1e-9 {
						t.Fatalf("seed %d meaning %d: actor %d has %v to community %v and %v to its own", seed, meaning, u, strength, c, toward[r.Scores[0][u]])
					}
				}
			}
		}
	}
}

func TestLabelsFindPlantedGroups(t *testing.T) {
	const n, groups = 1200, 12
	r := labelsOf(t, graphs.Planted(4, n, groups, 12, 1), 7, nil)
	for u := range n {
		if r.Scores[0][u] != r.Scores[0][u%groups] {
			t.Fatalf("actor %d is in community %v, its group in %v", u, r.Scores[0][u], r.Scores[0][u%groups])
		}
	}
	if got := value(t, r, "communities"); got != groups {
		t.Errorf("%v communities, %d planted", got, groups)
	}
}

func TestLabelsStopHonestly(t *testing.T) {
	r := labelsOf(t, graphs.Preferential(3, 2000, 3), 1, map[string]string{"rounds": "1"})
	if value(t, r, "converged") != 0 || len(r.Warnings) != 1 {
		t.Errorf("after one round: %v %v", r.Values, r.Warnings)
	}
}

func TestLabelsAreTheSameForASeed(t *testing.T) {
	g := graphs.Planted(5, 1000, 20, 3, 2)
	first := labelsOf(t, g, 3, nil)
	if again := labelsOf(t, g, 3, nil); !slices.Equal(first.Scores[0], again.Scores[0]) {
		t.Error("the same seed gave another division")
	}
}

func BenchmarkLabelPropagation(b *testing.B) {
	for _, size := range []struct{ n, groups, inside, outside int }{{1_000, 20, 4, 2}, {10_000, 100, 3, 2}, {100_000, 300, 5, 2}} {
		g := graphs.Planted(1, size.n, size.groups, size.inside, size.outside)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				labelsOf(b, g, 1, nil)
			}
		})
	}
}
