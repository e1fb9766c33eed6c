package format

import (
	"context"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// GEXF is the XML format of gexf.net, versions 1.1 to 1.3, as Gephi, networkx and Sillat write it. It is read as a stream into a
// table of actors (id, name, dates and the node attributes) and one of collaborations (source, target, directed, weight, dates
// and the edge attributes). Columns are named by the attributes' titles. Nested nodes are read flat. Of an attribute that
// changes in time the last value counts; a tie with several spells is several ties; an actor is there from its first
// spell to its last. What tools draw with is passed over.
var GEXF = Format{
	ID: "gexf", Title: "GEXF (Gephi)",
	Sniff: func(_, head string) bool {
		return strings.HasPrefix(strings.TrimSpace(head), "<") && strings.Contains(head, "<gexf")
	},
	Read: func(ctx context.Context, in *Text, sink Sink) error {
		g := newGEXF(newElements(in, sink))
		return g.each(ctx, in, g.take, g.announce)
	},
}

// The columns that every GEXF table has before its attributes.
const (
	gexfNodeID = iota
	gexfNodeName
	gexfNodeStart
	gexfNodeEnd
)

const (
	gexfSource = iota
	gexfTarget
	gexfDirected
	gexfWeight
	gexfEdgeStart
	gexfEdgeEnd
)

// gexf is the state of reading one file.
type gexf struct {
	graphTables
	nodes, edges attributes
	directed     bool        // what the graph says of edges that say nothing
	declaring    *attributes // of the <attributes> being read
	column       int         // of the <attribute> being read, -1 outside
	open         []gexfItem  // the nodes, or the edge, being read
}

// attributes are one table's columns by the ids of their attributes, and where its dates stand.
type attributes struct {
	*side
	columns    map[string]int
	start, end int
}

// gexfItem is a node or edge that has begun.
type gexfItem struct {
	of     *attributes
	line   int
	values []string
	spells [][2]string
}

func newGEXF(e *elements) *gexf {
	g := &gexf{
		graphTables: newGraphTables(e, []string{"id", "name", "start", "end"}, []string{"source", "target", "directed", "weight", "start", "end"}),
		column:      -1,
	}
	g.nodes = attributes{side: &g.node, columns: map[string]int{}, start: gexfNodeStart, end: gexfNodeEnd}
	g.edges = attributes{side: &g.edge, columns: map[string]int{}, start: gexfEdgeStart, end: gexfEdgeEnd}
	return g
}

func (g *gexf) take(token xml.Token) error { return g.handed(token, g.start, g.end) }

func (g *gexf) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "graph":
		g.directed = attribute(t, "defaultedgetype") == "directed"
	case "attributes":
		g.declaring = map[string]*attributes{"node": &g.nodes, "edge": &g.edges}[attribute(t, "class")]
	case "attribute":
		return g.declare(t)
	case "default":
		if g.column >= 0 {
			g.text = &elementText{depth: g.depth}
		}
	case "node":
		if err := g.push(&g.nodes); err != nil {
			return err
		}
		return g.set(t, map[string]int{"id": gexfNodeID, "label": gexfNodeName, "start": gexfNodeStart, "end": gexfNodeEnd})
	case "edge":
		return g.startEdge(t)
	case "attvalue":
		return g.value(t)
	case "spell", "slice":
		if len(g.open) > 0 {
			last := &g.open[len(g.open)-1]
			last.spells = append(last.spells, [2]string{attribute(t, "start"), attribute(t, "end")})
		}
	}
	return nil
}

func (g *gexf) startEdge(t xml.StartElement) error {
	if err := g.push(&g.edges); err != nil {
		return err
	}
	directed := g.directed
	if way := attribute(t, "type"); way != "" {
		directed = way == "directed"
	}
	g.open[len(g.open)-1].values[gexfDirected] = fmt.Sprint(directed)
	return g.set(t, map[string]int{"source": gexfSource, "target": gexfTarget, "weight": gexfWeight, "start": gexfEdgeStart, "end": gexfEdgeEnd})
}

// declare keeps an attribute's column.
func (g *gexf) declare(t xml.StartElement) error {
	id, title := attribute(t, "id"), attribute(t, "title")
	if title == "" {
		title = id
	}
	switch {
	case g.declaring == nil:
		return nil
	case g.announced:
		return g.stop(Excerpt(title), "every <attribute> before the first node", "move the declaration to the top of the file, or export the file again")
	case len(g.node.header)+len(g.edge.header) >= MaxColumns:
		return g.stop(Excerpt(title), "at most 16384 attributes", "export fewer attributes")
	}
	g.column = g.declaring.add(title)
	g.declaring.columns[id] = g.column
	return nil
}

// push begins a node or an edge.
func (g *gexf) push(of *attributes) error {
	if err := g.announce(); err != nil {
		return err
	}
	g.open = append(g.open, gexfItem{of: of, line: g.line(), values: slices.Clone(of.defaults)})
	return nil
}

// set keeps the attributes of an element that are columns.
func (g *gexf) set(t xml.StartElement, columns map[string]int) error {
	values := g.open[len(g.open)-1].values
	for _, a := range t.Attr {
		column, ok := columns[a.Name.Local]
		if !ok {
			continue
		}
		if err := g.short(a.Value, "value"); err != nil {
			return err
		}
		values[column] = a.Value
	}
	return nil
}

// value keeps the value of a declared attribute; GEXF 1.1 names it by id, later versions by for.
func (g *gexf) value(t xml.StartElement) error {
	if len(g.open) == 0 {
		return nil
	}
	key, value := attribute(t, "for"), attribute(t, "value")
	if key == "" {
		key = attribute(t, "id")
	}
	last := &g.open[len(g.open)-1]
	column, ok := last.of.columns[key]
	if !ok {
		g.passOver(key, "an attribute that is declared at the top", "<attribute id=…>")
		return nil
	}
	last.values[column] = value
	return g.short(value, "value")
}

func (g *gexf) end(t xml.EndElement) error {
	switch t.Name.Local {
	case "attributes":
		g.declaring = nil
	case "attribute":
		g.column = -1
	case "default":
		if g.text != nil && g.column >= 0 && g.declaring != nil {
			g.declaring.defaults[g.column] = strings.TrimSpace(g.text.String())
		}
		g.text = nil
	case "node", "edge":
		if len(g.open) > 0 {
			last := g.open[len(g.open)-1]
			g.open = g.open[:len(g.open)-1]
			return g.write(last)
		}
	}
	return nil
}

// write hands over a node, or an edge once for each of its spells.
func (g *gexf) write(of gexfItem) error {
	s := of.of
	if s == &g.nodes && len(of.spells) > 0 {
		of.spells = [][2]string{{of.spells[0][0], of.spells[len(of.spells)-1][1]}}
	}
	if len(of.spells) == 0 {
		of.spells = [][2]string{{of.values[s.start], of.values[s.end]}}
	}
	for _, spell := range of.spells {
		of.values[s.start], of.values[s.end] = day(spell[0]), day(spell[1])
		if err := s.row(of.line, of.values); err != nil {
			return err
		}
	}
	return nil
}

// day leaves of a moment what a date has: Gephi writes years as 2012.0 and dates with a time.
func day(moment string) string {
	if date, _, ok := strings.Cut(moment, "T"); ok && len(date) == len("2006-01-02") {
		return date
	}
	return strings.TrimSuffix(moment, ".0")
}
