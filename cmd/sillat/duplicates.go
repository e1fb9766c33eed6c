package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func duplicatesCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "duplicates NETWORK",
		Short: "Propose actors that may stand in a network twice, to merge them or to keep them apart",
		Long: `Shows pairs of actors of a stored network that may be one, with what speaks for it and against it: names that are the same but for capitals, accents
and legal forms or share the words that tell, official ids, places, kinds, shared partners. The score is an order, no probability; people decide.

sillat duplicates merge makes one of two and remembers it for later imports; sillat network revert undoes it. sillat duplicates apart
remembers that two are two.`,
		Example: `  sillat duplicates north
  sillat duplicates merge north FIK-001 FIK-204
  sillat duplicates apart north FIK-001 FIK-007`,
		Args: exactArgs(1, "one NETWORK"),
	}
	out := outputFlags(c, s, "table", "csv", "json")
	least := c.Flags().Float64("least", 0.8, "the lowest score that is shown, from 0.5 to 1")
	limit := c.Flags().Int("limit", 100, "how many pairs at most, the likeliest")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			d, err := a.Duplicates(c.Context(), app.DuplicatesRequest{Network: args[0], Least: *least, Limit: *limit})
			if err != nil {
				return shown{}, err
			}
			return shown{
				value: d,
				sheet: func() *export.Sheet { return duplicatesSheet(d) },
				table: func(w io.Writer) error { return duplicatesTable(w, d) },
			}, nil
		})
	}
	c.AddCommand(duplicatesMerge(s), duplicatesApart(s))
	return c
}

func duplicatesMerge(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "merge NETWORK KEEP DROP", Short: "Make one actor of two: what is known of DROP goes over to KEEP", Args: exactArgs(3, "NETWORK, KEEP and DROP"),
		Example: "  sillat duplicates merge north FIK-001 FIK-204",
	}
	out := outputFlags(c, s, "table", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			m, err := a.Merge(c.Context(), app.MergeRequest{Network: args[0], Keep: args[1], Drop: args[2], Base: app.AnyRevision, By: whoAmI()})
			if err != nil {
				return shown{}, err
			}
			return shown{value: m, table: func(w io.Writer) error {
				fmt.Fprintf(w, "%s is %s now, by revision %d: %d collaborations and %d participations were carried over.\n",
					m.Drop, m.Keep, m.Revision.Number, m.Collaborations, m.Participations)
				if m.Loops > 0 {
					fmt.Fprintf(w, "Collaborations between the two, which are none any more: %d.\n", m.Loops)
				}
				if len(m.Attributes) > 0 {
					fmt.Fprintf(w, "%s took over: %s.\n", m.Keep, strings.Join(m.Attributes, ", "))
				}
				_, err := fmt.Fprintf(w, "To undo it: sillat network revert %s --to %d\n", m.Network, m.Revision.Number-1)
				return err
			}}, nil
		})
	}
	return c
}

func duplicatesApart(s *session) *cobra.Command {
	c := &cobra.Command{
		Use: "apart NETWORK A B", Short: "Remember that two actors are two, so that they are proposed no more", Args: exactArgs(3, "NETWORK, A and B"),
		Example: "  sillat duplicates apart north FIK-001 FIK-007\n  sillat duplicates apart north FIK-001 FIK-007 --undo",
	}
	out := outputFlags(c, s, "table", "json")
	undo := c.Flags().Bool("undo", false, "take it back: they may be proposed again")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			r, err := a.KeepApart(c.Context(), app.ApartRequest{Network: args[0], A: args[1], B: args[2], Open: *undo, By: whoAmI()})
			if err != nil {
				return shown{}, err
			}
			return shown{value: r, table: func(w io.Writer) error {
				said := "%s and %s are kept apart\n"
				if !r.Apart {
					said = "%s and %s may be proposed again\n"
				}
				_, err := fmt.Fprintf(w, said, r.A, r.B)
				return err
			}}, nil
		})
	}
	return c
}

func duplicatesSheet(d *app.Duplicates) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"score", "a", "a_name", "b", "b_name", "for", "against"}}
	for _, p := range d.Pairs {
		sheet.Rows = append(sheet.Rows, []string{p.Score.String(), p.A.ID, p.A.Name, p.B.ID, p.B.Name, reasonsOf(p, true), reasonsOf(p, false)})
	}
	return sheet
}

// reasonsOf are the sentences for, or against, a pair being one.
func reasonsOf(p app.DuplicatePair, speaksFor bool) string {
	var list []string
	for _, r := range p.Reasons {
		if r.For == speaksFor {
			list = append(list, r.Reason.English)
		}
	}
	return strings.Join(list, " ")
}

func duplicatesTable(w io.Writer, d *app.Duplicates) error {
	for _, p := range d.Pairs {
		fmt.Fprintf(w, "%.2f  %s (%s) – %s (%s)\n", float64(p.Score), p.A.Name, p.A.ID, p.B.Name, p.B.ID)
		fmt.Fprintf(w, "      %s\n", reasonsOf(p, true))
		if against := reasonsOf(p, false); against != "" {
			fmt.Fprintf(w, "      But: %s\n", against)
		}
	}
	if more := d.Total - len(d.Pairs); more > 0 {
		fmt.Fprintf(w, "and %d more: raise --limit\n", more)
	}
	for _, p := range d.Apart {
		fmt.Fprintf(w, "Kept apart by %s: %s (%s) – %s (%s)\n", p.By, p.A.Name, p.A.ID, p.B.Name, p.B.ID)
	}
	_, err := fmt.Fprintln(w, strconv.Itoa(d.Total)+" pairs may be one actor; nothing is merged before somebody says so")
	return err
}
