package export

import (
	"bufio"
	"encoding/xml"
	"strconv"
	"strings"
)

// GraphFormat is a file format for graphs that other programs read.
type GraphFormat struct {
	ID        string // as asked for
	Ending    string // of a file's name, with the point
	MediaType string
	Title     string
	New       func(*bufio.Writer) GraphWriter
}

// GraphFormats lists the formats for graphs. Tables and lines of JSON are no graphs; app writes those.
var GraphFormats = []GraphFormat{
	{"graphml", ".graphml", "application/graphml+xml", "GraphML: networkx, igraph, Gephi, yEd", newGraphML},
	{"gexf", ".gexf", "application/gexf+xml", "GEXF 1.2: Gephi, Gephi Lite, networkx", newGEXF},
	{"pajek", ".net", "text/plain; charset=utf-8", "Pajek: Pajek, networkx, igraph, UCINET", newPajek},
}

// GraphWriter writes a graph, all nodes before the first tie. A failure to write may be told by any later call; End tells it at the latest.
type GraphWriter interface {
	Begin(GraphHead) error
	Node(Node) error
	Tie(Tie) error
	End() error
}

// GraphHead is what stands before a graph.
type GraphHead struct {
	Nodes      int
	First      int      // so many of them are of the first mode, and come first; 0: there is one mode
	Directed   bool     // whether every tie has a direction
	Attributes []string // of nodes
}

// Node is a node of a graph.
type Node struct {
	ID, Name   string
	Attributes map[string]string
	Start, End string // dates; "" where open
}

// Tie is a tie of a graph.
type Tie struct {
	Source, Target string // ids
	Type           string
	Weight         float64
	Mutual         bool // one of two that stand for one tie without a direction in a directed graph
	Start, End     string
}

// taken are names that attributes may not have in files, because readers take them for the node's own.
var taken = map[string]bool{"id": true, "name": true, "label": true, "start": true, "end": true}

// attributeName is an attribute's name in a file.
func attributeName(name string) string {
	if taken[strings.ToLower(name)] {
		return "attribute " + name
	}
	return name
}

func inXML(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}

func amount(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
