package format

import (
	"cmp"
	"strconv"
	"strings"
)

// settle hands the vertices over, once, and announces the table of ties.
func (p *pajek) settle() (err error) {
	if p.settled {
		return nil
	}
	p.settled = true
	if p.size-len(p.vertices) > mostUnnamed {
		p.line = p.at
		return p.stop(strconv.Itoa(p.size), "a line for each vertex, or at most 1000000 without one", "write the vertices below *Vertices")
	}
	labels := make([]string, p.size)
	for i := range labels {
		if labels[i] = strconv.Itoa(i + 1); p.vertices[i+1].line > 0 {
			labels[i] = p.vertices[i+1].label
		}
	}
	p.known = knownBy(labels)
	first := p.first
	if first == 0 {
		first = p.size
	}
	if err := p.hand(Actors, labels, 0, first); err != nil {
		return err
	}
	if p.first == 0 {
		p.ties, err = p.sink.Table(Table{Kind: Collaborations, Header: arcHeader})
		return err
	}
	if err := p.hand(Activities, labels, first, p.size); err != nil {
		return err
	}
	p.ties, err = p.sink.Table(Table{Kind: Participations, Header: participationHeader})
	return err
}

// hand announces a table of vertices and hands over those of a mode.
func (p *pajek) hand(kind Kind, labels []string, from, to int) error {
	row, err := p.sink.Table(Table{Kind: kind, Header: p.header})
	if err != nil {
		return err
	}
	for i := from; i < to; i++ {
		v, values := p.vertices[i+1], make([]string, len(p.header))
		values[0], values[1] = p.id(i+1), labels[i]
		for column, value := range v.values {
			values[column] = value
		}
		if err := row(cmp.Or(v.line, p.at), values); err != nil {
			return err
		}
	}
	return nil
}

// id is what a vertex is known by.
func (p *pajek) id(number int) string { return p.known(number - 1) }

// tie reads an arc or an edge: two vertices, a weight unless it is 1, and how to draw it; before it the number of its relation, if it has one.
func (p *pajek) tie(text string) error {
	relation := p.relation
	if number, rest, ok := strings.Cut(text, ":"); ok && isNumber(strings.TrimSpace(number)) {
		relation, text = p.relationOf(strings.TrimSpace(number)), rest
	}
	parts := words(text, "")
	if len(parts) < 2 {
		p.refuse(text, "two vertices and at most one weight", "write for example: 1 2 0.5")
		return nil
	}
	from, fromOK := p.number(parts[0])
	to, toOK := p.number(parts[1])
	if !fromOK || !toOK {
		return nil
	}
	weight := 1.0
	if len(parts) > 2 {
		if w, err := strconv.ParseFloat(parts[2], 64); err == nil {
			weight = w
		}
		p.passTimes(parts)
	}
	return p.write(from, to, weight, relation)
}

// list reads a vertex and those it is tied to.
func (p *pajek) list(parts []string) error {
	from, ok := p.number(parts[0])
	if !ok {
		return nil
	}
	for _, part := range parts[1:] {
		if to, ok := p.number(part); ok {
			if err := p.write(from, to, 1, p.relation); err != nil {
				return err
			}
		}
	}
	return nil
}

// row reads a row of the matrix.
func (p *pajek) row(parts []string) error {
	height, shift := p.shape()
	if p.rows == height || len(parts) != p.size-shift {
		return p.stop(strconv.Itoa(len(parts))+" values in row "+strconv.Itoa(p.rows+1),
			strconv.Itoa(height)+" rows of "+strconv.Itoa(p.size-shift)+" values", "correct the matrix, or what *Vertices says")
	}
	for j, part := range parts {
		w, err := strconv.ParseFloat(part, 64)
		if err != nil {
			p.refuse(part, "a number", "write the weight of the tie, 0 for none")
			continue
		}
		p.matrix.add(p.line, p.rows, shift+j, w)
	}
	p.rows++
	return nil
}

// shape is how many rows the matrix has, and which vertex its first column is.
func (p *pajek) shape() (height, shift int) {
	if p.first > 0 {
		return p.first, p.first
	}
	return p.size, 0
}

// writeMatrix hands over the ties of a matrix that was read whole.
func (p *pajek) writeMatrix() error {
	if p.section != "*matrix" {
		return nil
	}
	if height, _ := p.shape(); p.rows < height {
		return p.stop(strconv.Itoa(p.rows)+" rows", strconv.Itoa(height)+" rows of the matrix", "write a row for each vertex, or correct what *Vertices says")
	}
	p.rows = 0
	if p.first == 0 {
		return p.matrix.write(p.ties, p.known, p.relation)
	}
	for _, t := range p.matrix.all {
		p.line = t.line
		if err := p.participation(t.from+1, t.to+1, t.weight); err != nil {
			return err
		}
	}
	p.matrix.all = nil
	return nil
}

// write hands over a tie, of two modes a participation.
func (p *pajek) write(from, to int, weight float64, relation string) error {
	if p.first > 0 {
		return p.participation(from, to, weight)
	}
	directed := strings.HasPrefix(p.section, "*arcs")
	return p.ties(p.line, []string{p.id(from), p.id(to), amount(weight), strconv.FormatBool(directed), relation})
}

// participation hands over a tie between the modes.
func (p *pajek) participation(from, to int, weight float64) error {
	if from > to {
		from, to = to, from
	}
	if from > p.first || to <= p.first {
		p.refuse(strconv.Itoa(from)+" "+strconv.Itoa(to), "ties between the two modes", "in two modes a tie joins one of the first "+
			strconv.Itoa(p.first)+" vertices with one of the others; write *Vertices "+strconv.Itoa(p.size)+" for a network of one mode")
		return nil
	}
	p.unweigh(weight)
	return p.ties(p.line, []string{p.id(from), p.id(to), p.relation})
}

func isNumber(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil
}
