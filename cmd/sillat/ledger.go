package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-json"
	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
)

func ledgerCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "ledger NETWORK",
		Short: "Remember what was suggested and what became of it, and tell the hit rate",
		Long: `Shows what was suggested in a stored network and what became of it: suggested → introduced → active → ended, or declined. The hit rate is of those
that were introduced: a hit became active, as somebody says or as the data do, where a later import holds a tie between the two that starts
after the suggestion. What came about without an introduction is told apart, and so is what had been there before and was only recorded later.

sillat ledger add enters suggestions, sillat ledger move says what became of one.`,
		Example: `  sillat bridges north --silo region --format json --out plan.json
  sillat ledger add north --plan plan.json --rank 1,3
  sillat ledger move north 3f6c introduced --note "met at the autumn seminar"
  sillat ledger north`,
		Args: exactArgs(1, "one NETWORK"),
	}
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	state := f.String("state", "", "only what stands here: suggested, introduced, active, ended or declined")
	actor := f.String("actor", "", "only what is about this actor, by id")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			l, err := wholeLedger(c, a, app.LedgerRequest{Network: args[0], State: *state, Actor: *actor})
			if err != nil {
				return shown{}, err
			}
			return shown{
				value: l,
				sheet: func() *export.Sheet { return ledgerSheet(l.Entries) },
				table: func(w io.Writer) error { return ledgerTable(w, l) },
			}, nil
		})
	}
	c.AddCommand(ledgerAdd(s), ledgerMove(s))
	return c
}

// wholeLedger reads all pages as one.
func wholeLedger(c *cobra.Command, a desk, r app.LedgerRequest) (*app.Ledger, error) {
	r.Limit = 1000
	whole, err := a.Ledger(c.Context(), r)
	for err == nil && whole.Next != "" {
		var l *app.Ledger
		r.Cursor = whole.Next
		if l, err = a.Ledger(c.Context(), r); err == nil {
			whole.Entries, whole.Next = append(whole.Entries, l.Entries...), l.Next
		}
	}
	return whole, err
}

func ledgerAdd(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "add NETWORK", Short: "Enter the bridges of a plan, or a tie of your own; what is in the ledger already stays as it is", Args: exactArgs(1, "one NETWORK"),
		Example: "  sillat ledger add north --plan plan.json\n  sillat ledger add north --tie FIK-001,FIK-204 --silo region --note \"the mayor's idea\"",
	}
	out := outputFlags(c, s, "table", "csv", "json")
	f := c.Flags()
	plan := f.String("plan", "", "what sillat bridges --format json wrote, or - for standard input")
	ranks := f.IntSlice("rank", nil, "only the bridges of these ranks, separated by commas")
	ties := f.StringArray("tie", nil, "two ids, U,V; may be repeated")
	silo := siloFlag(c)
	note := f.String("note", "", "what to remember of it")
	c.RunE = func(c *cobra.Command, args []string) error {
		if (*plan == "") == (len(*ties) == 0) {
			return usageError{c, errors.New("name what to enter: either --plan FILE or --tie U,V")}
		}
		r := app.LedgerAdd{Network: args[0], Silo: *silo, By: whoAmI(), Note: *note}
		for _, text := range *ties {
			u, v, ok := strings.Cut(text, ",")
			if !ok {
				return fault.New(fault.Invalid, "--tie is %q; expected two ids with a comma between them", text)
			}
			r.Suggestions = append(r.Suggestions, app.LedgerSuggestion{Kind: "tie", Actors: []string{strings.TrimSpace(u), strings.TrimSpace(v)}})
		}
		if *plan != "" {
			made, err := readPlan(*plan)
			if err != nil {
				return err
			}
			if r.Suggestions, err = made.Suggestions(*ranks); err != nil {
				return err
			}
			r.Silo, r.Revision = made.Run.Silo, made.Run.Revision
		}
		return onDesk(s, c, out, func(a desk) (shown, error) {
			added, err := a.AddLedger(c.Context(), r)
			if err != nil {
				return shown{}, err
			}
			return shown{
				value: added,
				sheet: func() *export.Sheet { return ledgerSheet(append(added.Added, added.Known...)) },
				table: func(w io.Writer) error { return addedTable(w, added) },
			}, nil
		})
	}
	return c
}

func ledgerMove(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "move NETWORK ENTRY STATE", Short: "Say what became of a suggestion; the state before takes the last step back", Args: exactArgs(3, "NETWORK, ENTRY and STATE"),
		Example: "  sillat ledger move north 3f6c introduced\n  sillat ledger move north 3f6c active --note \"a joint project began\"",
	}
	out := outputFlags(c, s, "table", "json")
	note := c.Flags().String("note", "", "what to remember of it")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			e, err := a.MoveLedger(c.Context(), app.LedgerMove{Network: args[0], ID: args[1], State: args[2], By: whoAmI(), Note: *note})
			if err != nil {
				return shown{}, err
			}
			return shown{value: e, table: func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "%s is %s: %s\n", e.ID, e.State, entryTitle(*e))
				return err
			}}, nil
		})
	}
	return c
}

// readPlan reads a plan of bridges back.
func readPlan(file string) (*app.BridgesResult, error) {
	f := os.Stdin
	if file != "-" {
		var err error
		if f, err = os.Open(file); err != nil {
			return nil, fault.New(fault.BadInput, "--plan %s cannot be read: %v", file, err)
		}
		defer f.Close()
	}
	var plan app.BridgesResult
	if err := json.NewDecoder(f).Decode(&plan); err != nil {
		return nil, fault.New(fault.BadInput, "--plan %s is no plan: %v; write one with sillat bridges … --format json", file, err)
	}
	if plan.Run.Analysis != "bridges" {
		return nil, fault.New(fault.BadInput, "--plan %s is no plan of bridges; write one with sillat bridges … --format json", file)
	}
	return &plan, nil
}

func ledgerSheet(entries []app.LedgerEntry) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"id", "state", "kind", "who", "names", "silos", "gain", "plausibility", "revision", "suggested", "changed", "seen", "since", "note", "reason"}}
	for _, e := range entries {
		var seen app.LedgerSeen
		if e.Seen != nil {
			seen = *e.Seen
		}
		sheet.Rows = append(sheet.Rows, []string{
			e.ID, e.State, e.Kind, ids(e.Who), names(e.Who), strings.Join(e.Silos, ";"), e.Gain.String(), e.Plausibility.String(), strconv.Itoa(e.Revision),
			when(e.Suggested), when(e.Changed), seen.How, seen.Since, e.Steps[len(e.Steps)-1].Note, e.Reason.English,
		})
	}
	return sheet
}

// shownID is how much of an id people see: enough to type.
const shownID = 6

// seenText says what the data know, for a table.
var seenText = map[string]string{
	"after": "in the data since %s", "before": "in the data since %s, before it was suggested", "undated": "in the data, without a date",
}

func ledgerTable(w io.Writer, l *app.Ledger) error {
	for _, e := range l.Entries {
		fmt.Fprintf(w, "%s  %-10s %s  %s\n", e.ID[:shownID], e.State, e.Changed.Format(time.DateOnly), entryTitle(e))
		fmt.Fprintf(w, "        %s\n", e.Reason.English)
		if e.Seen != nil {
			text := seenText[e.Seen.How]
			if strings.Contains(text, "%s") {
				text = fmt.Sprintf(text, e.Seen.Since)
			}
			fmt.Fprintf(w, "        %s\n", text)
		}
		if note := e.Steps[len(e.Steps)-1].Note; note != "" {
			fmt.Fprintf(w, "        Note: %s\n", note)
		}
	}
	if len(l.Entries) > 0 {
		fmt.Fprintln(w)
	}
	_, err := fmt.Fprintln(w, l.HitRate.Reason.English)
	return err
}

func addedTable(w io.Writer, added *app.LedgerAdded) error {
	for _, e := range added.Added {
		fmt.Fprintf(w, "%s  %s\n", e.ID[:shownID], entryTitle(e))
	}
	for _, e := range added.Known {
		fmt.Fprintf(w, "%s  %s: in the ledger already, %s\n", e.ID[:shownID], entryTitle(e), e.State)
	}
	_, err := fmt.Fprintf(w, "%d entered, %d were there\n", len(added.Added), len(added.Known))
	return err
}

// entryTitle names those whom an entry is about.
func entryTitle(e app.LedgerEntry) string {
	who := make([]string, 0, len(e.Who))
	for _, a := range e.Who {
		who = append(who, fmt.Sprintf("%s (%s)", a.Name, a.ID))
	}
	title := strings.Join(who, " – ")
	if e.Kind != "tie" {
		title = e.Kind + ": " + strings.Join(who, ", ")
	}
	return title
}
