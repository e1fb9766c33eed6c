package app

import (
	"context"
	"slices"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Person is an actor of kind person with what the law asks about.
type Person struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Organisation string `json:"organisation"`
	Consent      string `json:"consent" enum:"agreed,refused,unasked" doc:"To being shown to viewers by name."`
	End          string `json:"end,omitempty" doc:"When the person left."`
	Due          string `json:"due,omitempty" doc:"When the person is due to be erased, by the network's retention."`
	Overdue      bool   `json:"overdue"`
}

// PersonList is the persons in a network's newest revision, by id.
type PersonList struct {
	Network string   `json:"network"`
	Persons []Person `json:"persons"`
}

var consentWords = map[veil.Consent]string{veil.Agreed: "agreed", veil.Refused: "refused", veil.Unasked: "unasked"}

// Persons lists the persons in a network.
func (a *App) Persons(ctx context.Context, name string) (*PersonList, error) {
	settings, err := a.Privacy(ctx, name)
	if err != nil {
		return nil, err
	}
	p, _, err := a.picture(ctx, name)
	if err != nil {
		return nil, err
	}
	out := &PersonList{Network: name, Persons: []Person{}}
	for _, x := range p.Actors {
		if !veil.IsPerson(x) {
			continue
		}
		one := Person{ID: x.ID, Name: x.Name, Organisation: x.Attributes[veil.OrganisationAttribute], Consent: consentWords[veil.ConsentOf(x)], End: x.End.String()}
		if settings.RetentionDays > 0 && x.End.IsSet() {
			due := x.End.Time().AddDate(0, 0, settings.RetentionDays)
			one.Due, one.Overdue = due.Format(time.DateOnly), a.now().After(due)
		}
		out.Persons = append(out.Persons, one)
	}
	return out, nil
}

// EraseDue erases every person of a network whose retention has run out.
func (a *App) EraseDue(ctx context.Context, name, by string) ([]*EraseResult, error) {
	return EraseOverdue(ctx, a, name, by)
}

// EraseOverdue is EraseDue of whoever lists persons and erases one: the use cases here, or a server's.
func EraseOverdue(ctx context.Context, at interface {
	Persons(ctx context.Context, network string) (*PersonList, error)
	Erase(ctx context.Context, network, actor, by string) (*EraseResult, error)
}, network, by string) ([]*EraseResult, error) {
	list, err := at.Persons(ctx, network)
	if err != nil {
		return nil, err
	}
	out := []*EraseResult{}
	for _, p := range list.Persons {
		if !p.Overdue {
			continue
		}
		r, err := at.Erase(ctx, network, p.ID, by)
		if err != nil {
			return out, err
		}
		out = append(out, r)
	}
	return out, nil
}

// PersonFile is everything that a network ever held of one actor: what a person may ask to be given.
type PersonFile struct {
	Network        string          `json:"network"`
	Actor          string          `json:"actor"`
	Made           time.Time       `json:"made"`
	Versions       []PersonVersion `json:"versions"`
	Collaborations []PersonTie     `json:"collaborations"`
	Participations []PersonPart    `json:"participations"`
}

// Lasting says from which revision until which a record read so.
type Lasting struct {
	Added   int    `json:"added"`
	Removed int    `json:"removed,omitempty"` // 0: it reads so now
	Start   string `json:"start,omitempty"`
	End     string `json:"end,omitempty"`
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
}

// PersonVersion is what was said of the actor.
type PersonVersion struct {
	Lasting
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes"`
}

// PersonTie is a collaboration of the actor.
type PersonTie struct {
	Lasting
	From       string  `json:"from"`
	To         string  `json:"to"`
	Type       string  `json:"type,omitempty"`
	Directed   bool    `json:"directed"`
	Weight     float64 `json:"weight"`
	Confidence float64 `json:"confidence"`
}

// PersonPart is a participation of the actor.
type PersonPart struct {
	Lasting
	Activity string   `json:"activity"`
	Role     string   `json:"role,omitempty"`
	Funding  *float64 `json:"funding,omitempty"`
}

// Person returns everything that a network ever held of one actor, from all revisions. An actor that none holds is a fault.NotFound.
func (a *App) Person(ctx context.Context, name, actor string) (*PersonFile, error) {
	m, err := a.mover()
	if err != nil {
		return nil, err
	}
	out := &PersonFile{
		Network: name, Actor: actor, Made: a.now().UTC().Truncate(time.Second),
		Versions: []PersonVersion{}, Collaborations: []PersonTie{}, Participations: []PersonPart{},
	}
	err = m.History(ctx, name, func(h store.History) error {
		for v, err := range h.Versions {
			if err != nil {
				return err
			}
			out.add(v)
		}
		return nil
	})
	if err == nil && len(out.Versions) == 0 {
		err = fault.New(fault.NotFound, "no revision of network %q holds an actor %q", name, actor)
	}
	if err != nil {
		return nil, err
	}
	_, err = a.noteActor(ctx, name, actor)
	return out, err
}

func (f *PersonFile) add(v store.Version) {
	lasting := func(start, end network.Date, s network.Source) Lasting {
		return Lasting{Added: v.Added, Removed: v.Removed, Start: start.String(), End: end.String(), File: s.File, Line: s.Line}
	}
	switch {
	case v.Actor != nil && v.Actor.ID == f.Actor:
		attributes := v.Actor.Attributes
		if attributes == nil {
			attributes = map[string]string{}
		}
		f.Versions = append(f.Versions, PersonVersion{lasting(v.Actor.Start, v.Actor.End, v.Actor.Source), v.Actor.Name, attributes})
	case v.Collaboration != nil && slices.Contains([]string{v.Collaboration.From, v.Collaboration.To}, f.Actor):
		c := v.Collaboration
		f.Collaborations = append(f.Collaborations, PersonTie{lasting(c.Start, c.End, c.Source), c.From, c.To, c.Type, c.Directed, c.Weight, c.Confidence})
	case v.Participation != nil && v.Participation.Actor == f.Actor:
		p := v.Participation
		part := PersonPart{Lasting: lasting(p.Start, p.End, p.Source), Activity: p.Activity, Role: p.Role}
		if p.Funding.Known {
			part.Funding = &p.Funding.Value
		}
		f.Participations = append(f.Participations, part)
	}
}
