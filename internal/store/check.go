package store

import (
	"cmp"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// CheckPicture returns a fault.BadInput that lists the first problems when p cannot be stored whatever the network holds:
// an id that is empty or given twice, text that is not UTF-8, a weight that is negative or not finite, a confidence outside 0–1,
// an amount that is not finite. What p names and does not hold is for Unknown to judge.
func CheckPicture(p *network.Picture) error {
	var f findings
	actors := make(map[string]network.Source, len(p.Actors))
	for i := range p.Actors {
		a := &p.Actors[i]
		f.id("actor", a.ID, a.Source, actors)
		f.actor(a)
	}
	activities := make(map[string]network.Source, len(p.Activities))
	for i := range p.Activities {
		a := &p.Activities[i]
		f.id("activity", a.ID, a.Source, activities)
		f.activity(a)
	}
	for i := range p.Collaborations {
		f.collaboration(&p.Collaborations[i])
	}
	for i := range p.Participations {
		f.participation(&p.Participations[i])
	}
	return f.fault()
}

// Unknown returns a fault.BadInput that lists the first collaborations and participations of p whose actor or activity is
// not there, nil when all are. The two functions say whether an id is in p or in the network.
func Unknown(p *network.Picture, actor, activity func(id string) bool) error {
	var f findings
	check := func(known func(string) bool, s network.Source, record, kind, id string) {
		if !known(id) {
			f.add(s, record+" names "+kind+" "+id, "an "+kind+" of this import or of the network", "add the "+kind+" or mend its id")
		}
	}
	for i := range p.Collaborations {
		c := &p.Collaborations[i]
		record := "collaboration " + c.From + " – " + c.To
		check(actor, c.Source, record, "actor", c.From)
		if c.To != c.From {
			check(actor, c.Source, record, "actor", c.To)
		}
	}
	for i := range p.Participations {
		t := &p.Participations[i]
		record := "participation " + t.Actor + " in " + t.Activity
		check(actor, t.Source, record, "actor", t.Actor)
		check(activity, t.Source, record, "activity", t.Activity)
	}
	return f.fault()
}

// mostListed is how many problems a refusal lists; the rest are counted.
const mostListed = 100

// findings gathers what is wrong with a picture, in the order found.
type findings struct {
	listed []fault.Problem
	total  int
}

func (f *findings) add(s network.Source, found, expected, remedy string) {
	f.total++
	if len(f.listed) < mostListed {
		f.listed = append(f.listed, fault.Problem{
			File: cmp.Or(s.File, "import"), Line: s.Line, Value: shorten(found), Expected: expected, Remedy: remedy, Fatal: true,
		})
	}
}

func (f *findings) id(kind, id string, s network.Source, seen map[string]network.Source) {
	if id == "" {
		f.add(s, kind+" without id", "an id", "give every "+kind+" an id")
		return
	}
	if first, twice := seen[id]; twice {
		f.add(s, kind+" "+id, fmt.Sprintf("each %s once; it is also at %s:%d", kind, first.File, first.Line), "keep one of them")
		return
	}
	seen[id] = s
}

func (f *findings) actor(a *network.Actor) {
	f.text(a.Source, "actor "+a.ID, a.ID, a.Name)
	f.attributes(a.Source, "actor "+a.ID, a.Attributes)
}

func (f *findings) activity(a *network.Activity) {
	f.text(a.Source, "activity "+a.ID, a.ID, a.Title)
	f.attributes(a.Source, "activity "+a.ID, a.Attributes)
}

func (f *findings) collaboration(c *network.Collaboration) {
	f.text(c.Source, "collaboration", c.From, c.To, c.Type)
	if !(c.Weight >= 0) || math.IsInf(c.Weight, 0) {
		f.add(c.Source, number(c.Weight), "a weight that is finite and not negative", "mend the weight, or leave it out for 1")
	}
	if !(c.Confidence >= 0 && c.Confidence <= 1) {
		f.add(c.Source, number(c.Confidence), "a confidence from 0 to 1", "mend the confidence, or leave it out for 1")
	}
}

func (f *findings) participation(t *network.Participation) {
	f.text(t.Source, "participation", t.Actor, t.Activity, t.Role)
	if t.Funding.Known && (math.IsNaN(t.Funding.Value) || math.IsInf(t.Funding.Value, 0)) {
		f.add(t.Source, number(t.Funding.Value), "an amount that is finite", "mend the amount, or leave it out")
	}
}

func (f *findings) text(s network.Source, record string, texts ...string) {
	valid := utf8.ValidString(s.File)
	for _, t := range texts {
		valid = valid && utf8.ValidString(t)
	}
	if !valid {
		f.add(s, record, "UTF-8 text", "save the file as UTF-8")
	}
}

func (f *findings) attributes(s network.Source, record string, attributes map[string]string) {
	for k, v := range attributes { // order does not show: one finding at most, and it names the record only
		if !utf8.ValidString(k) || !utf8.ValidString(v) {
			f.add(s, record, "UTF-8 text in every attribute", "save the file as UTF-8")
			return
		}
	}
}

func (f *findings) fault() error {
	if f.total == 0 {
		return nil
	}
	e := fault.New(fault.BadInput, "%s", f.listed[0])
	if f.total > 1 {
		e.Message += fmt.Sprintf(" (and %d more)", f.total-1)
	}
	e.Problems, e.Total = f.listed, f.total
	return e
}

func number(v float64) string { return fmt.Sprintf("%g", v) }
