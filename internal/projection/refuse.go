package projection

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/fault"
)

// mostChoices is how many choices an error message lists.
const mostChoices = 20

// checkTypes refuses a tie type that the network does not have.
func (p *projector) checkTypes() error {
	for _, t := range canonical(p.s.TieTypes) {
		if _, ok := p.types.at[t]; !ok && !slices.Contains(p.made.TieTypes, t) {
			return fault.New(fault.Invalid, "tie-type is %q, which the network does not have; choose from %s", t, choices(p.made.TieTypes))
		}
	}
	return nil
}

// checkWhere refuses a condition on an attribute or a value that no actor has: it is more likely misspelt than meant.
func (p *projector) checkWhere(columns []column) error {
	for _, c := range p.s.Where {
		i := slices.IndexFunc(columns, func(x column) bool { return x.name == c.Attribute })
		if i < 0 {
			names := make([]string, 0, len(columns))
			for _, x := range columns {
				names = append(names, x.name)
			}
			return fault.New(fault.Invalid, "where is %q, but no actor has the attribute %q; choose from %s", c, c.Attribute, choices(names))
		}
		for _, want := range c.Values {
			if want != "" && !slices.ContainsFunc(columns[i].values, func(v string) bool { return carries(v, want) }) {
				return fault.New(fault.Invalid, "where is %q, but no actor's %s is %q; choose from %s", c, c.Attribute, want, choices(canonical(columns[i].values)))
			}
		}
	}
	return nil
}

// collaborationTypes returns the tie types that are not made from activities.
func (p *projector) collaborationTypes() []string {
	return slices.DeleteFunc(slices.Clone(p.made.TieTypes), func(t string) bool { return t == Participation })
}

// choices lists what could have been chosen, shortened.
func choices(list []string) string {
	switch {
	case len(list) == 0:
		return "nothing: the network has none"
	case len(list) > mostChoices:
		return strings.Join(list[:mostChoices], ", ") + fmt.Sprintf(" and %d more", len(list)-mostChoices)
	}
	return strings.Join(list, ", ")
}

func (p *projector) warn(said notice.Notice) {
	p.made.Warnings = append(p.made.Warnings, said)
}

// warnOfGraph says what only the finished graph shows.
func (p *projector) warnOfGraph() {
	g := p.made.Graph
	if g.Loops() > 0 {
		p.warn(notice.Loops.Of(g.Loops()))
	}
	if p.builder.Meaning == snapshot.Distance {
		if merged := p.added - g.Ties(); merged > 0 {
			p.warn(notice.ParallelDistances.Of(merged))
		}
	}
	switch {
	case g.Len() == 0 && p.counts.Actors > 0:
		p.warn(notice.NoActor.Of())
	case g.Ties() == 0 && p.counts.Collaborations+p.counts.Participations > 0:
		p.warn(notice.NoTie.Of())
	}
}
