package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func gapsCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "gaps SOURCE --silo DIM",
		Short: "Rank the pairs of silos that work together less than chance would have it",
		Long: `Compares every pair of silos: how much they work together, how much one would expect if the same actors, just as active as they are,
worked together by chance, and how sure the difference is. Then lists who is cut off and who alone holds others together.

Ties with a direction are compared in each direction. --within region compares silos only inside the same region: municipalities of one region,
or the sectors of each. --between A,B opens one gap: the activities, ties and actors that connect the two today.`,
		Example: `  sillat gaps demo --silo silo_sector
  sillat gaps ./folder --silo region --where level=regional --format csv
  sillat gaps demo --silo silo_sector --within region=Uusimaa
  sillat gaps demo --silo silo_sector --between foundation,municipality
  sillat gaps ./folder --silo region --null swaps --draws 10000`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	within := c.Flags().String("within", "", "compare silos only inside the same silo of a second attribute, or inside one of its silos: region or 'region=Uusimaa'")
	between := c.Flags().StringSlice("between", nil, "open one gap, A,B: what connects the two silos today")
	null := c.Flags().String("null", "stubs", "what chance means: stubs (closed form) or swaps (networks drawn that could be real; slower, right where the network is dense)")
	draws := c.Flags().Int("draws", 1000, "how many networks --null swaps draws")
	out := outputFlags(c, s, "table", "csv", "json")
	top := c.Flags().Int("top", 15, "how many rows a table shows (0: all); csv and json always hold all")
	timing := c.Flags().Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := errors.Join(out.check(), needSilo(c, *silo), checkDraws(c, *draws)); err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "comparing silos")
		request := app.GapsRequest{
			Source: src, Query: *query, Silo: *silo, Within: *within, Null: *null, Draws: *draws,
			Progress: func(done, all int64) { bar.set("comparing silos", done, all) },
		}
		if c.Flags().Changed("between") {
			r, err := a.GapRows(c.Context(), app.GapRowsRequest{GapsRequest: request, Between: *between})
			bar.finish()
			if err != nil {
				return err
			}
			warn(s.stderr, r.Run.Warnings)
			if *timing {
				writeTiming(s.stderr, r.Run.Timing)
			}
			return out.write(shown{
				value: r,
				sheet: func() *export.Sheet { return gapRowsSheet(r) },
				table: func(w io.Writer) error { return gapRowsTable(w, r, *top) },
			})
		}
		r, err := a.Gaps(c.Context(), request)
		bar.finish()
		if err != nil {
			return err
		}
		warn(s.stderr, r.Run.Warnings)
		if *timing {
			writeTiming(s.stderr, r.Run.Timing)
		}
		return out.write(shown{
			value: r,
			sheet: func() *export.Sheet { return gapSheet(r) },
			table: func(w io.Writer) error { return gapsTable(w, r, *top) },
		})
	}
	return c
}

// checkDraws refuses a number of draws that is none.
func checkDraws(c *cobra.Command, draws int) error {
	if draws >= 1 {
		return nil
	}
	return usageError{c, fmt.Errorf("--draws is %d; expected 1 or more", draws)}
}

// gapSheet holds every pair with full precision.
func gapSheet(r *app.GapsResult) *export.Sheet {
	sheet := &export.Sheet{Header: []string{
		"rank", "a", "b", "actors_a", "actors_b", "observed", "observed_ties", "expected", "missing", "ratio", "sd", "z", "p", "q", "significant",
		"reach_one", "reach_two", "reach_three", "mean_distance", "harmonic_closeness", "unreachable_pairs", "fragility", "who", "within",
	}}
	for _, g := range r.Gaps {
		sheet.Rows = append(sheet.Rows, []string{
			strconv.Itoa(g.Rank), g.A, g.B, strconv.Itoa(g.ActorsA), strconv.Itoa(g.ActorsB),
			g.Observed.String(), strconv.FormatInt(g.ObservedTies, 10), g.Expected.String(), g.Missing.String(), g.Ratio.String(), g.SD.String(), g.Z.String(),
			g.P.String(), g.Q.String(), strconv.FormatBool(g.Significant),
			g.Reach.One.String(), g.Reach.Two.String(), g.Reach.Three.String(), g.MeanDistance.String(), g.HarmonicCloseness.String(),
			strconv.FormatInt(g.UnreachablePairs, 10), fragility(g.Fragility, ""), strings.Join(g.Fragility.Who, ";"), g.Within,
		})
	}
	return sheet
}

// gapsTable shows the first gaps and the lists for a person.
func gapsTable(w io.Writer, r *app.GapsResult, top int) error {
	sheet := &export.Sheet{Header: []string{"#", "silo", "silo", "observed", "expected", "z", "q", "reach 1", "2", "3", "held by"}}
	if r.Directed {
		sheet.Header[1], sheet.Header[2] = "from", "to"
	}
	nested := r.Run.Parameters["within"] != ""
	if nested {
		sheet.Header = slices.Insert(sheet.Header, 1, "within")
	}
	for _, g := range r.Gaps[:shownOf(len(r.Gaps), top)] {
		row := []string{
			strconv.Itoa(g.Rank), g.A, g.B, short(g.Observed), short(g.Expected), short(g.Z), likelihood(g.Q),
			percent(g.Reach.One), percent(g.Reach.Two), percent(g.Reach.Three), fragility(g.Fragility, "–"),
		}
		if nested {
			row = slices.Insert(row, 1, g.Within)
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	if err := sheet.Table(w); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%d of %d pairs of silos work together less than chance would have it (q < 0.05); they come first, by what is missing.\n", r.Significant, r.Pairs)
	writeWords(w, r)
	writeHolders(w, r, top)
	writeLists(w, r, top)
	return nil
}

// writeWords tells the first gaps beyond chance in words.
func writeWords(w io.Writer, r *app.GapsResult) {
	const told = 3
	for i, g := range r.Gaps[:min(told, len(r.Gaps))] {
		if !g.Significant || g.Reason == nil {
			return
		}
		if i == 0 {
			fmt.Fprintln(w, "\nIn words:")
		}
		fmt.Fprintf(w, "  %d. %s\n", g.Rank, g.Reason.English)
	}
}

// manyHolders is from how many actors on the table does not name those who hold two silos together.
const manyHolders = 4

// writeHolders names the few actors who hold silos together, and says what would come of their leaving.
func writeHolders(w io.Writer, r *app.GapsResult, top int) {
	begun := false
	for _, g := range r.Gaps[:shownOf(len(r.Gaps), top)] {
		if len(g.Fragility.Leaving) == 0 || len(g.Fragility.Leaving) >= manyHolders {
			continue
		}
		if g.Fragility.Leaving[0].Pairs == 0 {
			continue // one of the two silos is only this actor
		}
		if !begun {
			fmt.Fprint(w, "\nHeld together by few, who together are all that joins the two silos; if one of them left:\n")
			begun = true
		}
		for _, l := range g.Fragility.Leaving {
			fmt.Fprintf(w, "  %s – %s: %s (%s): of %d pairs with a path %d would lose it and %d be farther apart\n", g.A, g.B, l.Name, l.ID, l.Pairs, l.Lost, l.Farther)
		}
	}
}

// writeLists shows who is cut off and who alone holds others together.
func writeLists(w io.Writer, r *app.GapsResult, top int) {
	for _, l := range r.Lists {
		if len(l.Rows) > 0 {
			writeRows(w, l, top)
		}
	}
}

// named lists the first names and says how many more there are.
func named(who []app.ActorRef, first int) string {
	var names []string
	for _, a := range who[:min(first, len(who))] {
		names = append(names, a.Name)
	}
	text := strings.Join(names, ", ")
	if more := len(who) - first; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// fragility writes how many actors hold two silos together; unknown is for a pair ranked too low.
func fragility(f app.Fragility, unknown string) string {
	switch {
	case f.Actors == nil:
		return unknown
	case f.AtLeast:
		return "≥" + strconv.Itoa(*f.Actors)
	}
	return strconv.Itoa(*f.Actors)
}
