package format

import (
	"context"
	"encoding/xml"
	"slices"
	"strings"
)

// GraphML is the XML format of graphml.graphdrawing.org as Gephi, yEd, networkx and igraph write it. It is read as a
// stream into a table of actors (id and the node attributes) and one of collaborations (source, target, directed and the
// edge attributes); an attribute declared for="all" is in both. Columns are named by attr.name. Nested graphs are read
// flat; ports and what tools draw with are passed over; a hyperedge is a problem, since a tie has two ends.
var GraphML = Format{
	ID: "graphml", Title: "GraphML",
	Sniff: func(_, head string) bool {
		return strings.HasPrefix(strings.TrimSpace(head), "<") && strings.Contains(head, "<graphml")
	},
	Read: readGraphML,
}

func readGraphML(ctx context.Context, in *Text, sink Sink) error {
	g := newGraphML(newElements(in, sink))
	return g.each(ctx, in, g.take, g.begin)
}

// graphML is the state of reading one file.
type graphML struct {
	*elements
	keys       map[string]*attributeKey
	node, edge side
	begun      bool            // the tables are announced; no key may follow
	directed   []bool          // what each open graph says of edges that say nothing
	open       []pending       // the nodes, or the edge, being read
	key        *attributeKey   // being declared
	data       *elementText    // being read
	undeclared map[string]bool // keys of data that were told to be undeclared
}

// side is one of the two tables.
type side struct {
	header   []string
	defaults []string
	row      RowFunc
}

// attributeKey is a <key>: its column among the nodes and among the edges, or -1.
type attributeKey struct {
	node, edge int
}

// pending is a node or edge that has begun.
type pending struct {
	side   *side
	line   int
	values []string
}

// elementText is a <data> or <default> that has begun; only the text directly in it counts, not what a tool draws with.
type elementText struct {
	depth  int
	column int // -1: nowhere
	text   strings.Builder
}

func newGraphML(e *elements) *graphML {
	g := &graphML{elements: e, keys: map[string]*attributeKey{}, undeclared: map[string]bool{}}
	g.node.add("id")
	g.edge.add("source")
	g.edge.add("target")
	g.edge.add("directed")
	return g
}

// add makes a column and returns its place.
func (s *side) add(name string) int {
	s.header, s.defaults = append(s.header, name), append(s.defaults, "")
	return len(s.header) - 1
}

func (g *graphML) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return g.start(t)
	case xml.EndElement:
		return g.end(t)
	case xml.CharData:
		if g.data != nil && g.depth == g.data.depth {
			g.data.text.Write(t)
			if g.data.text.Len() > MaxField {
				return g.stop(Excerpt(g.data.text.String()), "values of at most 1 MiB", "shorten the value")
			}
		}
	}
	return nil
}

func (g *graphML) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "key":
		return g.declare(t)
	case "default":
		g.data = &elementText{depth: g.depth, column: -1}
	case "graph":
		g.directed = append(g.directed, attribute(t, "edgedefault") == "directed")
		return g.begin()
	case "node":
		return g.push(&g.node, attribute(t, "id"))
	case "edge":
		directed := attribute(t, "directed")
		if directed == "" && len(g.directed) > 0 && g.directed[len(g.directed)-1] {
			directed = "true"
		}
		return g.push(&g.edge, attribute(t, "source"), attribute(t, "target"), directed)
	case "hyperedge":
		g.sink.Problem(flaw(g.line(), "hyperedge", "edges with two ends", "write an activity and its participations instead, as projects.csv and participations.csv"))
	case "data":
		g.beginData(attribute(t, "key"))
	}
	return nil
}

func (g *graphML) end(t xml.EndElement) error {
	switch t.Name.Local {
	case "key":
		g.key = nil
	case "default":
		if g.key != nil && g.data != nil {
			g.setDefault(strings.TrimSpace(g.data.text.String()))
		}
		g.data = nil
	case "graph":
		g.directed = g.directed[:max(0, len(g.directed)-1)]
	case "data":
		if g.data != nil && g.data.depth == g.depth+1 {
			if i := g.data.column; i >= 0 {
				g.open[len(g.open)-1].values[i] = strings.TrimSpace(g.data.text.String())
			}
			g.data = nil
		}
	case "node", "edge":
		if len(g.open) > 0 {
			last := g.open[len(g.open)-1]
			g.open = g.open[:len(g.open)-1]
			return last.side.row(last.line, last.values)
		}
	}
	return nil
}

// declare keeps a <key>. Nodes begin with their id, edges with both ends and their direction.
func (g *graphML) declare(t xml.StartElement) error {
	if g.begun {
		return g.stop(attribute(t, "id"), "every <key> before the first <graph>", "move the declaration to the top of the file")
	}
	k := &attributeKey{node: -1, edge: -1}
	name := attribute(t, "attr.name")
	if name == "" {
		name = attribute(t, "id")
	}
	switch attribute(t, "for") {
	case "node":
		k.node = g.node.add(name)
	case "edge":
		k.edge = g.edge.add(name)
	case "all", "":
		k.node, k.edge = g.node.add(name), g.edge.add(name)
	}
	if len(g.node.header)+len(g.edge.header) > MaxColumns {
		return g.stop(name, "at most 16384 attributes", "export fewer attributes")
	}
	g.keys[attribute(t, "id")], g.key = k, k
	return nil
}

func (g *graphML) setDefault(value string) {
	if i := g.key.node; i >= 0 {
		g.node.defaults[i] = value
	}
	if i := g.key.edge; i >= 0 {
		g.edge.defaults[i] = value
	}
}

// begin announces both tables, once.
func (g *graphML) begin() (err error) {
	if g.begun {
		return nil
	}
	g.begun = true
	if g.node.row, err = g.sink.Table(Table{Kind: Actors, Header: g.node.header}); err != nil {
		return err
	}
	g.edge.row, err = g.sink.Table(Table{Kind: Collaborations, Header: g.edge.header})
	return err
}

// push begins a node or an edge whose first columns are values.
func (g *graphML) push(s *side, values ...string) error {
	if !g.begun {
		return g.stop("", "nodes and edges inside a <graph>", "put a <graph> around them")
	}
	for _, v := range values {
		if len(v) > MaxField {
			return g.stop(Excerpt(v), "values of at most 1 MiB", "shorten the id")
		}
	}
	row := slices.Clone(s.defaults)
	copy(row, values)
	g.open = append(g.open, pending{side: s, line: g.line(), values: row})
	return nil
}

// beginData finds the column of a <data>.
func (g *graphML) beginData(key string) {
	g.data = &elementText{depth: g.depth, column: -1}
	if len(g.open) == 0 {
		return
	}
	k, ok := g.keys[key]
	switch {
	case !ok && !g.undeclared[key]:
		g.undeclared[key] = true
		p := flaw(g.line(), Excerpt(key), "a key that is declared at the top", "declare it with <key id=…> or leave it: its values are passed over")
		p.Fatal = false
		g.sink.Problem(p)
	case ok && g.open[len(g.open)-1].side == &g.node:
		g.data.column = k.node
	case ok:
		g.data.column = k.edge
	}
}
