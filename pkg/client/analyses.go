package client

import (
	"context"
	"encoding/binary"
	"maps"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/sillat/sillat/pkg/fault"
)

// MetricsQuery asks for scores.
type MetricsQuery struct {
	Selection
	Metrics []string          // ids; Catalog lists them
	Silo    string            // for metrics that need one
	Bands   int               // resampled networks behind rank bands; 0: no bands
	Set     map[string]string // parameters, as "damping" or "pagerank.damping"
}

// Metrics computes metrics for every actor.
func (c *Client) Metrics(ctx context.Context, network string, q MetricsQuery) (*Metrics, error) {
	v := values(q.values())
	v.list("metric", q.Metrics)
	v.text("silo", q.Silo)
	v.number("bands", q.Bands)
	for _, name := range slices.Sorted(maps.Keys(q.Set)) {
		v.add("set", name+"="+q.Set[name])
	}
	return get[Metrics](ctx, c, at(network, "/metrics"), v)
}

// GapsQuery asks which silos should be connected and are not.
type GapsQuery struct {
	Selection
	Silo   string
	Within string // a second dimension, or one of its silos, "region" or "region=Uusimaa"
	Null   string // stubs or swaps; "": stubs
	Draws  int    // networks that swaps draws; 0: 1,000
	Top    int    // at most so many gaps, and all pairs among the twelve largest silos; 0: 20,000, below 0: all. OpenGap does without
}

func (q GapsQuery) query() values {
	v := values(q.values())
	v.text("silo", q.Silo)
	v.text("within", q.Within)
	v.text("null", q.Null)
	v.number("draws", q.Draws)
	return v
}

// Gaps ranks pairs of silos by what is missing between them, and lists who is cut off and who alone holds others.
func (c *Client) Gaps(ctx context.Context, network string, q GapsQuery) (*Gaps, error) {
	v := q.query()
	if q.Top < 0 {
		v.add("top", "0")
	}
	v.number("top", max(q.Top, 0))
	return get[Gaps](ctx, c, at(network, "/gaps"), v)
}

// OpenGap opens one gap: the activities, ties and actors that connect two silos today.
func (c *Client) OpenGap(ctx context.Context, network, a, b string, q GapsQuery) (*GapRows, error) {
	v := q.query()
	v.add("a", a)
	v.add("b", b)
	return get[GapRows](ctx, c, at(network, "/gaps/rows"), v)
}

// Overview says in words what stands out between the silos of a dimension.
func (c *Client) Overview(ctx context.Context, network, silo string, s Selection) (*Overview, error) {
	v := values(s.values())
	v.text("silo", silo)
	return get[Overview](ctx, c, at(network, "/overview"), v)
}

// BridgesQuery asks for the ties worth making.
type BridgesQuery struct {
	Selection
	Silo    string
	K       int      // how many; for a convening, how many guests; 0: 10
	Between []string // two silos; empty: all
	Aim     string   // reach or robustness; "": reach
	Kind    string   // tie, broker, convening or peer-learning; "": tie
	Themes  []string // for peer-learning: the attributes of which peers share a value
	By      string   // gain or value; "": gain
	Limits  *Limits  // nil: none
}

// Limits is what a plan must respect, with actors by id.
type Limits struct {
	NewTiesPerActor int         `json:"new_ties_per_actor,omitempty"`
	Forbidden       [][2]string `json:"forbidden,omitempty"`
	Mandatory       [][2]string `json:"mandatory,omitempty"`
	Quotas          []Quota     `json:"quotas,omitempty"`
}

// Quota limits the bridges that have an actor with some attribute value at either end.
type Quota struct {
	Dimension string `json:"dimension"`
	Value     string `json:"value"`
	AtLeast   int    `json:"at_least,omitempty"`
	AtMost    *int   `json:"at_most,omitempty"` // nil: no limit
}

// Bridges plans new ties between silos that together bring them closest.
func (c *Client) Bridges(ctx context.Context, network string, q BridgesQuery) (*Bridges, error) {
	v := values(q.values())
	v.text("silo", q.Silo)
	v.number("k", q.K)
	v.list("between", q.Between)
	v.text("aim", q.Aim)
	v.text("kind", q.Kind)
	v.list("theme", q.Themes)
	v.text("by", q.By)
	if q.Limits == nil {
		return get[Bridges](ctx, c, at(network, "/bridges"), v)
	}
	return post[Bridges](ctx, c, at(network, "/bridges"), v, q.Limits)
}

// SuggestQuery asks whom actors may work with next.
type SuggestQuery struct {
	Selection
	Actors []string // ids, 1 to 1,000; for all actors submit a job
	K      int      // for each actor; 0: 20
	Silo   string   // "": without gain
	Across bool     // only candidates in another silo
	By     string   // plausibility or value; "": plausibility
}

// Suggest ranks whom actors may work with next, by the network's own history.
func (c *Client) Suggest(ctx context.Context, network string, q SuggestQuery) (*Suggestions, error) {
	v := values(q.values())
	for _, id := range q.Actors {
		v.add("actor", id)
	}
	v.number("k", q.K)
	v.text("silo", q.Silo)
	v.yes("across", q.Across)
	v.text("by", q.By)
	return get[Suggestions](ctx, c, at(network, "/suggestions"), v)
}

// WhatIf makes edits in a sandbox and compares the headline figures; nothing is stored.
func (c *Client) WhatIf(ctx context.Context, network, silo string, edits Edits, s Selection) (*WhatIf, error) {
	v := values(s.values())
	v.text("silo", silo)
	return post[WhatIf](ctx, c, at(network, "/whatif"), v, edits)
}

// SpreadQuery asks how far an idea would be carried.
type SpreadQuery struct {
	Selection
	Silo     string
	Start    []string // ids of the actors who start
	Choose   int      // how many to choose beside them; 0: none
	Goal     string   // of the choice: actors, shares or silos; "": actors
	Among    []string // choose only from those with attribute=value, or role=NAME
	Model    string   // cascade, share, threshold or contacts; "": cascade
	Chance   *float64 // of a cascade, on a tie; nil: 0.1
	Contacts int      // of contacts, how many must have adopted; 0: 2
	Steps    int      // at most; 0: as far as it gets
	Draws    int      // 0: 1,000
	Top      int      // how many actors to name; 0: 20
}

// Spread says how far an idea would be carried from some actors, or with whom to start so that it comes far.
func (c *Client) Spread(ctx context.Context, network string, q SpreadQuery) (*Spread, error) {
	v := values(q.values())
	v.text("silo", q.Silo)
	for _, id := range q.Start {
		v.add("start", id)
	}
	for _, text := range q.Among {
		v.add("among", text)
	}
	v.text("goal", q.Goal)
	v.text("model", q.Model)
	if q.Chance != nil {
		v.add("chance", strconv.FormatFloat(*q.Chance, 'g', -1, 64))
	}
	v.number("choose", q.Choose)
	v.number("contacts", q.Contacts)
	v.number("steps", q.Steps)
	v.number("draws", q.Draws)
	v.number("top", q.Top)
	return get[Spread](ctx, c, at(network, "/spread"), v)
}

// DiffQuery asks what changed between two times. The selection's dates and revision are not used.
type DiffQuery struct {
	Selection
	Before, After DiffTime // two dates or periods (2021-01-01..2021-12-31), two revisions, or both
	Silo          string   // "": without what needs silos
	CountTies     bool     // only count the ties that changed
}

// Diff compares a network at two dates or revisions.
func (c *Client) Diff(ctx context.Context, network string, q DiffQuery) (*Diff, error) {
	s := q.Selection
	s.AsOf, s.From, s.To, s.Revision, s.Seed = "", q.Before.Date, q.After.Date, 0, 0
	v := values(s.values())
	v.number("from-revision", q.Before.Revision)
	v.number("to-revision", q.After.Revision)
	v.text("silo", q.Silo)
	if q.CountTies {
		v.add("ties", "false")
	}
	return get[Diff](ctx, c, at(network, "/diff"), v)
}

// MapQuery asks for what the map draws.
type MapQuery struct {
	Selection
	Silo     string // "": communities, or a plain picture
	Group    string // without a silo, communities or plain; "": communities where there are any
	Pairs    int    // at most so many ties between silos, those with the most or the most to expect; 0: 20,000, below 0: all
	Like     int    // an earlier revision whose map this one is to be like; 0: none
	Unplaced bool   // leave the positions out
	Untied   bool   // leave the ties between actors out; MapTies reads them faster
}

// Map returns the positions of silos and actors, with the ties to draw between them.
func (c *Client) Map(ctx context.Context, network string, q MapQuery) (*Map, error) {
	v := values(q.values())
	v.text("silo", q.Silo)
	v.text("group", q.Group)
	if q.Pairs < 0 {
		v.add("pairs", "0")
	}
	v.number("pairs", max(q.Pairs, 0))
	v.number("like", q.Like)
	if q.Unplaced {
		v.add("positions", "false")
	}
	if q.Untied {
		v.add("ties", "false")
	}
	return get[Map](ctx, c, at(network, "/map"), v)
}

// MapTies returns the ties between the actors of a map. They come as bytes, which takes a tenth of the time that JSON takes.
func (c *Client) MapTies(ctx context.Context, network string, s Selection) (*MapTies, error) {
	text, err := c.whole(ctx, at(network, "/map/ties"), s.values())
	if err != nil {
		return nil, err
	}
	if len(text)%12 != 0 {
		return nil, fault.New(fault.Unavailable, "the ties of %s are %d bytes; expected 12 for each: the connection broke", network, len(text))
	}
	n := len(text) / 12
	column := func(i, at int) uint32 { return binary.LittleEndian.Uint32(text[4*(i*n+at):]) }
	out := &MapTies{Source: make([]int32, n), Target: make([]int32, n), Weight: make([]float32, n)}
	for t := range n {
		out.Source[t], out.Target[t], out.Weight[t] = int32(column(0, t)), int32(column(1, t)), math.Float32frombits(column(2, t))
	}
	return out, nil
}

// post sends a question that changes nothing, so that it may be sent again.
func post[T any](ctx context.Context, c *Client, path string, query values, body any) (*T, error) {
	out := new(T)
	if err := c.Do(ctx, Call{Method: http.MethodPost, Path: path, Query: url.Values(query), Body: body}, out); err != nil {
		return nil, err
	}
	return out, nil
}
