package export

import (
	"bufio"
	"strconv"
)

// gexf writes GEXF 1.2, which all readers of GEXF know; 1.3 adds nothing that is written here. Dates make it a graph that changes in time.
type gexf struct {
	w          *bufio.Writer
	attributes []string
	ties       int
}

func newGEXF(w *bufio.Writer) GraphWriter { return &gexf{w: w} }

func (x *gexf) say(text string) error {
	_, err := x.w.WriteString(text)
	return err
}

// Begin declares the attributes.
func (x *gexf) Begin(h GraphHead) error {
	x.attributes = h.Attributes
	direction := "undirected"
	if h.Directed {
		direction = "directed"
	}
	x.say(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">` + "\n")
	x.say(`<graph mode="dynamic" timeformat="date" defaultedgetype="` + direction + `">` + "\n" + `<attributes class="node" mode="static">` + "\n")
	for i, name := range x.attributes {
		x.say(`<attribute id="` + strconv.Itoa(i) + `" title="` + inXML(attributeName(name)) + `" type="string"/>` + "\n")
	}
	x.say("</attributes>\n" + `<attributes class="edge" mode="static">` + "\n" + `<attribute id="kind" title="kind" type="string"/>` + "\n")
	return x.say(`<attribute id="mutual" title="mutual" type="boolean"/>` + "\n</attributes>\n<nodes>\n")
}

// when writes the dates within which something held.
func (x *gexf) when(start, end string) {
	if start != "" {
		_ = x.say(` start="` + start + `"`)
	}
	if end != "" {
		_ = x.say(` end="` + end + `"`)
	}
}

// values writes attribute values, given as ids and texts in turns; empty texts are left out.
func (x *gexf) values(of ...string) {
	open := false
	for i := 0; i < len(of); i += 2 {
		if of[i+1] == "" {
			continue
		}
		if !open {
			open = true
			_ = x.say("<attvalues>")
		}
		_ = x.say(`<attvalue for="` + of[i] + `" value="` + inXML(of[i+1]) + `"/>`)
	}
	if open {
		_ = x.say("</attvalues>")
	}
}

// Node writes a node.
func (x *gexf) Node(n Node) error {
	_ = x.say(`<node id="` + inXML(n.ID) + `" label="` + inXML(n.Name) + `"`)
	x.when(n.Start, n.End)
	_ = x.say(">")
	var of []string
	for i, name := range x.attributes {
		of = append(of, strconv.Itoa(i), n.Attributes[name])
	}
	x.values(of...)
	return x.say("</node>\n")
}

// Tie writes an edge. What the network calls type is its kind: GEXF's type is the direction.
func (x *gexf) Tie(t Tie) error {
	if x.ties == 0 {
		_ = x.say("</nodes>\n<edges>\n")
	}
	_ = x.say(`<edge id="` + strconv.Itoa(x.ties) + `" source="` + inXML(t.Source) + `" target="` + inXML(t.Target) + `" weight="` + amount(t.Weight) + `"`)
	x.ties++
	x.when(t.Start, t.End)
	_ = x.say(">")
	mutual := ""
	if t.Mutual {
		mutual = "true"
	}
	x.values("kind", t.Type, "mutual", mutual)
	return x.say("</edge>\n")
}

// End ends the file.
func (x *gexf) End() error {
	if x.ties == 0 {
		_ = x.say("</nodes>\n<edges>\n")
	}
	return x.say("</edges>\n</graph>\n</gexf>\n")
}
