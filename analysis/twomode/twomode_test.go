package twomode_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/twomode"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// meeting returns so many actors who meet in activities.
func meeting(actors int, activities ...[]int32) *snapshot.Graph {
	b := snapshot.Builder{}
	for u := range actors {
		id := fmt.Sprintf("a%05d", u)
		b.Actor(id, id)
	}
	units := &snapshot.Units{Start: []int64{0}}
	for _, a := range activities {
		units.Members = append(units.Members, a...)
		units.Start, units.Weight = append(units.Start, int64(len(units.Members))), append(units.Weight, 1)
	}
	b.Join(units)
	return b.Graph()
}

func scores(t *testing.T, g *snapshot.Graph, m *analysis.Metric, idsAndValues ...string) []float64 {
	t.Helper()
	a := analysis.Args{Threads: 2, Values: map[string]string{}}
	for i := 0; i < len(idsAndValues); i += 2 {
		a.Values[idsAndValues[i]] = idsAndValues[i+1]
	}
	r, err := analysis.Run(t.Context(), g, m, a)
	if err != nil {
		t.Fatal(err)
	}
	return r.Scores[0]
}

func near(t *testing.T, what string, want, got []float64) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%s: %d scores, expected %d", what, len(got), len(want))
	}
	for u, w := range want {
		if !(math.Abs(w-got[u]) <= 1e-12*max(1, math.Abs(w))) && !(math.IsNaN(w) && math.IsNaN(got[u])) {
			t.Fatalf("%s: actor %d scores %v, expected %v", what, u, got[u], w)
		}
	}
}

func TestByHand(t *testing.T) {
	nan := math.NaN()
	everyone := meeting(4, []int32{0, 1, 2, 3})
	star := meeting(5, []int32{0, 1, 2}, []int32{0, 3, 4}) // 0 is in both
	apart := meeting(6, []int32{0, 1}, []int32{2, 3, 4})   // and 5 in none
	for _, c := range []struct {
		promise string
		g       *snapshot.Graph
		metric  *analysis.Metric
		args    []string
		want    []float64
	}{
		{"all in one activity: in all there are", everyone, &twomode.Degree, nil, []float64{1, 1, 1, 1}},
		{"counted", star, &twomode.Degree, []string{"normalised", "false"}, []float64{2, 1, 1, 1, 1}},
		{"nobody can be nearer", everyone, &twomode.Closeness, nil, []float64{1, 1, 1, 1}},
		// 0: 2 activities at 1, 4 actors at 2. 1: own activity 1, two actors at 2, the other activity 3, its two at 4.
		{"the middle of a star is as near as can be", star, &twomode.Closeness, nil, []float64{1, 10. / 16, 10. / 16, 10. / 16, 10. / 16}},
		// 0: reaches 1 actor and 1 activity of 7 others; 2: 2 actors and 1 activity; as near as can be in what they reach.
		{"scaled by what is reached", apart, &twomode.Closeness, nil, []float64{2. / 7, 2. / 7, 3. / 7, 3. / 7, 3. / 7, 0}},
		{"nobody can be more between", star, &twomode.Betweenness, nil, []float64{1, 0, 0, 0, 0}},
		// Two activities, and of each two actors: 0 lies between {A, 1, 2} and {B, 3, 4}.
		{"pairs", star, &twomode.Betweenness, []string{"normalised", "false"}, []float64{9, 0, 0, 0, 0}},
		{"one activity has no other between", everyone, &twomode.Betweenness, nil, []float64{0, 0, 0, 0}},
		{"one activity is all an actor has", apart, &twomode.Constraint, nil, []float64{1, 1, 1, 1, 1, nan}},
		{"two activities without others in common", star, &twomode.Constraint, nil, []float64{0.5, 1, 1, 1, 1}},
		// Actor 0 in A and B, both with 1 beside: each half comes again, halved for the two actors, halved for 1's two activities.
		{"the same one met twice", meeting(2, []int32{0, 1}, []int32{0, 1}), &twomode.Constraint, nil, []float64{2 * 0.625 * 0.625, 2 * 0.625 * 0.625}},
		{"no activities at all", graphs.Of(2, false, snapshot.Unweighted, graphs.Pairs(0, 1)...), &twomode.Degree, nil, []float64{0, 0}},
	} {
		t.Run(c.metric.ID+"/"+c.promise, func(t *testing.T) { near(t, c.promise, c.want, scores(t, c.g, c.metric, c.args...)) })
	}
}

// both returns actors and activities as one graph, and how many actors each activity has.
func both(actors int, activities [][]int32) *snapshot.Graph {
	var ties []graphs.Tie
	for i, a := range activities {
		for _, u := range a {
			ties = append(ties, graphs.Tie{From: u, To: int32(actors + i), Weight: 1})
		}
	}
	return graphs.Of(actors+len(activities), false, snapshot.Unweighted, ties...)
}

func TestAgainstTheOraclesOnBothModes(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		actors := 2 + r.IntN(9)
		activities := make([][]int32, r.IntN(8))
		for i := range activities {
			for _, u := range r.Perm(actors)[:2+r.IntN(min(actors-1, 4))] {
				activities[i] = append(activities[i], int32(u))
			}
		}
		g, whole := meeting(actors, activities...), both(actors, activities)
		what := fmt.Sprintf("seed %d", seed)
		near(t, what+": betweenness", oracle.Betweenness(whole)[:actors], scores(t, g, &twomode.Betweenness, "normalised", "false"))
		distance := oracle.Distances(whole)
		want := make([]float64, actors)
		for u := range want {
			sum, least, reached := 0.0, 0.0, 0.0
			for x, d := range distance[u] {
				if x == u || math.IsInf(d, 1) {
					continue
				}
				sum, reached = sum+d, reached+1
				if least++; x < actors {
					least++
				}
			}
			if reached > 0 {
				want[u] = least / sum * reached / float64(whole.Len()-1)
			}
		}
		near(t, what+": closeness", want, scores(t, g, &twomode.Closeness))
	}
}

// The normaliser is reached by no network: whatever the activities, no actor's share is above 1.
func TestNormalisedIsAtMostOne(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		actors := 2 + r.IntN(12)
		activities := make([][]int32, 1+r.IntN(6))
		for i := range activities {
			for _, u := range r.Perm(actors)[:2+r.IntN(min(actors-1, 3))] {
				activities[i] = append(activities[i], int32(u))
			}
		}
		g := meeting(actors, activities...)
		for _, m := range []*analysis.Metric{&twomode.Degree, &twomode.Closeness, &twomode.Betweenness} {
			for u, x := range scores(t, g, m) {
				if x < 0 || x > 1+1e-12 {
					t.Errorf("seed %d: %s of actor %d is %v", seed, m.ID, u, x)
				}
			}
		}
	}
}

func TestCancelledWithinAFewLooks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	const actors = 2000
	activities := make([][]int32, 1500)
	for i := range activities {
		for range 4 {
			activities[i] = append(activities[i], int32(i%(actors/4)*4+len(activities[i])))
		}
		activities[i][3] = int32(r.IntN(actors/4)*4 + 3)
	}
	g := meeting(actors, activities...)
	for _, m := range []*analysis.Metric{&twomode.Degree, &twomode.Closeness, &twomode.Betweenness, &twomode.Constraint} {
		all, after, err := testkit.Overrun(t.Context(), func(ctx context.Context) error {
			_, err := analysis.Run(ctx, g, m, analysis.Args{Threads: 2})
			return err
		})
		if !errors.Is(err, context.Canceled) || after > 64 {
			t.Errorf("%s: told to stop after half of its %d looks it went on for %d, and returned %v", m.ID, all, after, err)
		}
	}
}
