package format

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// CSV is a table with a header, delimited by commas, semicolons or tabs: what Excel, databases, Gephi and Kumu write.
// A first line "sep=;" names the delimiter. Values may be in quotes and then hold delimiters, line ends and doubled quotes.
// Rows without any value are passed over. A row that is wider or narrower than the header is a problem unless the surplus is empty.
var CSV = Format{
	ID: "csv", Title: "Table (CSV, TSV)",
	Sniff: sniffCSV,
	Read:  readCSV,
}

func sniffCSV(name, head string) bool {
	if ext := path.Ext(name); ext == ".csv" || ext == ".tsv" || ext == ".tab" {
		return true
	}
	if _, ok := declared(head); ok {
		return true
	}
	width, share := regularity(head, sniffDelimiter(head))
	return width > 1 && share > 0.9 && !strings.ContainsRune(head, 0)
}

func readCSV(ctx context.Context, in *Text, sink Sink) error {
	head := in.Head()
	comma, named := declared(head)
	if !named {
		comma = sniffDelimiter(head)
	}
	r := newRecords(in, comma)
	if named {
		if _, _, err := r.readLine(); err != nil {
			return halt(sink, 1, err)
		}
	}
	header, line, wrong, err := columnNames(r, sink)
	if wrong != nil {
		sink.Problem(*wrong)
		return nil
	}
	if errors.Is(err, io.EOF) {
		sink.Problem(flaw(0, "", "a first line with the names of the columns", "the file is empty: add the header and the rows"))
	}
	if err != nil {
		return halt(sink, line+1, err)
	}
	row, err := sink.Table(Table{Header: trimmed(header), Line: line, Delimiter: string(comma)})
	if err != nil {
		return err
	}
	return readRows(ctx, r, len(header), sink, row)
}

// columnNames returns the record that names the columns: the first that is not blank, or the first of several words under lines of one value each,
// which are a title. Where no such line follows they are the table: a list with one column.
func columnNames(r *records, sink Sink) (header []string, line int, wrong *fault.Problem, err error) {
	var titles []record
	for len(titles) <= maxTitles {
		header, line, wrong, err = r.next()
		switch {
		case err == nil && wrong == nil && blank(header):
			continue
		case err == nil && wrong == nil && alone(header):
			titles = append(titles, record{slices.Clone(header), line})
			continue
		case err == nil && wrong == nil && len(titles) > 0 && namesColumns(header):
			for _, t := range titles {
				sink.Problem(titled(t.line, strings.Join(t.values, "")))
			}
			return header, line, nil, nil
		case len(titles) == 0:
			return header, line, wrong, err
		case err == nil && wrong == nil:
			titles = append(titles, record{slices.Clone(header), line})
		}
		break
	}
	if wrong != nil {
		sink.Problem(*wrong)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, line, nil, err
	}
	r.back = titles[1:]
	return titles[0].values, titles[0].line, nil, nil
}

func readRows(ctx context.Context, r *records, width int, sink Sink, row RowFunc) error {
	for count := 0; ; count++ {
		if err := pause(ctx, count); err != nil {
			return err
		}
		values, line, wrong, err := r.next()
		switch {
		case err != nil:
			return halt(sink, line+1, err)
		case wrong != nil:
			sink.Problem(*wrong)
			continue
		case blank(values):
			continue
		case len(values) > width && blank(values[width:]):
			values = values[:width]
		case len(values) != width:
			sink.Problem(flaw(line, Excerpt(strings.Join(values, string(r.comma))),
				fmt.Sprintf("%d values, as in the header, not %d", width, len(values)),
				fmt.Sprintf("put a value that holds %s in quotes, and keep a place for every empty one", delimiterWord(r.comma))))
			continue
		}
		if err := row(line, values); err != nil {
			return err
		}
	}
}

func blank(values []string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return strings.TrimSpace(v) != "" })
}

func trimmed(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strings.TrimSpace(v)
	}
	return out
}

func delimiterWord(comma byte) string {
	switch comma {
	case ',':
		return "a comma"
	case ';':
		return "a semicolon"
	case '\t':
		return "a tab"
	default:
		return fmt.Sprintf("%q", comma)
	}
}
