// Package plausibility estimates from a network's own dated history which actors that have not worked together will, and ranks
// suggestions by it.
//
// # What is estimated
//
// The plausibility of a tie between an actor and a candidate is the probability that the two share a unit of work which starts within
// the horizon, given that the actor finds any new partner in that time. Who asks for suggestions means to find one; Model.Finding says how
// many actors did.
//
// # No look ahead
//
// Everything known at a day is made from units that start before it. To fit for day T, the state at T−horizon is made, partners that were new
// between then and T are what is learnt, and the model is applied to the state at T. The same candidates are listed in both.
//
// D. Liben-Nowell, J. Kleinberg (2007), doi:10.1002/asi.20591; M. E. J. Newman (2001), doi:10.1103/PhysRevE.64.025102;
// J. H. Friedman (2001), doi:10.1214/aos/1013203451.
package plausibility

import (
	"math"
	"slices"
)

// History is what happened in a network and when.
type History struct {
	Actors     int         // they are numbered from 0
	Attributes []Attribute // of the actors
	Units      []Unit      // ascending by start
	Themes     int         // they are numbered from 0
}

// Attribute is a categorical attribute of the actors.
type Attribute struct {
	Name   string
	Values []string
	Of     []int32 // per actor the index into Values; -1 when it has none
}

// Unit is one dated piece of work: an activity, or a collaboration as a unit of two.
type Unit struct {
	Start, End int32   // days; End is 0 when not known
	Members    []int32 // distinct, ascending
	Leads      []int32 // those of the members who lead it
	Themes     []int32 // distinct, ascending: its programme, its themes, its type
}

// Span returns the days of the first and of the last start; zeros when there is no unit.
func (h *History) Span() (first, last int32) {
	if len(h.Units) == 0 {
		return 0, 0
	}
	return h.Units[0].Start, h.Units[len(h.Units)-1].Start
}

// Attribute returns the attribute of a name.
func (h *History) Attribute(name string) (*Attribute, bool) {
	i := slices.IndexFunc(h.Attributes, func(a Attribute) bool { return a.Name == name })
	if i < 0 {
		return nil, false
	}
	return &h.Attributes[i], true
}

// before returns the units that start before a day.
func (h *History) before(day int32) []Unit {
	end, _ := slices.BinarySearchFunc(h.Units, day, func(u Unit, day int32) int { return int(u.Start) - int(day) })
	return h.Units[:end]
}

// between returns the units that start on or after from and before to.
func (h *History) between(from, to int32) []Unit {
	return h.before(to)[len(h.before(from)):]
}

// Later is a day after all others.
const Later = math.MaxInt32

// newPartners returns, for every actor known to a state, the known actors that it first works with from the state's day until before another,
// ascending. Allow, when not nil, says which pairs count.
func newPartners(h *History, s *state, until int32, allow func(u, v int32) bool) [][]int32 {
	found := make([][]int32, h.Actors)
	for _, u := range h.between(s.day, until) {
		for _, a := range u.Members {
			if !s.known[a] {
				continue
			}
			for _, b := range u.Members {
				if a != b && s.known[b] {
					found[a] = append(found[a], b)
				}
			}
		}
	}
	for a := range found {
		slices.Sort(found[a])
		found[a] = slices.DeleteFunc(slices.Compact(found[a]), func(b int32) bool { return s.tied(int32(a), b) || allow != nil && !allow(int32(a), b) })
	}
	return found
}
