package diffusion

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// The goals of a choice of whom to start with.
const (
	GoalActors = "actors" // as many actors as possible
	GoalShares = "shares" // as large a share of each group as possible, every group counting the same however small it is
	GoalGroups = "groups" // as many groups as possible, of each anybody at all
)

// Goals lists the goals.
func Goals() []string { return []string{GoalActors, GoalShares, GoalGroups} }

// MostChosen is the largest number of actors that are chosen at once.
const MostChosen = 100

// ChoiceOptions say whom to choose from, and to what end. Groups, Seed, Threads and Progress are those of Options.
type ChoiceOptions struct {
	Model
	Groups []Group

	K       int
	Goal    string  // "": GoalActors
	Among   []int32 // whom to choose from; nil: everybody
	Already []int32 // who starts in any case; what they reach is no merit of those chosen

	Seed     uint64
	Threads  int
	Progress func(done, all int64)
}

// Choice is whom to start with.
type Choice struct {
	Actors []int32   // in the order chosen
	Adds   []float64 // what each adds to the goal, given those before it and those who start in any case
	Goal   string

	// AtLeast is a lower bound, with 95 % confidence, on the share of what the best choice of as many could add that this one adds.
	AtLeast  float64
	Sets     int // draws behind the choice, and as many behind the bound
	Warnings []notice.Notice
}

// Choose picks the actors from whom an idea comes farthest: those found in most sets of actors from whom a random actor, or silo, would be
// reached (Borgs, Brautbar, Chayes & Lucier 2014, doi 10.1137/1.9781611973402.70), one after the other, each adding most. An independent
// lot of such sets says how good that is: the bounds are those of OPIM-C, Tang, Tang, Xiao & Yuan 2018, doi 10.1145/3183713.3183749. Draws are
// doubled until the choice is sure to add 58 % (1 − 1/e − 0.05) of what the best can, or until memory is used up; the share reached is told.
//
// It returns an *analysis.ArgumentError for what it refuses, contacts among the models: what needs several contacts has no such bound. ctx's error,
// wrapped, when ctx ends first. Cost: draws × the ties around those in a set. Memory: at most 200 MB for
// the sets of a large network.
func Choose(ctx context.Context, g *snapshot.Graph, o ChoiceOptions) (*Choice, error) {
	o, err := o.check(g)
	if err != nil {
		return nil, err
	}
	s := newSampler(g, o)
	if s.scale == 0 {
		return nil, refuse("goal", o.Goal, "actors, as nobody is in any silo")
	}
	allowed := make([]bool, g.Len())
	for _, u := range o.Among {
		allowed[u] = true
	}
	for _, u := range o.Already {
		allowed[u] = false
	}
	rounds := int(math.Log2(mostSets/firstSets)) + 1
	certainty := math.Log(2 * float64(rounds) / (1 - confidence))
	for round, sets := 0, firstSets; ; round, sets = round+1, 2*sets {
		if err := s.grow(ctx, sets); err != nil {
			return nil, fmt.Errorf("choose whom to start with: %w", err)
		}
		if o.Progress != nil {
			o.Progress(int64(round+1), int64(rounds))
		}
		picked := s.choosing.greedy(o.K, allowed, o.Already)
		found := s.judging.covered(picked.actors, o.Already)
		low := lowest(float64(found), certainty) / float64(sets) * s.scale
		high := highest(picked.most, certainty) / float64(sets) * s.scale
		if o.Goal == GoalActors && len(o.Already) == 0 {
			low = max(low, float64(len(picked.actors))) // they adopt themselves
		}
		high = min(high, s.scale)
		full := s.full()
		if atLeast := math.Min(1, low/high); atLeast >= target || round == rounds-1 || full || len(picked.actors) == 0 && round == 4 {
			return s.choice(picked, atLeast, full), nil
		}
	}
}

const (
	confidence = 0.95
	firstSets  = 1 << 10
	mostSets   = 1 << 22
)

// target is the guarantee that ends the drawing. More than 1 − 1/e cannot be promised beforehand.
const target = 1 - 1/math.E - 0.05

// choice puts a greedy choice in words of the goal.
func (s *sampler) choice(picked picking, atLeast float64, full bool) *Choice {
	c := &Choice{Actors: picked.actors, Goal: s.o.Goal, AtLeast: atLeast, Sets: s.choosing.len()}
	for _, add := range picked.adds {
		c.Adds = append(c.Adds, float64(add)/float64(c.Sets)*s.scale)
	}
	if len(c.Actors) < s.o.K {
		c.Warnings = append(c.Warnings, notice.FewSeeds.Of(len(c.Actors), s.o.K))
	}
	if full && c.AtLeast < target {
		c.Warnings = append(c.Warnings, notice.DrawsSpent.Of())
	}
	return c
}

// check returns the options with every default filled in, or an *analysis.ArgumentError.
func (o ChoiceOptions) check(g *snapshot.Graph) (ChoiceOptions, error) {
	var err error
	if o.Model, err = o.Model.check(); err != nil {
		return o, err
	}
	if o.Goal == "" {
		o.Goal = GoalActors
	}
	switch {
	case o.Kind == Contacts:
		return o, refuse("model", o.Kind, "cascade, share or threshold to choose whom to start with: what needs several contacts at once has no guarantee")
	case !slices.Contains(Goals(), o.Goal):
		return o, refuse("goal", o.Goal, "actors, shares or groups")
	case o.K < 1 || o.K > MostChosen:
		return o, refuse("choose", strconv.Itoa(o.K), "1 to "+strconv.Itoa(MostChosen))
	}
	if o.Among == nil {
		o.Among = make([]int32, g.Len())
		for u := range o.Among {
			o.Among[u] = int32(u)
		}
	}
	if err := checkActors(g, "among", o.Among); err != nil {
		return o, err
	}
	return o, checkActors(g, "from", o.Already)
}

// lowest is a lower bound on the expected number of hits, given those seen and the logarithm of how unlikely an error shall be.
func lowest(seen, certainty float64) float64 {
	root := math.Sqrt(seen+2*certainty/9) - math.Sqrt(certainty/2)
	if root <= 0 {
		return 0
	}
	return max(0, root*root-certainty/18)
}

// highest is an upper bound on the same.
func highest(seen, certainty float64) float64 {
	root := math.Sqrt(seen+certainty/2) + math.Sqrt(certainty/2)
	return root * root
}
