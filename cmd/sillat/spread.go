package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func spreadCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "spread SOURCE --from ACTOR[,…] --silo DIM",
		Short: "Say how far an idea would be carried, and with whom to start",
		Long: `Lets an idea loose from some actors and says how many adopt it, silo by silo and role by role, which silos it would not come to, and how sure that is.
--choose picks whom to start with so that it comes far, and says what the choice is worth beside the best one.

How it passes on is an assumption (--model): cascade, with the same --chance over every tie (a tie of strength w is w tries with --weights strength); share, with a
tie's share in what comes to the other actor; threshold, when the share of an actor's contacts who have adopted comes to one that is drawn; contacts, when at least
--contacts of them have. Figures are means over --draws with 95 % intervals.

Here --from names actors; the window of dates begins with --since and ends with --to.`,
		Example: `  sillat spread demo --silo silo_sector --from FIK-163
  sillat spread demo --silo silo_sector --choose 3 --goal shares --among role=developer
  sillat spread demo --silo region --from FIK-001,FIK-002 --model contacts --contacts 2 --format json`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	f.Lookup("from").Usage = "the ids of the actors who start, separated by commas"
	r := app.SpreadRequest{}
	f.StringSliceVar(&r.From, "start", nil, "the same as --from, by the name that it has in the API")
	since := f.String("since", "", "what held on or after this date")
	f.IntVar(&r.Choose, "choose", 0, "choose so many actors to start with, beside those named")
	f.StringVar(&r.Goal, "goal", "actors", "what a choice is for: actors, as many as possible; shares, as large a share of every silo; silos, anybody in as many silos")
	f.StringArrayVar(&r.Among, "among", nil, "choose only from those with attribute=value, or role=NAME; may be repeated")
	f.StringVar(&r.Model, "model", "cascade", "cascade, share, threshold or contacts")
	chance := f.Float64("chance", 0.1, "of a cascade: the chance on a tie")
	f.IntVar(&r.Contacts, "contacts", 2, "of contacts: how many of an actor's contacts must have adopted")
	f.IntVar(&r.Steps, "steps", 0, "how many steps it goes at most (0: as far as it gets)")
	f.IntVar(&r.Draws, "draws", 1000, "how many draws the figures are made from")
	f.IntVar(&r.Top, "top", 10, "how many actors to name whom it comes to most likely")
	timing := f.Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if query.From != "" {
			r.From = append(r.From, strings.Split(query.From, ",")...)
		}
		query.From = *since
		if len(r.From) == 0 && r.Choose == 0 {
			return usageError{c, errors.New("--from is missing; name the actors who start, or how many to --choose")}
		}
		if err := errors.Join(out.check(), needSilo(c, *silo), atLeastOne("draws", r.Draws), atLeastOne("contacts", r.Contacts)); err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "letting loose")
		q := r
		q.Source, q.Query, q.Silo, q.Chance = src, *query, *silo, chance
		q.Progress = func(done, all int64) { bar.set("letting loose", done, all) }
		got, err := a.Spread(c.Context(), q)
		bar.finish()
		if err != nil {
			return err
		}
		warn(s.stderr, got.Run.Warnings)
		if *timing {
			writeTiming(s.stderr, got.Run.Timing)
		}
		return out.write(shown{
			value: got,
			sheet: func() *export.Sheet { return spreadSheet(got, app.Number.String) },
			table: func(w io.Writer) error { return spreadTable(w, got) },
		})
	}
	return c
}

// spreadSheet has one row for all actors, one for each silo and one for each role.
func spreadSheet(r *app.SpreadResult, show func(app.Number) string) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"of", "name", "actors", "start", "adopters", "low", "high", "share", "any", "any_low", "any_high", "first_step"}}
	sheet.Rows = append(sheet.Rows, []string{"all", "", strconv.Itoa(r.Actors), strconv.Itoa(len(r.From)), show(r.Adopters), show(r.CI[0]), show(r.CI[1]), show(r.Share), "", "", "", ""})
	for _, of := range []struct {
		word   string
		groups []app.SpreadGroup
	}{{"silo", r.Silos}, {"role", r.Roles}} {
		for _, g := range of.groups {
			sheet.Rows = append(sheet.Rows, []string{
				of.word, g.Name, strconv.Itoa(g.Actors), strconv.Itoa(g.Starters), show(g.Adopters), show(g.CI[0]), show(g.CI[1]), show(g.Share),
				show(g.Any), show(g.AnyCI[0]), show(g.AnyCI[1]), show(g.First),
			})
		}
	}
	return sheet
}

func spreadTable(w io.Writer, r *app.SpreadResult) error {
	var names []string
	for _, a := range r.From {
		names = append(names, a.Name)
	}
	fmt.Fprintf(w, "From %s: %s of %d actors adopt%s.\n", strings.Join(names, ", "), short(r.Adopters), r.Actors, within(r.CI, r.Exact))
	if r.Choice != nil {
		fmt.Fprintf(w, "Chosen for %s: the choice adds at least %s of what the best one could, with 95%% confidence.\n", r.Choice.Goal, percent(r.Choice.AtLeast))
		for _, c := range r.Choice.Chosen {
			fmt.Fprintf(w, "  %s  %s (%s), adds %s\n", c.ID, c.Name, c.Silo, short(c.Adds))
		}
	}
	fmt.Fprintln(w)
	sheet := &export.Sheet{Header: []string{"", "actors", "start", "adopt", "95 %", "share", "comes there", "first after"}}
	for _, groups := range [][]app.SpreadGroup{r.Silos, r.Roles} {
		for _, g := range groups {
			interval := fmt.Sprintf("%s–%s", short(g.CI[0]), short(g.CI[1]))
			if r.Exact {
				interval = "exact"
			}
			sheet.Rows = append(sheet.Rows, []string{
				g.Name, strconv.Itoa(g.Actors), strconv.Itoa(g.Starters), short(g.Adopters), interval, percent(g.Share), percent(g.Any), short(g.First),
			})
		}
	}
	if err := sheet.Table(w); err != nil {
		return err
	}
	for _, about := range []struct {
		silos []string
		text  string
	}{
		{r.Closed, "There is no path to %s: only a new tie can carry it there.\n"},
		{r.Missed, "In no draw did it come to %s, although there is a path.\n"},
	} {
		if len(about.silos) > 0 {
			fmt.Fprintln(w)
			fmt.Fprintf(w, about.text, strings.Join(about.silos, ", "))
		}
	}
	if len(r.Top) > 0 {
		fmt.Fprintln(w)
		top := &export.Sheet{Header: []string{"most likely", "actor", "silo", "chance", "step"}}
		for _, a := range r.Top {
			top.Rows = append(top.Rows, []string{a.ID, a.Name, a.Silo, percent(a.Chance), short(a.Step)})
		}
		return top.Table(w)
	}
	return nil
}

// within shows an interval behind a figure.
func within(ci [2]app.Number, exact bool) string {
	if exact {
		return ""
	}
	return fmt.Sprintf(" (95 %% interval %s–%s)", short(ci[0]), short(ci[1]))
}
