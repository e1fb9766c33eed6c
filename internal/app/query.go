package app

import (
	"strings"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Query holds the selectors that every reading use case takes, as typed on a command line or in a URL.
type Query struct {
	TieTypes   []string // empty: all
	Directed   string   // auto, yes or no
	Weights    string   // none, strength or distance
	Where      []string // conditions on actors, "sector=NGO"; all must hold
	AsOf       string   // a date: what held on that day
	From, To   string   // dates: what held at any time between them
	Revision   int      // 0: the newest
	Projection string   // newman, count or pairs
	Threads    int      // 0: all cores
	Seed       uint64
}

// selectors checks the query and turns it into the projection's terms.
func (q Query) selectors() (projection.Selectors, error) {
	s := projection.Selectors{TieTypes: q.TieTypes, Directed: q.Directed, Weights: q.Weights, Projection: q.Projection}
	for _, text := range q.Where {
		c, err := projection.ParseCondition(text)
		if err != nil {
			return s, err
		}
		s.Where = append(s.Where, c)
	}
	for _, d := range []struct {
		name, text string
		into       *network.Date
		last       bool
	}{{"as-of", q.AsOf, &s.AsOf, true}, {"from", q.From, &s.From, false}, {"to", q.To, &s.To, true}} {
		first, last, err := network.ParseDate(d.text)
		if err != nil {
			return s, fault.New(fault.Invalid, "--%s: %v", d.name, err)
		}
		*d.into = first
		if d.last {
			*d.into = last
		}
	}
	return s, s.Check()
}

// parameters lists the selectors that differ from their defaults, for the run record.
func (q Query) parameters() map[string]string {
	p := map[string]string{}
	set := func(name, value, usual string) {
		if value != "" && value != usual {
			p[name] = value
		}
	}
	set("tie-type", strings.Join(q.TieTypes, ","), "")
	set("directed", q.Directed, "auto")
	set("weights", q.Weights, "none")
	set("where", strings.Join(q.Where, " and "), "")
	set("as-of", q.AsOf, "")
	set("from", q.From, "")
	set("to", q.To, "")
	set("projection", q.Projection, "newman")
	return p
}
