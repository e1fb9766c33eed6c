package projection

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/plausibility"
	"github.com/sillat/sillat/pkg/network"
)

// Dated is a network's history and what a reader must know about how it was made.
type Dated struct {
	History  *plausibility.History
	IDs      []string // per actor, ascending: the same order as in the graph of the same selectors
	Names    []string
	Day      network.Date    // the day after all that is known: after the window, or after the last start
	Warnings []notice.Notice // in a fixed order
}

// History reads a network from walk as dated units of work: each activity with the actors that take part in it, and each collaboration as a
// unit of two. The selectors choose as they do for Build. What has no start is left out, with a warning.
//
// An actor that joins an activity after its start is not counted as a partner before: the activity is a unit of those who began it, and
// another, from the day of joining, of all who are in it then.
//
// The errors are those of Build.
func History(ctx context.Context, walk func(network.Visitor) error, s Selectors) (*Dated, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	d := &dated{records: &records{ctx: ctx}, themes: map[string]int32{}}
	if err := walk(d); err != nil {
		return nil, err
	}
	if err := d.complete(); err != nil {
		return nil, err
	}
	p := &projector{records: d.records, s: s}
	p.made.TieTypes, p.made.Counts = d.tieTypes(), d.counts
	if err := p.checkTypes(); err != nil {
		return nil, err
	}
	if err := p.chooseActors(); err != nil {
		return nil, err
	}
	return d.history(p)
}

// dated keeps, beside the records, what only a history needs: roles and what activities are about.
type dated struct {
	*records
	themes map[string]int32 // attribute=value, numbered as met
	about  map[int32][]int32
	leads  map[[2]int32]bool // actor and activity
}

// leading are the roles whose holder leads an activity.
var leading = []string{"coordinator", "lead", "lead partner", "leader", "owner"}

// Activity takes one activity and the values of its attributes that are words, each element of a list by itself.
func (d *dated) Activity(a network.Activity) error {
	if err := d.records.Activity(a); err != nil {
		return err
	}
	if d.about == nil {
		d.about = make(map[int32][]int32)
	}
	i := d.activities.number(a.ID)
	for name, value := range a.Attributes {
		if measures([]string{value}) || isNumber(value) {
			continue
		}
		for element := range strings.SplitSeq(value, ";") {
			d.about[i] = append(d.about[i], d.theme(name+"="+strings.TrimSpace(element)))
		}
	}
	return nil
}

// isNumber reports whether a value is a whole number: counts and amounts are no themes.
func isNumber(value string) bool {
	return strings.Trim(value, "0123456789 ") == ""
}

func (d *dated) theme(text string) int32 {
	i, ok := d.themes[text]
	if !ok {
		i = int32(len(d.themes))
		d.themes[text] = i
	}
	return i
}

// Participation takes one participation with its role.
func (d *dated) Participation(p network.Participation) error {
	if slices.Contains(leading, strings.ToLower(p.Role)) {
		if d.leads == nil {
			d.leads = make(map[[2]int32]bool)
		}
		d.leads[[2]int32{d.actors.number(p.Actor), d.activities.number(p.Activity)}] = true
	}
	return d.records.Participation(p)
}

// history makes the history of the chosen actors.
func (d *dated) history(p *projector) (*Dated, error) {
	made := &Dated{}
	h := &plausibility.History{Themes: len(d.themes)}
	chosen := make([]int32, 0, len(p.place))
	for i, at := range p.place {
		if at >= 0 {
			chosen = append(chosen, int32(i))
		}
	}
	slices.SortFunc(chosen, func(a, b int32) int { return cmp.Compare(p.place[a], p.place[b]) })
	for _, i := range chosen {
		made.IDs, made.Names = append(made.IDs, d.actors.rows[i].id), append(made.Names, d.actors.rows[i].name)
	}
	h.Actors = len(chosen)
	for _, c := range p.attributes() {
		if divides(c.name, c.values) && !strings.HasSuffix(c.name, "_source") { // where a value came from says nothing of the actor
			h.Attributes = append(h.Attributes, d.attribute(c.name, chosen))
		}
	}
	undated := d.units(p, h)
	d.renumber(h)
	if undated > 0 {
		p.warn(notice.Undated.Of(undated))
	}
	_, to := p.s.window()
	if _, last := h.Span(); to.IsSet() {
		made.Day = to + 1
	} else {
		made.Day = network.Date(last) + 1
	}
	made.History, made.Warnings = h, p.made.Warnings
	return made, nil
}

// attribute codes the values of an attribute over the chosen actors.
func (d *dated) attribute(name string, chosen []int32) plausibility.Attribute {
	texts := make([]string, len(chosen))
	for at, i := range chosen {
		texts[at] = d.valueOf(i, name)
	}
	a := plausibility.Attribute{Name: name, Values: canonical(texts), Of: make([]int32, len(chosen))}
	a.Values = slices.DeleteFunc(a.Values, func(v string) bool { return v == "" })
	for at, text := range texts {
		a.Of[at] = -1
		if i, ok := slices.BinarySearch(a.Values, text); ok {
			a.Of[at] = int32(i)
		}
	}
	return a
}

// joined is one actor's part in an activity.
type joined struct {
	actor int32 // as placed
	from  network.Date
}

// units adds all units that touch the window, and counts those that have no start.
func (d *dated) units(p *projector, h *plausibility.History) (undated int) {
	from, to := p.s.window()
	parts := make([][]joined, len(d.activities.rows))
	if p.s.takes(Participation) {
		for _, t := range d.parts {
			a := &d.activities.rows[t.activity]
			if at := p.place[t.actor]; at >= 0 && network.Overlaps(cmp.Or(t.start, a.start), cmp.Or(t.end, a.end), from, to) {
				parts[t.activity] = append(parts[t.activity], joined{at, max(cmp.Or(t.start, a.start), a.start)})
			}
		}
	}
	byID := make([]int32, len(parts))
	for i := range byID {
		byID[i] = int32(i)
	}
	slices.SortFunc(byID, func(i, j int32) int { return cmp.Compare(d.activities.rows[i].id, d.activities.rows[j].id) })
	leads := d.placedLeads(p)
	for _, i := range byID {
		if !d.unitsOf(i, parts[i], leads[i], h) {
			undated++
		}
	}
	for _, t := range d.ties {
		u, v := p.place[t.from], p.place[t.to]
		if u < 0 || v < 0 || u == v || !p.s.takes(d.types.ids[t.tieType]) || !network.Overlaps(t.start, t.end, from, to) {
			continue
		}
		if !t.start.IsSet() {
			undated++
			continue
		}
		h.Units = append(h.Units, plausibility.Unit{
			Start: int32(t.start), End: int32(t.end), Members: []int32{min(u, v), max(u, v)}, Themes: []int32{d.theme("type=" + d.types.ids[t.tieType])},
		})
	}
	h.Themes = len(d.themes)
	slices.SortStableFunc(h.Units, func(a, b plausibility.Unit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), slices.Compare(a.Members, b.Members), cmp.Compare(a.End, b.End))
	})
	return undated
}

// placedLeads returns, per activity, the chosen actors that lead it, ascending.
func (d *dated) placedLeads(p *projector) map[int32][]int32 {
	leads := make(map[int32][]int32)
	for _, t := range d.parts {
		if d.leads[[2]int32{t.actor, t.activity}] && p.place[t.actor] >= 0 {
			leads[t.activity] = append(leads[t.activity], p.place[t.actor])
		}
	}
	for i := range leads {
		leads[i] = slices.Compact(sorted(leads[i]))
	}
	return leads
}

// unitsOf adds the units of one activity: one for each day on which somebody joins. It reports whether all parts are dated.
func (d *dated) unitsOf(activity int32, parts []joined, leads []int32, h *plausibility.History) bool {
	slices.SortFunc(parts, func(a, b joined) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.actor, b.actor)) })
	if len(parts) > 0 && !parts[0].from.IsSet() {
		return false
	}
	var members []int32
	for at, part := range parts {
		if !slices.Contains(members, part.actor) {
			members = append(members, part.actor)
		}
		if at+1 < len(parts) && parts[at+1].from == part.from {
			continue
		}
		u := plausibility.Unit{Start: int32(part.from), End: int32(d.activities.rows[activity].end), Members: sorted(slices.Clone(members)), Themes: d.about[activity]}
		for _, a := range leads {
			if slices.Contains(members, a) {
				u.Leads = append(u.Leads, a)
			}
		}
		h.Units = append(h.Units, u)
	}
	return true
}

// renumber orders the themes by their text, so that the order of the records does not show.
func (d *dated) renumber(h *plausibility.History) {
	texts := make([]string, len(d.themes))
	for text, i := range d.themes {
		texts[i] = text
	}
	order := slices.Sorted(slices.Values(texts))
	place := make([]int32, len(texts))
	for at, text := range order {
		place[d.themes[text]] = int32(at)
	}
	for i := range h.Units {
		u := &h.Units[i]
		themes := make([]int32, 0, len(u.Themes))
		for _, t := range u.Themes {
			themes = append(themes, place[t])
		}
		u.Themes = slices.Compact(sorted(themes))
	}
}
