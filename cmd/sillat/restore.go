package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
)

func restoreCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put the networks of a backup back, with all their revisions",
		Long: `Stores the networks of a file that sillat backup wrote, all of them or none. The whole file is checked first: one that is damaged,
cut short or from a newer Sillat is refused and nothing is stored. A network that is there already is never overwritten.`,
		Example: `  sillat restore everything.sillat
  sillat restore north.sillat --as north-2025`,
		Args: exactArgs(1, "one FILE"),
	}
	out := outputFlags(c, s, "table", "json")
	as := c.Flags().String("as", "", "another name for the only network in the file")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
			bar := newProgress(s.stderr, "checking")
			defer bar.finish()
			r, err := a.Restore(c.Context(), app.RestoreRequest{File: args[0], As: *as, Progress: bar.set})
			if err != nil {
				return shown{}, err
			}
			return shown{value: r, table: func(w io.Writer) error {
				if r.Erased > 0 {
					fmt.Fprintf(w, "erased again %d actors that had been erased after the backup was made\n", r.Erased)
				}
				_, err := fmt.Fprintf(w, "restored %s: %d records, as of %s\n", networksIn(r.Networks), r.Records, when(r.Made))
				return err
			}}, nil
		})
	}
	return c
}
