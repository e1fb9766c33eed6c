package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
)

func networkMove(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "move NAME --to STORE",
		Short: "Copy a network with all its revisions into another store",
		Long: `Copies a network with all its revisions into another store, reads the copy back and compares it with the original, revision by
revision and record by record. The original stays unless --delete-source asks for its removal, which happens after the comparison.`,
		Example: `  sillat network move north --to sqlite:/srv/sillat/archive.db
  sillat network move north --to sqlite:archive.db --as north-2025 --delete-source`,
		Args: exactArgs(1, "one NAME"),
	}
	out := outputFlags(c, s, "table", "json")
	to := c.Flags().String("to", "", "the other store, named as for --store")
	as := c.Flags().String("as", "", "the network's name there (default: the same)")
	remove := c.Flags().Bool("delete-source", false, "remove the original once the copy is compared")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *to == "" {
			return usageError{c, errors.New("--to is missing; name the store to move the network into")}
		}
		return onStore(s, c, out, func(a *app.App) (shown, error) {
			other, done, err := openNamed(c.Context(), *to, app.Options{})
			if err != nil {
				return shown{}, err
			}
			defer done()
			bar := newProgress(s.stderr, "copying")
			defer bar.finish()
			r, err := a.Move(c.Context(), app.MoveRequest{Network: args[0], To: other, As: *as, DeleteSource: *remove, Progress: bar.set})
			if err != nil {
				return shown{}, err
			}
			return shown{value: r, table: func(w io.Writer) error { return moveTable(w, args[0], r) }}, nil
		})
	}
	return c
}

func moveTable(w io.Writer, from string, r *app.MoveResult) error {
	original := "the original stays"
	if r.SourceDeleted {
		original = "the original is removed"
	}
	_, err := fmt.Fprintf(w, "network %s is copied as %s: %d revisions, %d records, compared and equal; %s\n",
		from, r.Network, r.Revisions, r.Records, original)
	return err
}
