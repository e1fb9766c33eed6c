package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func metricsCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "metrics SOURCE --metric ID[,ID…]",
		Short: "Compute metrics for every actor",
		Example: `  sillat metrics demo --metric degree,betweenness
  sillat metrics ./folder --metric e-i --silo silo_sector --format csv --out scores.csv
  sillat metrics demo --metric pagerank --set damping=0.9
  sillat metrics demo --metric betweenness --bands 100
  sillat metrics north --metric betweenness,pagerank --write --store neo4j://…`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "table", "csv", "json", "xlsx", "parquet")
	ids := c.Flags().StringSlice("metric", nil, "ids of metrics, separated by commas; sillat catalog lists them")
	set := c.Flags().StringToString("set", nil, "a metric's parameters, NAME=VALUE or METRIC.NAME=VALUE")
	top := c.Flags().Int("top", 20, "how many actors a table shows, highest first (0: all); csv and json always hold all")
	bands := c.Flags().Int("bands", 0, "add every actor's rank and the best and worst one over so many resampled networks (0: none)")
	write := c.Flags().Bool("write", false, "also write the scores into the store, beside the actors of a network kept in Neo4j, for Cypher and Bloom")
	timing := c.Flags().Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "computing")
		r, err := a.Metrics(c.Context(), app.MetricsRequest{
			Source: src, Query: *query, Metrics: *ids, Silo: *silo, Values: *set, Bands: *bands, Write: *write,
			Progress: func(metric string, done, all int64) { bar.set(metric, done, all) },
		})
		bar.finish()
		if err != nil {
			return err
		}
		warn(s.stderr, r.Run.Warnings)
		if len(r.Written) > 0 {
			fmt.Fprintf(s.stderr, "written beside the actors of %s, revision %d, as %s\n", r.Run.Network, r.Run.Revision, strings.Join(r.Written, ", "))
		}
		if *timing {
			writeTiming(s.stderr, r.Run.Timing)
		}
		return out.write(shown{
			value: r,
			sheet: func() *export.Sheet { return r.Sheet(nil, app.Number.String) },
			table: func(w io.Writer) error { return metricsTable(w, r, *top) },
			made:  r.Run.Words(),
		})
	}
	return c
}

// scoreOrder returns the rows to show: all of them by id when top is 0, else the top ones by the first column, highest first.
func scoreOrder(r *app.MetricsResult, top int) []int {
	order := make([]int, r.Scores.Rows)
	for i := range order {
		order[i] = i
	}
	if top <= 0 || len(r.Scores.Columns) == 0 {
		return order
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(sortable(r.Scores.Score(y, 0)), sortable(r.Scores.Score(x, 0)))
	})
	return order[:min(top, len(order))]
}

// sortable puts undefined scores last.
func sortable(n app.Number) float64 {
	if !n.Defined() {
		return math.Inf(-1)
	}
	return float64(n)
}

func metricsTable(w io.Writer, r *app.MetricsResult, top int) error {
	if len(r.Scores.Columns) > 0 { // metrics that only have figures of the whole network say nothing of actors
		if err := r.Sheet(scoreOrder(r, top), short).Table(w); err != nil {
			return err
		}
		if more := r.Scores.Rows - top; top > 0 && more > 0 {
			fmt.Fprintf(w, "… and %d more actors; --top 0 or --format csv shows all\n", more)
		}
	}
	for _, name := range slices.Sorted(keys(r.Values)) {
		fmt.Fprintf(w, "%s: %s\n", name, short(r.Values[name]))
	}
	if len(r.Groups) > 0 {
		fmt.Fprintln(w)
		if err := groupSheet(r, top).Table(w); err != nil {
			return err
		}
	}
	if len(r.Ties) > 0 {
		fmt.Fprintln(w)
		sheet := &export.Sheet{Header: []string{"metric", "source", "target", "value"}}
		for _, t := range r.Ties[:shownOf(len(r.Ties), top)] {
			sheet.Rows = append(sheet.Rows, []string{t.Metric, t.Source, t.Target, short(t.Value)})
		}
		return sheet.Table(w)
	}
	return nil
}

func groupSheet(r *app.MetricsResult, top int) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"metric", "group", "actors", "figures"}}
	for _, g := range r.Groups[:shownOf(len(r.Groups), top)] {
		var figures []string
		for _, name := range slices.Sorted(keys(g.Values)) {
			figures = append(figures, name+" "+short(g.Values[name]))
		}
		sheet.Rows = append(sheet.Rows, []string{g.Metric, g.Name, strconv.Itoa(g.Actors), strings.Join(figures, ", ")})
	}
	return sheet
}

// shownOf is how many of all rows a table shows.
func shownOf(all, top int) int {
	if top <= 0 {
		return all
	}
	return min(all, top)
}
