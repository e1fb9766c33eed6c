package format

import (
	"context"
	"strconv"
	"strings"
)

// Pajek is the format of Pajek's .net files, as Pajek, UCINET, networkx, igraph and Sillat write them: *Vertices, then *Arcs or *Edges, lists of
// them, or a *Matrix; relations by number or name. Actors are known by their labels where every one has its own, else by their
// numbers. Vertices in two modes ("*Vertices 32 18") are actors and activities, and the ties between them participations. What is written
// behind a vertex as key and value is an attribute, unless Pajek draws with it.
var Pajek = Format{
	ID: "pajek", Title: "Pajek (.net)",
	Sniff: func(_, head string) bool {
		for line := range sampleLines(head) {
			first := strings.ToLower(words(line, "")[0])
			return first == "*vertices" || first == "*network"
		}
		return false
	},
	Read: func(ctx context.Context, in *Text, sink Sink) error {
		p := newPajek(sink)
		return p.each(ctx, in, p.take, p.finish)
	},
}

// mostUnnamed bounds the vertices that a file may have without a line for each: a number is written fast.
const mostUnnamed = 1_000_000

// pajek is the state of reading one file.
type pajek struct {
	script
	section   string // of the line being read, in lower case
	size      int    // vertices
	first     int    // of them in the first mode; 0 in one mode
	at        int    // the line that says how many
	vertices  map[int]pajekVertex
	columns   map[string]int // of the attributes, after id and name
	header    []string
	known     func(int) string // what the vertices are known by, from 0
	settled   bool             // the vertices are handed over
	ties      RowFunc
	relation  string
	relations map[string]string // names by number
	matrix    arcs
	rows      int  // of the matrix read so far
	timed     bool // times were told to be passed over
}

type pajekVertex struct {
	label  string
	line   int
	values map[int]string // by column after id and name
}

func newPajek(sink Sink) *pajek {
	return &pajek{
		script: script{sink: sink}, vertices: map[int]pajekVertex{}, relations: map[string]string{},
		columns: map[string]int{}, header: []string{"id", "name"},
	}
}

func (p *pajek) take(text string) error {
	switch {
	case text == "" || text[0] == '%':
		return nil
	case text[0] == '*':
		return p.head(text)
	}
	switch p.section {
	case "*vertices":
		return p.vertex(text)
	case "*arcs", "*edges":
		return p.tie(text)
	case "*arcslist", "*edgeslist":
		return p.list(words(text, ""))
	case "*matrix":
		return p.row(words(text, ""))
	case "*network", "*partition", "*vector", "*permutation", "*cluster", "*hierarchy":
		return nil
	}
	return p.stop(text, "a section such as *Vertices before this line", "this is no network of Pajek: check how the file was made")
}

// head begins a section.
func (p *pajek) head(text string) error {
	parts := words(text, "")
	if p.section == "*matrix" {
		if err := p.writeMatrix(); err != nil {
			return err
		}
	}
	before := p.section
	p.section = strings.ToLower(parts[0])
	switch p.section {
	case "*network":
		if p.settled {
			return p.stop(text, "one network to a file", "save each network of the project as a file of its own")
		}
	case "*vertices":
		if before == "*partition" || before == "*vector" || before == "*permutation" || before == "*cluster" {
			p.section = before
			return nil
		}
		return p.count(text, parts)
	case "*arcs", "*edges", "*arcslist", "*edgeslist", "*matrix":
		if err := p.settle(); err != nil {
			return err
		}
		p.relation = p.named(parts[1:])
	case "*partition", "*vector", "*permutation", "*cluster", "*hierarchy":
		p.note(text, "vertices, arcs, edges or a matrix", "to keep it, write it as a column of actors.csv; it is passed over")
	default:
		return p.stop(text, "*Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist or *Matrix", "export the network again as a .net file")
	}
	return nil
}

// count reads how many vertices there are, and of two modes how many of the first.
func (p *pajek) count(text string, parts []string) error {
	if p.size > 0 || p.settled {
		return p.stop(text, "one network to a file", "save each network of the project as a file of its own")
	}
	sizes := make([]int, 2)
	for i, part := range parts[1:min(3, len(parts))] {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return p.stop(text, "the number of vertices, and of two modes the number of the first", "write for example *Vertices 32 18")
		}
		sizes[i] = n
	}
	if len(parts) < 2 || sizes[1] > sizes[0] {
		return p.stop(text, "the number of vertices, and of two modes the number of the first", "write for example *Vertices 32 18")
	}
	p.size, p.first, p.at = sizes[0], sizes[1], p.line
	if p.first == p.size {
		p.first = 0
	}
	return nil
}

// named is the relation that a section's head names: by number (:2), by number and name (:2 "advice"), or not at all.
func (p *pajek) named(parts []string) string {
	if len(parts) == 0 || !strings.HasPrefix(parts[0], ":") {
		return ""
	}
	number := strings.TrimPrefix(parts[0], ":")
	if len(parts) > 1 {
		p.relations[number] = parts[1]
	}
	return p.relationOf(number)
}

func (p *pajek) relationOf(number string) string {
	if name, ok := p.relations[number]; ok {
		return name
	}
	return number
}

func (p *pajek) vertex(text string) error {
	parts := words(text, "")
	number, ok := p.number(parts[0])
	if !ok {
		return nil
	}
	if twice, there := p.vertices[number]; there {
		p.refuse(text, "every vertex once", "vertex "+parts[0]+" stands in line "+strconv.Itoa(twice.line)+" too: take one out")
		return nil
	}
	label := parts[0]
	if len(parts) > 1 {
		label = strings.TrimSpace(parts[1])
	}
	if len(label) > MaxField {
		return p.stop(label, "labels of at most 1 MiB", "shorten the label")
	}
	p.passTimes(parts)
	v := pajekVertex{label: label, line: p.line}
	if len(parts) > 2 {
		v.values = p.attributes(parts[2:])
	}
	if len(p.header) > MaxColumns {
		return p.stop(text, "at most 16384 attributes", "export fewer attributes")
	}
	p.vertices[number] = v
	return nil
}

// passTimes tells once that times are passed over.
func (p *pajek) passTimes(parts []string) {
	last := parts[len(parts)-1]
	if p.timed || !strings.HasPrefix(last, "[") {
		return
	}
	p.timed = true
	p.note(last, "no times", "to keep them, write columns start and end in a CSV file; they are passed over")
}

// number reads the number of a vertex.
func (p *pajek) number(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > p.size {
		p.refuse(text, "the number of a vertex, from 1 to "+strconv.Itoa(p.size), "correct the number, or what *Vertices says")
		return 0, false
	}
	return n, true
}

func (p *pajek) finish() error {
	if p.section == "" {
		return nil
	}
	if err := p.settle(); err != nil {
		return err
	}
	return p.writeMatrix()
}
