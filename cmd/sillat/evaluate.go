package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func evaluateCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "evaluate SOURCE --split DATE[,DATE…]",
		Short: "Compare suggestions with what came true, and with the classic ways to foretell ties",
		Long: `Learns from what starts before the split, suggests new partners to actors that have at least one later new tie, and counts how many suggestions came true.
Popularity, common neighbours, Adamic–Adar, resource allocation and Katz are asked the same, on the plain network; the lead over each has a 95 % interval from
a paired bootstrap over actors. A reliability curve compares the stated probabilities with what came true at any later time; the error within the horizon, with what
came in the days that a probability speaks of, for those who found anybody in them.

With --bridges, plans made before the split are compared with simpler choices by what came true. Of ten bridges that nobody introduced hardly one comes about, so give several splits: the
last table sums them, counts at how many the plan that --by names realised more and less than each other way, and gives its lead with a 95 % interval from a paired
bootstrap over splits. What came later overlaps between splits, which makes that interval too narrow.

With --each-silo as well, every silo of at least so many actors plans for itself: all its bridges have an end in it, and count by what they bring to the whole network. One
more table sums each silo over the splits, and won, lost and the interval are over silos: many more trials than splits, and less alike.`,
		Example: `  sillat evaluate ./data/cordis --split 2017-07-01 --silo silo_sector,silo_country
  sillat evaluate ./data/cordis --split 2016-07-01,2017-01-01,2017-07-01 --silo silo_sector --actors 0 --bridges 10 --by value
  sillat evaluate ./data/cordis --split 2016-07-01,2017-01-01 --silo silo_country --actors 0 --bridges 10 --each-silo 20`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	splits := f.StringSlice("split", nil, "the date: what starts before it is known, what starts later is foretold; several with commas, each by itself")
	actors := f.Int("actors", 1000, "how many actors, drawn with the seed from those with a later new tie; 0 with --bridges: none, only bridges are tried")
	k := f.Int("k", 20, "how many suggestions for each actor")
	silos := f.StringSlice("silo", nil, "also foretell only the ties between silos of this attribute; several with commas")
	bridges := f.Int("bridges", 0, "also plan so many bridges between the silos of each --silo as of the split, and compare them with joining the best connected actors and with the most plausible ties, by what came true later")
	eachSilo := f.Int("each-silo", 0, "with --bridges: also try plans of each silo's own, for the silos of at least so many actors; 0: none")
	by := f.String("by", "value", "the plan of --bridges that several splits are summed for: value or gain")
	timing := f.Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := errors.Join(out.check(), atLeastOne("k", *k)); err != nil {
			return err
		}
		if *actors < 1 && (*actors < 0 || *bridges < 1) {
			return atLeastOne("actors", *actors)
		}
		if *eachSilo < 0 || *eachSilo > 0 && *bridges < 1 {
			return usageError{c, fmt.Errorf("--each-silo is %d with --bridges %d; expected the least number of actors of a silo that plans, and how many bridges it plans, such as --bridges 10 --each-silo 20", *eachSilo, *bridges)}
		}
		plan, ok := app.PlanNames[*by]
		if !ok {
			return usageError{c, fmt.Errorf("--by is %q; expected value or gain", *by)}
		}
		if len(*splits) == 0 {
			return usageError{c, errors.New("--split is missing; name the date that parts what is known from what is foretold, such as 2017-07-01")}
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "evaluating")
		made := &evaluations{}
		for _, split := range *splits {
			r, err := a.Evaluate(c.Context(), app.EvaluateRequest{
				Source: src, Query: *query, Split: split, Actors: *actors, PlansOnly: *actors == 0, K: *k, Silos: *silos, Bridges: *bridges, EachSilo: *eachSilo,
				Progress: func(done, all int64) { bar.set("evaluating", done, all) },
			})
			if err != nil {
				bar.finish()
				return err
			}
			made.Splits = append(made.Splits, r)
		}
		bar.finish()
		for _, r := range made.Splits {
			warn(s.stderr, r.Run.Warnings)
			if *timing {
				writeTiming(s.stderr, r.Run.Timing)
			}
		}
		if made.Pooled, err = app.PoolPlans(made.Splits, plan, query.Seed); err != nil {
			return err
		}
		shows := shown{
			value: made,
			sheet: func() *export.Sheet { return trialSheet(made.Splits, app.Number.String) },
			table: func(w io.Writer) error { return made.table(w) },
		}
		if len(made.Splits) == 1 && *eachSilo == 0 {
			shows.value = made.Splits[0]
		}
		return out.write(shows)
	}
	return c
}

// evaluations are the results of several splits, and their plans of bridges together.
type evaluations struct {
	Splits []*app.EvaluateResult `json:"splits"`
	Pooled []app.PooledPlans     `json:"pooled"`
}

func (e *evaluations) table(w io.Writer) error {
	for i, r := range e.Splits {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := trialTable(w, r); err != nil {
			return err
		}
	}
	for _, p := range e.Pooled {
		switch {
		case p.Silos > 0:
			fmt.Fprintf(w, "\n%d silos of %s, each with plans of its own at %d splits; won, lost and lead by silo: %s against each, in gain × realised.\n", p.Silos, p.Silo, p.Splits, p.Plan)
		case p.Splits > 1:
			fmt.Fprintf(w, "\n%d splits together, bridges between silos of %s; won, lost and lead by split: %s against each, in gain × realised.\n", p.Splits, p.Silo, p.Plan)
		default: // one split says it all above
			continue
		}
		sheet := &export.Sheet{Header: []string{"method", "ties", "gain × plausibility", "expected", "came true", "gain × realised", "won", "lost", "lead", "lead_low", "lead_high"}}
		for _, m := range p.Ways {
			sheet.Rows = append(sheet.Rows, []string{
				m.Name, strconv.Itoa(m.Ties), short(m.Value), short(m.Stated), strconv.Itoa(m.Came), short(m.Realised),
				strconv.Itoa(m.Won), strconv.Itoa(m.Lost), short(m.Lead), short(m.LeadCI[0]), short(m.LeadCI[1]),
			})
		}
		if err := sheet.Table(w); err != nil {
			return err
		}
	}
	return nil
}

// trialSheet has one row for the model and one for each baseline, trial by trial.
func trialSheet(splits []*app.EvaluateResult, number func(app.Number) string) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"split", "ties", "actors", "method", "precision", "ratio", "lead", "lead_low", "lead_high", "calibration_error", "within_error"}}
	for _, r := range splits {
		trialRows(sheet, r, number)
	}
	return sheet
}

func trialRows(sheet *export.Sheet, r *app.EvaluateResult, number func(app.Number) string) {
	for _, t := range r.Trials {
		actors := strconv.Itoa(t.Actors)
		sheet.Rows = append(sheet.Rows, []string{r.Model.Day, t.Ties, actors, "model", number(t.Precision), "", "", "", "", number(t.CalibrationError), number(t.WithinError)})
		for _, b := range t.Baselines {
			sheet.Rows = append(sheet.Rows, []string{
				r.Model.Day, t.Ties, actors, b.Name, number(b.Precision), number(b.Ratio), number(b.Lead), number(b.LeadCI[0]), number(b.LeadCI[1]), "", "",
			})
		}
	}
}

func trialTable(w io.Writer, r *app.EvaluateResult) error {
	if len(r.Trials) > 0 {
		if err := trialSheet([]*app.EvaluateResult{r}, short).Table(w); err != nil {
			return err
		}
	}
	for _, t := range r.Trials {
		if t.Actors == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s: precision@%d %s, %s times the best baseline (%s).\n  stated → came true:", t.Ties, t.K, short(t.Precision), short(t.Ratio), t.Best)
		for _, b := range t.Reliability {
			fmt.Fprintf(w, "  %s → %s", short(b.Stated), short(b.Came))
		}
		fmt.Fprintln(w)
	}
	for _, p := range r.Plans {
		sheet := &export.Sheet{Header: []string{"bridges between silos of " + p.Silo, "ties", "gain in reach", "gain × plausibility", "expected", "came true", "gain × realised"}}
		for _, m := range p.Methods {
			sheet.Rows = append(sheet.Rows, []string{m.Name, strconv.Itoa(m.Ties), short(m.Gain), short(m.Value), short(m.Stated), strconv.Itoa(m.Came), short(m.Realised)})
		}
		fmt.Fprintln(w)
		if err := sheet.Table(w); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\nLearnt from %d new ties in the %d days before %s; %s of the known actors found a new partner in that time.\n",
		r.Model.Ties, r.Model.HorizonDays, r.Model.Day, percent(r.Model.Finding))
	return err
}
