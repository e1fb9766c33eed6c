package format

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// GML is the Graph Modelling Language as networkx, igraph, Gephi, yEd and the data sets of network science write it: a list of nodes and edges, each
// a list of keys and values. Actors are known by their labels where every one has its own, else by their ids; the other keys are
// attributes, and of an edge without weight its value is the weight. Lists within a node or an edge, such as graphics, are passed over.
var GML = Format{
	ID: "gml", Title: "GML",
	Sniff: func(_, head string) bool {
		t := &gmlText{rest: head}
		for {
			switch word, err := t.word(); {
			case err != nil:
				return false
			case word == "graph":
				next, err := t.word()
				return err == nil && next == "["
			case !isGMLKey(word):
				return false
			}
			if value, err := t.word(); err != nil || value == "[" {
				return false
			}
		}
	},
	Read: readGML,
}

// maxGML bounds a file: which keys there are shows only at its end, so it is read as a whole.
const maxGML = 512 << 20

func readGML(ctx context.Context, in *Text, sink Sink) error {
	var b strings.Builder
	if n, err := io.Copy(&b, io.LimitReader(in, maxGML+1)); err != nil {
		return halt(sink, 1+strings.Count(b.String(), "\n"), err)
	} else if n > maxGML {
		return fault.New(fault.TooLarge, "the GML file is larger than %d bytes: save the network as GraphML or as CSV, which are read piece by piece", maxGML)
	}
	g := newGML(sink, b.String())
	err := g.read(ctx)
	if err == nil {
		err = g.write()
	}
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// gml is the state of reading one file.
type gml struct {
	script
	text       *gmlText
	node, edge gmlSide
	directed   bool
	graphs     int
}

// gmlSide gathers the records of one kind.
type gmlSide struct {
	keys    []string
	columns map[string]int
	records []gmlRecord
}

// gmlRecord is one node or edge: values by column, as far as it has some.
type gmlRecord struct {
	line   int
	values []string
}

func newGML(sink Sink, text string) *gml {
	return &gml{
		script: script{sink: sink}, text: &gmlText{rest: text, line: 1},
		node: newGMLSide("id"), edge: newGMLSide("source", "target"),
	}
}

func newGMLSide(keys ...string) gmlSide {
	s := gmlSide{columns: map[string]int{}}
	for _, key := range keys {
		s.column(key)
	}
	return s
}

func (s *gmlSide) column(key string) int {
	i, ok := s.columns[key]
	if !ok {
		i = len(s.keys)
		s.columns[key], s.keys = i, append(s.keys, key)
	}
	return i
}

// read reads keys and values until the end.
func (g *gml) read(ctx context.Context) error { return g.each(ctx, "", g.outer) }

// each hands every key to take, which reads its value, up to a closing bracket, or up to the end where closing is empty.
func (g *gml) each(ctx context.Context, closing string, take func(ctx context.Context, key string) error) error {
	for count := 0; ; count++ {
		if err := pause(ctx, count); err != nil {
			return err
		}
		key, err := g.text.word()
		g.line = g.text.line
		switch {
		case closing == "" && errors.Is(err, io.EOF), closing != "" && key == closing:
			return nil
		case err == nil && !isGMLKey(key):
			err = errGML
		case err == nil:
			err = take(ctx, key)
		}
		if err != nil {
			return g.broken(key, err)
		}
	}
}

// outer reads the value of a key outside all graphs.
func (g *gml) outer(ctx context.Context, key string) error {
	if key != "graph" {
		return g.other(key)
	}
	if value, err := g.text.word(); err != nil || value != "[" {
		return err
	}
	if g.graphs++; g.graphs > 1 {
		return g.stop(key, "one graph to a file", "save each graph as a file of its own")
	}
	return g.each(ctx, "]", g.inner)
}

// inner reads the value of a key of the graph.
func (g *gml) inner(_ context.Context, key string) error {
	switch key {
	case "node":
		return g.record(&g.node)
	case "edge":
		return g.record(&g.edge)
	}
	return g.other(key)
}

// other reads what a file or a graph says of itself.
func (g *gml) other(key string) error {
	value, err := g.text.word()
	switch {
	case err != nil:
		return err
	case value == "[":
		return g.skip()
	case key == "directed":
		g.directed = value == "1"
	}
	return nil
}

// record reads a node or an edge.
func (g *gml) record(s *gmlSide) error {
	r := gmlRecord{line: g.text.line, values: make([]string, len(s.keys))}
	if value, err := g.text.word(); err != nil || value != "[" {
		return cmp.Or(err, errGML)
	}
	for {
		key, err := g.text.word()
		if err != nil {
			return err
		}
		if key == "]" {
			s.records = append(s.records, r)
			return nil
		}
		if !isGMLKey(key) {
			return errGML
		}
		value, err := g.text.word()
		switch {
		case err != nil:
			return err
		case value == "[":
			if err := g.skip(); err != nil {
				return err
			}
			continue
		case len(value) > MaxField:
			return g.stop(value, "values of at most 1 MiB", "shorten the value")
		case len(s.keys) == MaxColumns && s.columns[key] == 0 && key != s.keys[0]:
			return g.stop(key, "at most 16384 keys", "export fewer attributes")
		}
		column := s.column(key)
		r.values = append(r.values, make([]string, max(0, column+1-len(r.values)))...)
		r.values[column] = plainGML(value)
	}
}

// skip passes over a list whose bracket was read.
func (g *gml) skip() error {
	for depth := 1; depth > 0; {
		word, err := g.text.word()
		if err != nil {
			return err
		}
		switch word {
		case "[":
			depth++
		case "]":
			depth--
		}
	}
	return nil
}

// broken tells where the text is not GML.
func (g *gml) broken(word string, err error) error {
	switch {
	case errors.Is(err, errGML):
		return g.stop(word, "a key and its value, or a list in brackets", "mend this place or export the file again")
	case errors.Is(err, io.EOF), errors.Is(err, errOpenQuote):
		g.line = g.text.line
		return g.stop("", "a closing bracket or quote before the end of the file", "the file is cut short: copy or export it again")
	}
	return err
}

// write hands over the nodes, then the edges.
func (g *gml) write() error {
	known := g.labels()
	relabel := func(values []string, ends int) {
		for i := range ends {
			if label, ok := known[values[i]]; ok {
				values[i] = label
			}
		}
	}
	err := g.hand(Actors, g.node.keys, &g.node, func(values []string) { relabel(values, 1) })
	if err != nil {
		return err
	}
	header := append(slices.Clone(g.edge.keys), "directed")
	if value, ok := g.edge.columns["value"]; ok && !slices.Contains(header, "weight") {
		header[value] = "weight"
	}
	directed := strconv.FormatBool(g.directed)
	return g.hand(Collaborations, header, &g.edge, func(values []string) {
		relabel(values, 2)
		values[len(values)-1] = directed
	})
}

// labels are what the nodes are known by instead of their ids: nothing, unless every one has a label, or a name, of its own.
func (g *gml) labels() map[string]string {
	for _, key := range []string{"label", "name"} {
		column, ok := g.node.columns[key]
		if !ok {
			continue
		}
		labels := make([]string, len(g.node.records))
		known := make(map[string]string, len(labels))
		for i, r := range g.node.records {
			if column < len(r.values) {
				labels[i] = r.values[column]
				known[r.values[0]] = labels[i]
			}
		}
		if distinct(labels) && len(known) == len(labels) {
			return known
		}
	}
	return nil
}

// hand hands over the records of one kind, each as wide as the header, after fit made them what they are to be.
func (g *gml) hand(kind Kind, header []string, s *gmlSide, fit func([]string)) error {
	row, err := g.sink.Table(Table{Kind: kind, Header: header})
	if err != nil {
		return err
	}
	for _, r := range s.records {
		values := make([]string, len(header))
		copy(values, r.values)
		fit(values)
		if err := row(r.line, values); err != nil {
			return err
		}
	}
	return nil
}
