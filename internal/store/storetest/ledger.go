package storetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/ledger"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// RunLedger holds a store to what the ledger needs of it. open is as in Run.
func RunLedger(t *testing.T, open func(t *testing.T) store.Store) {
	t.Helper()
	for _, p := range ledgerPromises {
		t.Run(p.name, func(t *testing.T) {
			k := kept{T: t, Store: open(t)}
			d, ok := k.Store.(store.Documents)
			if !ok {
				t.Fatalf("%T keeps no documents", k.Store)
			}
			p.keep(k, ledger.NewBook(d, func() time.Time { return time.Date(2026, 1, 31, 12, 0, 0, 999, time.UTC) }))
		})
	}
}

var ledgerPromises = []struct {
	name string
	keep func(kept, *ledger.Book)
}{
	{"what was entered reads back with its steps", func(k kept, b *ledger.Book) {
		half := 0.5
		s := ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"ö", "a b/c"}, Silo: "sector", Silos: []string{"NGO"}, Plausibility: &half, By: "history", Revision: 3}
		e := k.enters(b, "Pohjoinen ä", s)
		if _, err := b.Move(k.Context(), "Pohjoinen ä", e.ID, ledger.Introduced, 0, "eeva", "kahvilla"); err != nil {
			k.Fatal(err)
		}
		got, err := b.Entry(k.Context(), "Pohjoinen ä", e.ID)
		if err != nil {
			k.Fatal(err)
		}
		if !slices.Equal(got.Actors, []string{"a b/c", "ö"}) || *got.Plausibility != 0.5 || got.Gain != nil || got.Revision != 3 || got.State() != ledger.Introduced ||
			got.Version != 2 || len(got.Steps) != 2 || got.Steps[1].By != "eeva" || got.Steps[1].Note != "kahvilla" || got.Steps[0].At.Nanosecond() != 0 {
			k.Errorf("read back %+v", got)
		}
		if _, err := b.Entry(k.Context(), "south", e.ID); fault.CodeOf(err) != fault.NotFound {
			k.Errorf("another network has the entry: %v", err)
		}
	}},
	{"the same suggestion again stays as it is", func(k kept, b *ledger.Book) {
		e := k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		if _, err := b.Move(k.Context(), "n", e.ID, ledger.Declined, 1, "x", ""); err != nil {
			k.Fatal(err)
		}
		again, added, err := b.Add(k.Context(), "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"b", "a"}}, "y", "")
		if err != nil || added || again.State() != ledger.Declined || again.ID != e.ID {
			k.Errorf("added %t: %+v, %v", added, again, err)
		}
	}},
	{"nobody moves on what they have not seen", func(k kept, b *ledger.Book) {
		e := k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		if _, err := b.Move(k.Context(), "n", e.ID, ledger.Introduced, e.Version, "x", ""); err != nil {
			k.Fatal(err)
		}
		_, err := b.Move(k.Context(), "n", e.ID, ledger.Declined, e.Version, "y", "")
		k.fails(err, fault.Conflict)
		_, err = b.Move(k.Context(), "n", "none", ledger.Introduced, 0, "y", "")
		k.fails(err, fault.NotFound)
		_, err = b.Move(k.Context(), "n", e.ID, ledger.Ended, 0, "y", "")
		k.fails(err, fault.Invalid)
	}},
	{"of many who move at once none is lost without being told", func(k kept, b *ledger.Book) {
		e := k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		var all sync.WaitGroup
		var mu sync.Mutex
		moved := 0
		for range 6 {
			all.Go(func() {
				_, err := b.Move(k.Context(), "n", e.ID, ledger.Introduced, e.Version, "x", "")
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					moved++
				} else if fault.CodeOf(err) != fault.Conflict {
					k.Error(err)
				}
			})
		}
		all.Wait()
		if got, err := b.Entry(k.Context(), "n", e.ID); err != nil || moved != 1 || len(got.Steps) != 2 {
			k.Errorf("%d moved it: %+v, %v", moved, got, err)
		}
	}},
	{"entries are those of one network, however many", func(k kept, b *ledger.Book) {
		for i := range 52 {
			k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", fmt.Sprint("b", i)}})
		}
		k.enters(b, "nn", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		if list, err := b.Entries(k.Context(), "n"); err != nil || len(list) != 52 {
			k.Errorf("%d entries, %v; want 52", len(list), err)
		}
	}},
	{"a deleted network's entries are forgotten, and nobody else's", func(k kept, b *ledger.Book) {
		k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		k.enters(b, "nn", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		if err := b.Forget(k.Context(), "n"); err != nil {
			k.Fatal(err)
		}
		k.lists(b, "n", 0)
		k.lists(b, "nn", 1)
	}},
	{"an erased actor is in no entry, and nobody else is missing", func(k kept, b *ledger.Book) {
		k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		k.enters(b, "n", ledger.Suggestion{Kind: ledger.Convening, Actors: []string{"b", "c", "d"}})
		k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "c"}})
		k.enters(b, "nn", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		if n, err := b.Erase(k.Context(), "n", "b"); err != nil || n != 2 {
			k.Errorf("%d entries named the actor, %v; want 2", n, err)
		}
		k.lists(b, "n", 1)
		k.lists(b, "nn", 1)
	}},
	{"entries move to another network as they are", func(k kept, b *ledger.Book) {
		e := k.enters(b, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}})
		if _, err := b.Move(k.Context(), "n", e.ID, ledger.Introduced, 0, "x", "y"); err != nil {
			k.Fatal(err)
		}
		list, err := b.Entries(k.Context(), "n")
		if err != nil {
			k.Fatal(err)
		}
		for range 2 { // again changes nothing
			if err := b.Adopt(k.Context(), "copy", list); err != nil {
				k.Fatal(err)
			}
		}
		got, err := b.Entry(k.Context(), "copy", e.ID)
		if err != nil || got.State() != ledger.Introduced || len(got.Steps) != 2 || got.Steps[1].Note != "y" {
			k.Errorf("moved as %+v, %v", got, err)
		}
	}},
	{"a context that has ended stops every call", func(k kept, b *ledger.Book) {
		ended, end := context.WithCancel(k.Context())
		end()
		_, _, err := b.Add(ended, "n", ledger.Suggestion{Kind: ledger.Tie, Actors: []string{"a", "b"}}, "x", "")
		k.fails(err, fault.Cancelled)
		_, err = b.Entries(ended, "n")
		k.fails(err, fault.Cancelled)
	}},
}

// enters enters a suggestion, which must be new.
func (k kept) enters(b *ledger.Book, network string, s ledger.Suggestion) ledger.Entry {
	k.Helper()
	e, added, err := b.Add(k.Context(), network, s, "storetest", "")
	if err != nil || !added {
		k.Fatalf("added %t, %v", added, err)
	}
	return e
}

// lists demands how many entries a network has.
func (k kept) lists(b *ledger.Book, network string, want int) {
	k.Helper()
	if list, err := b.Entries(k.Context(), network); err != nil || len(list) != want {
		k.Errorf("%s has %d entries, %v; want %d", network, len(list), err, want)
	}
}
