package main

import (
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func diffCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "diff SOURCE --from DATE --to DATE",
		Short: "Compare a network at two dates or revisions: what came, went and moved",
		Long: `Compares a network at two times: which actors and ties appeared, went and moved, and every headline figure before and after.

A date is what held on that day; a month or a year is its last day. 2021-01-01..2021-12-31 is what held at any time of a period. Actors have no
dates: one that had no tie before and has some now woke up, the other way round it fell asleep. Two revisions of a stored network are compared
with --from-revision and --to-revision; --to-revision alone compares with the one before it.`,
		Example: `  sillat diff demo --from 2021 --to 2024 --silo silo_sector
  sillat diff demo --from 2019-01-01..2020-12-31 --to 2023-01-01..2024-12-31 --format json
  sillat diff north --to-revision 4`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	f.Lookup("from").Usage = "the earlier date, or a period as DATE..DATE"
	f.Lookup("to").Usage = "the later date, or a period as DATE..DATE"
	fromRevision := f.Int("from-revision", 0, "the earlier revision (0: with dates --revision, else the one before the later one)")
	toRevision := f.Int("to-revision", 0, "the later revision (0: --revision, else the newest)")
	top := f.Int("top", 15, "how many rows of each list a table shows (0: all); csv and json always hold all")
	timing := f.Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		request := app.DiffRequest{
			Source: src, Query: *query, Silo: *silo, Before: app.DiffTime{Date: query.From, Revision: *fromRevision}, After: app.DiffTime{Date: query.To, Revision: *toRevision},
		}
		request.Query.From, request.Query.To = "", "" // two times, not a window
		r, err := a.Diff(c.Context(), request)
		if err != nil {
			return err
		}
		warn(s.stderr, r.Run.Warnings)
		if *timing {
			writeTiming(s.stderr, r.Run.Timing)
		}
		return out.write(shown{
			value: r,
			sheet: func() *export.Sheet { return diffSheet(r) },
			table: func(w io.Writer) error { return diffTable(w, r, *top) },
		})
	}
	return c
}

// diffSheet lists every change, one a row: figures, silos, pairs of silos, actors, ties.
func diffSheet(r *app.DiffResult) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"what", "change", "a", "b", "before", "after"}}
	add := func(what, change, a, b, before, after string) {
		sheet.Rows = append(sheet.Rows, []string{what, change, a, b, before, after})
	}
	for _, row := range figureRows(r.Before, r.After, app.Number.String) {
		add("figure", "", row[0], "", row[1], row[2])
	}
	for _, x := range r.Silos {
		add("silo", "", x.Name, "", strconv.Itoa(x.Before), strconv.Itoa(x.After))
	}
	for _, p := range r.Pairs {
		add("pair", "", p.A, p.B, p.Before.Observed.String(), p.After.Observed.String())
	}
	for _, l := range actorLists(r) {
		for _, x := range l.actors {
			add("actor", l.change, x.ID, "", l.before(x), l.after(x))
		}
	}
	for _, m := range r.Actors.Moved {
		add("actor", "moved", m.ID, "", m.From, m.To)
	}
	for _, l := range tieLists(r) {
		for _, t := range l.ties {
			add("tie", l.change, t.Source, t.Target, t.Before.String(), t.After.String())
		}
	}
	return sheet
}

// actorList is actors that changed in one way. Beside each stands its silo where it is there.
type actorList struct {
	change, title string
	actors        []app.DiffActor
	before, after func(app.DiffActor) string
}

func actorLists(r *app.DiffResult) []actorList {
	silo := func(x app.DiffActor) string { return x.Silo }
	none := func(app.DiffActor) string { return "" }
	return []actorList{
		{"appeared", "Actors that appeared", r.Actors.Appeared, none, silo},
		{"gone", "Actors that are gone", r.Actors.Gone, silo, none},
		{"woke", "Actors with ties now that had none", r.Actors.Woke, silo, silo},
		{"slept", "Actors without ties now that had some", r.Actors.Slept, silo, silo},
	}
}

// tieList is ties that changed in one way.
type tieList struct {
	change, title string
	ties          []app.DiffTie
}

func tieLists(r *app.DiffResult) []tieList {
	return []tieList{
		{"appeared", "Ties that appeared", r.Ties.Appeared}, {"gone", "Ties that are gone", r.Ties.Gone},
		{"stronger", "Ties that grew stronger", r.Ties.Stronger}, {"weaker", "Ties that grew weaker", r.Ties.Weaker},
	}
}

// diffTable shows the figures, and the first of each list that is not empty.
func diffTable(w io.Writer, r *app.DiffResult, top int) error {
	sheet := &export.Sheet{Header: []string{"figure", "before", "after", "change"}, Rows: figureRows(r.Before, r.After, short)}
	if err := sheet.Table(w); err != nil {
		return err
	}
	if len(r.Pairs) > 0 {
		fmt.Fprintf(w, "\nSilos between which work changed: %d pairs\n", len(r.Pairs))
		pairs := &export.Sheet{Header: []string{"silo", "silo", "before", "after", "change"}}
		for _, p := range r.Pairs[:shownOf(len(r.Pairs), top)] {
			pairs.Rows = append(pairs.Rows, []string{p.A, p.B, short(p.Before.Observed), short(p.After.Observed), short(p.After.Observed - p.Before.Observed)})
		}
		if err := pairs.Table(w); err != nil {
			return err
		}
	}
	for _, l := range actorLists(r) {
		if len(l.actors) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s: %d\n", l.title, len(l.actors))
		for _, x := range l.actors[:shownOf(len(l.actors), top)] {
			fmt.Fprintf(w, "  %s (%s)%s, ties: %d\n", x.Name, x.ID, prefixed(", ", x.Silo), x.Ties)
		}
	}
	if n := len(r.Actors.Moved); n > 0 {
		fmt.Fprintf(w, "\nActors that changed silo: %d\n", n)
		for _, m := range r.Actors.Moved[:shownOf(n, top)] {
			fmt.Fprintf(w, "  %s (%s): %s → %s\n", m.Name, m.ID, orNone(m.From), orNone(m.To))
		}
	}
	for _, l := range tieLists(r) {
		if len(l.ties) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s: %d\n", l.title, len(l.ties))
		for _, t := range l.ties[:shownOf(len(l.ties), top)] {
			fmt.Fprintf(w, "  %s – %s: %s → %s\n", t.SourceName, t.TargetName, short(t.Before), short(t.After))
		}
	}
	return nil
}

// prefixed is a text with something before it, or nothing for none.
func prefixed(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func orNone(silo string) string {
	if silo == "" {
		return "none"
	}
	return silo
}
