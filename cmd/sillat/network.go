package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/network"
)

func networkCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "network",
		Short: "List, show, undo, move and remove stored networks",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{c, fmt.Errorf("there is no command %q", args[0])}
			}
			return c.Help()
		},
	}
	c.AddCommand(networkList(s), networkShow(s), networkRevisions(s), networkRevert(s), networkMove(s), networkPrivacy(s), networkDelete(s))
	return c
}

func networkList(s *session) *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "List the stored networks", Args: exactArgs(0, "no arguments")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			list, err := a.Networks(c.Context())
			if err != nil {
				return shown{}, err
			}
			sheet := &export.Sheet{Header: []string{"network", "revision", "actors", "collaborations", "activities", "participations", "changed"}}
			for _, n := range list.Networks {
				sheet.Rows = append(sheet.Rows, append(append([]string{n.Name, strconv.Itoa(n.Revision)}, counted(n.Counts)...), when(n.Changed)))
			}
			return sheetOf(list, sheet), nil
		})
	}
	return c
}

func networkShow(s *session) *cobra.Command {
	c := &cobra.Command{Use: "show NAME", Short: "Show a network's size and its silo dimensions", Args: exactArgs(1, "one NAME")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			n, err := a.Network(c.Context(), args[0])
			if err != nil {
				return shown{}, err
			}
			sheet := &export.Sheet{Header: []string{"dimension", "silo", "actors"}}
			for _, d := range n.Dimensions {
				for _, silo := range d.Silos {
					sheet.Rows = append(sheet.Rows, []string{d.Name, silo.Name, strconv.Itoa(silo.Actors)})
				}
			}
			r := sheetOf(n, sheet)
			r.table = func(w io.Writer) error { return networkTable(w, n) }
			return r, nil
		})
	}
	return c
}

// networkTable shows a network's size, then each dimension on one line.
func networkTable(w io.Writer, n *app.NetworkDetail) error {
	fmt.Fprintf(w, "%s, revision %d: %d actors, %d collaborations, %d activities, %d participations\n\n",
		n.Name, n.Revision, n.Counts.Actors, n.Counts.Collaborations, n.Counts.Activities, n.Counts.Participations)
	sheet := &export.Sheet{Header: []string{"dimension", "silos", "the largest"}}
	for _, d := range n.Dimensions {
		var largest app.SiloSummary
		for _, silo := range d.Silos {
			if silo.Actors > largest.Actors {
				largest = silo
			}
		}
		sheet.Rows = append(sheet.Rows, []string{d.Name, strconv.Itoa(len(d.Silos)), fmt.Sprintf("%s (%d actors)", largest.Name, largest.Actors)})
	}
	if err := sheet.Table(w); err != nil || n.OpensBy == "" {
		return err
	}
	_, err := fmt.Fprintf(w, "\nbegin with --silo %s\n", n.OpensBy)
	return err
}

func networkRevisions(s *session) *cobra.Command {
	c := &cobra.Command{Use: "revisions NAME", Short: "List a network's changes, oldest first", Args: exactArgs(1, "one NAME")}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			list, err := a.Revisions(c.Context(), args[0])
			if err != nil {
				return shown{}, err
			}
			sheet := &export.Sheet{Header: []string{"revision", "made", "by", "what", "added", "removed"}}
			for _, r := range list {
				sheet.Rows = append(sheet.Rows, []string{
					strconv.Itoa(r.Number), when(r.Made), r.By, r.Message, strconv.Itoa(records(r.Added)), strconv.Itoa(records(r.Removed)),
				})
			}
			return sheetOf(map[string]any{"revisions": list}, sheet), nil
		})
	}
	return c
}

func networkRevert(s *session) *cobra.Command {
	c := &cobra.Command{Use: "revert NAME --to REVISION", Short: "Make a new revision that reads like an earlier one", Args: exactArgs(1, "one NAME")}
	out := outputFlags(c, s, "table", "json")
	to := c.Flags().Int("to", -1, "the revision to go back to (0: empty)")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *to < 0 {
			return usageError{c, errors.New("--to is missing; name the revision to go back to, 0 for the empty network")}
		}
		return onDesk(s, c, out, func(a desk) (shown, error) {
			r, err := a.Revert(c.Context(), args[0], *to, whoAmI())
			if err != nil {
				return shown{}, err
			}
			return shown{value: r, table: func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "revision %d of network %s reads as revision %d did\n", r.Number, args[0], *to)
				return err
			}}, nil
		})
	}
	return c
}

func networkDelete(s *session) *cobra.Command {
	c := &cobra.Command{Use: "delete NAME --yes", Short: "Remove a network with all its revisions", Args: exactArgs(1, "one NAME")}
	yes := c.Flags().Bool("yes", false, "really: this cannot be undone")
	c.RunE = func(c *cobra.Command, args []string) error {
		if !*yes {
			return usageError{c, fmt.Errorf("deleting %s cannot be undone: add --yes", args[0])}
		}
		a, done, err := s.openDesk(c.Context())
		if err != nil {
			return err
		}
		defer done()
		if err := a.Delete(c.Context(), args[0]); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.stdout, "network %s is removed\n", args[0])
		return err
	}
	return c
}

// onStore runs a use case that needs the store and writes what it returns.
func onStore(s *session, c *cobra.Command, out *output, do func(*app.App) (shown, error)) error {
	if err := out.check(); err != nil {
		return err
	}
	a, done, err := s.open(c.Context())
	if err != nil {
		return err
	}
	defer done()
	r, err := do(a)
	if err != nil {
		return err
	}
	return out.write(r)
}

// onDesk runs a use case that a server has too, and writes what it returns.
func onDesk(s *session, c *cobra.Command, out *output, do func(desk) (shown, error)) error {
	if err := out.check(); err != nil {
		return err
	}
	a, done, err := s.openDesk(c.Context())
	if err != nil {
		return err
	}
	defer done()
	r, err := do(a)
	if err != nil {
		return err
	}
	return out.write(r)
}

// sheetOf shows the same sheet as CSV and as a table.
func sheetOf(value any, sheet *export.Sheet) shown {
	return shown{value: value, sheet: func() *export.Sheet { return sheet }, table: sheet.Table}
}

func counted(c network.Counts) []string {
	return []string{strconv.Itoa(c.Actors), strconv.Itoa(c.Collaborations), strconv.Itoa(c.Activities), strconv.Itoa(c.Participations)}
}

func records(c network.Counts) int {
	return c.Actors + c.Collaborations + c.Activities + c.Participations
}

func when(t time.Time) string { return t.Format(time.RFC3339) }
