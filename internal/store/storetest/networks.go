package storetest

import (
	"strings"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

var networkPromises = []promise{
	{"networks are listed by name, with their sizes", func(k kept) {
		list, err := k.Networks(k.Context())
		if err != nil || len(list) != 0 {
			k.Fatalf("an empty store lists %v, error %v; want nothing", list, err)
		}
		before := time.Now().Add(-time.Second)
		k.imports("b", ecosystem())
		k.imports("a", actorsOnly("x"))
		k.imports("a", actorsOnly("y"))
		list, err = k.Networks(k.Context())
		if err != nil {
			k.Fatal(err)
		}
		if len(list) != 2 {
			k.Fatalf("%d networks listed, want 2: %+v", len(list), list)
		}
		for i, want := range []network.Network{
			{Name: "a", Revision: 2, Counts: network.Counts{Actors: 2}},
			{Name: "b", Revision: 1, Counts: network.Counts{Actors: 3, Collaborations: 2, Activities: 1, Participations: 2}},
		} {
			if changed := list[i].Changed; changed.Before(before) || changed.After(time.Now().Add(time.Second)) {
				k.Errorf("network %s changed at %v, want now", want.Name, changed)
			}
			if one := k.network(want.Name); one != list[i] {
				k.Errorf("network %s alone is %+v, in the list %+v", want.Name, one, list[i])
			}
			want.Changed = list[i].Changed
			if list[i] != want {
				k.Errorf("network %d is %+v, want %+v", i, list[i], want)
			}
		}
	}},
	{"an unknown network is not found", func(k kept) {
		k.imports("known", ecosystem())
		_, err := k.Network(k.Context(), "unknown")
		k.fails(err, fault.NotFound)
		_, err = k.Revisions(k.Context(), "unknown")
		k.fails(err, fault.NotFound)
		_, err = k.Revert(k.Context(), "unknown", 0, change)
		k.fails(err, fault.NotFound)
		_, err = k.Read(k.Context(), "unknown", store.Latest, &network.Collector{})
		k.fails(err, fault.NotFound)
		_, err = k.Erase(k.Context(), "unknown", "espoo", change)
		k.fails(err, fault.NotFound)
		k.fails(k.Delete(k.Context(), "unknown"), fault.NotFound)
		k.missing("unknown")
	}},
	{"a name that cannot be one is refused and the rule is said", func(k kept) {
		for _, name := range []string{
			"", " ", "a b", "a/b", "..", ".hidden", "-flag", "a\x00", "a\xff", "a'b", strings.Repeat("x", 65),
		} {
			err := k.refuses(name, ecosystem(), fault.Invalid)
			if !strings.Contains(err.Error(), "use 1–64 letters, digits, - _ and .") {
				k.Errorf("the refusal of %q does not say the rule: %v", name, err)
			}
		}
		for _, name := range []string{"a", "7", "Päijät-Häme_2024.v2", strings.Repeat("ö", 64)} {
			k.imports(name, ecosystem())
			if got := k.network(name).Name; got != name {
				k.Errorf("network %q is called %q", name, got)
			}
		}
	}},
	{"a deleted network is gone, another stays, and its name can be used again", func(k kept) {
		k.imports("gone", ecosystem())
		k.imports("stays", ecosystem())
		if err := k.Delete(k.Context(), "gone"); err != nil {
			k.Fatal(err)
		}
		k.missing("gone")
		k.holds("stays", store.Latest, ecosystem())
		if rev := k.imports("gone", actorsOnly("x")); rev.Number != 1 {
			k.Errorf("the first revision of the new network is %d, want 1", rev.Number)
		}
		k.holds("gone", store.Latest, actorsOnly("x"))
	}},
	{"networks do not touch each other, even with equal ids", func(k kept) {
		k.imports("a", ecosystem())
		other := actorsOnly("sitra", "thl")
		other.Collaborations = []network.Collaboration{tie("sitra", "thl")}
		k.imports("b", other)
		k.holds("a", store.Latest, ecosystem())
		k.holds("b", store.Latest, other)
		if _, err := k.Erase(k.Context(), "a", "sitra", change); err != nil {
			k.Fatal(err)
		}
		if _, err := k.Revert(k.Context(), "a", 0, change); err != nil {
			k.Fatal(err)
		}
		k.holds("b", store.Latest, other)
	}},
	{"a closed store is unavailable", func(k kept) {
		k.imports("n", ecosystem())
		if err := k.Close(); err != nil {
			k.Fatal(err)
		}
		p := ecosystem()
		_, networks := k.Networks(k.Context())
		_, one := k.Network(k.Context(), "n")
		_, _, imported := k.Import(k.Context(), "n", &p, change)
		_, revisions := k.Revisions(k.Context(), "n")
		_, reverted := k.Revert(k.Context(), "n", 0, change)
		_, read := k.Read(k.Context(), "n", store.Latest, &network.Collector{})
		_, erased := k.Erase(k.Context(), "n", "sitra", change)
		for _, err := range []error{networks, one, imported, revisions, reverted, read, erased, k.Delete(k.Context(), "n")} {
			k.fails(err, fault.Unavailable)
		}
		if err := k.Close(); err != nil {
			k.Errorf("closing twice: %v, want no fault", err)
		}
	}},
}
