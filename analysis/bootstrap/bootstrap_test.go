package bootstrap_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/bootstrap"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/analysis/snapshot"
)

// star is a hub with many rays, and a chain of ten beside it.
func star() *snapshot.Graph {
	b := &snapshot.Builder{}
	for i := range 50 {
		b.Actor(fmt.Sprintf("%02d", i), "")
	}
	for i := range int32(39) {
		b.Tie(0, i+1, 1)
	}
	for i := int32(40); i < 49; i++ {
		b.Tie(i, i+1, 1)
	}
	return b.Graph()
}

func degrees(t *testing.T, g *snapshot.Graph) []float64 {
	t.Helper()
	r, err := analysis.Run(t.Context(), g, &centrality.Degree, analysis.Args{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Scores[0]
}

func bands(t *testing.T, g *snapshot.Graph, threads int) *bootstrap.Bands {
	t.Helper()
	b, err := bootstrap.RankBands(t.Context(), g, &centrality.Degree, analysis.Args{Seed: 3, Threads: threads}, 0, 200, degrees(t, g))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTheHubIsSurelyFirstAndItsRaysAreAlike(t *testing.T) {
	b := bands(t, star(), 2)
	if b.Rank[0] != 1 || b.Lo[0] != 1 || b.Hi[0] != 1 {
		t.Errorf("the hub is %v, between %v and %v; want surely first", b.Rank[0], b.Lo[0], b.Hi[0])
	}
	// Ten in the chain, of whom eight have two ties, then the rays with one: 1 + 1 + 8.
	if b.Rank[1] != 10 || b.Hi[1]-b.Lo[1] < 20 {
		t.Errorf("a ray is %v, between %v and %v; want 10th, and anywhere among many", b.Rank[1], b.Lo[1], b.Hi[1])
	}
	for u := range b.Rank {
		if b.Lo[u] > b.Rank[u] || b.Rank[u] > b.Hi[u] || b.Lo[u] < 1 || b.Hi[u] > 50 {
			t.Errorf("actor %d: band from %v to %v", u, b.Lo[u], b.Hi[u])
		}
	}
}

func TestThreadsNeverChangeBands(t *testing.T) {
	one, three := bands(t, star(), 1), bands(t, star(), 3)
	if !slices.Equal(one.Lo, three.Lo) || !slices.Equal(one.Hi, three.Hi) {
		t.Error("bands differ with the number of threads")
	}
}

func TestActivitiesAreDrawnWhole(t *testing.T) {
	b := &snapshot.Builder{}
	units := &snapshot.Units{Start: []int64{0}}
	for i := range int32(40) {
		for range 4 {
			units.Members = append(units.Members, b.Actor(fmt.Sprintf("%03d", len(units.Members)), ""))
		}
		units.Start = append(units.Start, int64(4*(i+1)))
		units.Weight = append(units.Weight, 1.0/3)
	}
	b.Dimension("silo", slices.Repeat([]string{"x", ""}, 80))
	b.Join(units)
	g := b.Graph()
	missing, twice := 0.0, false
	const draws = 50
	for seed := range uint64(draws) {
		drawn := bootstrap.Resample(g, rand.New(rand.NewPCG(seed, 1)))
		if drawn.Len() != g.Len() || drawn.Units().Len() != 40 || drawn.ID(7) != g.ID(7) {
			t.Fatalf("%d actors and %d units, want those of the network", drawn.Len(), drawn.Units().Len())
		}
		d, _ := drawn.Dimension("silo")
		if d.Of[0] != 0 || d.Of[1] != -1 {
			t.Fatal("silos are lost")
		}
		for i := range int32(40) {
			switch len(drawn.Out(4 * i)) {
			case 0:
				missing++
			case 3:
				w := drawn.OutWeights(4 * i)
				twice = twice || math.Abs(w[0]-2.0/3) < 1e-12
			default:
				t.Fatalf("activity %d is drawn in part", i)
			}
		}
	}
	if share := missing / (40 * draws); math.Abs(share-0.363) > 0.03 { // (1 − 1/40)^40
		t.Errorf("%.3f of the activities are missing, want about 0.363", share)
	}
	if !twice {
		t.Error("no activity ever counts twice")
	}
}

func TestDistancesStayWhatTheyAre(t *testing.T) {
	b := &snapshot.Builder{Meaning: snapshot.Distance}
	for i := range 20 {
		b.Actor(fmt.Sprintf("%02d", i), "")
	}
	for i := range int32(19) {
		b.Tie(i, i+1, 5)
	}
	drawn := bootstrap.Resample(b.Graph(), rand.New(rand.NewPCG(1, 1)))
	for u := range int32(20) {
		for _, w := range drawn.OutWeights(u) {
			if w != 5 {
				t.Errorf("a distance of 5 became %v", w)
			}
		}
	}
}

func TestRefusedArgumentsAreRefused(t *testing.T) {
	g := star()
	_, err := bootstrap.RankBands(t.Context(), g, &centrality.Degree, analysis.Args{Values: map[string]string{"frob": "1"}}, 0, 2, degrees(t, g))
	if err == nil {
		t.Error("an unknown parameter is taken")
	}
}
