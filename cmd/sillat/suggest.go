package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
)

func suggestCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "suggest SOURCE",
		Short: "Rank whom each actor may work with next, by the network's own history",
		Long: `Ranks, for each actor, all known actors that it has not worked with by how plausible a new tie is. Plausibility is the probability that the two start
to work together within a year, given that the actor finds any new partner; it is learnt from who found whom in the network's own dated history,
and calibrated on actors held out. With too little history a documented prior is used, and a warning says so.

--to DATE hides what came later, so that suggestions can be compared with it; sillat evaluate does that. With --silo each suggestion also says
what the tie alone would add to reach between silos (gain), and value is gain × plausibility.`,
		Example: `  sillat suggest demo --k 5
  sillat suggest ./data/cordis --actors ids.csv --to 2017-06-30 > suggestions.csv`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "csv", "json", "table")
	f := c.Flags()
	actors := f.String("actors", "", "a file with the ids of the actors to suggest for, one to a line or in the first column (default: all that have worked with anybody)")
	k := f.Int("k", 20, "how many suggestions for each actor")
	by := f.String("by", "plausibility", "plausibility, or value (gain × plausibility, needs --silo): what the suggestions are ranked by")
	across := f.Bool("across", false, "only candidates in another silo of --silo")
	timing := f.Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := errors.Join(out.check(), atLeastOne("k", *k)); err != nil {
			return err
		}
		if *by != "plausibility" && *by != "value" {
			return fault.New(fault.Invalid, "--by is %q; expected plausibility or value", *by)
		}
		ids, err := readIDs(*actors)
		if err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "learning")
		r, err := a.Suggest(c.Context(), app.SuggestRequest{
			Source: src, Query: *query, Actors: ids, K: *k, Silo: *silo, ByValue: *by == "value", Across: *across,
			Progress: func(done, all int64) { bar.set("learning", done, all) },
		})
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
			sheet: func() *export.Sheet { return suggestionSheet(r) },
			table: func(w io.Writer) error { return suggestionTable(w, r) },
		})
	}
	return c
}

// atLeastOne refuses a count below 1.
func atLeastOne(flag string, n int) error {
	if n < 1 {
		return fault.New(fault.Invalid, "--%s is %d; expected 1 or more", flag, n)
	}
	return nil
}

// readIDs reads the first column of a file; a first line that says id or actor is its header.
func readIDs(file string) ([]string, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fault.New(fault.BadInput, "--actors %s cannot be read: %v", file, err)
	}
	defer f.Close()
	rows := csv.NewReader(bufio.NewReader(f))
	rows.FieldsPerRecord = -1
	all, err := rows.ReadAll()
	if err != nil {
		return nil, fault.New(fault.BadInput, "--actors %s: %v; expected an id on every line, or a CSV file with ids in its first column", file, err)
	}
	var ids []string
	for i, row := range all {
		id := strings.TrimSpace(strings.TrimPrefix(row[0], "\ufeff"))
		if id == "" || i == 0 && (strings.EqualFold(id, "id") || strings.EqualFold(id, "actor")) {
			continue
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return nil, fault.New(fault.BadInput, "--actors %s names no actor; expected an id on every line", file)
	}
	return ids, nil
}

func suggestionSheet(r *app.SuggestResult) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"actor", "rank", "candidate", "plausibility", "gain", "value"}}
	for _, x := range r.Suggestions {
		sheet.Rows = append(sheet.Rows, []string{x.Actor, strconv.Itoa(x.Rank), x.Candidate, x.Plausibility.String(), x.Gain.String(), x.Value.String()})
	}
	return sheet
}

func suggestionTable(w io.Writer, r *app.SuggestResult) error {
	sheet := &export.Sheet{Header: []string{"actor", "rank", "candidate", "plausibility"}}
	for _, x := range r.Suggestions {
		sheet.Rows = append(sheet.Rows, []string{x.ActorName, strconv.Itoa(x.Rank), x.CandidateName, percent(x.Plausibility)})
	}
	if err := sheet.Table(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nLearnt from %d new ties, for the %d days from %s.\n", r.Model.Ties, r.Model.HorizonDays, r.Model.Day)
	return err
}
