package app

import (
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// ActorRow is one actor in a list.
type ActorRow struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes"`
}

// ActorPage is a part of a network's actors, by id.
type ActorPage struct {
	Network  string     `json:"network"`
	Revision int        `json:"revision"`
	Total    int        `json:"total"` // how many match in all
	Actors   []ActorRow `json:"actors"`
	Next     string     `json:"next,omitempty"` // cursor of the next page
}

// ActorsRequest asks for a page of actors.
type ActorsRequest struct {
	Network string
	Search  string   // part of a name or id, whatever the case; "" for all
	Where   []string // conditions on attributes, "sector=NGO"; all must hold
	Sort    string   // id, name or an attribute, with a - before it from the end; "": id
	Fields  []string // attributes to tell; none: all
	Limit   int      // 1 to 1000
	Cursor  string   // Next of the page before
}

// ActorCard is one actor with its ties and activities.
type ActorCard struct {
	ActorRow
	Start      string         `json:"start,omitempty"`
	End        string         `json:"end,omitempty"`
	Source     RecordSource   `json:"source"`
	Ties       []ActorTie     `json:"ties"`
	Activities []ActorInvolve `json:"activities"`
}

// RecordSource is where a record came from.
type RecordSource struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// ActorTie is another actor that an actor works with, directly or through shared activities.
type ActorTie struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Weight Number   `json:"weight"`
	Types  []string `json:"types"`
	// Without any the two share activities only.
	Records []TieRecord `json:"records" doc:"The collaborations that the tie is made of, as a change writes them."`
}

// TieRecord is one collaboration between two actors: all that a change has to name to correct it or to take it out.
type TieRecord struct {
	CollaborationPut
	Origin RecordSource `json:"origin"`
}

// ActorInvolve is one activity that an actor takes part in.
type ActorInvolve struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Role  string `json:"role,omitempty"`
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
	// More than one where somebody has several roles in it, or came back.
	Records []InvolveRecord `json:"records" doc:"The participations that this is made of, as a change writes them."`
}

// InvolveRecord is one participation of an actor: all that a change has to name to correct it or to take it out.
type InvolveRecord struct {
	ParticipationPut
	Origin RecordSource `json:"origin"`
}

// Actor returns one actor of a stored network with everything that names it.
func (a *App) Actor(ctx context.Context, name, id string) (*ActorCard, error) {
	p, _, err := a.picture(audit.Unnoted(ctx), name)
	if err != nil {
		return nil, err
	}
	i, found := slices.BinarySearchFunc(p.Actors, id, func(x network.Actor, id string) int { return strings.Compare(x.ID, id) })
	if !found {
		return nil, fault.New(fault.NotFound, "network %s has no actor %q", name, id)
	}
	if ctx, err = a.noteActor(ctx, name, id); err != nil {
		return nil, err
	}
	actor := p.Actors[i]
	card := &ActorCard{
		ActorRow: actorRow(actor), Start: actor.Start.String(), End: actor.End.String(),
		Source: RecordSource{File: actor.Source.File, Line: actor.Source.Line}, Ties: []ActorTie{}, Activities: []ActorInvolve{},
	}
	card.addActivities(p, id)
	v, err := a.open(ctx, Stored(name), Query{})
	if err != nil {
		return nil, err
	}
	card.addTies(v, p, id)
	return card, nil
}

// addActivities lists what this one takes part in, each once however many roles it has there.
func (card *ActorCard) addActivities(p *network.Picture, id string) {
	part := map[string][]network.Participation{}
	for _, x := range p.Participations {
		if x.Actor == id {
			part[x.Activity] = append(part[x.Activity], x)
		}
	}
	for _, activity := range p.Activities {
		list := part[activity.ID]
		if len(list) == 0 {
			continue
		}
		in := ActorInvolve{ID: activity.ID, Title: activity.Title}
		var start, end network.Date
		var roles []string
		for _, x := range list {
			if x.Role != "" && !slices.Contains(roles, x.Role) {
				roles = append(roles, x.Role)
			}
			if x.Start.IsSet() && (!start.IsSet() || x.Start < start) {
				start = x.Start
			}
			end = max(end, x.End)
			in.Records = append(in.Records, InvolveRecord{participationPut(&x), RecordSource{File: x.Source.File, Line: x.Source.Line}})
		}
		if !start.IsSet() {
			start = activity.Start
		}
		if !end.IsSet() {
			end = activity.End
		}
		in.Role, in.Start, in.End = strings.Join(roles, ", "), start.String(), end.String()
		card.Activities = append(card.Activities, in)
	}
}

// addTies lists the actors that this one has ties to, the strongest first.
func (card *ActorCard) addTies(v *view, p *network.Picture, id string) {
	types, records := map[string][]string{}, map[string][]TieRecord{}
	for _, t := range p.Collaborations {
		other := t.To
		if other == id {
			other = t.From
		} else if t.From != id {
			continue
		}
		if !slices.Contains(types[other], t.Type) {
			types[other] = append(types[other], t.Type)
		}
		records[other] = append(records[other], TieRecord{collaborationPut(&t), RecordSource{File: t.Source.File, Line: t.Source.Line}})
	}
	g := v.Graph.Symmetric()
	u, ok := g.Index(id)
	if !ok {
		return
	}
	weights := g.OutWeights(u)
	for i, other := range g.Out(u) {
		tie := ActorTie{ID: g.ID(other), Name: g.Name(other), Weight: 1, Types: append([]string{}, types[g.ID(other)]...), Records: append([]TieRecord{}, records[g.ID(other)]...)}
		if weights != nil {
			tie.Weight = Number(weights[i])
		}
		card.Ties = append(card.Ties, tie)
	}
	slices.SortStableFunc(card.Ties, func(x, y ActorTie) int {
		switch {
		case x.Weight > y.Weight:
			return -1
		case x.Weight < y.Weight:
			return 1
		}
		return 0
	})
}

func actorRow(x network.Actor) ActorRow {
	row := ActorRow{ID: x.ID, Name: x.Name, Attributes: x.Attributes}
	if row.Attributes == nil {
		row.Attributes = map[string]string{}
	}
	return row
}
