package app

import (
	"io"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
)

// TableTypes are the media types of files that hold a table, by format.
var TableTypes = map[string]string{
	"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "parquet": "application/vnd.apache.parquet",
}

// WriteFile writes the scores of all actors as csv, xlsx or parquet.
func (r *MetricsResult) WriteFile(w io.Writer, format string) error {
	sheet := r.Sheet(nil, Number.String)
	switch format {
	case "csv":
		return sheet.CSV(w)
	case "xlsx":
		return sheet.XLSX(w, "figures", r.Run.Words())
	case "parquet":
		return sheet.Parquet(w, r.Run.Words())
	}
	return fault.New(fault.Invalid, "format is %q; expected csv, xlsx or parquet", format)
}

// Sheet is the scores as a table of the rows in an order, nil for all as they are, with numbers shown in a way.
func (r *MetricsResult) Sheet(order []int, show func(Number) string) *export.Sheet {
	sheet := &export.Sheet{Header: append([]string{"id", "name"}, r.Scores.Columns...), Words: 2}
	add := func(row int) {
		cells := []string{r.Scores.ID(row), r.Scores.Name(row)}
		for c := range r.Scores.Columns {
			cells = append(cells, show(r.Scores.Score(row, c)))
		}
		sheet.Rows = append(sheet.Rows, cells)
	}
	if order == nil {
		for row := range r.Scores.Rows {
			add(row)
		}
	}
	for _, row := range order {
		add(row)
	}
	return sheet
}

// Words is the record of a run in words, for files that hold no JSON.
func (r Record) Words() map[string]string {
	made := map[string]string{
		"metric": r.Metric, "analysis": r.Analysis, "version": r.Version, "network": r.Network, "revision": strconv.Itoa(r.Revision), "silo": r.Silo,
		"seed": strconv.FormatUint(r.Seed, 10), "started": r.Started.Format(time.RFC3339), "warnings": strings.Join(r.Warnings, " "),
	}
	for name, value := range r.Parameters {
		made["parameter."+name] = value
	}
	maps.DeleteFunc(made, func(_, value string) bool { return value == "" })
	return made
}
