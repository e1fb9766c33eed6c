package app

import (
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/network"
)

// Choices is what of a stored network can be chosen by, beside its dimensions and tie types: the dates that its records span, and roles.
type Choices struct {
	Network  string       `json:"network"`
	Revision int          `json:"revision"`
	First    string       `json:"first"` // the earliest date of a collaboration, an activity or a participation; "" when none is dated
	Last     string       `json:"last"`  // the latest
	Roles    []RoleChoice `json:"roles"` // by name
}

// RoleChoice is one role and who has it in some activity.
type RoleChoice struct {
	Role   string   `json:"role"`
	Actors []string `json:"actors"` // ids, ascending
}

// Choices reads a stored network's newest revision for what can be chosen in it.
func (a *App) Choices(ctx context.Context, name string) (*Choices, error) {
	p, revision, err := a.picture(ctx, name)
	if err != nil {
		return nil, err
	}
	out := &Choices{Network: name, Revision: revision, Roles: []RoleChoice{}}
	var first, last network.Date
	span := func(dates ...network.Date) {
		for _, d := range dates {
			if d.IsSet() && (!first.IsSet() || d < first) {
				first = d
			}
			last = max(last, d)
		}
	}
	for _, c := range p.Collaborations {
		span(c.Start, c.End)
	}
	for _, x := range p.Activities {
		span(x.Start, x.End)
	}
	who := map[string][]string{}
	for _, x := range p.Participations {
		span(x.Start, x.End)
		if x.Role != "" {
			who[x.Role] = append(who[x.Role], x.Actor)
		}
	}
	out.First, out.Last = first.String(), last.String()
	for role, actors := range who {
		slices.Sort(actors)
		out.Roles = append(out.Roles, RoleChoice{Role: role, Actors: slices.Compact(actors)})
	}
	slices.SortFunc(out.Roles, func(x, y RoleChoice) int { return strings.Compare(x.Role, y.Role) })
	out.discreet(ctx)
	return out, nil
}
