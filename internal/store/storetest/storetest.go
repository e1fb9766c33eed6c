// Package storetest is the conformance suite of stores: one subtest per promise of store.Store, the same for every store.
//
// It knows nothing of how a store works. What must be read back comes from the pictures that were imported and from the model, a
// store of plain maps that keeps every revision whole.
package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// promise is one thing that every store keeps.
type promise struct {
	name string
	keep func(kept)
}

// Run holds a store to every promise. open returns an empty store for one subtest and closes it at that subtest's end.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	t.Helper()
	for _, group := range []struct {
		name     string
		promises []promise
	}{
		{"networks", networkPromises},
		{"import", importPromises},
		{"edit", editPromises},
		{"links", linkPromises},
		{"refusal", refusalPromises},
		{"read", readPromises},
		{"content", contentPromises},
		{"revert", revertPromises},
		{"erasure", erasePromises},
		{"concurrency", concurrencyPromises},
		{"context", contextPromises},
		{"history", historyPromises},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, p := range group.promises {
				t.Run(p.name, func(t *testing.T) { p.keep(kept{T: t, Store: open(t)}) })
			}
		})
	}
}

// change is the intent behind every import that is not about intents.
var change = network.Change{By: "storetest", Message: "a change"}

// kept is a store under test.
type kept struct {
	*testing.T
	store.Store
}

// imports stores p, which must change something, and returns the revision.
func (k kept) imports(name string, p network.Picture) network.Revision {
	k.Helper()
	rev, changed, err := k.Import(k.Context(), name, &p, change)
	if err != nil {
		k.Fatalf("import into %s: %v", name, err)
	}
	if !changed {
		k.Fatalf("import into %s changed nothing; it should have made a revision", name)
	}
	return rev
}

// importsNothing stores p, which must be there already.
func (k kept) importsNothing(name string, p network.Picture) {
	k.Helper()
	before := k.network(name)
	rev, changed, err := k.Import(k.Context(), name, &p, change)
	if err != nil {
		k.Fatalf("import into %s: %v", name, err)
	}
	if changed || rev.Number != before.Revision {
		k.Fatalf("import of what is there: changed %v, revision %d; want false and the newest, %d", changed, rev.Number, before.Revision)
	}
	if after := k.network(name); after != before {
		k.Fatalf("import of what is there: the network was %+v and is %+v", before, after)
	}
}

// refuses imports p, which must fail with code, and returns the fault.
func (k kept) refuses(name string, p network.Picture, code fault.Code) error {
	k.Helper()
	rev, changed, err := k.Import(k.Context(), name, &p, change)
	k.fails(err, code)
	if changed || rev != (network.Revision{}) {
		k.Fatalf("a refused import returned changed %v and revision %+v", changed, rev)
	}
	return err
}

// fails checks that err is a fault with code and a sentence.
func (k kept) fails(err error, code fault.Code) {
	k.Helper()
	if got := fault.CodeOf(err); got != code {
		k.Fatalf("fault is %q (%v), want %q", got, err, code)
	}
	if err.Error() == "" {
		k.Fatal("the fault has no sentence")
	}
}

// reads returns the network as of a revision.
func (k kept) reads(name string, revision int) network.Picture {
	k.Helper()
	var c network.Collector
	got, err := k.Read(k.Context(), name, revision, &c)
	if err != nil {
		k.Fatalf("read %s at revision %d: %v", name, revision, err)
	}
	if revision != store.Latest && got != revision {
		k.Fatalf("read of revision %d says that it read %d", revision, got)
	}
	return c.Picture
}

// holds checks that the network reads as want at a revision.
func (k kept) holds(name string, revision int, want network.Picture) {
	k.Helper()
	k.same(k.reads(name, revision), want)
}

func (k kept) same(got, want network.Picture) {
	k.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		k.Fatalf("the network reads otherwise than it should (- want, + got):\n%.3000s", diff)
	}
}

func (k kept) network(name string) network.Network {
	k.Helper()
	n, err := k.Network(k.Context(), name)
	if err != nil {
		k.Fatalf("network %s: %v", name, err)
	}
	return n
}

func (k kept) revisions(name string) []network.Revision {
	k.Helper()
	list, err := k.Revisions(k.Context(), name)
	if err != nil {
		k.Fatalf("revisions of %s: %v", name, err)
	}
	return list
}

// missing checks that the store knows nothing of a network.
func (k kept) missing(name string) {
	k.Helper()
	_, err := k.Network(k.Context(), name)
	k.fails(err, fault.NotFound)
}
