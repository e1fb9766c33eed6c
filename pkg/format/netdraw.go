package format

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// NetDraw is the VNA format: "*node data" is a table of actors, "*tie data" one of ties with a column for each relation, where 0 is none.
// Ties of a relation that all go both ways alike have no direction. What is drawn with, "*node properties" and "*tie properties", is passed over.
var NetDraw = Format{
	ID: "netdraw-vna", Title: "NetDraw (VNA)",
	Sniff: func(_, head string) bool {
		for line := range sampleLines(head) {
			return vnaSection(line) != ""
		}
		return false
	},
	Read: func(ctx context.Context, in *Text, sink Sink) error {
		v := &vna{script: script{sink: sink}, places: map[string]int{}}
		return v.each(ctx, in, v.take, v.finish)
	},
}

// vna is the state of reading one file.
type vna struct {
	script
	section   string
	header    []string
	row       RowFunc // of actors
	relations []arcs  // by column after the ends
	ids       []string
	places    map[string]int // of ids
	tied      bool           // there was tie data
}

// vnaSection is the section that a line begins, in lower case without blanks; "" for other lines.
func vnaSection(line string) string {
	name := strings.ToLower(strings.Join(words(line, ","), ""))
	if slices.Contains([]string{"*nodedata", "*tiedata", "*nodeproperties", "*tieproperties"}, name) {
		return name
	}
	return ""
}

func (v *vna) take(text string) error {
	if text == "" {
		return nil
	}
	if text[0] == '*' {
		if v.section, v.header = vnaSection(text), nil; v.section == "" {
			return v.stop(text, "*node data, *tie data, *node properties or *tie properties", "export the file again")
		}
		if v.section == "*tiedata" && v.tied {
			return v.stop(text, "one *tie data to a file", "write all ties below the first one, a column for each relation")
		}
		return nil
	}
	switch v.section {
	case "*nodedata":
		return v.node(text)
	case "*tiedata":
		return v.tie(text)
	}
	return nil
}

func (v *vna) node(text string) error {
	values := words(text, ",")
	if v.header == nil {
		if v.row != nil {
			return v.stop(text, "one *node data to a file", "write all attributes in one table")
		}
		v.header = values
		v.header[0] = "id"
		var err error
		v.row, err = v.sink.Table(Table{Kind: Actors, Header: v.header, Line: v.line})
		return err
	}
	if !v.wide(values) {
		return nil
	}
	return v.row(v.line, values)
}

// wide refuses a row that is not as wide as its header.
func (v *vna) wide(values []string) bool {
	if len(values) != len(v.header) {
		v.refuse(strings.Join(values, " "), strconv.Itoa(len(v.header))+" values, as the header has", "put values with blanks in double quotes, and write something for empty ones")
		return false
	}
	i := slices.IndexFunc(values, func(s string) bool { return len(s) > MaxField })
	if i >= 0 {
		v.refuse(values[i], "values of at most 1 MiB", "shorten the value")
	}
	return i < 0
}

func (v *vna) tie(text string) error {
	values := words(text, ",")
	if v.header == nil {
		v.header, v.tied = values, true
		if len(values) < 2 || len(values) > MaxColumns {
			return v.stop(text, "columns from, to and one for each relation", "write for example: from to friends advice")
		}
		v.relations = make([]arcs, max(1, len(values)-2))
		return nil
	}
	if !v.wide(values) {
		return nil
	}
	from, to := v.place(values[0]), v.place(values[1])
	if len(values) == 2 {
		v.relations[0].add(v.line, from, to, 1)
	}
	for i, value := range values[2:] {
		weight, err := strconv.ParseFloat(value, 64)
		if err != nil {
			v.refuse(value, "a number in column "+Excerpt(v.header[i+2]), "write how strong the tie is, 0 for none")
			continue
		}
		v.relations[i].add(v.line, from, to, weight)
	}
	return nil
}

func (v *vna) place(id string) int {
	place, ok := v.places[id]
	if !ok {
		place = len(v.ids)
		v.places[id], v.ids = place, append(v.ids, id)
	}
	return place
}

// finish hands the ties over.
func (v *vna) finish() error {
	if !v.tied {
		return nil
	}
	row, err := v.sink.Table(Table{Kind: Collaborations, Header: arcHeader})
	if err != nil {
		return err
	}
	for i := range v.relations {
		if err := v.relations[i].write(row, func(i int) string { return v.ids[i] }, v.relation(i)); err != nil {
			return err
		}
	}
	return nil
}

// relation is the name of a column of ties; a strength alone is no relation.
func (v *vna) relation(column int) string {
	if len(v.header) < 3 {
		return ""
	}
	name := v.header[column+2]
	plain := strings.ToLower(strings.ReplaceAll(name, " ", ""))
	if len(v.relations) == 1 && slices.Contains([]string{"strength", "tiestrength", "weight", "value"}, plain) {
		return ""
	}
	return name
}
