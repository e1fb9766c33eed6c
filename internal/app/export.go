package app

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// ExportRequest asks for the records of a stored network as a stream.
type ExportRequest struct {
	Network  string
	What     string // actors, activities, collaborations, participations, or all
	Format   string // csv, jsonl, or graphml, which holds actors and collaborations
	Revision int    // 0: the newest
}

// Export checks a request and returns what writes it. What is written is never in memory as a whole: a network of millions of ties is read
// and written record by record.
func (a *App) Export(ctx context.Context, r ExportRequest) (func(context.Context, io.Writer) error, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	n, err := s.Network(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	revision := cmp.Or(r.Revision, n.Revision)
	if revision > n.Revision {
		return nil, fault.New(fault.NotFound, "network %s has no revision %d; the newest is %d", n.Name, revision, n.Revision)
	}
	if r.Format == "graphml" && r.What != "all" || r.Format == "csv" && r.What == "all" {
		return nil, fault.New(fault.Invalid, "%s of %s cannot be written: csv holds one kind of record (actors, activities, collaborations or participations), graphml all", r.Format, r.What)
	}
	seen, err := a.sight(ctx, s, n, revision)
	if err != nil {
		return nil, err
	}
	walk := func(ctx context.Context, v network.Visitor) error { return a.seeing(ctx, s, n, revision, seen, v) }
	names := attributeNames{}
	if r.Format != "jsonl" { // columns and keys stand before what has them
		if err := walk(ctx, names); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, w io.Writer) error {
		out := bufio.NewWriterSize(w, 64<<10)
		var v exporter
		switch r.Format {
		case "csv":
			v = &csvExport{what: r.What, w: csv.NewWriter(out), attributes: sortedKeys(names[r.What])}
		case "graphml":
			v = &graphmlExport{w: out, attributes: sortedKeys(names["actors"])}
		default:
			v = &lineExport{what: r.What, e: json.NewEncoder(out)}
		}
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
	}, nil
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

// graphmlExport writes actors and collaborations as GraphML, which igraph, networkx, Gephi and others read.
type graphmlExport struct {
	w          *bufio.Writer
	attributes []string
}

func (x *graphmlExport) begin() error {
	x.say(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	x.say(`<key id="name" for="node" attr.name="name" attr.type="string"/>` + "\n")
	for i, name := range x.attributes {
		x.say(`<key id="a` + strconv.Itoa(i) + `" for="node" attr.name="` + inXML(name) + `" attr.type="string"/>` + "\n")
	}
	for _, key := range []string{"type", "start", "end"} {
		x.say(`<key id="` + key + `" for="edge" attr.name="` + key + `" attr.type="string"/>` + "\n")
	}
	return x.say(`<key id="weight" for="edge" attr.name="weight" attr.type="double"/>` + "\n" + `<graph edgedefault="undirected">` + "\n")
}

func (x *graphmlExport) end() error { return x.say("</graph>\n</graphml>\n") }

// say writes; a failure stays with the writer, which tells it at the next call and at the end.
func (x *graphmlExport) say(text string) error {
	_, err := x.w.WriteString(text)
	return err
}

func (x *graphmlExport) data(key, value string) {
	if value != "" {
		_ = x.say(`<data key="` + key + `">` + inXML(value) + `</data>`)
	}
}

// Actor writes a node.
func (x *graphmlExport) Actor(a network.Actor) error {
	_ = x.say(`<node id="` + inXML(a.ID) + `">`)
	x.data("name", a.Name)
	for i, name := range x.attributes {
		x.data("a"+strconv.Itoa(i), a.Attributes[name])
	}
	return x.say("</node>\n")
}

// Activity is no node of this graph.
func (x *graphmlExport) Activity(network.Activity) error { return nil }

// Collaboration writes an edge.
func (x *graphmlExport) Collaboration(c network.Collaboration) error {
	_ = x.say(`<edge source="` + inXML(c.From) + `" target="` + inXML(c.To) + `" directed="` + strconv.FormatBool(c.Directed) + `">`)
	x.data("type", c.Type)
	x.data("start", c.Start.String())
	x.data("end", c.End.String())
	x.data("weight", amount(c.Weight))
	return x.say("</edge>\n")
}

// Participation is no edge of this graph.
func (x *graphmlExport) Participation(network.Participation) error { return nil }

func inXML(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}
