package client

import (
	"context"
	"maps"
	"slices"
)

// ListsQuery asks for ready-made lists. What is empty is left to the service.
type ListsQuery struct {
	Selection
	Silo   string            // lists that compare silos need one
	Lists  []string          // only these; empty: all
	Place  string            // the attribute of places
	Roles  string            // participations, or the attribute that says who develops, funds and adopts
	Level  string            // the attribute that says who is national and who regional
	Levels []string          // attributes that nest, the finest first
	Words  map[string]string // what the data call a developer, funder, adopter, national or regional actor
}

// Lists makes ready-made lists: whom to invite, whom to relieve, who lacks a funder.
func (c *Client) Lists(ctx context.Context, network string, q ListsQuery) (*Lists, error) {
	v := values(q.values())
	v.text("silo", q.Silo)
	v.list("list", q.Lists)
	v.text("place", q.Place)
	v.text("roles", q.Roles)
	v.text("level", q.Level)
	v.list("levels", q.Levels)
	for _, name := range slices.Sorted(maps.Keys(q.Words)) {
		v.add("word", name+"="+q.Words[name])
	}
	return get[Lists](ctx, c, at(network, "/lists"), v)
}

// Lists is ready-made lists.
type Lists struct {
	Run   Record `json:"run"`
	Lists []List `json:"lists"`
}

// List is one ready-made list: what it is for, what to do about it, and its rows, the most pressing first.
type List struct {
	ID      string       `json:"id"`
	Title   Text         `json:"title"`
	Purpose Text         `json:"purpose"`
	Advice  Text         `json:"advice"`
	Figures []ListFigure `json:"figures"`           // what the figures of a row mean
	Others  *Text        `json:"others,omitempty"`  // who the others of a row are
	Missing *Text        `json:"missing,omitempty"` // why the list cannot be made from this network
	Notes   []Text       `json:"notes"`
	Found   int          `json:"found"` // rows before the list's own limit
	Rows    []ListRow    `json:"rows"`
}

// ListFigure is one figure of a list's rows.
type ListFigure struct {
	ID      string `json:"id"`
	Meaning Text   `json:"meaning"`
}

// ListRow is one line of a list.
type ListRow struct {
	Rank    int               `json:"rank"`
	Silos   []string          `json:"silos"` // that it is about, or a place, or a level
	Who     []ActorRef        `json:"who"`
	Others  []ActorRef        `json:"others"`
	Figures map[string]Number `json:"figures"`
	Parts   []Silo            `json:"parts"` // how many of which silo the row is about, where it is about several
	Reason  Text              `json:"reason"`
}
