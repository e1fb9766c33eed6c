// Package projection makes the graph that metrics compute on out of a network's records: which actors, which ties, over which
// dates, directed or not, and what a shared activity weighs.
//
// # What becomes a tie
//
// A collaboration is a tie when its type is selected, its period touches the date window and both its actors are selected. An
// activity ties every pair of its selected participants, with the tie type "participation"; a pair that meets more than once adds
// up its weights. Where a weight depends on the size k of an activity, k is the number of distinct participants within the date
// window, before the actors are filtered: looking at fewer actors must not make their ties stronger. A participation lasts as
// long as its activity where it says nothing itself, and counts once for an actor and activity, whatever the roles. Two
// participants are tied when both took part within the window, also when it was not on the same day.
//
// Actors are never dropped for their dates or for having no ties: an actor without ties is a finding.
package projection

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Participation is the tie type of the ties that shared activities make.
const Participation = "participation"

// Selectors choose what of a network becomes the graph. The zero Selectors choose everything: all tie types and dates, directed when
// every collaboration is, path lengths in steps, and 1/(k−1) for each pair of a k-partner activity.
type Selectors struct {
	TieTypes   []string     // empty: all
	Directed   string       // auto, yes or no; "" is auto
	Weights    string       // none, strength or distance: what a weight means to metrics; "" is none
	Where      []Condition  // conditions on actors, all of which must hold
	AsOf       network.Date // the ties of one day; not together with From and To
	From, To   network.Date // the ties that touch the period, both days included; unset is open
	Projection string       // newman 1/(k−1), count 1, or pairs 1/C(k,2); "" is newman
}

// The choices of each selector, its default first.
var (
	directedChoices   = []string{"auto", "yes", "no"}
	weightChoices     = []string{"none", "strength", "distance"}
	projectionChoices = []string{"newman", "count", "pairs"}
)

// Check refuses selectors that no network could satisfy: an unknown choice, or dates that contradict each other.
// The error is a fault.Invalid that names the selector, what was found and the choices.
func (s Selectors) Check() error {
	for _, c := range []struct {
		name, value string
		choices     []string
	}{
		{"directed", s.Directed, directedChoices},
		{"weights", s.Weights, weightChoices},
		{"projection", s.Projection, projectionChoices},
	} {
		if c.value != "" && !slices.Contains(c.choices, c.value) {
			return fault.New(fault.Invalid, "%s is %q; choose one of %s", c.name, c.value, strings.Join(c.choices, ", "))
		}
	}
	switch {
	case s.AsOf.IsSet() && (s.From.IsSet() || s.To.IsSet()):
		return fault.New(fault.Invalid, "as-of is %s, but from and to are given too; choose one day or a period", s.AsOf)
	case s.From.IsSet() && s.To.IsSet() && s.From > s.To:
		return fault.New(fault.Invalid, "from is %s, after to, which is %s; swap them", s.From, s.To)
	}
	for _, c := range s.Where {
		if c.Attribute == "" || len(c.Values) == 0 {
			return badCondition(c.String())
		}
	}
	return nil
}

// Key returns the selectors in one canonical line: two Selectors that choose the same have the same key, whatever the order of
// their parts and whether defaults are spelled out.
func (s Selectors) Key() string {
	from, to := s.window()
	types := canonical(s.TieTypes)
	where := make([]string, 0, len(s.Where))
	for _, c := range s.Where {
		where = append(where, c.key())
	}
	return fmt.Sprintf("types=%q directed=%s weights=%s where=%s from=%s to=%s projection=%s",
		types, orDefault(s.Directed, directedChoices), orDefault(s.Weights, weightChoices), canonical(where), from, to,
		orDefault(s.Projection, projectionChoices))
}

// window returns the period that ties must touch.
func (s Selectors) window() (from, to network.Date) {
	if s.AsOf.IsSet() {
		return s.AsOf, s.AsOf
	}
	return s.From, s.To
}

// takes reports whether a tie type is selected.
func (s Selectors) takes(tieType string) bool {
	return len(s.TieTypes) == 0 || slices.Contains(s.TieTypes, tieType)
}

func orDefault(value string, choices []string) string {
	if value == "" {
		return choices[0]
	}
	return value
}

// canonical returns the distinct texts in ascending order.
func canonical(texts []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(texts)))
}
