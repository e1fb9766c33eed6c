package main

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

func reportCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "report SOURCE --silo DIM --lang fi|sv|en --out FILE.html|FILE.pdf",
		Short: "Write the overall picture as a page in Finnish, Swedish or English",
		Long: `Writes the brief for people who decide: findings in words, headline figures, a map of the silos, who works with whom, the widest gaps, bridges
to build, single points of failure, what has changed, and how it was computed. The HTML file asks for nothing from anywhere and prints well; its
figures stand in it as data too. --format json gives the figures alone.

What has changed is told since the revision before; --since compares with a date or a revision of one's own.`,
		Example: `  sillat report demo --silo silo_sector --lang fi --out yleiskuva.html
  sillat report demo --silo silo_sector --lang sv --since 2021 --out oversikt.pdf
  sillat report ./folder --silo region --lang en > brief.html`,
		Args: exactArgs(1, "one SOURCE"),
	}
	query := selectorFlags(c)
	silo := siloFlag(c)
	out := outputFlags(c, s, "html", "pdf", "json")
	f := c.Flags()
	f.Lookup("format").Usage = "html, pdf or json (default: by the ending of --out, else html)"
	lang := f.String("lang", "en", "fi, sv or en")
	bridges := f.Int("bridges", 5, "how many bridges to propose")
	since := f.String("since", "", "compare with this date")
	sinceRevision := f.Int("since-revision", 0, "compare with this revision (0: the one before)")
	timing := f.Bool("timing", false, "say on standard error what loading and computing took")
	c.RunE = func(c *cobra.Command, args []string) error {
		if !c.Flags().Changed("format") && out.file != "" {
			out.format = strings.TrimPrefix(strings.ToLower(filepath.Ext(out.file)), ".")
			if out.format == "htm" {
				out.format = "html"
			}
		}
		if err := errors.Join(out.check(), needSilo(c, *silo), atLeastOne("bridges", *bridges)); err != nil {
			return err
		}
		if *lang != "fi" && *lang != "sv" && *lang != "en" {
			return fault.New(fault.Invalid, "--lang is %q; expected fi, sv or en", *lang)
		}
		a, src, done, err := s.openFor(c.Context(), args[0])
		if err != nil {
			return err
		}
		defer done()
		bar := newProgress(s.stderr, "planning")
		r, err := a.Report(c.Context(), app.ReportRequest{
			Source: src, Query: *query, Silo: *silo, Bridges: *bridges, Since: app.DiffTime{Date: *since, Revision: *sinceRevision},
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
		return out.write(shown{value: r, table: func(w io.Writer) error { return r.Write(w, *lang, out.format) }})
	}
	return c
}
