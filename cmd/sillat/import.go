package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
)

func importCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "import PATH… --network NAME",
		Short: "Read files into a stored network as one revision",
		Long: `Reads folders or files into a network and stores them as one revision, or nothing at all when anything in them cannot be used.
Records are added or changed; none is removed. The same files a second time change nothing. The columns found are shown; --column
says otherwise where the guess is wrong.

Tables are CSV or an Excel workbook. An edge list and the files of other programs are read as they are: GraphML, GEXF (Gephi), .net (Pajek),
DL (UCINET), VNA (NetDraw), GML. What a file is shows in what it holds, not in its name; each may be gzipped.`,
		Example: `  sillat import ./ecosystem --network north
  sillat import ecosystem.xlsx --network north
  sillat import lesmis.gexf --network lesmis
  sillat import actors.csv ties.csv --network north --column actors.id=Tunnus --dry-run`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{c, fmt.Errorf("expected at least one PATH")}
			}
			return nil
		},
	}
	out := outputFlags(c, s, "table", "json")
	name := c.Flags().String("network", "", "the network to import into; made when it is new")
	dry := c.Flags().Bool("dry-run", false, "read and check, but store nothing")
	unlisted := c.Flags().Bool("add-unlisted", false, "add the actors and activities that rows name though no file lists them, instead of refusing the files")
	columns := c.Flags().StringToString("column", nil, "use a header for a field, KIND.FIELD=HEADER, such as actors.id=Tunnus; HEADER - ignores the field")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		if *name == "" && !*dry {
			return fault.New(fault.Invalid, "--network is missing; say which network to import into, or add --dry-run")
		}
		a, done, err := s.openUnless(c.Context(), *dry && s.serverName() == "")
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "reading")
		r, err := a.Import(c.Context(), app.ImportRequest{
			Network: *name, Paths: args, Columns: *columns, DryRun: *dry, AddUnlisted: *unlisted, By: whoAmI(),
			Progress: func(done, all int64) { bar.set("reading", done, all) },
		})
		bar.finish()
		if err != nil {
			if r != nil {
				_ = filesTable(s.stderr, r) // shown to help mend the error that follows
			}
			return err
		}
		return out.write(shown{value: r, table: func(w io.Writer) error { return importTable(w, r) }})
	}
	return c
}

func importTable(w io.Writer, r *app.ImportResult) error {
	if err := filesTable(w, r); err != nil {
		return err
	}
	for _, p := range r.Problems {
		fmt.Fprintln(w, "note:", p)
	}
	if more := r.ProblemCount - len(r.Problems); more > 0 {
		fmt.Fprintf(w, "note: … and %d more\n", more)
	}
	fmt.Fprintf(w, "read %d actors, %d collaborations, %d activities, %d participations\n",
		r.Read.Actors, r.Read.Collaborations, r.Read.Activities, r.Read.Participations)
	if r.Merged > 0 {
		fmt.Fprintf(w, "%d records name actors that were merged before; they are taken as being about those they are now\n", r.Merged)
	}
	switch {
	case r.DryRun:
		fmt.Fprintln(w, "dry run: nothing was stored")
	case !r.Changed:
		fmt.Fprintf(w, "network %s holds all of it already, at revision %d\n", r.Network, r.Revision.Number)
	default:
		fmt.Fprintf(w, "stored as revision %d of network %s\n", r.Revision.Number, r.Network)
	}
	return nil
}

// filesTable shows how each file was read: which header became which field.
func filesTable(w io.Writer, r *app.ImportResult) error {
	sheet := &export.Sheet{Header: []string{"file", "holds", "column", "read as", "example"}}
	for _, f := range r.Files {
		for i, c := range f.Columns {
			file, holds := "", ""
			if i == 0 {
				file, holds = filepath.Base(f.File), fmt.Sprintf("%d %s", f.Rows, f.Kind)
				if f.Sheet != "" {
					file += "[" + f.Sheet + "]"
				}
			}
			sheet.Rows = append(sheet.Rows, []string{file, holds, c.Header, c.Field, c.Example})
		}
	}
	return sheet.Table(w)
}
