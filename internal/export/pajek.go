package export

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
)

// pajek writes a network of Pajek: numbered vertices with their ids as labels, then arcs or edges with weights. It has no room for attributes.
type pajek struct {
	w        *bufio.Writer
	directed bool
	number   map[string]int
	ties     bool
}

func newPajek(w *bufio.Writer) GraphWriter { return &pajek{w: w, number: map[string]int{}} }

// Begin says how many vertices there are; of two modes, how many of the first.
func (x *pajek) Begin(h GraphHead) error {
	x.directed = h.Directed
	modes := ""
	if h.First > 0 {
		modes = " " + strconv.Itoa(h.First)
	}
	_, err := fmt.Fprintf(x.w, "*Vertices %d%s\n", h.Nodes, modes)
	return err
}

// Node writes a vertex. A label can hold no quote and no line end.
func (x *pajek) Node(n Node) error {
	x.number[n.ID] = len(x.number) + 1
	_, err := fmt.Fprintf(x.w, "%d \"%s\"\n", len(x.number), unquotable.Replace(n.ID))
	return err
}

var unquotable = strings.NewReplacer(`"`, "'", "\n", " ", "\r", " ", `\`, "/")

// Tie writes an arc or an edge.
func (x *pajek) Tie(t Tie) error {
	if err := x.begin(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(x.w, "%d %d %s\n", x.number[t.Source], x.number[t.Target], amount(t.Weight))
	return err
}

func (x *pajek) begin() error {
	if x.ties {
		return nil
	}
	x.ties = true
	kind := "*Edges\n"
	if x.directed {
		kind = "*Arcs\n"
	}
	_, err := x.w.WriteString(kind)
	return err
}

// End ends the file, which has a list of ties even when it is empty.
func (x *pajek) End() error { return x.begin() }
