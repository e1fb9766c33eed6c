package format

import (
	"encoding/xml"
	"strings"
)

// graphTables are the two tables of a graph file in XML, whose columns are all known before the first row, and the text of an element being read.
type graphTables struct {
	*elements
	node, edge side
	announced  bool            // no column may follow
	text       *elementText    // being read
	undeclared map[string]bool // keys of values that were told to be undeclared
}

// side is one of the two tables.
type side struct {
	header   []string
	defaults []string
	row      RowFunc
}

// elementText is the text of an element that has begun; only what stands directly in it counts, not what a tool draws with.
type elementText struct {
	depth int
	strings.Builder
}

func newGraphTables(e *elements, node, edge []string) graphTables {
	t := graphTables{elements: e, undeclared: map[string]bool{}}
	for _, name := range node {
		t.node.add(name)
	}
	for _, name := range edge {
		t.edge.add(name)
	}
	return t
}

// add makes a column and returns its place.
func (s *side) add(name string) int {
	s.header, s.defaults = append(s.header, name), append(s.defaults, "")
	return len(s.header) - 1
}

// handed hands elements to start and end, and gathers the text between.
func (t *graphTables) handed(token xml.Token, start func(xml.StartElement) error, end func(xml.EndElement) error) error {
	switch token := token.(type) {
	case xml.StartElement:
		return start(token)
	case xml.EndElement:
		return end(token)
	case xml.CharData:
		if t.text != nil && t.depth == t.text.depth {
			t.text.Write(token)
			return t.short(t.text.String(), "value")
		}
	}
	return nil
}

// short stops at a value that is too long.
func (t *graphTables) short(value, what string) error {
	if len(value) > MaxField {
		return t.stop(Excerpt(value), "values of at most 1 MiB", "shorten the "+what)
	}
	return nil
}

// announce announces both tables, once.
func (t *graphTables) announce() (err error) {
	if t.announced {
		return nil
	}
	t.announced = true
	if t.node.row, err = t.sink.Table(Table{Kind: Actors, Header: t.node.header}); err != nil {
		return err
	}
	t.edge.row, err = t.sink.Table(Table{Kind: Collaborations, Header: t.edge.header})
	return err
}

// passOver tells once of a key that its values are passed over.
func (t *graphTables) passOver(key, expected, declaration string) {
	if t.undeclared[key] {
		return
	}
	t.undeclared[key] = true
	p := flaw(t.line(), Excerpt(key), expected, "declare it with "+declaration+" or leave it: its values are passed over")
	p.Fatal = false
	t.sink.Problem(p)
}
