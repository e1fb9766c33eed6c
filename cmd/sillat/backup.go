package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/client"
)

func backupCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write networks with all their revisions into one portable file",
		Long: `Writes all stored networks, or those named with --network, into one compressed file with a checksum, from which sillat restore puts
them back into any store. Each network is written as it stands at one moment, also while others are importing. An earlier backup at
FILE is replaced once the new one is complete; a file that is no backup is left as it is. With --server the file comes from there: the owner of a
network may have that one, an admin all.`,
		Example: `  sillat backup everything.sillat
  sillat backup north.sillat --network north`,
		Args: exactArgs(1, "one FILE"),
	}
	out := outputFlags(c, s, "table", "json")
	names := c.Flags().StringSlice("network", nil, "only these networks, separated by commas; may be repeated (default: all)")
	c.RunE = func(c *cobra.Command, args []string) error {
		return onDesk(s, c, out, func(a desk) (shown, error) {
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

// Backup takes a backup from the server into a file of this machine.
func (r *remote) Backup(ctx context.Context, q app.BackupRequest) (*app.BackupResult, error) {
	return app.TakeBackup(ctx, q.File, func(w io.Writer) error {
		if len(q.Networks) == 1 { // which its owner may have
			return r.Client.Backup(ctx, q.Networks[0], w)
		}
		return r.BackupAll(ctx, q.Networks, w)
	})
}

// Restore sends a backup of this machine to the server.
func (r *remote) Restore(ctx context.Context, q app.RestoreRequest) (*app.BackupResult, error) {
	folder, name := filepath.Split(q.File)
	if folder == "" {
		folder = "."
	}
	got, err := r.Client.Restore(ctx, client.RestoreQuery{Files: os.DirFS(folder), Path: name, As: q.As})
	if err != nil {
		return nil, err
	}
	return &app.BackupResult{File: q.File, Made: got.Made, Networks: got.Networks, Records: got.Records, SHA256: got.SHA256, Erased: got.Erased}, nil
}
