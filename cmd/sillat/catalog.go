package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/export"
)

func catalogCommand(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "catalog",
		Short: "List the metrics with their meanings, parameters and sources",
		Args:  exactArgs(0, "no arguments"),
	}
	out := outputFlags(c, s, "table", "csv", "json")
	c.RunE = func(*cobra.Command, []string) error {
		if err := out.check(); err != nil {
			return err
		}
		list := app.New(app.Options{Version: version()}).Catalog()
		return out.write(shown{
			value: list,
			sheet: func() *export.Sheet { return catalogSheet(list, false) },
			table: func(w io.Writer) error { return catalogSheet(list, true).Table(w) },
		})
	}
	return c
}

// catalogSheet lists the metrics; the brief form leaves out what does not fit on a terminal.
func catalogSheet(list app.Catalog, brief bool) *export.Sheet {
	sheet := &export.Sheet{Header: []string{"id", "parameters", "silo", "meaning"}}
	if !brief {
		sheet.Header = append(sheet.Header, "formula", "sources")
	}
	for _, m := range list.Metrics {
		var params, sources []string
		for _, p := range m.Params {
			params = append(params, p.ID+"="+p.Default)
		}
		for _, src := range m.Sources {
			text := src.Text
			if src.DOI != "" {
				text += " doi:" + src.DOI
			}
			sources = append(sources, text)
		}
		needs := ""
		if m.NeedsSilo {
			needs = "needed"
		}
		row := []string{m.ID, strings.Join(params, " "), needs, m.Meaning}
		if !brief {
			row = append(row, m.Formula, strings.Join(sources, "; "))
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	return sheet
}
