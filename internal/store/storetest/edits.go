package storetest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

var editPromises = []promise{
	{"an edit puts and drops as one revision, and earlier ones keep what was dropped", func(k kept) {
		first := ecosystem()
		k.imports("n", first)
		tie := first.Collaborations[0]
		e := store.Edit{Base: 1, Put: actorsOnly("ö"), Drop: store.Drop{Collaborations: []store.CollaborationKey{store.KeyOf(&tie)}}}
		rev := k.edits("n", e)
		if rev.Number != 2 || rev.Added != (network.Counts{Actors: 1}) || rev.Removed != (network.Counts{Collaborations: 1}) {
			k.Errorf("revision is %+v, want number 2, an actor added and a collaboration removed", rev)
		}
		want := ecosystem()
		want.Actors = append(want.Actors, actorsOnly("ö").Actors...)
		want.Collaborations = want.Collaborations[1:]
		k.holds("n", 2, want)
		k.holds("n", 1, first)
		if got := k.network("n").Counts; got != countOf(want) {
			k.Errorf("counts are %+v, want %+v", got, countOf(want))
		}
	}},
	{"with an actor go its collaborations and participations, each counted once", func(k kept) {
		k.imports("n", ecosystem())
		both := []string{ecosystem().Collaborations[0].From, ecosystem().Collaborations[0].To} // the tie between them goes once
		rev := k.edits("n", store.Edit{Base: store.AnyRevision, Drop: store.Drop{Actors: both}})
		want := without(without(ecosystem(), both[0]), both[1])
		k.holds("n", store.Latest, want)
		if had, has := countOf(ecosystem()), countOf(want); rev.Removed != less(had, has) || rev.Added != (network.Counts{}) {
			k.Errorf("revision is %+v, want %+v removed", rev, less(had, has))
		}
		k.holds("n", 1, ecosystem())
		if _, err := k.Revert(k.Context(), "n", 1, change); err != nil {
			k.Fatal(err)
		}
		k.holds("n", store.Latest, ecosystem())
		k.imports("n", actorsOnly("ö"))
	}},
	{"with an activity go its participations, and a named one goes once", func(k kept) {
		p := ecosystem()
		k.imports("n", p)
		part := p.Participations[0]
		rev := k.edits("n", store.Edit{Base: store.AnyRevision, Drop: store.Drop{
			Activities: []string{part.Activity}, Participations: []store.ParticipationKey{store.PartKeyOf(&part)},
		}})
		want := ecosystem()
		want.Activities = nil
		want.Participations = nil
		if rev.Removed != less(countOf(p), countOf(want)) {
			k.Errorf("revision is %+v, want %+v removed", rev, less(countOf(p), countOf(want)))
		}
		k.holds("n", store.Latest, want)
		k.imports("n", p) // and comes back
		k.holds("n", store.Latest, p)
	}},
	{"an undirected collaboration is dropped by either order of its ends, with its equals", func(k kept) {
		p := actorsOnly("a", "b")
		p.Collaborations = []network.Collaboration{
			{From: "a", To: "b", Weight: 1, Confidence: 1}, {From: "a", To: "b", Weight: 2, Confidence: 1}, {From: "a", To: "b", Directed: true, Weight: 1, Confidence: 1},
			{From: "a", To: "b", Type: "agreement", Weight: 1, Confidence: 1},
		}
		k.imports("n", p)
		rev := k.edits("n", store.Edit{Base: store.AnyRevision, Drop: store.Drop{Collaborations: []store.CollaborationKey{{From: "b", To: "a"}}}})
		if rev.Removed != (network.Counts{Collaborations: 2}) {
			k.Errorf("revision is %+v, want two collaborations removed", rev)
		}
		p.Collaborations = p.Collaborations[2:]
		k.holds("n", store.Latest, p)
	}},
	{"an edit made for another revision is refused and leaves nothing", func(k kept) {
		k.imports("n", ecosystem())
		k.imports("n", actorsOnly("ö"))
		for _, base := range []int{0, 1, 3} {
			_, _, err := k.Edit(k.Context(), "n", store.Edit{Base: base, Put: actorsOnly("x")}, change)
			k.fails(err, fault.Conflict)
		}
		_, _, err := k.Edit(k.Context(), "new", store.Edit{Base: 1, Put: actorsOnly("x")}, change)
		k.fails(err, fault.Conflict)
		k.missing("new")
		if _, changed, err := k.Edit(k.Context(), "new", store.Edit{Base: 0, Put: actorsOnly("x")}, change); err != nil || !changed {
			k.Errorf("an edit of a network that is not there yet, at revision 0: changed %v, error %v", changed, err)
		}
	}},
	{"what is not there cannot be dropped; all of it is listed and nothing is done", func(k kept) {
		k.imports("n", ecosystem())
		k.imports("other", actorsOnly("stranger"))
		before := k.network("n")
		_, _, err := k.Edit(k.Context(), "n", store.Edit{Base: store.AnyRevision, Put: actorsOnly("x"), Drop: store.Drop{
			Actors: []string{"sitra", "stranger"}, Activities: []string{"stranger"},
			Collaborations: []store.CollaborationKey{{From: "sitra", To: "stranger"}, {From: "sitra", To: "sitra", Type: "no such type"}},
			Participations: []store.ParticipationKey{{Actor: "sitra", Activity: "stranger"}},
		}}, change)
		k.fails(err, fault.BadInput)
		if problems, total := fault.ProblemsOf(err); total != 5 {
			k.Errorf("%d problems, want 5: %v", total, problems)
		}
		if after := k.network("n"); after != before {
			k.Errorf("network was %+v and is %+v", before, after)
		}
		k.holds("n", store.Latest, ecosystem())
	}},
	{"a record named twice, or put on what is dropped, is refused", func(k kept) {
		k.imports("n", ecosystem())
		tie := ecosystem().Collaborations[0]
		onGone := network.Picture{Collaborations: []network.Collaboration{{From: tie.From, To: tie.To, Type: "another", Weight: 1, Confidence: 1}}}
		for name, e := range map[string]store.Edit{
			"an actor twice":         {Drop: store.Drop{Actors: []string{tie.From, tie.From}}},
			"an actor put and gone":  {Put: actorsOnly(tie.From), Drop: store.Drop{Actors: []string{tie.From}}},
			"a tie put and gone":     {Put: network.Picture{Collaborations: []network.Collaboration{tie}}, Drop: store.Drop{Collaborations: []store.CollaborationKey{store.KeyOf(&tie)}}},
			"a tie of a gone actor":  {Put: onGone, Drop: store.Drop{Actors: []string{tie.From}}},
			"the same, other way up": {Put: onGone, Drop: store.Drop{Actors: []string{tie.To}}},
		} {
			e.Base = store.AnyRevision
			_, _, err := k.Edit(k.Context(), "n", e, change)
			if fault.CodeOf(err) != fault.BadInput {
				k.Errorf("%s: fault is %v, want bad input", name, err)
			}
		}
		k.holds("n", store.Latest, ecosystem())
	}},
	{"a receipt is stored with the revision, once", func(k kept) {
		documents, ok := k.Store.(store.Documents)
		if !ok {
			k.Fatal("the store keeps no documents")
		}
		receipt := func(r network.Revision) store.Document {
			return store.Document{Kind: "receipt", ID: "one", Body: fmt.Append(nil, r.Number)}
		}
		e := store.Edit{Base: store.AnyRevision, Put: actorsOnly("x"), Receipt: receipt}
		k.edits("n", e)
		if d, err := documents.Document(k.Context(), "receipt", "one"); err != nil || string(d.Body) != "1" || d.Version != 1 {
			k.Errorf("receipt is %+v, error %v; want one of revision 1", d, err)
		}
		e.Put = actorsOnly("y")
		_, _, err := k.Edit(k.Context(), "n", e, change)
		k.fails(err, fault.Conflict)
		k.holds("n", store.Latest, actorsOnly("x"))
		e.Put, e.Receipt = actorsOnly("x"), func(network.Revision) store.Document { return store.Document{Kind: "receipt", ID: "two"} }
		if _, changed, err := k.Edit(k.Context(), "n", e, change); err != nil || changed {
			k.Errorf("an edit that changes nothing: changed %v, error %v", changed, err)
		}
		_, err = documents.Document(k.Context(), "receipt", "two")
		k.fails(err, fault.NotFound)
		if err := documents.DropDocument(k.Context(), "receipt", "one"); err != nil {
			k.Error(err)
		}
	}},
	{"an edit that only drops many is one revision", func(k kept) {
		var p network.Picture
		for i := range 300 {
			p.Actors = append(p.Actors, network.Actor{ID: fmt.Sprintf("a%03d", i), Name: "x"})
			if i > 0 {
				p.Collaborations = append(p.Collaborations, network.Collaboration{From: "a000", To: p.Actors[i].ID, Weight: 1, Confidence: 1})
			}
		}
		k.imports("n", p)
		var odd []string
		rest := p
		rest.Actors = slices.DeleteFunc(slices.Clone(p.Actors), func(a network.Actor) bool {
			gone := strings.ContainsAny(a.ID[3:], "13579")
			if gone {
				odd = append(odd, a.ID)
			}
			return gone
		})
		rest.Collaborations = slices.DeleteFunc(slices.Clone(p.Collaborations), func(c network.Collaboration) bool { return slices.Contains(odd, c.To) })
		rev := k.edits("n", store.Edit{Base: 1, Drop: store.Drop{Actors: odd}})
		if rev.Removed != (network.Counts{Actors: 150, Collaborations: 150}) {
			k.Errorf("revision is %+v, want 150 actors and 150 collaborations removed", rev)
		}
		k.holds("n", 2, rest)
		k.holds("n", 1, p)
	}},
}

// edits makes an edit that must change something.
func (k kept) edits(name string, e store.Edit) network.Revision {
	k.Helper()
	rev, changed, err := k.Edit(k.Context(), name, e, change)
	if err != nil || !changed {
		k.Fatalf("edit of %s: changed %v, error %v; it should have made a revision", name, changed, err)
	}
	return rev
}

func countOf(p network.Picture) network.Counts {
	return network.Counts{Actors: len(p.Actors), Collaborations: len(p.Collaborations), Activities: len(p.Activities), Participations: len(p.Participations)}
}

func less(a, b network.Counts) network.Counts {
	return network.Counts{
		Actors: a.Actors - b.Actors, Collaborations: a.Collaborations - b.Collaborations,
		Activities: a.Activities - b.Activities, Participations: a.Participations - b.Participations,
	}
}
