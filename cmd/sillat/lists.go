package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func listsCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "lists SOURCE",
		Short: "Make ready-made lists: whom to invite, whom to relieve, who lacks a funder or a developer",
		Long: `Makes the lists that whoever brings actors together asks for, each with what it is for, what to do about it, and a reason for every row:
cut-off, isolates, pendants, single-points, overloaded-brokers, developers-without-funders, adopters-without-developers, national-without-regional,
one-hub and levels. A list that the data say nothing about says what is missing.

Roles (developer, funder, adopter) are read from the participations, or from an attribute role; places from an attribute region; levels from level.
Other names are given with --roles, --place, --level and --levels, other words with --word.`,
		Example: `  sillat lists demo --silo silo_sector
  sillat lists demo --list developers-without-funders,adopters-without-developers
  sillat lists ./folder --list levels --levels municipality,region,country,EU
  sillat lists north --list national-without-regional --level taso --word national=valtakunta`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	ids := f.StringSlice("list", nil, "only these lists, separated by commas")
	place := f.String("place", "", "the attribute of places (default: region)")
	roles := f.String("roles", "", "participations, or the attribute that says who develops, funds and adopts (default: participations where they name roles, else role)")
	level := f.String("level", "", "the attribute that says who is national and who regional (default: level)")
	levels := f.StringSlice("levels", nil, "attributes that nest, the finest first; EU at the end groups countries (default: municipality,region,country,EU, those there are)")
	words := f.StringArray("word", nil, "what your data call a developer, funder, adopter, national or regional actor, 'developer=kehittäjä,tutkija'; may be repeated")
	top := f.Int("top", 15, "how many rows of each list a table shows (0: all); csv and json always hold all")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		r, err := a.Lists(c.Context(), app.ListsRequest{
			Source: src, Query: *query, Silo: *silo, Lists: *ids, Place: *place, Roles: *roles, Level: *level, Levels: *levels, Words: *words,
		})
		if err != nil {
			return err
		}
		warn(s.stderr, r.Run.Warnings)
		return out.write(shown{
			value: r,
			sheet: func() *export.Sheet { return listSheet(r) },
			table: func(w io.Writer) error { listsTable(w, r, *top); return nil },
		})
	}
	return c
}

// listSheet holds every row of every list, with a column for each figure that one of them has.
func listSheet(r *app.ListsResult) *export.Sheet {
	var figures []string
	for _, l := range r.Lists {
		for _, f := range l.Figures {
			if !slices.Contains(figures, f.ID) {
				figures = append(figures, f.ID)
			}
		}
	}
	sheet := &export.Sheet{Header: slices.Concat([]string{"list", "rank", "silos", "who", "names", "others"}, figures, []string{"reason"})}
	for _, l := range r.Lists {
		for _, row := range l.Rows {
			line := []string{l.ID, strconv.Itoa(row.Rank), strings.Join(row.Silos, ";"), ids(row.Who), names(row.Who), ids(row.Others)}
			for _, f := range figures {
				cell := ""
				if x, has := row.Figures[f]; has {
					cell = x.String()
				}
				line = append(line, cell)
			}
			sheet.Rows = append(sheet.Rows, append(line, row.Reason.English))
		}
	}
	return sheet
}

func ids(who []app.ActorRef) string {
	list := make([]string, 0, len(who))
	for _, a := range who {
		list = append(list, a.ID)
	}
	return strings.Join(list, ";")
}

func names(who []app.ActorRef) string {
	list := make([]string, 0, len(who))
	for _, a := range who {
		list = append(list, a.Name)
	}
	return strings.Join(list, ";")
}

// listsTable shows the lists for a person, one under the other.
func listsTable(w io.Writer, r *app.ListsResult, top int) {
	for i, l := range r.Lists {
		if i > 0 {
			fmt.Fprintln(w)
		}
		switch {
		case l.Missing != nil:
			fmt.Fprintf(w, "%s: not known\n  %s\n", l.Title.English, l.Missing.English)
			continue
		case len(l.Rows) == 0:
			fmt.Fprintf(w, "%s: nobody\n  %s\n", l.Title.English, l.Purpose.English)
		default:
			fmt.Fprintf(w, "%s (%d)\n  %s %s\n", l.Title.English, l.Found, l.Purpose.English, l.Advice.English)
			writeReasons(w, l, top)
		}
		for _, note := range l.Notes {
			fmt.Fprintf(w, "  Note: %s\n", note.English)
		}
	}
}

// writeRows shows a list beside other figures: without figures of its own as names, else with the reasons.
func writeRows(w io.Writer, l app.List, top int) {
	if len(l.Figures) > 0 {
		fmt.Fprintf(w, "\n%s (%d):\n", l.Title.English, l.Found)
		writeReasons(w, l, top)
		return
	}
	var who []app.ActorRef
	for _, row := range l.Rows {
		who = append(who, row.Who...)
	}
	fmt.Fprintf(w, "\n%s (%d): %s\n", l.Title.English, l.Found, named(who, 6))
}

// writeReasons shows the first rows in words, and whom they are about.
func writeReasons(w io.Writer, l app.List, top int) {
	const shown = 4
	for _, row := range l.Rows[:shownOf(len(l.Rows), top)] {
		if len(row.Who) == 1 && strings.Contains(row.Reason.English, row.Who[0].Name) {
			fmt.Fprintf(w, "  - %s (%s)\n", row.Reason.English, row.Who[0].ID)
			continue
		}
		who := make([]string, 0, shown+1)
		for _, a := range row.Who[:min(shown, len(row.Who))] {
			who = append(who, fmt.Sprintf("%s (%s)", a.Name, a.ID))
		}
		if more := len(row.Who) - shown; more > 0 {
			who = append(who, fmt.Sprintf("and %d more", more))
		}
		fmt.Fprintf(w, "  - %s", row.Reason.English)
		if len(who) > 0 {
			fmt.Fprintf(w, "\n    %s", strings.Join(who, ", "))
		}
		fmt.Fprintln(w)
	}
	if more := l.Found - shownOf(len(l.Rows), top); more > 0 {
		fmt.Fprintf(w, "  and %d more\n", more)
	}
}
