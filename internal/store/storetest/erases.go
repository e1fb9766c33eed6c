package storetest

import (
	"slices"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// without is a picture less an actor and all that names it.
func without(p network.Picture, actor string) network.Picture {
	p.Actors = slices.DeleteFunc(slices.Clone(p.Actors), func(a network.Actor) bool { return a.ID == actor })
	p.Collaborations = slices.DeleteFunc(slices.Clone(p.Collaborations), func(c network.Collaboration) bool { return c.From == actor || c.To == actor })
	p.Participations = slices.DeleteFunc(slices.Clone(p.Participations), func(t network.Participation) bool { return t.Actor == actor })
	return p
}

var erasePromises = []promise{
	{"an erased actor is gone from every revision, with its ties and participations", func(k kept) {
		first := ecosystem()
		k.imports("n", first)
		second := ecosystem()
		second.Actors[1].Name, second.Collaborations[0].Weight, second.Participations[1].Funding = "SITRA", 4, network.Amount{Value: 1, Known: true}
		k.imports("n", second)
		before := k.revisions("n")

		rev, err := k.Erase(k.Context(), "n", "sitra", network.Change{By: "anna", Message: "erase a person"})
		if err != nil {
			k.Fatal(err)
		}
		want := network.Revision{
			Number: 3, Made: rev.Made, By: "anna", Message: "erase a person",
			Removed: network.Counts{Actors: 1, Collaborations: 2, Participations: 1},
		}
		if rev != want {
			k.Errorf("revision is %+v, want %+v", rev, want)
		}
		k.holds("n", 1, without(first, "sitra"))
		k.holds("n", 2, without(second, "sitra"))
		k.holds("n", 3, without(second, "sitra"))
		if got := k.revisions("n"); !slices.Equal(got, append(before, rev)) {
			k.Errorf("revisions are %+v, want those from before and the new one", got)
		}
		if got, want := k.network("n").Counts, (network.Counts{Actors: 2, Activities: 1, Participations: 1}); got != want {
			k.Errorf("counts are %+v, want %+v", got, want)
		}
	}},
	{"an erased actor does not come back by a revert", func(k kept) {
		k.imports("n", ecosystem())
		if _, err := k.Erase(k.Context(), "n", "sitra", change); err != nil {
			k.Fatal(err)
		}
		if _, err := k.Revert(k.Context(), "n", 1, change); err != nil {
			k.Fatal(err)
		}
		k.holds("n", store.Latest, without(ecosystem(), "sitra"))
	}},
	{"an actor that only an old revision holds can be erased", func(k kept) {
		k.imports("n", ecosystem())
		if _, err := k.Revert(k.Context(), "n", 0, change); err != nil {
			k.Fatal(err)
		}
		rev, err := k.Erase(k.Context(), "n", "sitra", change)
		if err != nil || rev.Number != 3 || total(rev.Removed) != 0 {
			k.Fatalf("revision %+v, error %v; want number 3, nothing visible removed", rev, err)
		}
		k.holds("n", 1, without(ecosystem(), "sitra"))
	}},
	{"an erased actor can be imported anew", func(k kept) {
		k.imports("n", ecosystem())
		if _, err := k.Erase(k.Context(), "n", "sitra", change); err != nil {
			k.Fatal(err)
		}
		rev := k.imports("n", ecosystem())
		if want := (network.Counts{Actors: 1, Collaborations: 2, Participations: 1}); rev.Added != want {
			k.Errorf("added %+v, want %+v", rev.Added, want)
		}
		k.holds("n", 1, without(ecosystem(), "sitra"))
		k.holds("n", 3, ecosystem())
	}},
	{"an actor that no revision holds is not found", func(k kept) {
		k.imports("n", ecosystem())
		k.imports("other", actorsOnly("stranger"))
		before := k.network("n")
		for _, id := range []string{"stranger", "p1", "", "SITRA"} {
			_, err := k.Erase(k.Context(), "n", id, change)
			k.fails(err, fault.NotFound)
		}
		if after := k.network("n"); after != before {
			k.Errorf("network was %+v and is %+v", before, after)
		}
	}},
}
