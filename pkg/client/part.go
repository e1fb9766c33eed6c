package client

import (
	"context"
	"io"
	"net/url"
)

// PartQuery asks for a part of a network.
type PartQuery struct {
	Selection
	Around []string // ids of actors; empty: all that the selection chooses
	Steps  int      // how many steps away from them; 0: 1
	Along  bool     // steps follow the directions of ties
}

// Part is the actors and ties of a part of a network, by id.
type Part struct {
	Run        Record      `json:"run"`
	Dimensions []string    `json:"dimensions"` // what the actors' attributes are called
	Actors     []PartActor `json:"actors"`
	Ties       []PartTie   `json:"ties"`
	Directed   bool        `json:"directed"`
	Density    Number      `json:"density"`
}

// PartActor is one actor of a part.
type PartActor struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Steps      int               `json:"steps"` // from the nearest of the actors asked about
	Attributes map[string]string `json:"attributes,omitempty"`
}

// PartTie is one tie of a part.
type PartTie struct {
	Source string `json:"source"`
	Target string `json:"target"`
	Weight Number `json:"weight"`
}

// Part returns the actors near some actors, or those that the selection chooses, and the ties between them.
func (c *Client) Part(ctx context.Context, network string, q PartQuery) (*Part, error) {
	v := values(q.values())
	for _, id := range q.Around {
		v.add("around", id)
	}
	v.number("steps", q.Steps)
	v.yes("along", q.Along)
	return get[Part](ctx, c, at(network, "/part"), v)
}

// EvaluateQuery asks how well suggestions would have come true.
type EvaluateQuery struct {
	Selection
	Split   string   // the date before which is learnt
	Actors  int      // how many to foretell for; 0: 1,000
	K       int      // suggestions for each; 0: 20
	Silos   []string // besides all ties, those between silos of each of these dimensions
	Bridges int      // so many bridges planned for each of Silos, compared with simpler choices; 0: none

	EachSilo int // with Bridges: also plans of each silo's own, for the silos of at least so many actors; 0: none
}

// Evaluate holds suggestions made before a date against what came after it.
func (c *Client) Evaluate(ctx context.Context, network string, q EvaluateQuery) (*Evaluation, error) {
	v := values(q.values())
	v.text("split", q.Split)
	v.number("actors", q.Actors)
	v.number("k", q.K)
	v.list("silo", q.Silos)
	v.number("bridges", q.Bridges)
	v.number("each_silo", q.EachSilo)
	return get[Evaluation](ctx, c, at(network, "/evaluation"), v)
}

// ReportQuery asks for the brief.
type ReportQuery struct {
	Selection
	Silo          string
	Lang          string // fi, sv or en; "": en
	Format        string // html, pdf or json, the figures alone; "": html
	Bridges       int    // how many to propose; 0: 5
	Since         string // what has changed since this date
	SinceRevision int    // or since this revision; 0: the one before
}

// Report writes the overall picture as a page.
func (c *Client) Report(ctx context.Context, network string, q ReportQuery, w io.Writer) error {
	v := values(q.values())
	v.text("silo", q.Silo)
	v.text("lang", q.Lang)
	v.text("format", q.Format)
	v.number("bridges", q.Bridges)
	v.text("since", q.Since)
	v.number("since-revision", q.SinceRevision)
	return c.Stream(ctx, at(network, "/report"), url.Values(v), w)
}
