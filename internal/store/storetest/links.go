package storetest

import (
	"slices"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

var linkPromises = []promise{
	{"parallel equal ties are kept as many as given", func(k kept) {
		p := actorsOnly("a", "b")
		p.Collaborations = []network.Collaboration{tie("a", "b"), tie("a", "b"), tie("a", "b")}
		if rev := k.imports("n", p); rev.Added.Collaborations != 3 {
			k.Errorf("%d ties added, want 3", rev.Added.Collaborations)
		}
		k.importsNothing("n", p)
		k.holds("n", store.Latest, p)

		fewer := actorsOnly("a", "b")
		fewer.Collaborations = []network.Collaboration{tie("a", "b")}
		k.importsNothing("n", fewer)

		more := actorsOnly("a", "b")
		more.Collaborations = slices.Repeat([]network.Collaboration{tie("a", "b")}, 5)
		if rev := k.imports("n", more); rev.Added.Collaborations != 2 || rev.Removed.Collaborations != 0 {
			k.Errorf("revision %+v, want two ties added", rev)
		}
		k.holds("n", store.Latest, more)
	}},
	{"a parallel tie is known by its place among equals", func(k kept) {
		p := actorsOnly("a", "b")
		p.Collaborations = []network.Collaboration{tie("a", "b"), tie("a", "b")}
		p.Collaborations[1].Weight = 2
		k.imports("n", p)
		k.importsNothing("n", p)
		p.Collaborations[1].Weight = 7
		if rev := k.imports("n", p); rev.Added.Collaborations != 1 || rev.Removed.Collaborations != 1 {
			k.Errorf("revision %+v, want only the second tie changed", rev)
		}
		k.holds("n", store.Latest, p)
	}},
	{"parallel equal participations are kept as many as given", func(k kept) {
		p := actorsOnly("a")
		p.Activities = []network.Activity{{ID: "p", Title: "P"}}
		p.Participations = slices.Repeat([]network.Participation{{Actor: "a", Activity: "p", Role: "partner"}}, 2)
		k.imports("n", p)
		k.importsNothing("n", p)
		k.holds("n", store.Latest, p)
	}},
	{"type, direction, direction's sense and start tell ties apart", func(k kept) {
		p := actorsOnly("a", "b")
		there, back, typed, dated := tie("a", "b"), tie("b", "a"), tie("a", "b"), tie("a", "b")
		there.Directed, back.Directed, typed.Type, dated.Start = true, true, "funds", network.NewDate(2020, 1, 1)
		p.Collaborations = []network.Collaboration{tie("a", "b"), dated, there, typed, back} // in the order of their keys
		if rev := k.imports("n", p); rev.Added.Collaborations != 5 {
			k.Errorf("%d ties added, want 5", rev.Added.Collaborations)
		}
		k.holds("n", store.Latest, p)
	}},
	{"role and start tell participations apart", func(k kept) {
		p := actorsOnly("a")
		p.Activities = []network.Activity{{ID: "p", Title: "P"}}
		p.Participations = []network.Participation{
			{Actor: "a", Activity: "p", Role: "developer"},
			{Actor: "a", Activity: "p", Role: "developer", Start: network.NewDate(2020, 1, 1)},
			{Actor: "a", Activity: "p", Role: "funder"},
		}
		k.imports("n", p)
		k.holds("n", store.Latest, p)
	}},
	{"an undirected tie given in either order of its ends is the same record", func(k kept) {
		given := func(from, to string) network.Picture {
			p := actorsOnly("a", "b")
			p.Collaborations = []network.Collaboration{tie(from, to)}
			return p
		}
		k.imports("n", given("b", "a"))
		k.holds("n", store.Latest, given("a", "b")) // reads with From ≤ To
		k.importsNothing("n", given("a", "b"))
		k.importsNothing("n", given("b", "a"))

		both := given("a", "b")
		both.Collaborations = append(both.Collaborations, tie("b", "a"))
		if rev := k.imports("n", both); rev.Added.Collaborations != 1 {
			k.Errorf("%d ties added, want 1: the second of two equals", rev.Added.Collaborations)
		}
	}},
	{"a tie from an actor to itself is kept", func(k kept) {
		p := actorsOnly("a")
		p.Collaborations = []network.Collaboration{tie("a", "a")}
		k.imports("n", p)
		k.importsNothing("n", p)
		k.holds("n", store.Latest, p)
	}},
}
