package ingest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
	"github.com/sillat/sillat/pkg/network"
)

// link checks that every actor and activity that a tie or participation names is known. A value that is no id but the
// name of exactly one record is taken for its id. Without a file of actors (or activities) they are made from the
// values, since a list of ties alone is a network too.
func (r *reader) link() {
	actors := r.register(format.Actors, &r.actors, len(r.picture.Actors), func(i int) (string, string) {
		return r.picture.Actors[i].ID, r.picture.Actors[i].Name
	})
	actors.make = func(id string, s network.Source) {
		r.picture.Actors = append(r.picture.Actors, network.Actor{ID: id, Name: id, Source: s})
	}
	activities := r.register(format.Activities, &r.activities, len(r.picture.Activities), func(i int) (string, string) {
		return r.picture.Activities[i].ID, r.picture.Activities[i].Title
	})
	activities.make = func(id string, s network.Source) {
		r.picture.Activities = append(r.picture.Activities, network.Activity{ID: id, Title: id, Source: s})
	}
	r.partTargets(actors)
	if actors.open && r.ties.count > 0 {
		r.picture.Actors = make([]network.Actor, 0, len(r.texts.all)) // nearly all texts are ids then
	}
	for i := range r.ties.count {
		for _, end := range []struct {
			text  *int32
			field int
		}{{r.ties.from.at(i), tieSource}, {r.ties.to.at(i), tieTarget}} {
			if _, known := r.actors.at(*end.text); !known {
				*end.text = actors.resolve(r.ties.origin(i), end.field, *end.text)
			}
		}
	}
	for i := range r.picture.Participations {
		p := &r.picture.Participations[i]
		p.Actor = actors.resolveText(r.parts[i], partActor, p.Actor)
		p.Activity = activities.resolveText(r.parts[i], partActivity, p.Activity)
	}
	actors.tell()
	activities.tell()
}

// partTargets makes several ties of one whose target is a list "a|b", as Kumu writes it: only where the list as a whole
// is nobody and each part is somebody.
func (r *reader) partTargets(actors *register) {
	if actors.open {
		return
	}
	lists := map[int32][]int32{} // the parts of a text that is a list
	for number, text := range r.texts.all {
		if !strings.Contains(text, "|") || actors.knows(text) {
			continue
		}
		parts := strings.Split(text, "|")
		if !slices.ContainsFunc(parts, func(part string) bool { return !actors.knows(strings.TrimSpace(part)) }) {
			for _, part := range parts {
				lists[int32(number)] = append(lists[int32(number)], r.texts.number(strings.TrimSpace(part)))
			}
		}
	}
	if len(lists) == 0 {
		return
	}
	whole := r.ties
	r.ties = newTies()
	for i := range whole.count {
		targets, parted := lists[*whole.to.at(i)]
		if !parted {
			targets = []int32{*whole.to.at(i)}
		}
		for _, to := range targets {
			r.ties.add(*whole.from.at(i), to, whole.tieType.of(i), whole.record(i, r.texts.all), whole.origin(i))
		}
	}
}

// register is where the records of one kind are found by what others call them.
type register struct {
	r    *reader
	kind format.Kind
	ids  *places
	at   func(place int) (id, name string)
	size int
	make func(id string, s network.Source)

	open    bool // no file lists the records: what is named is made
	lenient bool // a file that lists them is broken: what is not found may stand in the broken part
	made    int
	first   origin // of what was made or found by name

	byName  map[string]int // -1: several have this name
	byLoose map[string]int // the same without capitals and with single blanks
	named   int
	nearest nearest
}

func (r *reader) register(kind format.Kind, ids *places, size int, at func(int) (string, string)) *register {
	g := &register{r: r, kind: kind, ids: ids, at: at, size: size, open: true, nearest: nearest{budget: comparisons}}
	for _, f := range r.files {
		if f.Kind == kind {
			g.open = false
			g.lenient = g.lenient || r.broken[place{f.File, f.Sheet}] || r.broken[place{f.File, ""}]
		}
	}
	// A file that could not even be recognised may have been the one.
	if g.open && r.unread {
		g.open, g.lenient = false, true
	}
	return g
}

// resolveText is resolve for a value as it is written.
func (g *register) resolveText(o origin, field int, value string) string {
	return g.r.texts.all[g.resolve(o, field, g.r.texts.number(value))]
}

// resolve returns the id of the record that a value names, both as numbers of texts.
func (g *register) resolve(o origin, field int, number int32) int32 {
	if _, ok := g.ids.at(number); ok {
		return number
	}
	value := g.r.texts.all[number]
	if g.open {
		return g.add(o, number)
	}
	place, ok := g.names()[value]
	if !ok {
		place, ok = g.byLoose[loose(value)]
	}
	if ok && place >= 0 {
		g.remember(o)
		g.named++
		id, _ := g.at(place)
		return g.r.texts.number(id)
	}
	if g.r.opt.AddUnlisted && !ok {
		return g.add(o, number)
	}
	if !g.lenient {
		g.refuse(cells{t: o.table, line: o.line}, field, value)
	}
	return number
}

// add makes the record that nothing lists.
func (g *register) add(o origin, number int32) int32 {
	value := g.r.texts.all[number]
	g.remember(o)
	g.made++
	g.ids.put(number, g.size)
	if g.byName != nil {
		once(g.byName, value, g.size)
		once(g.byLoose, loose(value), g.size)
	}
	g.size++
	g.make(value, network.Source{File: o.table.record, Line: o.line})
	return number
}

// knows reports whether a value is an id or the name of exactly one record.
func (g *register) knows(value string) bool {
	if number, ok := g.r.texts.find(value); ok {
		if _, ok = g.ids.at(number); ok {
			return true
		}
	}
	place, ok := g.names()[value]
	return ok && place >= 0
}

func (g *register) remember(o origin) {
	if g.made+g.named == 0 {
		g.first = o
	}
}

// names is built only when something is not found by id.
func (g *register) names() map[string]int {
	if g.byName == nil {
		g.byName, g.byLoose = make(map[string]int, g.size), make(map[string]int, g.size)
		for i := range g.size {
			_, name := g.at(i)
			once(g.byName, name, i)
			once(g.byLoose, loose(name), i)
		}
	}
	return g.byName
}

// once notes whose a name is; -1 when it is another's already.
func once(names map[string]int, name string, i int) {
	if _, twice := names[name]; twice {
		i = -1
	}
	names[name] = i
}

// loose is a name as people mean it, whatever its capitals and blanks. Ids are not taken so: their capitals may tell them apart.
func loose(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

func (g *register) refuse(c cells, field int, value string) {
	remedy := fmt.Sprintf("add it to the %s, or correct it here", g.kind)
	switch place, several := g.names()[value]; {
	case several && place < 0:
		remedy = fmt.Sprintf("several %s have this name: write the id of the one that is meant", g.kind)
	case g.r.problems.wanted():
		if id, ok := g.nearest.find(value, g.size, g.at); ok {
			remedy = fmt.Sprintf("did you mean %q? Correct it here, or add it to the %s", format.Excerpt(id), g.kind)
		}
	}
	c.refuse(field, value, fmt.Sprintf("the id of one of the %s", g.kind), remedy)
}

// tell warns of what was made or understood without being asked.
func (g *register) tell() {
	p := fault.Problem{}
	if g.made+g.named > 0 {
		p.File, p.Sheet, p.Line = g.first.table.file, g.first.table.head.Sheet, g.first.line
	}
	switch {
	case g.made > 0 && !g.open:
		p.Expected = fmt.Sprintf("every one of the %s in their file", g.kind)
		p.Remedy = fmt.Sprintf("%d %s were added that no file lists, from this line on: list them to give them attributes, or correct them where one is mistyped", g.made, g.kind)
		g.r.report(p)
	case g.made > 0:
		p.Expected = fmt.Sprintf("a file that lists the %s", g.kind)
		p.Remedy = fmt.Sprintf("%d %s were made from the rows that name them: add %s.csv to give them names and attributes", g.made, g.kind, g.kind)
		g.r.report(p)
	}
	if g.named > 0 {
		p.Expected = fmt.Sprintf("ids of %s", g.kind)
		p.Remedy = fmt.Sprintf("values that are no ids were understood as names, from this line on and %d times in all: check them, or write ids", g.named)
		g.r.report(p)
	}
}
