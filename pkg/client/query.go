package client

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
)

// Selection chooses what of a network is looked at; the zero Selection is all of it. It is named as the command line's flags and the query parameters.
type Selection struct {
	TieTypes   []string // empty: all
	Directed   string   // auto, yes or no; "": auto
	Weights    string   // none, strength or distance; "": none
	Where      []string // conditions on actors, "sector=NGO"; all must hold
	AsOf       string   // a date: what held on that day
	From, To   string   // dates: what held at any time between them
	Revision   int      // 0: the newest
	Projection string   // newman, count or pairs; "": newman
	Seed       uint64   // 0: 1
}

func (s Selection) values() url.Values {
	v := values{}
	v.list("tie-type", s.TieTypes)
	v.text("directed", s.Directed)
	v.text("weights", s.Weights)
	for _, condition := range s.Where {
		v.add("where", condition)
	}
	v.text("as-of", s.AsOf)
	v.text("from", s.From)
	v.text("to", s.To)
	v.number("revision", s.Revision)
	v.text("projection", s.Projection)
	if s.Seed != 0 {
		v.add("seed", strconv.FormatUint(s.Seed, 10))
	}
	return url.Values(v)
}

// parameters is the selection in the names of a job's parameters.
func (s Selection) parameters() map[string]any {
	p := map[string]any{
		"directed": cmp.Or(s.Directed, "auto"), "weights": cmp.Or(s.Weights, "none"), "projection": cmp.Or(s.Projection, "newman"),
		"revision": s.Revision, "seed": cmp.Or(s.Seed, 1),
	}
	for name, value := range map[string]string{"as-of": s.AsOf, "from": s.From, "to": s.To} {
		if value != "" {
			p[name] = value
		}
	}
	for name, list := range map[string][]string{"tie-type": s.TieTypes, "where": s.Where} {
		if len(list) > 0 {
			p[name] = list
		}
	}
	return p
}

// values are query parameters; what is empty is left to the service's default.
type values url.Values

func (v values) add(name, value string) { url.Values(v).Add(name, value) }

func (v values) text(name, value string) {
	if value != "" {
		v.add(name, value)
	}
}

func (v values) list(name string, list []string) {
	if len(list) > 0 {
		v.add(name, strings.Join(list, ","))
	}
}

func (v values) number(name string, n int) {
	if n != 0 {
		v.add(name, strconv.Itoa(n))
	}
}

func (v values) yes(name string, yes bool) {
	if yes {
		v.add(name, "true")
	}
}
