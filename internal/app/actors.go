package app

import (
	"cmp"
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Actors lists a page of a stored network's actors.
func (a *App) Actors(ctx context.Context, r ActorsRequest) (*ActorPage, error) {
	if r.Limit < 1 || r.Limit > 1000 {
		return nil, fault.New(fault.Invalid, "limit is %d; expected 1 to 1000", r.Limit)
	}
	order, err := actorOrder(r.Sort)
	if err != nil {
		return nil, err
	}
	after, err := order.resume(r.Cursor)
	if err != nil {
		return nil, err
	}
	var where []projection.Condition
	for _, text := range r.Where {
		c, err := projection.ParseCondition(text)
		if err != nil {
			return nil, err
		}
		where = append(where, c)
	}
	p, revision, err := a.picture(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	if err := attributesThere(p, where, order.attribute, r.Fields); err != nil {
		return nil, err
	}
	wanted := strings.ToLower(r.Search)
	var found []*network.Actor
	for i := range p.Actors {
		actor := &p.Actors[i]
		if strings.Contains(strings.ToLower(actor.Name), wanted) || strings.Contains(strings.ToLower(actor.ID), wanted) {
			if !slices.ContainsFunc(where, func(c projection.Condition) bool { return !c.Holds(actor.Attributes) }) {
				found = append(found, actor)
			}
		}
	}
	order.sort(found)
	out := &ActorPage{Network: r.Network, Revision: revision, Total: len(found), Actors: []ActorRow{}}
	for _, actor := range found {
		if after != nil && order.compare(order.place(actor), *after) <= 0 {
			continue
		}
		if len(out.Actors) == r.Limit {
			break
		}
		out.Actors = append(out.Actors, actorRow(*actor).told(r.Fields))
		out.Next = order.cursor(actor)
	}
	if n := len(found); n == 0 || len(out.Actors) == 0 || out.Next == order.cursor(found[n-1]) {
		out.Next = ""
	}
	return out, nil
}

// told is the row with the attributes asked for alone.
func (row ActorRow) told(fields []string) ActorRow {
	if len(fields) == 0 {
		return row
	}
	some := map[string]string{}
	for _, name := range fields {
		if value, has := row.Attributes[name]; has {
			some[name] = value
		}
	}
	row.Attributes = some
	return row
}

// attributesThere refuses attributes that no actor has: a slip of the pen would else give an empty list.
func attributesThere(p *network.Picture, where []projection.Condition, sorted string, fields []string) error {
	asked := map[string]string{}
	for _, c := range where {
		asked[c.Attribute] = "where"
	}
	if sorted != "" {
		asked[sorted] = "sort"
	}
	for _, name := range fields {
		asked[name] = "fields"
	}
	if len(asked) == 0 {
		return nil
	}
	known := map[string]bool{}
	for i := range p.Actors {
		for name := range p.Actors[i].Attributes {
			known[name] = true
		}
	}
	for _, name := range sortedKeys(asked) {
		if !known[name] {
			return fault.New(fault.Invalid, "%s names %q, but no actor has the attribute; choose from %s", asked[name], name, strings.Join(sortedKeys(known), ", "))
		}
	}
	return nil
}

// order is how a list of actors is sorted: by a text of each, then by id, so that every actor has one place and a page can go on after it.
type order struct {
	name      string // as asked for, without the sign
	attribute string // "" for id and name
	down      bool
}

func actorOrder(text string) (order, error) {
	o := order{name: cmp.Or(strings.TrimPrefix(text, "-"), "id"), down: strings.HasPrefix(text, "-")}
	if o.name != "id" && o.name != "name" {
		o.attribute = o.name
	}
	if text == "-" {
		return o, fault.New(fault.Invalid, "sort is %q; expected id, name or an attribute, with a - before it from the end", text)
	}
	return o, nil
}

// seat is where an actor stands in an order.
type seat struct{ text, id string }

func (o order) place(a *network.Actor) seat {
	switch {
	case o.attribute != "":
		return seat{strings.ToLower(a.Attributes[o.attribute]), a.ID}
	case o.name == "name":
		return seat{strings.ToLower(a.Name), a.ID}
	}
	return seat{"", a.ID}
}

func (o order) compare(a, b seat) int {
	c := cmp.Or(strings.Compare(a.text, b.text), strings.Compare(a.id, b.id))
	if o.down {
		return -c
	}
	return c
}

func (o order) sort(list []*network.Actor) {
	if o.name == "id" && !o.down {
		return // as they are kept
	}
	slices.SortFunc(list, func(a, b *network.Actor) int { return o.compare(o.place(a), o.place(b)) })
}

// cursor says after which actor the next page begins.
func (o order) cursor(a *network.Actor) string {
	at := o.place(a)
	return base64.RawURLEncoding.EncodeToString([]byte(at.text + "\x00" + at.id))
}

// resume reads a cursor; nil is the beginning.
func (o order) resume(cursor string) (*seat, error) {
	if cursor == "" {
		return nil, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	by, id, ok := strings.Cut(string(text), "\x00")
	if err != nil || !ok || by != "" && o.name == "id" {
		return nil, fault.New(fault.Invalid, "cursor %q is not one that this service gave for this order; start again without a cursor", cursor)
	}
	return &seat{by, id}, nil
}
