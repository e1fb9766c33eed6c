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
	"github.com/sillat/sillat/pkg/fault"
)

func whatifCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "whatif SOURCE --silo DIM",
		Short: "Compare the headline figures before and after edits in a sandbox",
		Long: `Adds and removes actors, ties and activities in a sandbox and compares every headline figure before and after. Nothing is stored. All edits
happen at once; every flag may be repeated. An actor who is added may be tied, and take part in activities, in the same call.`,
		Example: `  sillat whatif demo --silo silo_sector --remove-actor FIK-163
  sillat whatif demo --silo silo_sector --add-actor NEW:silo=NGO --add-tie NEW,FIK-001 --add-activity NEW,FIK-002,FIK-003`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	addActors := f.StringArray("add-actor", nil, "add an actor: ID, or ID:attribute=value:attribute=value; silo=VALUE sets the --silo attribute")
	removeActors := f.StringArray("remove-actor", nil, "remove the actor with this id")
	addTies := f.StringArray("add-tie", nil, "add a tie between two actors, U,V")
	removeTies := f.StringArray("remove-tie", nil, "remove the tie between two actors, U,V")
	addActivities := f.StringArray("add-activity", nil, "add an activity with these actors, U,V,W…")
	removeActivities := f.StringArray("remove-activity", nil, "remove the activity with this id")
	timing := f.Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := errors.Join(out.check(), needSilo(c, *silo)); err != nil {
			return err
		}
		edits := app.Edits{RemoveActors: *removeActors, RemoveActivities: *removeActivities}
		for _, text := range *addActors {
			edits.AddActors = append(edits.AddActors, app.ParseSandboxActor(text))
		}
		var err error
		if edits.AddTies, err = twoEach("add-tie", *addTies); err != nil {
			return err
		}
		if edits.RemoveTies, err = twoEach("remove-tie", *removeTies); err != nil {
			return err
		}
		for _, text := range *addActivities {
			edits.AddActivities = append(edits.AddActivities, strings.Split(text, ","))
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		r, err := a.WhatIf(c.Context(), app.WhatIfRequest{Source: src, Query: *query, Silo: *silo, Edits: edits})
		if err != nil {
			return err
		}
		warn(s.stderr, r.Run.Warnings)
		if *timing {
			writeTiming(s.stderr, r.Run.Timing)
		}
		sheet := func(show func(app.Number) string) *export.Sheet { return whatifSheet(r, show) }
		return out.write(shown{
			value: r,
			sheet: func() *export.Sheet { return sheet(app.Number.String) },
			table: func(w io.Writer) error { return sheet(short).Table(w) },
		})
	}
	return c
}

// twoEach splits texts U,V into their two ids.
func twoEach(flag string, texts []string) ([][2]string, error) {
	var pairs [][2]string
	for _, text := range texts {
		u, v, ok := strings.Cut(text, ",")
		if !ok || strings.Contains(v, ",") {
			return nil, fault.New(fault.Invalid, "--%s is %q; expected the ids of two actors, U,V", flag, text)
		}
		pairs = append(pairs, [2]string{u, v})
	}
	return pairs, nil
}

// whatifSheet lists the figures, and under them what changes between silos.
func whatifSheet(r *app.WhatIfResult, show func(app.Number) string) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"figure", "before", "after", "change"}, Rows: figureRows(r.Before, r.After, show)}
	for _, p := range r.Pairs {
		name := fmt.Sprintf("%s – %s", p.A, p.B)
		sheet.Rows = append(sheet.Rows,
			changeRow("observed: "+name, p.Before.Observed, p.After.Observed, show), changeRow("expected: "+name, p.Before.Expected, p.After.Expected, show))
	}
	return sheet
}

// figureRows lists the headline figures before and after, with the change.
func figureRows(b, a app.WhatIfFigures, show func(app.Number) string) (rows [][]string) {
	add := func(name string, before, after app.Number) { rows = append(rows, changeRow(name, before, after, show)) }
	count := func(name string, before, after int64) {
		rows = append(rows, []string{name, strconv.FormatInt(before, 10), strconv.FormatInt(after, 10), strconv.FormatInt(after-before, 10)})
	}
	count("actors", int64(b.Actors), int64(a.Actors))
	count("ties", int64(b.Ties), int64(a.Ties))
	add("reach", b.Reach, a.Reach)
	count("cross_pairs", b.CrossPairs, a.CrossPairs)
	count("unreachable_pairs", b.UnreachablePairs, a.UnreachablePairs)
	add("mean_distance", b.MeanDistance, a.MeanDistance)
	count("components", int64(b.Components), int64(a.Components))
	count("largest_part", int64(b.LargestPart), int64(a.LargestPart))
	count("isolates", int64(b.Isolates), int64(a.Isolates))
	add("density", b.Density, a.Density)
	add("e_i", b.EI, a.EI)
	count("single_points", int64(b.SinglePoints), int64(a.SinglePoints))
	return rows
}

func changeRow(name string, before, after app.Number, show func(app.Number) string) []string {
	return []string{name, show(before), show(after), show(after - before)}
}
