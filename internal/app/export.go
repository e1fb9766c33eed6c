package app

import (
	"bufio"
	"context"
	"encoding/csv"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// ExportRequest asks for a network as a stream.
type ExportRequest struct {
	Source Source
	Query  Query // for ties; records are written as they are stored, of the query's revision
	What   string
	Format string
}

// ExportWhat lists what can be exported: the graph that analyses compute on, with actors and the ties that a query's selectors give; or the
// records, all or one kind of them.
func ExportWhat() []string {
	return []string{"ties", "all", "actors", "activities", "collaborations", "participations"}
}

// ExportFormats lists the formats: csv and jsonl for everything, the others for graphs.
func ExportFormats() []string {
	formats := []string{"csv", "jsonl"}
	for _, f := range export.GraphFormats {
		formats = append(formats, f.ID)
	}
	return formats
}

// ExportType is the media type of a format.
func ExportType(format string) string {
	if f, ok := graphFormat(format); ok {
		return f.MediaType
	}
	return map[string]string{"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}[format]
}

// ExportFormatOf is the format that a file's name ends with, or "".
func ExportFormatOf(file string) string {
	for _, f := range export.GraphFormats {
		if strings.HasSuffix(strings.ToLower(file), f.Ending) {
			return f.ID
		}
	}
	switch strings.ToLower(path.Ext(file)) {
	case ".csv":
		return "csv"
	case ".jsonl", ".ndjson":
		return "jsonl"
	}
	return ""
}

// check fills in what is usual, and refuses what cannot be written.
func (r *ExportRequest) check() error {
	graph := false
	if f, ok := graphFormat(r.Format); ok {
		r.Format, graph = f.ID, true
	}
	if r.What == "" {
		if r.What = "ties"; r.Format == "jsonl" {
			r.What = "all"
		}
	}
	if err := first(among("format", r.Format, ExportFormats()...), among("what", r.What, ExportWhat()...)); err != nil {
		return err
	}
	switch {
	case r.Format == "csv" && r.What == "all":
		return fault.New(fault.Invalid, "csv of all cannot be written: it holds one kind of record (actors, activities, collaborations or participations), or ties")
	case graph && (r.What == "actors" || r.What == "activities"):
		return fault.New(fault.Invalid, "%s of %s cannot be written: a graph is of ties, of collaborations (all is the same), or of participations", r.Format, r.What)
	}
	if chosen := r.Query.parameters(); r.What != "ties" && len(chosen) > 0 {
		return fault.New(fault.Invalid, "%s is given, but %s are written as they are stored; selectors choose ties", strings.Join(sortedKeys(chosen), ", "), r.What)
	}
	return nil
}

// Export checks a request and returns what writes it. Records are never in memory as a whole: a network of millions of ties is read and written
// record by record. Ties are those of the graph that analyses hold in memory anyway.
func (a *App) Export(ctx context.Context, r ExportRequest) (func(context.Context, io.Writer) error, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	walk, err := a.records(ctx, r.Source, r.Query.Revision)
	if err != nil {
		return nil, err
	}
	if _, graph := graphFormat(r.Format); graph || r.What == "ties" {
		return a.exportGraph(ctx, r, walk)
	}
	names := attributeNames{}
	if r.Format == "csv" { // columns stand before what has them
		if err := walk(ctx, names); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, w io.Writer) error {
		out := bufio.NewWriterSize(w, 64<<10)
		var v exporter = &lineExport{what: r.What, e: json.NewEncoder(out)}
		if r.Format == "csv" {
			v = &csvExport{what: r.What, w: csv.NewWriter(out), attributes: sortedKeys(names[r.What])}
		}
		return writeAll(ctx, out, v, walk)
	}, nil
}

// records finds the records of a source.
func (a *App) records(ctx context.Context, src Source, revision int) (recordWalk, error) {
	if len(src.paths) > 0 {
		draft, err := readFiles(ctx, src, revision)
		if err != nil {
			return nil, err
		}
		return func(_ context.Context, v network.Visitor) error { return draft.Walk(v) }, nil
	}
	o, err := a.openRevision(ctx, src.network, revision)
	if err != nil {
		return nil, err
	}
	return o.walk, nil
}

// writeAll writes what a walk brings.
func writeAll(ctx context.Context, out *bufio.Writer, v exporter, walk recordWalk) error {
	if err := v.begin(); err != nil {
		return err
	}
	if err := walk(ctx, v); err != nil {
		return err
	}
	if err := v.end(); err != nil {
		return err
	}
	return out.Flush()
}

// exporter writes records as they come.
type exporter interface {
	network.Visitor
	begin() error
	end() error
}

// attributeNames are those that any actor or activity has.
type attributeNames map[string]map[string]bool

func (n attributeNames) note(what string, attributes map[string]string) error {
	if n[what] == nil {
		n[what] = map[string]bool{}
	}
	for name := range attributes {
		n[what][name] = true
	}
	return nil
}

// Actor notes what an actor has.
func (n attributeNames) Actor(a network.Actor) error { return n.note("actors", a.Attributes) }

// Activity notes what an activity has.
func (n attributeNames) Activity(a network.Activity) error { return n.note("activities", a.Attributes) }

// Collaboration has no attributes.
func (n attributeNames) Collaboration(network.Collaboration) error { return nil }

// Participation has no attributes.
func (n attributeNames) Participation(network.Participation) error { return nil }

// csvExport writes one kind of record as a table that an import reads.
type csvExport struct {
	what       string
	w          *csv.Writer
	attributes []string
}

var csvHeads = map[string][]string{
	"actors": {"id", "name", "start", "end"}, "activities": {"id", "title", "start", "end"},
	"collaborations": {"source", "target", "type", "directed", "weight", "confidence", "start", "end"},
	"participations": {"actor", "activity", "role", "funding", "start", "end"},
}

func (x *csvExport) begin() error {
	return x.w.Write(append(append([]string{}, csvHeads[x.what]...), plains(x.attributes)...))
}

func (x *csvExport) end() error {
	x.w.Flush()
	return x.w.Error()
}

func (x *csvExport) row(what string, cells []string, attributes map[string]string) error {
	if what != x.what {
		return nil
	}
	for _, name := range x.attributes {
		cells = append(cells, attributes[name])
	}
	return x.w.Write(plains(cells))
}

// plains keeps a spreadsheet from taking texts for formulas: one that begins like a formula is led by an apostrophe, as spreadsheets
// themselves write it. Numbers are none.
func plains(cells []string) []string {
	for i, cell := range cells {
		if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			if _, err := strconv.ParseFloat(cell, 64); err != nil {
				cells[i] = "'" + cell
			}
		}
	}
	return cells
}

func amount(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// Actor writes an actor.
func (x *csvExport) Actor(a network.Actor) error {
	return x.row("actors", []string{a.ID, a.Name, a.Start.String(), a.End.String()}, a.Attributes)
}

// Activity writes an activity.
func (x *csvExport) Activity(a network.Activity) error {
	return x.row("activities", []string{a.ID, a.Title, a.Start.String(), a.End.String()}, a.Attributes)
}

// Collaboration writes a collaboration.
func (x *csvExport) Collaboration(c network.Collaboration) error {
	return x.row("collaborations", []string{
		c.From, c.To, c.Type, strconv.FormatBool(c.Directed), amount(c.Weight), amount(c.Confidence), c.Start.String(), c.End.String(),
	}, nil)
}

// Participation writes a participation.
func (x *csvExport) Participation(p network.Participation) error {
	funding := ""
	if p.Funding.Known {
		funding = amount(p.Funding.Value)
	}
	return x.row("participations", []string{p.Actor, p.Activity, p.Role, funding, p.Start.String(), p.End.String()}, nil)
}

// lineExport writes each record as a line of JSON, as a change would put it.
type lineExport struct {
	what string
	e    *json.Encoder
}

func (x *lineExport) begin() error {
	x.e.SetEscapeHTML(false)
	return nil
}

func (x *lineExport) end() error { return nil }

func (x *lineExport) line(what string, record any) error {
	switch x.what {
	case what:
		return x.e.Encode(record)
	case "all":
		return x.e.Encode(map[string]any{what: record})
	}
	return nil
}

// Actor writes an actor.
func (x *lineExport) Actor(a network.Actor) error {
	return x.line("actors", ActorPut{ID: a.ID, Name: a.Name, Attributes: told(a.Attributes), Start: a.Start.String(), End: a.End.String()})
}

// Activity writes an activity.
func (x *lineExport) Activity(a network.Activity) error {
	return x.line("activities", ActivityPut{ID: a.ID, Title: a.Title, Attributes: told(a.Attributes), Start: a.Start.String(), End: a.End.String()})
}

// Collaboration writes a collaboration.
func (x *lineExport) Collaboration(c network.Collaboration) error {
	return x.line("collaborations", collaborationPut(&c))
}

// Participation writes a participation.
func (x *lineExport) Participation(p network.Participation) error {
	return x.line("participations", participationPut(&p))
}
