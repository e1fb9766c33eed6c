package app

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// recordsByID finds actors and activities in a picture, which holds them by id. The zero value finds none.
type recordsByID struct{ p *network.Picture }

func (k recordsByID) actor(id string) network.Actor {
	if k.p != nil {
		if i, found := slices.BinarySearchFunc(k.p.Actors, id, func(x network.Actor, id string) int { return strings.Compare(x.ID, id) }); found {
			return k.p.Actors[i]
		}
	}
	return network.Actor{}
}

func (k recordsByID) activity(id string) network.Activity {
	if k.p != nil {
		if i, found := slices.BinarySearchFunc(k.p.Activities, id, func(x network.Activity, id string) int { return strings.Compare(x.ID, id) }); found {
			return k.p.Activities[i]
		}
	}
	return network.Activity{}
}

// client is where records come from that no file holds.
const client = "api"

// put turns what is to be added or changed into records.
func (c *Change) put(into *network.Picture, known recordsByID, bad *complaints) {
	for i, x := range c.Upsert.Actors {
		at := bad.at("upsert.actors", i)
		a := known.actor(x.ID)
		a = network.Actor{
			ID: x.ID, Name: either(x.Name, a.Name, x.ID), Attributes: merged(a.Attributes, x.Attributes),
			Start: at.date("start", x.Start, a.Start, firstDay), End: at.date("end", x.End, a.End, lastDay), Source: at.source(),
		}
		into.Actors = append(into.Actors, a)
	}
	for i, x := range c.Upsert.Activities {
		at := bad.at("upsert.activities", i)
		a := known.activity(x.ID)
		a = network.Activity{
			ID: x.ID, Title: either(x.Title, a.Title, x.ID), Attributes: merged(a.Attributes, x.Attributes),
			Start: at.date("start", x.Start, a.Start, firstDay), End: at.date("end", x.End, a.End, lastDay), Source: at.source(),
		}
		into.Activities = append(into.Activities, a)
	}
	for i, x := range c.Upsert.Collaborations {
		at := bad.at("upsert.collaborations", i)
		t := network.Collaboration{
			From: x.Source, To: x.Target, Type: x.Type, Directed: x.Directed, Weight: 1, Confidence: 1,
			Start: at.date("start", x.Start, 0, firstDay), End: at.date("end", x.End, 0, lastDay), Source: at.source(),
		}
		if x.Weight != nil {
			t.Weight = *x.Weight
		}
		if x.Confidence != nil {
			t.Confidence = *x.Confidence
		}
		into.Collaborations = append(into.Collaborations, t)
	}
	for i, x := range c.Upsert.Participations {
		at := bad.at("upsert.participations", i)
		t := network.Participation{
			Actor: x.Actor, Activity: x.Activity, Role: x.Role,
			Start: at.date("start", x.Start, 0, firstDay), End: at.date("end", x.End, 0, lastDay), Source: at.source(),
		}
		if x.Funding != nil {
			t.Funding = network.Amount{Value: *x.Funding, Known: true}
		}
		into.Participations = append(into.Participations, t)
	}
}

// drop turns what is to go into keys.
func (c *Change) drop(into *store.Drop, bad *complaints) {
	into.Actors, into.Activities = c.Delete.Actors, c.Delete.Activities
	for i, x := range c.Delete.Collaborations {
		at := bad.at("delete.collaborations", i)
		into.Collaborations = append(into.Collaborations, store.CollaborationKey{
			From: x.Source, To: x.Target, Type: x.Type, Directed: x.Directed, Start: at.date("start", x.Start, 0, firstDay),
		})
	}
	for i, x := range c.Delete.Participations {
		at := bad.at("delete.participations", i)
		into.Participations = append(into.Participations, store.ParticipationKey{
			Actor: x.Actor, Activity: x.Activity, Role: x.Role, Start: at.date("start", x.Start, 0, firstDay),
		})
	}
}

// merged is attributes as they become: those of before, those given over them, those given as null or empty gone.
func merged(before map[string]string, given map[string]*string) map[string]string {
	out := maps.Clone(before)
	if out == nil {
		out = map[string]string{}
	}
	for name, value := range given {
		if value == nil || *value == "" {
			delete(out, name)
			continue
		}
		out[name] = *value
	}
	return out
}

// either is the first text that says something.
func either(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// complaints gathers what is wrong with the records of a change, each with its place.
type complaints struct {
	listed []fault.Problem
	total  int
}

// mostComplaints is how many problems a refusal lists; the rest are counted.
const mostComplaints = 100

func (b *complaints) at(list string, i int) place { return place{b, list, i} }

func (b *complaints) fault() error {
	if b.total == 0 {
		return nil
	}
	e := fault.New(fault.BadInput, "%s", b.listed[0])
	e.Problems, e.Total = b.listed, b.total
	return e
}

// place is one record of a change.
type place struct {
	bad  *complaints
	list string
	i    int
}

func (p place) source() network.Source { return network.Source{File: client, Line: p.i + 1} }

// bound says which day of a month or a year is meant.
type bound int

const (
	firstDay bound = iota
	lastDay
)

// date reads a date; one that is left out is what it was before.
func (p place) date(field, text string, before network.Date, which bound) network.Date {
	if text == "" {
		return before
	}
	first, last, err := network.ParseDate(text)
	if err != nil {
		p.bad.total++
		if len(p.bad.listed) < mostComplaints {
			p.bad.listed = append(p.bad.listed, fault.Problem{
				File: client, Column: fmt.Sprintf("%s[%d].%s", p.list, p.i, field), Value: text, Expected: "a date",
				Remedy: "write 2024-03-31, 2024-03 or 2024", Fatal: true,
			})
		}
		return 0
	}
	if which == lastDay {
		return last
	}
	return first
}
