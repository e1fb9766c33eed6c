package veil

import (
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/network"
)

// Over hands what walk reads to a visitor as the veil's reader sees it. Actors and activities come by id, as a store's do.
func (v *Veil) Over(walk func(network.Visitor) error, to network.Visitor) error {
	if v.Key() == "" {
		return walk(to)
	}
	f := &fold{veil: v, to: to, actors: map[string]string{}, activities: map[string]string{}}
	if err := walk(f); err != nil {
		return err
	}
	return f.unfold(ties)
}

// stage is how far a walk has come. Who is hidden, and which values many share, is known when all actors have been seen.
type stage int

const (
	actors stage = iota
	activities
	ties
)

// fold holds a walk's actors and activities back until they can be told.
type fold struct {
	veil       *Veil
	to         network.Visitor
	at         stage
	held       []network.Actor
	projects   []network.Activity
	actors     map[string]string // pseudonyms of those hidden, by id
	activities map[string]string
	telling    map[string]bool // ids and names of those hidden, which others' attributes must not tell
}

// Actor holds one actor back.
func (f *fold) Actor(a network.Actor) error {
	f.held = append(f.held, a)
	return nil
}

// Activity holds one activity back, so that those under pseudonyms come by them.
func (f *fold) Activity(a network.Activity) error {
	if err := f.unfold(activities); err != nil {
		return err
	}
	f.projects = append(f.projects, a)
	return nil
}

// Collaboration tells one collaboration by its ends' pseudonyms.
func (f *fold) Collaboration(c network.Collaboration) error {
	if err := f.unfold(ties); err != nil {
		return err
	}
	from, fromHidden := f.actors[c.From]
	to, toHidden := f.actors[c.To]
	if fromHidden {
		c.From = from
	}
	if toHidden {
		c.To = to
	}
	if fromHidden || toHidden {
		c.Source = network.Source{}
		if !c.Directed && c.From > c.To {
			c.From, c.To = c.To, c.From
		}
	}
	return f.to.Collaboration(c)
}

// Participation tells one participation by pseudonyms, without the money, which reports name people by.
func (f *fold) Participation(p network.Participation) error {
	if err := f.unfold(ties); err != nil {
		return err
	}
	if actor, hidden := f.actors[p.Actor]; hidden {
		p.Actor, p.Source, p.Funding = actor, network.Source{}, network.Amount{}
	}
	if activity, hidden := f.activities[p.Activity]; hidden {
		p.Activity = activity
	}
	return f.to.Participation(p)
}

// unfold tells what comes before a stage.
func (f *fold) unfold(until stage) error {
	for ; f.at < until; f.at++ {
		tell := f.tellActors
		if f.at == activities {
			tell = f.tellActivities
		}
		if err := tell(); err != nil {
			return err
		}
	}
	return nil
}

func (f *fold) tellActors() error {
	f.telling = map[string]bool{}
	names := map[string]string{}
	shared := counts{}
	for _, a := range f.held {
		names[a.ID] = a.Name
		if f.veil.Hides(a) {
			f.telling[a.ID], f.telling[a.Name] = true, true
			shared.add(a.Attributes)
		}
	}
	out := make([]network.Actor, 0, len(f.held))
	for _, a := range f.held {
		if f.telling[a.ID] && f.veil.Hides(a) {
			a = f.hidden(a, names, shared)
		} else {
			a.Attributes = f.discreet(a.Attributes)
		}
		out = append(out, a)
	}
	f.held = nil
	slices.SortFunc(out, func(a, b network.Actor) int { return strings.Compare(a.ID, b.ID) })
	for _, a := range out {
		if err := f.to.Actor(a); err != nil {
			return err
		}
	}
	return nil
}

// hidden is what is told of an actor under a pseudonym: of a person the organisation, and values that enough others share.
func (f *fold) hidden(a network.Actor, names map[string]string, shared counts) network.Actor {
	kind, person := "actor", IsPerson(a)
	if person {
		kind = "person"
	}
	out := network.Actor{ID: f.veil.pseudonym(kind, a.ID), Attributes: map[string]string{}}
	f.actors[a.ID] = out.ID
	out.Name = out.ID
	if organisation := a.Attributes[OrganisationAttribute]; organisation != "" && !f.veil.Nameless {
		if name, ok := names[organisation]; ok {
			organisation = name
		}
		out.Name = organisation
	}
	for attribute, value := range a.Attributes {
		switch {
		case attribute == KindAttribute && person:
			out.Attributes[attribute] = value
		case person && !f.veil.tells(attribute), f.telling[value], shared[attribute][value] < f.veil.Smallest:
		default:
			out.Attributes[attribute] = value
		}
	}
	return out
}

// tells reports whether an attribute may be told of persons.
func (v *Veil) tells(attribute string) bool {
	if len(v.Shown) > 0 {
		return slices.Contains(v.Shown, attribute)
	}
	return Dimension(attribute)
}

// discreet leaves out values that are the id or the name of somebody hidden.
func (f *fold) discreet(attributes map[string]string) map[string]string {
	for _, value := range attributes {
		if !f.telling[value] {
			continue
		}
		out := make(map[string]string, len(attributes))
		for attribute, value := range attributes {
			if !f.telling[value] {
				out[attribute] = value
			}
		}
		return out
	}
	return attributes
}

func (f *fold) tellActivities() error {
	shared := counts{}
	if f.veil.Nameless {
		for _, a := range f.projects {
			shared.add(a.Attributes)
		}
	}
	for i, a := range f.projects {
		a.Attributes = f.discreet(a.Attributes)
		if f.veil.Nameless {
			f.activities[a.ID] = f.veil.pseudonym("activity", a.ID)
			a.ID, a.Source = f.activities[a.ID], network.Source{}
			a.Title, a.Attributes = a.ID, shared.enough(a.Attributes, f.veil.Smallest)
		}
		f.projects[i] = a
	}
	slices.SortFunc(f.projects, func(a, b network.Activity) int { return strings.Compare(a.ID, b.ID) })
	for _, a := range f.projects {
		if err := f.to.Activity(a); err != nil {
			return err
		}
	}
	f.projects = nil
	return nil
}

// counts says how many share each value of each attribute.
type counts map[string]map[string]int

func (c counts) add(attributes map[string]string) {
	for attribute, value := range attributes {
		if c[attribute] == nil {
			c[attribute] = map[string]int{}
		}
		c[attribute][value]++
	}
}

// enough keeps the values that enough share.
func (c counts) enough(attributes map[string]string, least int) map[string]string {
	out := map[string]string{}
	for attribute, value := range attributes {
		if c[attribute][value] >= least {
			out[attribute] = value
		}
	}
	return out
}
