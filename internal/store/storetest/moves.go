package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// RunMoves holds two stores to every promise of store.Mover: networks leave a store that openFrom opens and enter one that openTo
// opens. Both may be of one kind. Each call opens an empty store and closes it at the subtest's end.
func RunMoves(t *testing.T, openFrom, openTo func(t *testing.T) store.Store) {
	t.Helper()
	for _, group := range []struct {
		name     string
		promises []movePromise
	}{
		{"move", movePromises},
		{"adoption refused", adoptionRefusals},
		{"adoption interrupted", adoptionInterruptions},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, p := range group.promises {
				t.Run(p.name, func(t *testing.T) { p.keep(kept{T: t, Store: openFrom(t)}, kept{T: t, Store: openTo(t)}) })
			}
		})
	}
}

// movePromise is one thing that every pair of stores keeps.
type movePromise struct {
	name string
	keep func(from, to kept)
}

var movePromises = []movePromise{
	{"after any history a network that moved reads the same at every revision, tells the same of its changes, and lives on", func(from, to kept) {
		n := 0
		rapid.Check(from.T, func(t *rapid.T) {
			n++
			h := history{T: t, store: from, name: fmt.Sprint("history-", n), model: newModel()}
			steps := map[string]func(*rapid.T){
				"import": func(t *rapid.T) { h.T = t; h.importSome() },
				"again":  func(t *rapid.T) { h.T = t; h.importAgain() },
				"revert": func(t *rapid.T) { h.T = t; h.revert() },
				"erase":  func(t *rapid.T) { h.T = t; h.erase() },
				"drop":   func(t *rapid.T) { h.T = t; h.drop() },
			}
			h.importSome() // makes the network
			t.Repeat(steps)
			h.T = t
			left := from.recall(h.name)
			if err := to.mover().Adopt(to.Context(), h.name, left.history()); err != nil {
				t.Fatal(err)
			}
			h.store = to
			h.compare()
			if diff := gocmp.Diff(left, to.recall(h.name), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("the network left with one history and has another (- left, + has):\n%.3000s", diff)
			}
			h.importAgain() // its records are found again, and new ones find their ends
			h.importSome()
			h.revert()
			h.erase()
			h.importAgain()
			h.compare()
			for _, s := range []kept{from, to} {
				if err := s.Delete(s.Context(), h.name); err != nil {
					t.Fatal(err)
				}
			}
		})
	}},
	{"a history is in order and holds together", func(from, _ kept) {
		from.imports("n", ecosystem())
		from.imports("n", crowd(300, 1))
		from.imports("n", crowd(200, 2))
		seen := 0
		err := from.mover().History(from.Context(), "n", func(h store.History) error {
			for _, err := range store.Checked(h) {
				if err != nil {
					return err
				}
				seen++
			}
			if int64(seen) != h.Records() {
				from.Errorf("the history holds %d versions and its revisions added %d", seen, h.Records())
			}
			return nil
		})
		if err != nil {
			from.Fatal(err)
		}
	}},
	{"a receiver may stop at any version, of whatever kind", func(from, _ kept) {
		from.imports("n", ecosystem())
		for stop := 1; ; stop++ {
			seen := 0
			err := from.mover().History(from.Context(), "n", func(h store.History) error {
				for _, err := range h.Versions {
					if err != nil {
						return err
					}
					if seen++; seen == stop {
						break
					}
				}
				return nil
			})
			if err != nil {
				from.Fatalf("stopped after %d versions: %v", seen, err)
			}
			if seen < stop {
				return // at its own end
			}
		}
	}},
	{"times, authors, messages and the network's size are kept", func(from, to kept) {
		p := ecosystem()
		if _, _, err := from.Import(from.Context(), "n", &p, network.Change{By: "Åsa \U0001d11e", Message: "a \"quoted\"\nmessage"}); err != nil {
			from.Fatal(err)
		}
		if _, err := from.Erase(from.Context(), "n", "thl", network.Change{By: "owner"}); err != nil {
			from.Fatal(err)
		}
		from.moves("n", to, "m")
		before, after := from.network("n"), to.network("m")
		if before.Name = "m"; after != before {
			to.Errorf("network is %+v, want %+v", after, before)
		}
		if got, want := to.revisions("m"), from.revisions("n"); !slices.Equal(got, want) {
			to.Errorf("revisions are %+v, want %+v", got, want)
		}
	}},
	{"an empty network moves", func(from, to kept) {
		if _, _, err := from.Import(from.Context(), "n", &network.Picture{}, change); err != nil {
			from.Fatal(err)
		}
		from.moves("n", to, "n")
		if n := to.network("n"); n.Revision != 0 || n.Counts != (network.Counts{}) {
			to.Errorf("network is %+v, want an empty one at revision 0", n)
		}
		to.imports("n", ecosystem())
		to.holds("n", store.Latest, ecosystem())
	}},
	{"a network can be copied within its store", func(from, _ kept) {
		from.imports("n", ecosystem())
		from.imports("n", crowd(300, 1))
		from.moves("n", from, "copy")
		from.same(from.reads("copy", store.Latest), from.reads("n", store.Latest))
		from.holds("copy", 1, ecosystem())
		if err := from.Delete(from.Context(), "n"); err != nil {
			from.Fatal(err)
		}
		from.holds("copy", 1, ecosystem())
	}},
	{"a history sees one state, whatever is imported meanwhile", func(from, to kept) {
		from.imports("n", crowd(300, 1))
		want := from.recall("n")
		err := from.mover().History(from.Context(), "n", func(h store.History) error {
			from.imports("n", crowd(300, 2))
			return to.mover().Adopt(to.Context(), "n", h)
		})
		if err != nil {
			from.Fatal(err)
		}
		if diff := gocmp.Diff(want, to.recall("n"), cmpopts.EquateEmpty()); diff != "" {
			to.Errorf("the network moved otherwise than it was when its history began (- was, + moved):\n%.3000s", diff)
		}
	}},
	{"a history can be left half-way, and what take returns comes back unchanged", func(from, _ kept) {
		from.imports("n", crowd(300, 1))
		enough := errors.New("enough")
		err := from.mover().History(from.Context(), "n", func(h store.History) error {
			for range h.Versions {
				return enough
			}
			return nil
		})
		if !errors.Is(err, enough) || err.Error() != enough.Error() {
			from.Errorf("error is %v, want %v as it is", err, enough)
		}
		from.imports("n", crowd(300, 2))
	}},
	{"a network that does not exist has no history", func(from, _ kept) {
		err := from.mover().History(from.Context(), "n", func(store.History) error {
			from.Error("a history was handed over")
			return nil
		})
		from.fails(err, fault.NotFound)
	}},
	{"a history that is cancelled says so", func(from, _ kept) {
		from.imports("n", crowd(2_000, 1))
		ctx, cancel := context.WithCancel(from.Context())
		defer cancel()
		seen := 0
		err := from.mover().History(ctx, "n", func(h store.History) error {
			for _, err := range h.Versions {
				if err != nil {
					return err
				}
				seen++
				cancel()
			}
			return nil
		})
		from.fails(err, fault.Cancelled)
		if seen >= 3_999 {
			from.Error("the walk went on to its end")
		}
	}},
}

// recalled is a history in memory.
type recalled struct {
	Revisions []network.Revision
	Versions  []store.Version
}

func (r recalled) history() store.History {
	return store.History{Revisions: r.Revisions, Versions: func(yield func(store.Version, error) bool) {
		for _, v := range r.Versions {
			if !yield(v, nil) {
				return
			}
		}
	}}
}

// recall returns a network's whole history.
func (k kept) recall(name string) (r recalled) {
	k.Helper()
	err := k.mover().History(k.Context(), name, func(h store.History) error {
		r.Revisions = h.Revisions
		for v, err := range h.Versions {
			if err != nil {
				return err
			}
			r.Versions = append(r.Versions, v)
		}
		return nil
	})
	if err != nil {
		k.Fatalf("history of %s: %v", name, err)
	}
	return r
}

// moves copies a network, which must succeed.
func (k kept) moves(name string, to kept, as string) {
	k.Helper()
	err := k.mover().History(k.Context(), name, func(h store.History) error { return to.mover().Adopt(to.Context(), as, h) })
	if err != nil {
		k.Fatalf("move %s: %v", name, err)
	}
}

func (k kept) mover() store.Mover {
	k.Helper()
	m, is := k.Store.(store.Mover)
	if !is {
		k.Fatalf("%T is not a store.Mover: networks can neither leave nor enter it", k.Store)
	}
	return m
}
