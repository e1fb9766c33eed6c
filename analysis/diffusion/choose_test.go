package diffusion_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/diffusion"
	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func choose(t testing.TB, g *snapshot.Graph, o diffusion.ChoiceOptions) *diffusion.Choice {
	t.Helper()
	c, err := diffusion.Choose(t.Context(), g, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every pair of starters is tried with exact chances: a choice must add the share of the best that it promises.
func TestAChoiceKeepsItsGuarantee(t *testing.T) {
	worst := 1.
	for seed := range uint64(4) {
		g := graphs.Random(seed, 6, 7, false, snapshot.Unweighted)
		groups := []diffusion.Group{{"a", []int32{0, 1}}, {"b", []int32{2, 3}}, {"c", []int32{4}}}
		value := func(from []int32, goal string) float64 {
			p := oracle.Cascade(g, from, func(u, v int32) float64 { return 0.35 })
			total := 0.
			switch goal {
			case diffusion.GoalActors:
				for _, x := range p {
					total += x
				}
			case diffusion.GoalShares:
				for _, group := range groups {
					for _, u := range group.Actors {
						total += p[u] / float64(len(group.Actors))
					}
				}
			}
			return total
		}
		for _, goal := range []string{diffusion.GoalActors, diffusion.GoalShares} {
			c := choose(t, g, diffusion.ChoiceOptions{Model: diffusion.Model{Chance: 0.35}, K: 2, Goal: goal, Groups: groups, Seed: seed})
			best := 0.
			for u := range int32(6) {
				for v := range u {
					best = max(best, value([]int32{v, u}, goal))
				}
			}
			got := value(c.Actors, goal)
			if got < c.AtLeast*best || c.AtLeast < 0.58 {
				t.Errorf("graph %d, %s: %v reach %v of the best %v, promised %v", seed, goal, c.Actors, got/best, best, c.AtLeast)
			}
			if sum := c.Adds[0] + c.Adds[1]; math.Abs(sum-got) > 0.15*got {
				t.Errorf("graph %d, %s: said to add %v, adds %v", seed, goal, sum, got)
			}
			worst = min(worst, got/best)
		}
	}
	t.Logf("the worst choice reaches %.3f of the best", worst)
}

// Two stars, a clique and somebody alone: the hubs come first, then the clique; with them at work already, the clique.
func TestWhoIsChosen(t *testing.T) {
	g := graphs.Of(20, false, snapshot.Unweighted, graphs.Pairs(
		0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 7, 8, 7, 9, 7, 10, 7, 11, 7, 12, 13, 14, 13, 15, 14, 15)...)
	hubs := []int32{0, 7}
	for _, model := range []diffusion.Model{{Chance: 0.5}, {Kind: diffusion.Share}, {Kind: diffusion.Threshold}, {Chance: 0.5, Steps: 1}} {
		if c := choose(t, g, diffusion.ChoiceOptions{Model: model, K: 2}); !slices.Equal(c.Actors, hubs) {
			t.Errorf("%+v: %v are chosen, expected the hubs", model, c.Actors)
		}
	}
	if c := choose(t, g, diffusion.ChoiceOptions{Model: diffusion.Model{Chance: 0.5}, K: 1, Already: hubs}); c.Actors[0] < 13 || c.Actors[0] > 15 {
		t.Errorf("%v is chosen beside the hubs, expected somebody of the clique", c.Actors)
	}
	if c := choose(t, g, diffusion.ChoiceOptions{Model: diffusion.Model{Chance: 0.5}, K: 1, Among: []int32{16, 13, 17}}); c.Actors[0] != 13 {
		t.Errorf("%v is chosen of two who are alone and one of the clique", c.Actors)
	}
	groups := []diffusion.Group{{"many", []int32{1, 2, 3, 4, 5, 6}}, {"alone", []int32{19}}, {"empty", nil}}
	if c := choose(t, g, diffusion.ChoiceOptions{Model: diffusion.Model{Chance: 0.5}, K: 2, Goal: diffusion.GoalGroups, Groups: groups}); !slices.Contains(c.Actors, 19) {
		t.Errorf("%v are chosen to reach both groups, expected the one who is alone among them", c.Actors)
	}
	c := choose(t, g, diffusion.ChoiceOptions{Model: diffusion.Model{Chance: 1}, K: 3, Among: []int32{1, 2}})
	if len(c.Actors) != 1 || len(c.Warnings) != 1 {
		t.Errorf("%+v: a second actor of the same star adds nothing, and that is said", c)
	}
	if c := choose(t, g, diffusion.ChoiceOptions{Model: diffusion.Model{Chance: 1}, K: 1, Already: []int32{0}, Among: []int32{1}}); len(c.Actors) != 0 || c.AtLeast != 0 {
		t.Errorf("%+v: nobody adds anything", c)
	}
}

// The share of sets that some starters meet is what letting the idea loose from them gives.
func TestGoingBackAgreesWithGoingForward(t *testing.T) {
	g := graphs.Planted(4, 60, 3, 100, 30)
	for _, model := range []diffusion.Model{{Chance: 0.1}, {Kind: diffusion.Share}, {Kind: diffusion.Threshold}, {Chance: 0.3, Steps: 2}, {Kind: diffusion.Threshold, Steps: 3}} {
		c := choose(t, g, diffusion.ChoiceOptions{Model: model, K: 2, Seed: 8})
		out := spread(t, g, c.Actors, diffusion.Options{Model: model, Draws: 8000, Seed: 8})
		said := c.Adds[0] + c.Adds[1]
		if math.Abs(said-out.Adopters.Mean) > 0.12*said { // the sets are few, and those that the choice was made on flatter it
			t.Errorf("%+v: the sets say %v, the draws %v", model, said, out.Adopters)
		}
	}
}

func TestAChoiceHasTheSameBitsAtAnyNumberOfThreads(t *testing.T) {
	g := graphs.Planted(4, 120, 3, 150, 60)
	o := diffusion.ChoiceOptions{K: 5, Seed: 4, Threads: 1}
	want := fmt.Sprintf("%+v", choose(t, g, o))
	for _, o.Threads = range []int{2, 5} {
		if got := fmt.Sprintf("%+v", choose(t, g, o)); got != want {
			t.Errorf("%d threads: %s, one: %s", o.Threads, got, want)
		}
	}
}

func TestChoiceRefusals(t *testing.T) {
	g := graphs.Of(3, false, snapshot.Unweighted)
	for param, o := range map[string]diffusion.ChoiceOptions{
		"model":  {Model: diffusion.Model{Kind: diffusion.Contacts}, K: 1},
		"goal":   {K: 1, Goal: "fame"},
		"choose": {K: 101},
		"among":  {K: 1, Among: []int32{7}},
		"from":   {K: 1, Already: []int32{-1}},
	} {
		_, err := diffusion.Choose(context.Background(), g, o)
		if bad, ok := errors.AsType[*analysis.ArgumentError](err); !ok || bad.Param != param {
			t.Errorf("%s is not refused by name: %v", param, err)
		}
	}
	if _, err := diffusion.Choose(context.Background(), g, diffusion.ChoiceOptions{K: 1, Goal: diffusion.GoalShares}); err == nil {
		t.Error("a goal of silos is accepted where there are none")
	}
}
