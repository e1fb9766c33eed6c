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
	return g.each(ctx, in, g.take, g.announce)
}

// graphML is the state of reading one file.
type graphML struct {
	graphTables
	keys     map[string]*attributeKey
	directed []bool        // what each open graph says of edges that say nothing
	open     []pending     // the nodes, or the edge, being read
	key      *attributeKey // being declared
	column   int           // of the <data> being read, -1 for none
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

func newGraphML(e *elements) *graphML {
	return &graphML{graphTables: newGraphTables(e, []string{"id"}, []string{"source", "target", "directed"}), keys: map[string]*attributeKey{}}
}

func (g *graphML) take(token xml.Token) error { return g.handed(token, g.start, g.end) }

func (g *graphML) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "key":
		return g.declare(t)
	case "default":
		g.beginText(-1)
	case "graph":
		g.directed = append(g.directed, attribute(t, "edgedefault") == "directed")
		return g.announce()
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
		if g.key != nil && g.text != nil {
			g.setDefault(strings.TrimSpace(g.text.String()))
		}
		g.text = nil
	case "graph":
		g.directed = g.directed[:max(0, len(g.directed)-1)]
	case "data":
		if g.text != nil && g.text.depth == g.depth+1 {
			if g.column >= 0 {
				g.open[len(g.open)-1].values[g.column] = strings.TrimSpace(g.text.String())
			}
			g.text = nil
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
	if g.announced {
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

// push begins a node or an edge whose first columns are values.
func (g *graphML) push(s *side, values ...string) error {
	if !g.announced {
		return g.stop("", "nodes and edges inside a <graph>", "put a <graph> around them")
	}
	for _, v := range values {
		if err := g.short(v, "id"); err != nil {
			return err
		}
	}
	row := slices.Clone(s.defaults)
	copy(row, values)
	g.open = append(g.open, pending{side: s, line: g.line(), values: row})
	return nil
}

// beginText begins to read a text that belongs in a column, -1 for none.
func (g *graphML) beginText(column int) { g.text, g.column = &elementText{depth: g.depth}, column }

// beginData finds the column of a <data>.
func (g *graphML) beginData(key string) {
	g.beginText(-1)
	if len(g.open) == 0 {
		return
	}
	k, ok := g.keys[key]
	switch {
	case !ok:
		g.passOver(key, "a key that is declared at the top", "<key id=…>")
	case g.open[len(g.open)-1].side == &g.node:
		g.column = k.node
	default:
		g.column = k.edge
	}
}
