// Package twomode holds the centralities of actors among the activities they take part in, without turning shared activities into
// ties first: there a large activity makes all its partners look close, here it is one place where they meet.
package twomode

import (
	"context"
	"fmt"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// borgattiEverett is the source of the family.
var borgattiEverett = analysis.Reference{
	Text: "Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243–269.", DOI: "10.1016/S0378-8733(96)00301-2",
}

// conventions are those that the family shares.
func conventions(normalised, unreachable, cost string) analysis.Conventions {
	return analysis.Conventions{
		Normalised: normalised,
		Directed:   "directions are ignored: taking part has none",
		Weights: "not used. In a network that has activities each collaboration counts as one more, of its two actors; choose the tie type " +
			"participation to look at activities alone. An activity with only one of the selected actors is left out",
		Unreachable: unreachable,
		Loops:       "left out; two collaborations of the same actors are two activities",
		Cost:        cost,
	}
}

// modes are who takes part in what. Actors keep their indexes.
type modes struct {
	actors, activities int
	start              []int64 // by activity its actors, ascending
	member             []int32
	first              []int64 // by actor its activities, ascending
	activity           []int32
	warnings           []notice.Notice
}

// modesOf reads a snapshot's units.
func modesOf(ctx context.Context, g *snapshot.Graph) (*modes, error) {
	m := &modes{actors: g.Len(), start: []int64{0}, first: make([]int64, g.Len()+1)}
	u := g.Units()
	if u.Len() == 0 {
		m.warnings = []notice.Notice{notice.NoActivities.Of()}
		return m, ctx.Err()
	}
	m.activities, m.start, m.member = u.Len(), u.Start, u.Members
	for _, u := range m.member {
		m.first[u+1]++
	}
	for u := range m.actors {
		m.first[u+1] += m.first[u]
	}
	m.activity = make([]int32, len(m.member))
	next := append([]int64(nil), m.first[:m.actors]...)
	for i := range int32(m.activities) {
		for _, u := range m.of(i) {
			m.activity[next[u]] = i
			next[u]++
		}
	}
	return m, ctx.Err()
}

// of returns the actors of an activity.
func (m *modes) of(activity int32) []int32 { return m.member[m.start[activity]:m.start[activity+1]] }

// by returns the activities of an actor.
func (m *modes) by(actor int32) []int32 { return m.activity[m.first[actor]:m.first[actor+1]] }

// graph returns both modes as one network, the actors first, then the activities, with a tie for each participation. It returns ctx's error when
// ctx ends first.
func (m *modes) graph(ctx context.Context) (*snapshot.Graph, error) {
	const patience = 1 << 14 // ids between two looks at ctx
	b := snapshot.Builder{}
	for i := range m.actors + m.activities {
		if i%patience == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		id := fmt.Sprintf("%010d", i) // ids must ascend for the indexes to stay
		b.Actor(id, id)
	}
	from := make([]int32, 0, len(m.member))
	for i := range int32(m.activities) {
		for range m.of(i) {
			from = append(from, int32(m.actors)+i)
		}
	}
	b.Pairs(from, append([]int32(nil), m.member...))
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return b.Graph(), nil
}
