package ingest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

// How many rows, and at most about how many bytes of them, are looked at before a table's columns are settled.
const (
	sampleRows  = 200
	sampleBytes = 4 << 20
)

// sink takes the tables of one file.
type sink struct {
	r      *reader
	source source
	format string
	tables []*table
}

// Table begins a table.
func (s *sink) Table(head format.Table) (format.RowFunc, error) {
	t := &table{r: s.r, file: s.source.path, record: recordFile(s.source.path), head: head, beside: &s.tables}
	named := s.source.kind
	if head.Sheet != "" {
		t.record += "[" + head.Sheet + "]"
		if k := kindOfName(head.Sheet); k != format.Unknown {
			named = k
		}
	}
	kind := head.Kind
	if kind == format.Unknown {
		kind = kindOf(named, head.Header, s.r.overrides)
	}
	t.shape = shapeOf(kind)
	t.report = FileReport{File: s.source.path, Sheet: head.Sheet, Format: s.format, Kind: kind, Delimiter: head.Delimiter}
	s.tables = append(s.tables, t)
	return t.row, nil
}

// Problem takes a fault of the text.
func (s *sink) Problem(p fault.Problem) {
	p.File = s.source.path
	s.r.report(p)
}

// table is one table being read. The first rows wait until there are enough to tell what the columns hold.
type table struct {
	r       *reader
	file    string // as the user named it, for problems
	record  string // as records keep it
	head    format.Table
	shape   *shape // nil when nothing tells what the table holds; its rows are then only counted
	report  FileReport
	beside  *[]*table // all tables of the file
	columns mapping
	settled bool
	ready   bool // every required column was found
	waiting []waitingRow
	bytes   int // of what is waiting

	attributes   []attributeColumn
	typeIsWay    bool // collaborations: the column Type holds Directed and Undirected, as Gephi writes it
	decimalPoint bool // a number with a point was met
}

type waitingRow struct {
	line   int
	values []string
}

type attributeColumn struct {
	column int
	name   string
}

// cells is one row of a settled table.
type cells struct {
	t      *table
	line   int
	values []string
}

func (t *table) row(line int, values []string) error {
	t.report.Rows++
	if t.settled {
		t.take(line, values)
		return nil
	}
	if t.shape == nil && len(t.waiting) > 0 {
		return nil // nothing will take the rows; whether they are missed is known when the whole file was read
	}
	t.waiting = append(t.waiting, waitingRow{line, slices.Clone(values)})
	for _, v := range values {
		t.bytes += len(v)
	}
	if len(t.waiting) == sampleRows || t.bytes > sampleBytes {
		t.settle()
	}
	return nil
}

// close settles a table that was shorter than the sample.
func (t *table) close() {
	if !t.settled {
		t.settle()
	}
	if t.report.DecimalComma && t.decimalPoint {
		t.warn("", "one way to write numbers", "both 1,5 and 1.5 were met and read as one and a half: if a comma parts thousands, take it out")
	}
}

func (t *table) take(line int, values []string) {
	switch {
	case !t.ready:
	case sumsUp(values):
		c := cells{t, line, values}
		c.problem(0, c.text(0), "a row of its own for each of the "+string(t.shape.kind), "it is taken for the row that sums up the others, and passed over", false)
	default:
		t.shape.add(t.r, cells{t, line, values})
	}
}

// settle decides what each column is, reports it, and lets the waiting rows through.
func (t *table) settle() {
	t.settled = true
	if t.shape == nil {
		t.shapeless()
		return
	}
	own := t.r.overrides[t.shape.kind]
	var wrong []fault.Problem
	t.columns, wrong = mapColumns(t.shape, t.head.Header, own)
	for _, p := range wrong {
		p.File, p.Sheet, p.Line = t.file, t.head.Sheet, t.head.Line
		t.r.report(p)
	}
	if t.shape.settle != nil {
		t.shape.settle(t)
	}
	missing := t.columns.missing(t.shape)
	t.ready = len(missing) == 0
	for _, f := range missing {
		if _, said := own[f.name]; said && len(wrong) > 0 {
			continue // told already: the column named for it is not there
		}
		t.r.report(fault.Problem{
			File: t.file, Sheet: t.head.Sheet, Line: t.head.Line, Value: headerList(t.head.Header), Fatal: true,
			Expected: fmt.Sprintf("a column %s for the %s", f.name, t.shape.kind),
			Remedy:   fmt.Sprintf("add a first line that names the columns, or say which column it is: %s.%s", t.shape.kind, f.name),
		})
	}
	t.describe()
	for _, w := range t.waiting {
		t.take(w.line, w.values)
	}
	t.waiting = nil
}

func (t *table) shapeless() {
	p := fault.Problem{
		File: t.file, Sheet: t.head.Sheet, Line: t.head.Line, Value: headerList(t.head.Header), Fatal: true,
		Expected: "columns of actors (id, name), collaborations (source, target), activities (id, title) or participations (actor, project)",
		Remedy:   "name the columns so on the first line, or name the file actors.csv, collaborations.csv, activities.csv or participations.csv",
	}
	if t.head.Sheet != "" {
		p.Fatal = t.missed()
		p.Remedy = "name the columns so on the first line, or name the sheet actors, collaborations, activities or participations; as it is, the sheet is passed over"
	}
	t.r.report(p)
	t.columns.uses = slices.Repeat([]string{Ignored}, len(t.head.Header))
	t.describe()
	t.waiting = nil
}

// missed reports whether a table that nothing recognises stops the import. A sheet of notes beside others that are tables
// does not: workbooks have such.
func (t *table) missed() bool {
	return t.head.Sheet == "" || !slices.ContainsFunc(*t.beside, func(o *table) bool { return o.shape != nil })
}

// describe reports the use of each column and warns of those that are not used.
func (t *table) describe() {
	for c, header := range t.head.Header {
		use := ColumnUse{Header: format.Excerpt(header), Field: t.columns.uses[c], Example: t.example(c)}
		t.report.Columns = append(t.report.Columns, use)
		switch use.Field {
		case AsAttribute:
			t.attributes = append(t.attributes, attributeColumn{c, t.r.texts.of(header)})
		case Ignored:
			if own := t.r.overrides[t.report.Kind]; t.shape != nil && use.Example != "" && !t.dismissed(own, c) {
				t.warnIgnored(c)
			}
		}
	}
}

// dismissed reports whether the user asked for a column to be ignored, which is nothing to warn of.
func (t *table) dismissed(own map[string]string, column int) bool {
	header := t.head.Header[column]
	if own[header] == "-" {
		return true
	}
	return slices.ContainsFunc(t.shape.fields, func(f field) bool {
		return own[f.name] == "-" && slices.Contains(f.names, fold(header))
	})
}

// warnIgnored says that a column with values is not used, and how it could be.
func (t *table) warnIgnored(column int) {
	header := t.head.Header[column]
	if header == "" {
		header = fmt.Sprintf("number %d", column+1)
	}
	if t.shape.attributes {
		t.warn(header, "a name of its own for every column", "its values are passed over: name the column, or leave it")
		return
	}
	t.warn(header, fmt.Sprintf("one of the columns of %s: %s", t.shape.kind, strings.Join(Fields(t.shape.kind), ", ")),
		"its values are passed over: name the column as one of these, or leave it")
}

func (t *table) example(column int) string {
	for _, w := range t.waiting {
		if v := strings.TrimSpace(w.values[column]); v != "" {
			return format.Excerpt(v)
		}
	}
	return ""
}

// warn adds a problem of a whole column, or of the file, that does not stop the import.
func (t *table) warn(column, expected, remedy string) {
	line := 0
	if column != "" {
		line = t.head.Line
	}
	t.r.report(fault.Problem{File: t.file, Sheet: t.head.Sheet, Line: line, Column: format.Excerpt(column), Expected: expected, Remedy: remedy})
}
