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

func bridgesCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "bridges SOURCE --silo DIM",
		Short: "Plan the new ties that bring silos closest together",
		Long: `Plans k new ties between actors of different silos that together raise the aim most: reach is the mean of 1/distance over all pairs of
actors in different silos, and stays meaningful when the network is in pieces; robustness is a low mean resistance between them, for networks of up to
3,000 actors. Each bridge says what it adds and why. The plan is a heuristic's; on small networks it is compared with the true optimum in the tests.

Other kinds of bridges: a broker already knows actors in two silos and could bring them together, a convening is one activity for --k guests, and
peer-learning joins actors of different silos who share a region or a theme and are far apart.`,
		Example: `  sillat bridges demo --silo silo_sector --k 5
  sillat bridges demo --silo silo_sector --between foundation,municipality
  sillat bridges demo --silo silo_sector --kind convening --k 8
  sillat bridges demo --silo silo_sector --kind peer-learning --theme region`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	k := f.Int("k", 10, "how many bridges")
	between := f.StringSlice("between", nil, "only between these two silos, A,B")
	aim := f.String("aim", "reach", "reach: bring actors in different silos closer; robustness: give them more and better separate ways")
	kind := f.String("kind", "tie", "tie: whom to introduce; broker: who could bring two silos together; convening: whom to invite to one activity (--k guests); peer-learning: ties between actors with something in common")
	themes := f.StringSlice("theme", nil, "for peer-learning: the attributes of which peers share a value (default: all that say something)")
	by := f.String("by", "gain", "gain, or value (gain × plausibility): what the plan is chosen by")
	limitsFile := f.String("limits", "", "a JSON file (without one, at most 3 new ties for any actor): "+limitsShape)
	timing := f.Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := errors.Join(out.check(), needSilo(c, *silo)); err != nil {
			return err
		}
		if *k < 1 {
			return fault.New(fault.Invalid, "--k is %d; expected 1 or more", *k)
		}
		if *by != "gain" && *by != "value" {
			return fault.New(fault.Invalid, "--by is %q; expected gain or value", *by)
		}
		limits, err := readLimits(*limitsFile)
		if err != nil {
			return err
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "planning")
		r, err := a.Bridges(c.Context(), app.BridgesRequest{
			Source: src, Query: *query, Silo: *silo, K: *k, Between: *between, Aim: *aim, Kind: *kind, Themes: *themes, ByValue: *by == "value", Limits: limits,
			Progress: func(done, all int64) { bar.set("planning", done, all) },
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
			sheet: func() *export.Sheet { return bridgeSheet(r) },
			table: func(w io.Writer) error { return bridgesTable(w, r) },
		})
	}
	return c
}

func bridgeSheet(r *app.BridgesResult) *export.Sheet {
	sheet := &export.Sheet{Header: []string{
		"rank", "kind", "source", "target", "source_name", "target_name", "silo_source", "silo_target", "gain", "plausibility", "value", "stability", "reason", "who",
	}}
	for _, b := range r.Bridges {
		ids := make([]string, 0, len(b.Who))
		for _, who := range b.Who {
			ids = append(ids, who.ID)
		}
		sheet.Rows = append(sheet.Rows, []string{
			strconv.Itoa(b.Rank), b.Kind, b.Source, b.Target, b.SourceName, b.TargetName, b.Facts.SiloSource, b.Facts.SiloTarget,
			b.Gain.String(), b.Plausibility.String(), b.Value.String(), b.Stability.String(), b.Reason.English, strings.Join(ids, ";"),
		})
	}
	return sheet
}

func bridgesTable(w io.Writer, r *app.BridgesResult) error {
	for _, b := range r.Bridges {
		fmt.Fprintf(w, "%2d. %s\n    %s\n    %s +%s, %s", b.Rank, bridgeTitle(b), b.Reason.English, r.Aim, short(b.Gain), chanceText(b, r.Model))
		if b.Stability.Defined() {
			fmt.Fprintf(w, "; resampled, %s of plans hold this very tie and %s one between these silos", percent(b.Stability), percent(b.SiloStable))
		}
		fmt.Fprintln(w)
	}
	if r.Before.Resistance != nil {
		fmt.Fprintf(w, "\nMean resistance between silos: %s before, %s after.", short(*r.Before.Resistance), short(*r.After.Resistance))
	}
	_, err := fmt.Fprintf(w, "\nReach between silos: %s before, %s after. Pairs without a path: %d before, %d after.\n",
		short(r.Before.Reach), short(r.After.Reach), r.Before.UnreachablePairs, r.After.UnreachablePairs)
	return err
}

// chanceText says how plausible a bridge is, within what time, and how that is known.
func chanceText(b app.BridgeFigure, m app.SuggestModel) string {
	if b.By == "prior" {
		return fmt.Sprintf("plausibility %s by rule of thumb", short(b.Plausibility))
	}
	return fmt.Sprintf("plausibility %s within %d days by the network's %s", short(b.Plausibility), m.HorizonDays, b.By)
}

// bridgeTitle names those whom a bridge is about.
func bridgeTitle(b app.BridgeFigure) string {
	if len(b.Who) == 0 {
		return b.SourceName + " – " + b.TargetName
	}
	names := make([]string, 0, len(b.Who))
	for _, who := range b.Who {
		names = append(names, fmt.Sprintf("%s (%s)", who.Name, who.ID))
	}
	return strings.Join(names, ", ")
}
