package storetest

import (
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

var revertPromises = []promise{
	{"a revert makes a new revision that reads like the old one", func(k kept) {
		k.imports("n", ecosystem())
		changed := ecosystem()
		changed.Actors[0].Name, changed.Collaborations[1].Weight = "Esbo", 5
		changed.Actors = append(changed.Actors, network.Actor{ID: "ö", Name: "ö"})
		k.imports("n", changed)
		rev, err := k.Revert(k.Context(), "n", 1, network.Change{By: "anna", Message: "revert to 1"})
		if err != nil {
			k.Fatal(err)
		}
		want := network.Revision{
			Number: 3, Made: rev.Made, By: "anna", Message: "revert to 1",
			Added: network.Counts{Actors: 1, Collaborations: 1}, Removed: network.Counts{Actors: 2, Collaborations: 1},
		}
		if rev != want {
			k.Errorf("revision is %+v, want %+v", rev, want)
		}
		if list := k.revisions("n"); len(list) != 3 || list[2] != rev {
			k.Errorf("listed revisions are %+v, want the third to be %+v", list, rev)
		}
		k.holds("n", 3, ecosystem())
		k.holds("n", 2, changed)
		k.holds("n", 1, ecosystem())
	}},
	{"a revert can be reverted", func(k kept) {
		k.imports("n", ecosystem())
		k.imports("n", actorsOnly("ö"))
		both := k.reads("n", 2)
		for _, to := range []int{1, 2, 0, 3, 4} {
			if _, err := k.Revert(k.Context(), "n", to, change); err != nil {
				k.Fatal(err)
			}
		}
		for i, want := range []network.Picture{ecosystem(), both, ecosystem(), both, {}, ecosystem(), both} {
			k.holds("n", i+1, want)
		}
	}},
	{"a revert to 0 empties the network and an import fills it again", func(k kept) {
		k.imports("n", ecosystem())
		rev, err := k.Revert(k.Context(), "n", 0, change)
		if err != nil {
			k.Fatal(err)
		}
		all := network.Counts{Actors: 3, Collaborations: 2, Activities: 1, Participations: 2}
		if rev.Number != 2 || rev.Added != (network.Counts{}) || rev.Removed != all {
			k.Errorf("revision is %+v, want number 2 with all removed", rev)
		}
		k.holds("n", store.Latest, network.Picture{})
		if got := k.network("n").Counts; got != (network.Counts{}) {
			k.Errorf("counts are %+v, want none", got)
		}
		if rev := k.imports("n", ecosystem()); rev.Number != 3 || rev.Added != all {
			k.Errorf("revision is %+v, want number 3 with all added", rev)
		}
		k.holds("n", 1, ecosystem())
		k.holds("n", 2, network.Picture{})
		k.holds("n", 3, ecosystem())
	}},
	{"a revert to what is there makes a revision that counts nothing", func(k kept) {
		k.imports("n", ecosystem())
		k.imports("n", actorsOnly("ö"))
		rev, err := k.Revert(k.Context(), "n", 2, change)
		if err != nil || rev.Number != 3 || total(rev.Added)+total(rev.Removed) != 0 {
			k.Errorf("revision is %+v, error %v; want number 3 that counts nothing", rev, err)
		}
	}},
	{"records that came back alike do not count in a revert", func(k kept) {
		k.imports("n", ecosystem())
		if _, err := k.Revert(k.Context(), "n", 0, change); err != nil {
			k.Fatal(err)
		}
		k.imports("n", ecosystem())
		rev, err := k.Revert(k.Context(), "n", 1, change)
		if err != nil || total(rev.Added)+total(rev.Removed) != 0 {
			k.Errorf("revision is %+v, error %v; want one that counts nothing", rev, err)
		}
		k.holds("n", 4, ecosystem())
	}},
	{"a revert brings back where records came from", func(k kept) {
		k.imports("n", actorsOnly("a"))
		if _, err := k.Revert(k.Context(), "n", 0, change); err != nil {
			k.Fatal(err)
		}
		moved := actorsOnly("a")
		moved.Actors[0].Source = network.Source{File: "elsewhere.csv", Line: 3}
		k.imports("n", moved)
		if _, err := k.Revert(k.Context(), "n", 1, change); err != nil {
			k.Fatal(err)
		}
		k.holds("n", 3, moved)
		k.holds("n", 4, actorsOnly("a"))
	}},
	{"a revert to a revision that the network never had is not found and changes nothing", func(k kept) {
		k.imports("n", ecosystem())
		before := k.network("n")
		for _, to := range []int{-1, 2, 99} {
			_, err := k.Revert(k.Context(), "n", to, change)
			k.fails(err, fault.NotFound)
		}
		if after := k.network("n"); after != before {
			k.Errorf("network was %+v and is %+v", before, after)
		}
	}},
}
