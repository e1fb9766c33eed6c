package export

import (
	"bufio"
	"strconv"
)

// graphML writes GraphML as networkx, igraph and Gephi read it: ties all one direction, a name that igraph takes for the identity's text and a
// label that Gephi shows, keys that yEd's readers do not take for something else.
type graphML struct {
	w          *bufio.Writer
	attributes []string
}

func newGraphML(w *bufio.Writer) GraphWriter { return &graphML{w: w} }

// Begin declares the keys.
func (x *graphML) Begin(h GraphHead) error {
	x.attributes = h.Attributes
	x.say(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	for _, key := range []string{"name", "label"} {
		x.say(`<key id="` + key + `" for="node" attr.name="` + key + `" attr.type="string"/>` + "\n")
	}
	for i, name := range x.attributes {
		x.say(`<key id="a` + strconv.Itoa(i) + `" for="node" attr.name="` + inXML(attributeName(name)) + `" attr.type="string"/>` + "\n")
	}
	for _, key := range []string{"type", "start", "end"} {
		x.say(`<key id="` + key + `" for="edge" attr.name="` + key + `" attr.type="string"/>` + "\n")
	}
	direction := "undirected"
	if h.Directed {
		direction = "directed"
		x.say(`<key id="mutual" for="edge" attr.name="mutual" attr.type="boolean"/>` + "\n")
	}
	return x.say(`<key id="weight" for="edge" attr.name="weight" attr.type="double"/>` + "\n" + `<graph edgedefault="` + direction + `">` + "\n")
}

// say writes; a failure stays with the writer, which tells it at the next call and at the end.
func (x *graphML) say(text string) error {
	_, err := x.w.WriteString(text)
	return err
}

func (x *graphML) data(key, value string) {
	if value != "" {
		_ = x.say(`<data key="` + key + `">` + inXML(value) + `</data>`)
	}
}

// Node writes a node.
func (x *graphML) Node(n Node) error {
	_ = x.say(`<node id="` + inXML(n.ID) + `">`)
	x.data("name", n.Name)
	x.data("label", n.Name)
	for i, name := range x.attributes {
		x.data("a"+strconv.Itoa(i), n.Attributes[name])
	}
	return x.say("</node>\n")
}

// Tie writes an edge.
func (x *graphML) Tie(t Tie) error {
	_ = x.say(`<edge source="` + inXML(t.Source) + `" target="` + inXML(t.Target) + `">`)
	x.data("type", t.Type)
	x.data("start", t.Start)
	x.data("end", t.End)
	if t.Mutual {
		x.data("mutual", "true")
	}
	x.data("weight", amount(t.Weight))
	return x.say("</edge>\n")
}

// End ends the file.
func (x *graphML) End() error { return x.say("</graph>\n</graphml>\n") }
