package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
)

func backupCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write networks with all their revisions into one portable file",
		Long: `Writes all stored networks, or those named with --network, into one compressed file with a checksum, from which sillat restore puts
them back into any store. Each network is written as it stands at one moment, also while others are importing. An earlier backup at
FILE is replaced once the new one is complete; a file that is no backup is left as it is.`,
		Example: `  sillat backup everything.sillat
  sillat backup north.sillat --network north`,
		Args: exactArgs(1, "one FILE"),
	}
	out := outputFlags(c, s, "table", "json")
	names := c.Flags().StringSlice("network", nil, "only these networks, separated by commas; may be repeated (default: all)")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onStore(s, c, out, func(a *app.App) (shown, error) {
			bar := newProgress(s.stderr, "writing")
			defer bar.finish()
			r, err := a.Backup(c.Context(), app.BackupRequest{File: args[0], Networks: *names, Progress: bar.set})
			if err != nil {
				return shown{}, err
			}
			return shown{value: r, table: func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "%s holds %s: %d records\n", r.File, networksIn(r.Networks), r.Records)
				return err
			}}, nil
		})
	}
	return c
}

// networksIn names networks in a sentence.
func networksIn(names []string) string {
	switch len(names) {
	case 0:
		return "no network"
	case 1:
		return "network " + names[0]
	}
	return fmt.Sprintf("%d networks (%s)", len(names), strings.Join(names, ", "))
}
