package catalog_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// shape is a graph that can be built again under other names and in another order.
type shape struct {
	name     string
	actors   int
	directed bool
	meaning  snapshot.Meaning
	ties     []graphs.Tie
	parties  [][]int32 // activities by who takes part; with them a tie is one more activity, of two
}

// shapes are the graphs every metric must be right on.
func shapes() []shape {
	pairs := graphs.Pairs
	weighted := func(seed uint64, n, m int) []graphs.Tie {
		r := rand.New(rand.NewPCG(seed, 5))
		ties := make([]graphs.Tie, m)
		for i := range ties {
			ties[i] = graphs.Tie{From: r.Int32N(int32(n)), To: r.Int32N(int32(n)), Weight: float64(r.IntN(5)) / 2}
		}
		return ties
	}
	twoParts := []graphs.Tie{{From: 0, To: 1, Weight: 2}, {From: 1, To: 2, Weight: 1}, {From: 3, To: 4, Weight: 0.5}}
	return []shape{
		{name: "empty"},
		{name: "empty, directed", directed: true},
		{name: "one actor", actors: 1},
		{name: "no ties", actors: 4},
		{name: "no ties, directed", actors: 4, directed: true},
		{name: "one tie", actors: 2, ties: pairs(0, 1)},
		{name: "loop", actors: 3, ties: pairs(0, 0, 0, 1, 1, 2)},
		{name: "only a loop", actors: 2, ties: pairs(0, 0)},
		{name: "parallel ties", actors: 3, ties: pairs(0, 1, 0, 1, 1, 0, 1, 2)},
		{name: "parallel ties as strengths", actors: 3, meaning: snapshot.Strength, ties: pairs(0, 1, 0, 1, 1, 0, 1, 2)},
		{name: "zero weight, unweighted", actors: 3, ties: []graphs.Tie{{From: 0, To: 1}, {From: 1, To: 2, Weight: 1}}},
		{name: "zero strength", actors: 3, meaning: snapshot.Strength, ties: []graphs.Tie{{From: 0, To: 1}, {From: 1, To: 2, Weight: 1}}},
		{name: "zero distance", actors: 3, meaning: snapshot.Distance, ties: []graphs.Tie{{From: 0, To: 1}, {From: 1, To: 2, Weight: 1}}},
		{name: "only zero strengths", actors: 3, meaning: snapshot.Strength, ties: []graphs.Tie{{From: 0, To: 1}, {From: 1, To: 2}}},
		{name: "two parts", actors: 6, ties: twoParts},
		{name: "two parts, strengths", actors: 6, meaning: snapshot.Strength, ties: twoParts},
		{name: "two parts, distances", actors: 6, meaning: snapshot.Distance, ties: twoParts},
		{name: "directed path", actors: 5, directed: true, ties: pairs(0, 1, 1, 2, 2, 3, 3, 4)},
		{name: "directed, mutual and not", actors: 5, directed: true, ties: pairs(0, 1, 1, 0, 1, 2, 3, 1, 4, 4)},
		{name: "star", actors: 7, ties: pairs(0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6)},
		{name: "activities", actors: 8, meaning: snapshot.Strength, parties: [][]int32{{0, 1, 2}, {1, 2, 3}, {4, 5}, {1, 2, 3}}, ties: pairs(3, 4, 3, 4)},
		{name: "random activities", actors: 40, parties: parties(10, 40, 25)},
		{name: "random", actors: 40, ties: weighted(1, 40, 90)},
		{name: "random, sparse", actors: 60, ties: weighted(2, 60, 50)},
		{name: "random, strengths", actors: 40, meaning: snapshot.Strength, ties: weighted(3, 40, 90)},
		{name: "random, distances", actors: 40, meaning: snapshot.Distance, ties: weighted(4, 40, 90)},
		{name: "random, directed", actors: 40, directed: true, ties: weighted(5, 40, 120)},
		{name: "random, directed strengths", actors: 40, directed: true, meaning: snapshot.Strength, ties: weighted(6, 40, 120)},
		{name: "random, directed distances", actors: 40, directed: true, meaning: snapshot.Distance, ties: weighted(7, 40, 120)},
		{name: "random, many blocks", actors: 700, ties: weighted(8, 700, 2100)},
		{name: "random, many blocks of strengths", actors: 300, meaning: snapshot.Strength, ties: weighted(9, 300, 900)},
	}
}

// parties draws activities of two to six actors.
func parties(seed uint64, actors, activities int) [][]int32 {
	r := rand.New(rand.NewPCG(seed, 7))
	all := make([][]int32, activities)
	for i := range all {
		for _, u := range r.Perm(actors)[:2+r.IntN(5)] {
			all[i] = append(all[i], int32(u))
		}
	}
	return all
}

// silo is the name of the dimension that every shape has: three silos and some actors in none.
const silo = "sector"

// built returns the shape as a graph; actor i has the id a0000i.
func (s shape) built() *snapshot.Graph {
	order := make([]int, s.actors)
	for i := range order {
		order[i] = i
	}
	return s.build(func(i int) string { return fmt.Sprintf("a%05d", i) }, order, s.ties, s.parties)
}

// shuffled returns the same graph with other ids, its actors and ties in another order and undirected ties turned around,
// and the id each actor now has.
func (s shape) shuffled(seed uint64) (*snapshot.Graph, []string) {
	r := rand.New(rand.NewPCG(seed, 6))
	ids := make([]string, s.actors)
	for i, place := range r.Perm(s.actors) {
		ids[i] = fmt.Sprintf("other %05d", place)
	}
	ties := make([]graphs.Tie, 0, len(s.ties))
	for _, i := range r.Perm(len(s.ties)) {
		t := s.ties[i]
		if !s.directed && r.IntN(2) == 1 {
			t.From, t.To = t.To, t.From
		}
		ties = append(ties, t)
	}
	parties := make([][]int32, 0, len(s.parties))
	for _, i := range r.Perm(len(s.parties)) {
		party := slices.Clone(s.parties[i])
		r.Shuffle(len(party), func(i, j int) { party[i], party[j] = party[j], party[i] })
		parties = append(parties, party)
	}
	return s.build(func(i int) string { return ids[i] }, r.Perm(s.actors), ties, parties), ids
}

func (s shape) build(id func(int) string, order []int, ties []graphs.Tie, parties [][]int32) *snapshot.Graph {
	b := snapshot.Builder{Directed: s.directed, Meaning: s.meaning}
	place := make([]int32, s.actors)
	values := make([]string, s.actors)
	for at, i := range order {
		place[i] = b.Actor(id(i), id(i))
		if i%4 < 3 {
			values[at] = []string{"public", "private", "third"}[i%4]
		}
	}
	b.Dimension(silo, values)
	units := &snapshot.Units{Start: []int64{0}}
	together := func(weight float64, actors ...int32) {
		for _, i := range actors {
			units.Members = append(units.Members, place[i])
		}
		units.Start, units.Weight = append(units.Start, int64(len(units.Members))), append(units.Weight, weight)
	}
	for _, p := range parties {
		together(1/float64(len(p)-1), p...)
	}
	for _, t := range ties {
		if len(parties) > 0 && t.From != t.To {
			together(t.Weight, t.From, t.To)
			continue
		}
		b.Tie(place[t.From], place[t.To], t.Weight)
	}
	if len(parties) > 0 {
		b.Join(units)
	}
	return b.Graph()
}
