package backup

import (
	"fmt"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// entity is an actor or an activity.
type entity struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"` // of an activity: its title
	Attributes map[string]string `json:"attributes,omitempty"`
	Start      date              `json:"start,omitempty"`
	End        date              `json:"end,omitempty"`
	source
}

type collaboration struct {
	From       string  `json:"from"`
	To         string  `json:"to"`
	Type       string  `json:"type,omitempty"`
	Directed   bool    `json:"directed,omitempty"`
	Weight     float64 `json:"weight"`
	Confidence float64 `json:"confidence"`
	Start      date    `json:"start,omitempty"`
	End        date    `json:"end,omitempty"`
	source
}

type participation struct {
	Actor    string   `json:"actor"`
	Activity string   `json:"activity"`
	Role     string   `json:"role,omitempty"`
	Funding  *float64 `json:"funding,omitempty"` // left out when not known
	Start    date     `json:"start,omitempty"`
	End      date     `json:"end,omitempty"`
	source
}

// source is where a record came from.
type source struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
}

// date is written as 2026-01-31.
type date network.Date

// MarshalText writes the day.
func (d date) MarshalText() ([]byte, error) {
	s := network.Date(d).String()
	if back, err := readDate(s); err != nil || back != d {
		return nil, fmt.Errorf("day %d lies outside the years 1 to 9999, which is all that a backup can hold", d)
	}
	return []byte(s), nil
}

// UnmarshalText reads the day.
func (d *date) UnmarshalText(text []byte) (err error) {
	*d, err = readDate(string(text))
	return err
}

func readDate(s string) (date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a day such as 2026-01-31", s)
	}
	return date(network.NewDate(t.Date())), nil
}

// write turns a version into its line.
func write(v *store.Version) line {
	l := line{Added: v.Added, Removed: v.Removed, Place: v.Place}
	if a := v.Actor; a != nil {
		l.Actor = &entity{a.ID, a.Name, a.Attributes, date(a.Start), date(a.End), source(a.Source)}
	}
	if a := v.Activity; a != nil {
		l.Activity = &entity{a.ID, a.Title, a.Attributes, date(a.Start), date(a.End), source(a.Source)}
	}
	if c := v.Collaboration; c != nil {
		l.Collaboration = &collaboration{c.From, c.To, c.Type, c.Directed, c.Weight, c.Confidence, date(c.Start), date(c.End), source(c.Source)}
	}
	if p := v.Participation; p != nil {
		l.Participation = &participation{p.Actor, p.Activity, p.Role, nil, date(p.Start), date(p.End), source(p.Source)}
		if p.Funding.Known {
			l.Participation.Funding = &p.Funding.Value
		}
	}
	return l
}

// version turns a line back into the version that it was.
func (l *line) version() store.Version {
	v := store.Version{Added: l.Added, Removed: l.Removed, Place: l.Place}
	if a := l.Actor; a != nil {
		v.Actor = &network.Actor{
			ID: a.ID, Name: a.Name, Attributes: a.Attributes, Start: network.Date(a.Start), End: network.Date(a.End), Source: network.Source(a.source),
		}
	}
	if a := l.Activity; a != nil {
		v.Activity = &network.Activity{
			ID: a.ID, Title: a.Name, Attributes: a.Attributes, Start: network.Date(a.Start), End: network.Date(a.End), Source: network.Source(a.source),
		}
	}
	if c := l.Collaboration; c != nil {
		v.Collaboration = &network.Collaboration{
			From: c.From, To: c.To, Type: c.Type, Directed: c.Directed, Weight: c.Weight, Confidence: c.Confidence,
			Start: network.Date(c.Start), End: network.Date(c.End), Source: network.Source(c.source),
		}
	}
	if p := l.Participation; p != nil {
		v.Participation = &network.Participation{
			Actor: p.Actor, Activity: p.Activity, Role: p.Role, Start: network.Date(p.Start), End: network.Date(p.End), Source: network.Source(p.source),
		}
		if p.Funding != nil {
			v.Participation.Funding = network.Amount{Value: *p.Funding, Known: true}
		}
	}
	return v
}

// record reports whether a line holds a version.
func (l *line) record() bool {
	return l.Actor != nil || l.Activity != nil || l.Collaboration != nil || l.Participation != nil
}
