package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

func exportCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "export SOURCE --out FILE",
		Short: "Write a network as a file for other programs: GraphML, GEXF, Pajek, CSV, lines of JSON",
		Long: `Writes a network for other programs. The format is told by the file's ending: .graphml (networkx, igraph, Gephi, yEd), .gexf (Gephi), .net (Pajek, UCINET),
.csv, .jsonl; or by --format.

--what ties, the usual, is the graph that analyses compute on: actors with their attributes and the ties that the selectors give, also those of shared
activities. The others are records as they are stored: all (as jsonl, or in a graph the collaborations), actors, activities, collaborations, or participations,
which in a graph make one of actors and activities.`,
		Example: `  sillat export demo --out demo.graphml
  sillat export demo --where level=national --weights strength --out national.gexf
  sillat export demo --what participations --out two-mode.net
  sillat export demo --what actors --format csv --out actors.csv`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	out := outputFlags(c, s, append([]string{"auto"}, app.ExportFormats()...)...)
	c.Flags().Lookup("format").Usage = "csv, jsonl, graphml, gexf or pajek (default: by the ending of --out)"
	what := c.Flags().String("what", "", "ties, all, actors, activities, collaborations or participations (default: ties; for jsonl all)")
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		if out.format == "auto" {
			if out.format = app.ExportFormatOf(out.file); out.format == "" {
				return fault.New(fault.Invalid, "--out %q does not say the format; end it with .graphml, .gexf, .net, .csv or .jsonl, or give --format", out.file)
			}
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		write, err := a.Export(c.Context(), app.ExportRequest{Source: src, Query: *query, What: *what, Format: out.format})
		if err != nil {
			return err
		}
		return out.into(func(w io.Writer) error { return write(c.Context(), w) })
	}
	return c
}

// Export writes what the server exports.
func (r *remote) Export(ctx context.Context, q app.ExportRequest) (func(context.Context, io.Writer) error, error) {
	v := selectors(q.Query)
	v.Set("format", q.Format)
	set(v, "what", q.What)
	return func(ctx context.Context, w io.Writer) error { return r.Stream(ctx, r.at("/export"), v, w) }, nil
}
