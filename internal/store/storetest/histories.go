package storetest

import (
	"fmt"
	"slices"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// names are few, so that records meet again; the last two would change places in UTF-16.
var names = []string{"a", "A", "aa", "ö", "\uff5e", "\U0001d11e"}

var historyPromises = []promise{
	{"after any history of imports, edits, reverts and erasures every revision reads exactly as it was", func(k kept) {
		n := 0
		rapid.Check(k.T, func(t *rapid.T) {
			n++
			h := history{T: t, store: k, name: fmt.Sprint("history-", n), model: newModel()}
			h.importSome() // makes the network
			t.Repeat(map[string]func(*rapid.T){
				"import": func(t *rapid.T) { h.T = t; h.importSome() },
				"again":  func(t *rapid.T) { h.T = t; h.importAgain() },
				"revert": func(t *rapid.T) { h.T = t; h.revert() },
				"erase":  func(t *rapid.T) { h.T = t; h.erase() },
				"drop":   func(t *rapid.T) { h.T = t; h.drop() },
			})
			h.compare()
			if err := k.Delete(k.Context(), h.name); err != nil {
				t.Fatal(err)
			}
		})
	}},
}

// history is one random sequence of changes, made in the store and in the model.
type history struct {
	*rapid.T
	store kept
	name  string
	model *model
	made  []network.Revision // as the model counts them
}

func (h *history) importSome() { h.importPicture(h.draw()) }

// importAgain imports what some revision held, which may name actors that were erased or reverted since.
func (h *history) importAgain() {
	h.importPicture(h.model.picture(rapid.IntRange(0, h.model.newest()).Draw(h.T, "revision")))
}

func (h *history) importPicture(p network.Picture) {
	rev, changed, err := h.store.Import(h.store.Context(), h.name, &p, change)
	if err != nil {
		h.Fatalf("import: %v", err)
	}
	want, wantChanged := h.model.importPicture(&p)
	if changed != wantChanged {
		h.Fatalf("import changed %v, want %v", changed, wantChanged)
	}
	if changed {
		h.record(rev, want)
	}
}

func (h *history) revert() {
	to := rapid.IntRange(0, h.model.newest()).Draw(h.T, "to")
	rev, err := h.store.Revert(h.store.Context(), h.name, to, change)
	if err != nil {
		h.Fatalf("revert to %d: %v", to, err)
	}
	h.record(rev, h.model.revert(to))
}

// drop takes some of what the newest revision holds out of it: seldom an entity, with all that names it.
func (h *history) drop() {
	p := h.model.picture(h.model.newest())
	left := p
	var d store.Drop
	if len(p.Actors) > 0 && rapid.IntRange(0, 2).Draw(h.T, "seldom") == 0 {
		id := rapid.SampledFrom(p.Actors).Draw(h.T, "actor").ID
		d.Actors, left = []string{id}, without(left, id)
	}
	if len(p.Activities) > 0 && rapid.IntRange(0, 2).Draw(h.T, "seldom") == 0 {
		id := rapid.SampledFrom(p.Activities).Draw(h.T, "activity").ID
		d.Activities = []string{id}
		left.Activities = slices.DeleteFunc(slices.Clone(left.Activities), func(a network.Activity) bool { return a.ID == id })
		left.Participations = slices.DeleteFunc(slices.Clone(left.Participations), func(t network.Participation) bool { return t.Activity == id })
	}
	if len(p.Collaborations) > 0 {
		c := rapid.SampledFrom(p.Collaborations).Draw(h.T, "collaboration")
		d.Collaborations = []store.CollaborationKey{store.KeyOf(&c)}
		left.Collaborations = slices.DeleteFunc(slices.Clone(left.Collaborations), func(o network.Collaboration) bool { return store.KeyOf(&o) == store.KeyOf(&c) })
	}
	if len(p.Participations) > 0 {
		t := rapid.SampledFrom(p.Participations).Draw(h.T, "participation")
		d.Participations = []store.ParticipationKey{store.PartKeyOf(&t)}
		left.Participations = slices.DeleteFunc(slices.Clone(left.Participations), func(o network.Participation) bool { return store.PartKeyOf(&o) == store.PartKeyOf(&t) })
	}
	rev, changed, err := h.store.Edit(h.store.Context(), h.name, store.Edit{Base: h.model.newest(), Drop: d}, change)
	if err != nil {
		h.Fatalf("drop %+v: %v", d, err)
	}
	if want, differs := h.model.become(&left); changed != differs {
		h.Fatalf("drop %+v: changed %v, want %v", d, changed, differs)
	} else if changed {
		h.record(rev, want)
	}
}

func (h *history) erase() {
	if rapid.IntRange(0, 4).Draw(h.T, "seldom") > 0 {
		return // most histories should keep something to look at
	}
	actor := rapid.SampledFrom(names).Draw(h.T, "actor")
	rev, err := h.store.Erase(h.store.Context(), h.name, actor, change)
	if !h.model.holds(actor) {
		if fault.CodeOf(err) != fault.NotFound {
			h.Fatalf("erasing %q, which no revision holds: %v, want not found", actor, err)
		}
		return
	}
	if err != nil {
		h.Fatalf("erase %q: %v", actor, err)
	}
	h.record(rev, h.model.erase(actor))
}

// record checks what a change says of itself and that the network's size follows.
func (h *history) record(got, want network.Revision) {
	want.By, want.Message, want.Made = change.By, change.Message, got.Made
	if got != want {
		h.Fatalf("revision is %+v, want %+v", got, want)
	}
	h.made = append(h.made, want)
	n, err := h.store.Network(h.store.Context(), h.name)
	if err != nil {
		h.Fatal(err)
	}
	p := h.model.picture(h.model.newest())
	counts := network.Counts{
		Actors: len(p.Actors), Collaborations: len(p.Collaborations), Activities: len(p.Activities), Participations: len(p.Participations),
	}
	if n.Revision != want.Number || n.Counts != counts {
		h.Fatalf("network is %+v, want revision %d with %+v", n, want.Number, counts)
	}
}

// compare reads every revision.
func (h *history) compare() {
	for revision := range h.model.newest() + 1 {
		if revision == store.Latest && h.model.newest() > 0 {
			continue // 0 asks for the newest, which comes last
		}
		var c network.Collector
		if _, err := h.store.Read(h.store.Context(), h.name, revision, &c); err != nil {
			h.Fatalf("read revision %d: %v", revision, err)
		}
		if diff := gocmp.Diff(h.model.picture(revision), c.Picture, cmpopts.EquateEmpty()); diff != "" {
			h.Fatalf("revision %d of %d reads otherwise than it was (- want, + got):\n%s", revision, h.model.newest(), diff)
		}
	}
	got, err := h.store.Revisions(h.store.Context(), h.name)
	if err != nil {
		h.Fatal(err)
	}
	if !slices.Equal(got, h.made) {
		h.Fatalf("revisions are %+v, want %+v", got, h.made)
	}
}

// draw makes a small consistent picture: its links name actors and activities of its own or of the newest revision.
func (h *history) draw() (p network.Picture) {
	t, now := h.T, h.model.picture(h.model.newest())
	var actors, activities []string
	for _, a := range now.Actors {
		actors = append(actors, a.ID)
	}
	for _, a := range now.Activities {
		activities = append(activities, a.ID)
	}
	for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 4, rapid.ID).Draw(t, "actors") {
		actors = append(actors, id)
		p.Actors = append(p.Actors, network.Actor{ID: id, Name: drawText(t), Attributes: drawAttributes(t), Start: drawDate(t), Source: drawSource(t)})
	}
	for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(names[:3]), 0, 2, rapid.ID).Draw(t, "activities") {
		activities = append(activities, id)
		p.Activities = append(p.Activities, network.Activity{ID: id, Title: drawText(t), Attributes: drawAttributes(t), End: drawDate(t), Source: drawSource(t)})
	}
	if len(actors) == 0 {
		return p
	}
	actor := rapid.SampledFrom(actors)
	for range rapid.IntRange(0, 6).Draw(t, "collaborations") {
		p.Collaborations = append(p.Collaborations, network.Collaboration{
			From: actor.Draw(t, "from"), To: actor.Draw(t, "to"), Type: rapid.SampledFrom(names[:2]).Draw(t, "type"),
			Directed: rapid.Bool().Draw(t, "directed"), Weight: float64(rapid.IntRange(0, 2).Draw(t, "weight")), Confidence: 1,
			Start: drawDate(t), End: drawDate(t), Source: drawSource(t),
		})
	}
	if len(activities) == 0 {
		return p
	}
	for range rapid.IntRange(0, 4).Draw(t, "participations") {
		p.Participations = append(p.Participations, network.Participation{
			Actor: actor.Draw(t, "actor"), Activity: rapid.SampledFrom(activities).Draw(t, "activity"), Role: rapid.SampledFrom(names[:2]).Draw(t, "role"),
			Funding: rapid.SampledFrom([]network.Amount{{}, {Known: true}, {Value: 0.1, Known: true}}).Draw(t, "funding"),
			Start:   drawDate(t), Source: drawSource(t),
		})
	}
	return p
}

func drawText(t *rapid.T) string { return rapid.SampledFrom(names).Draw(t, "text") }

func drawAttributes(t *rapid.T) map[string]string {
	return rapid.SampledFrom([]map[string]string{nil, {"kind": "a"}, {"kind": "a", "ö": "b;c"}}).Draw(t, "attributes")
}

func drawDate(t *rapid.T) network.Date {
	return rapid.SampledFrom([]network.Date{0, 0, network.NewDate(2020, 1, 1)}).Draw(t, "date")
}

func drawSource(t *rapid.T) network.Source {
	return rapid.SampledFrom([]network.Source{{}, {File: "a.csv", Line: 2}, {File: "b.csv", Line: 3}}).Draw(t, "source")
}
