package app

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/sillat/sillat/internal/brief"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/pkg/fault"
)

// ReportRequest asks for the brief: the overall picture between the silos of a dimension.
type ReportRequest struct {
	Source   Source
	Query    Query
	Silo     string
	Bridges  int      // how many to propose; 0: 5
	Since    DiffTime // what to compare with: a date, or an earlier revision; zero: the revision before, where there is one
	Progress func(done, all int64)
}

// How many rows the brief shows.
const (
	briefGaps    = 8
	briefRows    = 8
	briefBridges = 5
)

// ReportResult is the brief's figures with the record of the run, and the brief itself in every language.
type ReportResult struct {
	Run   Record       `json:"run"`
	Facts *brief.Facts `json:"facts"`
}

// Report makes the brief. It says what Gaps, Bridges, Map and Diff say of the same source, in one page.
func (a *App) Report(ctx context.Context, r ReportRequest) (*ReportResult, error) {
	ctx, clock := a.start(ctx, "report")
	defer clock.end()
	if r.Bridges == 0 {
		r.Bridges = briefBridges
	}
	gaps, err := a.Gaps(ctx, GapsRequest{Source: r.Source, Query: r.Query, Silo: r.Silo, Top: UsualGaps})
	if err != nil {
		return nil, err
	}
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	f := &brief.Facts{
		Network: v.name, Silo: r.Silo, Revision: v.revision, Version: a.version, Made: clock.started.UTC(), Seed: r.Query.Seed, Parameters: r.Query.parameters(),
		Actors: v.Graph.Len(), Ties: v.Graph.Ties(), LargestPart: gaps.LargestPart, Isolates: len(gaps.Isolates), Directed: gaps.Directed,
		Warnings: []string{}, Notices: []report.Notice{},
		Points: listed(gaps.Lists, "single-points"), Clusters: listed(gaps.Lists, "cut-off"),
	}
	addNotices(f, gaps.Run)
	for _, finding := range report.Tell(pictureOf(gaps)) {
		f.Findings = append(f.Findings, finding.Words)
	}
	addGaps(f, gaps)
	if err := a.addSilos(ctx, f, r, gaps); err != nil {
		return nil, err
	}
	if err := a.addBridges(ctx, f, r); err != nil {
		return nil, err
	}
	if f.Change, err = a.change(ctx, r, v); err != nil {
		return nil, err
	}
	out := &ReportResult{Facts: f, Run: clock.record(v, threads(r.Query.Threads))}
	out.Run.Analysis, out.Run.Silo = "report", r.Silo
	out.Run.Parameters["bridges"] = number(r.Bridges)
	if r.Since.Date != "" {
		out.Run.Parameters["since"] = r.Since.Date
	}
	if r.Since.Revision > 0 {
		out.Run.Parameters["since-revision"] = number(r.Since.Revision)
	}
	out.Run.Warnings, out.Run.Notices = f.Warnings, f.Notices
	return out, nil
}

// Write writes the brief in a language (fi, sv or en) as html or pdf.
func (r *ReportResult) Write(w io.Writer, language, format string) error {
	l, err := report.ParseLanguage(language)
	if err != nil {
		return err
	}
	p, err := brief.Compose(r.Facts, l)
	if err != nil {
		return err
	}
	switch format {
	case "html":
		return p.HTML(w)
	case "pdf":
		return p.PDF(w)
	}
	return fault.New(fault.Invalid, "format is %q; expected html or pdf", format)
}

// listed is the first rows of a ready-made list in words.
func listed(lists []List, id string) brief.Listed {
	out := brief.Listed{Rows: []report.Text{}}
	if i := slices.IndexFunc(lists, func(l List) bool { return l.ID == id }); i >= 0 {
		out.All = lists[i].Found
		for _, row := range lists[i].Rows[:min(briefRows, len(lists[i].Rows))] {
			out.Rows = append(out.Rows, row.Reason)
		}
	}
	return out
}

// addGaps adds the pairs of silos that are apart, the widest first.
func addGaps(f *brief.Facts, r *GapsResult) {
	f.Pairs, f.Apart = r.Pairs, r.Significant
	for _, g := range r.Gaps {
		if g.Significant && len(f.Gaps) < briefGaps {
			f.Gaps = append(f.Gaps, brief.WideGap{
				A: g.A, B: g.B, Observed: float64(g.Observed), Expected: float64(g.Expected), Q: defined(g.Q), ReachTwo: defined(g.Reach.Two),
			})
		}
	}
}

// addSilos adds the silos where the map puts them, the largest first, and what lies between them.
func (a *App) addSilos(ctx context.Context, f *brief.Facts, r ReportRequest, gaps *GapsResult) error {
	m, err := a.Map(ctx, MapRequest{Source: r.Source, Query: r.Query, Silo: r.Silo, Untied: true})
	if err != nil {
		return err
	}
	place := map[string]int{}
	silos := slices.DeleteFunc(slices.Clone(m.Silos), func(s MapSilo) bool { return s.Name == "" })
	slices.SortStableFunc(silos, func(x, y MapSilo) int { return cmp.Compare(y.Actors, x.Actors) })
	for i, s := range silos {
		place[s.Name] = i
		f.Silos = append(f.Silos, brief.Bubble{Name: s.Name, Actors: s.Actors, X: float64(s.X), Y: float64(s.Y), R: float64(s.R)})
	}
	for _, g := range gaps.Gaps {
		f.Links = append(f.Links, brief.Between{A: place[g.A], B: place[g.B], Weight: float64(g.Observed), Expected: float64(g.Expected), Gap: g.Significant})
	}
	return nil
}

// addBridges adds the plan and how near it would bring the silos.
func (a *App) addBridges(ctx context.Context, f *brief.Facts, r ReportRequest) error {
	plan, err := a.Bridges(ctx, BridgesRequest{Source: r.Source, Query: r.Query, Silo: r.Silo, K: r.Bridges, Progress: r.Progress})
	if err != nil {
		return err
	}
	f.Reach, f.ReachAfter, f.Exact = defined(plan.Before.Reach), defined(plan.After.Reach), plan.Exact
	f.CrossPairs, f.Unreachable = plan.Before.CrossPairs, plan.Before.UnreachablePairs
	for _, b := range plan.Bridges {
		f.Bridges = append(f.Bridges, brief.Proposal{
			Source: b.SourceName, Target: b.TargetName, Reason: b.Reason, Plausibility: defined(b.Plausibility), SiloStable: defined(b.SiloStable),
		})
		f.Learnt = f.Learnt || b.By == "history"
	}
	f.Horizon = plan.Model.HorizonDays
	addNotices(f, plan.Run)
	return nil
}

// addNotices takes over what a run tells its reader, each thing once.
func addNotices(f *brief.Facts, run Record) {
	for i, text := range run.Warnings {
		if !slices.Contains(f.Warnings, text) {
			f.Warnings, f.Notices = append(f.Warnings, text), append(f.Notices, run.Notices[i])
		}
	}
}

// change compares with the earlier time: the one asked for, or the revision before; nil where there is none.
func (a *App) change(ctx context.Context, r ReportRequest, v *view) (*brief.Development, error) {
	q := r.Query
	q.AsOf, q.From, q.To, q.Revision = "", "", "", v.revision
	d := DiffRequest{Source: r.Source, Query: q, Before: r.Since, Silo: r.Silo, TiesLeft: true, After: DiffTime{Revision: v.revision}}
	switch {
	case r.Since.Date != "":
		d.After.Date = cmp.Or(r.Query.AsOf, r.Query.To)
		if d.After.Date == "" {
			p, err := a.openHistory(ctx, r.Source, q)
			if err != nil {
				return nil, err
			}
			d.After.Date = (p.Day - 1).String()
		}
	case r.Since.Revision == 0 && v.revision < 2:
		return nil, nil
	}
	c, err := a.Diff(ctx, d)
	if err != nil {
		return nil, err
	}
	out := &brief.Development{
		From: brief.ComparedTime(c.From), To: brief.ComparedTime(c.To),
		Appeared: len(c.Actors.Appeared), Gone: len(c.Actors.Gone), Woke: len(c.Actors.Woke), Slept: len(c.Actors.Slept), Moved: len(c.Actors.Moved),
		NewTies: c.Ties.Counts.Appeared, LostTies: c.Ties.Counts.Gone, Before: headline(c.Before), After: headline(c.After),
	}
	if len(c.Pairs) > 0 {
		p := c.Pairs[0]
		out.MostPair, out.MostBefore, out.MostAfter = [2]string{p.A, p.B}, float64(p.Before.Observed), float64(p.After.Observed)
	}
	return out, nil
}

func headline(f WhatIfFigures) brief.HeadlineFigures {
	return brief.HeadlineFigures{Ties: f.Ties, LargestPart: f.LargestPart, Isolates: f.Isolates, SinglePoints: f.SinglePoints, Reach: defined(f.Reach)}
}

// defined is a figure, nil when it is not defined.
func defined(n Number) *float64 {
	if !n.Defined() {
		return nil
	}
	x := float64(n)
	return &x
}
