package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis/difference"
	"github.com/sillat/sillat/analysis/whatif"
	"github.com/sillat/sillat/pkg/fault"
)

// DiffRequest asks what changed between two times: two dates, two revisions, or a date of one revision and a date of another.
type DiffRequest struct {
	Source   Source
	Query    Query    // its dates are not used; Revision is the one of both times, unless they say otherwise
	Before   DiffTime // the earlier time
	After    DiffTime // the later one
	Silo     string   // empty: without what needs silos
	TiesLeft bool     // leave the ties between actors out, which are most of the answer in a large network
}

// DiffTime is one of two times to compare.
type DiffTime struct {
	Date     string `json:"date,omitempty"`     // what held on this day, or with two dots between two dates at any time of that period; empty: all times
	Revision int    `json:"revision,omitempty"` // of a stored network; 0: the query's
}

// DiffResult is what changed between two times.
type DiffResult struct {
	Run    Record        `json:"run"`
	From   DiffTime      `json:"from"`
	To     DiffTime      `json:"to"`
	Before WhatIfFigures `json:"before"`
	After  WhatIfFigures `json:"after"`
	Silos  []DiffSilo    `json:"silos"`
	Pairs  []WhatIfPair  `json:"pairs"` // pairs of silos whose observed weight or ties changed, the largest change first
	Actors DiffActors    `json:"actors"`
	Ties   DiffTies      `json:"ties"`
}

// DiffSilo is one silo's size at both times.
type DiffSilo struct {
	Name     string `json:"name"`
	Before   int    `json:"before"`
	After    int    `json:"after"`
	MovedIn  int    `json:"moved_in"` // actors that both times have, from another silo or none
	MovedOut int    `json:"moved_out"`
}

// DiffActors are the actors that changed, by id.
type DiffActors struct {
	Appeared []DiffActor `json:"appeared"` // only the later time has them
	Gone     []DiffActor `json:"gone"`     // only the earlier time has them
	Woke     []DiffActor `json:"woke"`     // without any tie before, with some after
	Slept    []DiffActor `json:"slept"`    // with ties before, without any after
	Moved    []DiffMove  `json:"moved"`    // to another silo
}

// DiffActor is an actor that changed.
type DiffActor struct {
	ActorRef
	Silo string `json:"silo,omitempty"`
	Ties int    `json:"ties"` // after; before, when it is gone
}

// DiffMove is an actor that changed silo; an empty one is none.
type DiffMove struct {
	ActorRef
	From string `json:"from"`
	To   string `json:"to"`
}

// DiffTies are the ties that changed: how many, and unless they were left out which, the largest change first.
type DiffTies struct {
	Counts   DiffCounts `json:"counts"`
	Appeared []DiffTie  `json:"appeared"`
	Gone     []DiffTie  `json:"gone"`
	Stronger []DiffTie  `json:"stronger"`
	Weaker   []DiffTie  `json:"weaker"`
}

// DiffCounts is how many ties changed in which way.
type DiffCounts struct {
	Appeared int `json:"appeared"`
	Gone     int `json:"gone"`
	Stronger int `json:"stronger"`
	Weaker   int `json:"weaker"`
}

// DiffTie is a tie with its weight at both times, 0 where there is none.
type DiffTie struct {
	Source     string `json:"source"`
	Target     string `json:"target"`
	SourceName string `json:"source_name"`
	TargetName string `json:"target_name"`
	Before     Number `json:"before"`
	After      Number `json:"after"`
}

// Diff compares a network at two times.
func (a *App) Diff(ctx context.Context, r DiffRequest) (*DiffResult, error) {
	before, after, err := r.queries()
	if err != nil {
		return nil, err
	}
	ctx, clock := a.start(ctx, "diff")
	defer clock.end()
	if r.Before, r.After, err = a.diffRevisions(ctx, r, &before, &after); err != nil {
		return nil, err
	}
	old, err := a.open(ctx, r.Source, before)
	if err != nil {
		return nil, err
	}
	now, err := a.open(ctx, r.Source, after)
	if err != nil {
		return nil, err
	}
	clock.load()
	c, err := difference.Compare(ctx, old.Graph, now.Graph, r.Silo, r.Query.Threads)
	if err != nil {
		return nil, refused(err)
	}
	out := &DiffResult{
		From: r.Before, To: r.After, Before: whatIfFigures(c.Before), After: whatIfFigures(c.After),
		Silos: []DiffSilo{}, Pairs: whatIfPairs(c.Pairs), Actors: diffActors(c), Ties: diffTies(c, r.TiesLeft),
	}
	for _, s := range c.Silos {
		out.Silos = append(out.Silos, DiffSilo{s.Name, s.Before, s.After, s.In, s.Out})
	}
	out.Run = clock.record(now, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "diff", r.Silo
	out.Run.Parameters = r.Query.parameters()
	delete(out.Run.Parameters, "as-of")
	for name, value := range map[string]string{
		"from": r.Before.Date, "to": r.After.Date, "from-revision": number(r.Before.Revision), "to-revision": number(r.After.Revision),
	} {
		if value != "" {
			out.Run.Parameters[name] = value
		}
	}
	out.Run.Warnings, out.Run.Notices = out.Run.Warnings[:0], out.Run.Notices[:0] // those of both times, the earlier first
	out.Run.warn(slices.Concat(old.Warnings, now.Warnings, c.Warnings)...)
	return out, nil
}

// number is a revision as a parameter, "" for none.
func number(revision int) string {
	if revision == 0 {
		return ""
	}
	return strconv.Itoa(revision)
}

// queries are the selectors of both times.
func (r DiffRequest) queries() (before, after Query, err error) {
	if r.Query.AsOf != "" || r.Query.From != "" || r.Query.To != "" {
		return before, after, fault.New(fault.Invalid, "two times are compared, so as-of chooses nothing; give the earlier date as from and the later one as to")
	}
	if r.Before == (DiffTime{}) && r.After == (DiffTime{}) {
		return before, after, fault.New(fault.Invalid, "two times are missing; give two dates as from and to, or two revisions as from-revision and to-revision")
	}
	if (r.Before.Date == "") != (r.After.Date == "") {
		return before, after, fault.New(fault.Invalid, "one date is missing: from is %q and to is %q; a day can only be compared with another one", r.Before.Date, r.After.Date)
	}
	if before, err = r.Before.query("from", r.Query); err == nil {
		after, err = r.After.query("to", r.Query)
	}
	return before, after, err
}

// query is a time's selectors: the whole of a period, the last day of a month or a year.
func (t DiffTime) query(name string, q Query) (Query, error) {
	q.Revision = t.Revision
	first, last, period := strings.Cut(t.Date, "..")
	if !period {
		q.AsOf = t.Date
	} else if q.From, q.To = first, last; first == "" || last == "" {
		return q, fault.New(fault.Invalid, "%s is %q; expected one date, or two with two dots between them such as 2023-01-01..2023-12-31", name, t.Date)
	}
	if _, err := q.selectors(); err != nil {
		return q, fault.New(fault.Invalid, "%s is %q; expected a date such as 2024-03-31, 2024-03 or 2024, or two with two dots between them, the earlier first", name, t.Date)
	}
	return q, nil
}

// diffRevisions settles which revisions are compared, so that the answer says so. Where only revisions are compared and the earlier one is not
// named, it is the one before the later one.
func (a *App) diffRevisions(ctx context.Context, r DiffRequest, before, after *Query) (DiffTime, DiffTime, error) {
	if len(r.Source.paths) > 0 {
		return r.Before, r.After, nil // opening files says that they have none
	}
	s, err := a.stored()
	if err != nil {
		return r.Before, r.After, err
	}
	n, err := s.Network(ctx, r.Source.network)
	if err != nil {
		return r.Before, r.After, err
	}
	after.Revision = cmp.Or(after.Revision, r.Query.Revision, n.Revision)
	switch dated := r.Before.Date != "" || r.After.Date != ""; {
	case before.Revision > 0:
	case dated:
		before.Revision = cmp.Or(r.Query.Revision, n.Revision)
	case after.Revision > 1:
		before.Revision = after.Revision - 1
	default:
		return r.Before, r.After, fault.New(fault.Invalid, "revision 1 is the first: there is none before it to compare with; give two dates as from and to")
	}
	r.Before.Revision, r.After.Revision = before.Revision, after.Revision
	return r.Before, r.After, nil
}

func diffActors(c *difference.Comparison) DiffActors {
	list := func(actors []difference.Actor) []DiffActor {
		out := make([]DiffActor, 0, len(actors))
		for _, a := range actors {
			out = append(out, DiffActor{ActorRef{a.ID, a.Name}, a.Silo, a.Ties})
		}
		return out
	}
	out := DiffActors{Appeared: list(c.Appeared), Gone: list(c.Gone), Woke: list(c.Woke), Slept: list(c.Slept), Moved: make([]DiffMove, 0, len(c.Moved))}
	for _, m := range c.Moved {
		out.Moved = append(out.Moved, DiffMove{ActorRef{m.ID, m.Name}, m.From, m.To})
	}
	return out
}

func diffTies(c *difference.Comparison, left bool) DiffTies {
	list := func(ties []difference.Tie) []DiffTie {
		out := []DiffTie{}
		if left {
			return out
		}
		for _, t := range ties {
			out = append(out, DiffTie{c.IDs[t.Source], c.IDs[t.Target], c.Names[t.Source], c.Names[t.Target], Number(t.Before), Number(t.After)})
		}
		return out
	}
	return DiffTies{
		Counts:   DiffCounts{len(c.New), len(c.Lost), len(c.Stronger), len(c.Weaker)},
		Appeared: list(c.New), Gone: list(c.Lost), Stronger: list(c.Stronger), Weaker: list(c.Weaker),
	}
}

func whatIfPairs(pairs []whatif.Pair) []WhatIfPair {
	out := make([]WhatIfPair, 0, len(pairs))
	for _, p := range pairs {
		out = append(out, WhatIfPair{A: p.A, B: p.B, Before: whatIfCell(p.Before), After: whatIfCell(p.After)})
	}
	return out
}
