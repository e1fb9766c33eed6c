package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

var adoptionRefusals = []movePromise{
	{"a name that is taken is a conflict, and nothing changes", func(from, to kept) {
		from.imports("n", crowd(100, 1))
		to.imports("n", ecosystem())
		before := to.recall("n")
		to.fails(to.mover().Adopt(to.Context(), "n", from.recall("n").history()), fault.Conflict)
		to.holds("n", store.Latest, ecosystem())
		if after := to.recall("n"); len(after.Versions) != len(before.Versions) || !slices.Equal(after.Revisions, before.Revisions) {
			to.Error("the network that has the name is another now")
		}
	}},
	{"a name that no network can have is refused", func(from, to kept) {
		from.imports("n", ecosystem())
		for _, name := range []string{"", "..", "-n", "a b"} {
			to.fails(to.mover().Adopt(to.Context(), name, from.recall("n").history()), fault.Invalid)
		}
	}},
	{"a history that does not hold together leaves nothing", func(from, to kept) {
		from.imports("n", ecosystem())
		changed := ecosystem()
		changed.Actors[0].Name, changed.Collaborations[0].Weight = "Esbo", 3
		from.imports("n", changed)
		to.imports("other", ecosystem())
		for _, d := range damages {
			r := from.recall("n") // records of its own, to be damaged
			d.do(&r)
			err := to.mover().Adopt(to.Context(), "n", r.history())
			if fault.CodeOf(err) != fault.BadInput || !strings.Contains(err.Error(), d.says) {
				to.Errorf("%s: error is %v (%s), want bad input that says %q", d.name, err, fault.CodeOf(err), d.says)
			}
			to.missing("n")
		}
		to.holds("other", store.Latest, ecosystem())
		from.moves("n", to, "n") // whole, it is welcome
	}},
}

// damages are ways to spoil the history of ecosystem with its first actor and first collaboration changed at revision 2. Its
// versions are: espoo twice, sitra, thl; p1; espoo – sitra twice, thl → sitra; two participations.
var damages = []struct {
	name string
	do   func(*recalled)
	says string
}{
	{"a revision left out", func(r *recalled) { r.Revisions = r.Revisions[1:] }, "revision 2 stands in place 1"},
	{"the newest revision left out", func(r *recalled) { r.Revisions = r.Revisions[:1] }, "from revision 1 until 2, of 1"},
	{"a revision at no time", func(r *recalled) { r.Revisions[0].Made = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) }, "not a time"},
	{"a revision finer than a millisecond", func(r *recalled) { r.Revisions[0].Made = r.Revisions[0].Made.Add(1) }, "whole milliseconds"},
	{"a message that is no text", func(r *recalled) { r.Revisions[1].Message = "\xff" }, "not UTF-8"},
	{"more removed than there was", func(r *recalled) { r.Revisions[0].Removed.Actors = 4 }, "3 actors added and 4 removed"},
	{"fewer added than none", func(r *recalled) { r.Revisions[1].Added.Activities = -1 }, "-1 activities added"},
	{"a version left out", func(r *recalled) { r.Versions = slices.Delete(r.Versions, 3, 4) }, `"thl", that is not there`},
	{"the last version left out", func(r *recalled) { r.Versions = r.Versions[:len(r.Versions)-1] }, "counts 2 participations and there are 1"},
	{"a version twice", func(r *recalled) { r.Versions = slices.Insert(r.Versions, 3, r.Versions[2]) }, `actor "sitra" follows actor "sitra"`},
	{"a version out of order", func(r *recalled) { r.Versions[2], r.Versions[3] = r.Versions[3], r.Versions[2] }, `"sitra" follows actor "thl"`},
	{"a version of nothing", func(r *recalled) { r.Versions[4] = store.Version{Added: 1} }, "of no record"},
	{"a version of two records", func(r *recalled) { r.Versions[4].Actor = r.Versions[0].Actor }, "or of several"},
	{"a version before the first revision", func(r *recalled) { r.Versions[2].Added = 0 }, "from revision 0"},
	{"a version after the newest", func(r *recalled) { r.Versions[2].Added = 3 }, "from revision 3"},
	{"a version removed as it is added", func(r *recalled) { r.Versions[0].Removed = 1 }, "from revision 1 until 1"},
	{"two versions at once", func(r *recalled) { r.Versions[0].Removed = 0 }, "two ways at revision 2"},
	{"a version too many", func(r *recalled) {
		r.Versions = slices.Insert(r.Versions, 0, store.Version{Actor: &network.Actor{ID: "a"}, Added: 2})
	}, "added more actors than it counts"},
	{"a version ended by no revision", func(r *recalled) { r.Versions[2].Removed = 2 }, "removed more actors than it counts"},
	{"a place before the first", func(r *recalled) { r.Versions[5].Place = -1 }, "espoo"},
	{"an actor without id", func(r *recalled) { r.Versions[0].Actor.ID = "" }, "without id"},
	{"an attribute that is no text", func(r *recalled) { r.Versions[2].Actor.Attributes["kind"] = "\xff" }, "UTF-8"},
	{"a weight below zero", func(r *recalled) { r.Versions[5].Collaboration.Weight = -1 }, "not negative"},
	{"an undirected collaboration the wrong way round", func(r *recalled) {
		c := r.Versions[5].Collaboration
		c.From, c.To = c.To, c.From
	}, "no direction"},
	{"a participation in nothing", func(r *recalled) { r.Versions[8].Participation.Activity = "p0" }, `activities, "p0"`},
}

var adoptionInterruptions = []movePromise{
	{"an origin that fails on the way leaves nothing, and its fault comes back unchanged", func(from, to kept) {
		from.imports("n", crowd(1_000, 1))
		r := from.recall("n")
		for _, at := range []int{0, 1, len(r.Versions) / 2, len(r.Versions)} {
			broken := errors.New("the origin is gone")
			h := r.history()
			h.Versions = func(yield func(store.Version, error) bool) {
				for _, v := range r.Versions[:at] {
					if !yield(v, nil) {
						return
					}
				}
				yield(store.Version{}, broken)
			}
			if err := to.mover().Adopt(to.Context(), "n", h); !errors.Is(err, broken) || err.Error() != broken.Error() {
				to.Errorf("after %d versions: error is %v, want %v as it is", at, err, broken)
			}
			to.missing("n")
		}
		from.moves("n", to, "n")
	}},
	{"nobody sees part of it on the way", func(from, to kept) {
		from.imports("n", crowd(1_000, 1))
		r := from.recall("n")
		h := r.history()
		h.Versions = func(yield func(store.Version, error) bool) {
			for i, v := range r.Versions {
				if i%400 == 399 {
					to.missing("n")
				}
				if !yield(v, nil) {
					return
				}
			}
		}
		if err := to.mover().Adopt(to.Context(), "n", h); err != nil {
			to.Fatal(err)
		}
		to.holds("n", store.Latest, crowd(1_000, 1))
	}},
	{"two that enter under one name at once: one is stored whole, the other is a conflict", func(from, to kept) {
		from.imports("one", crowd(300, 1))
		from.imports("other", crowd(200, 2))
		given := map[string]recalled{"one": from.recall("one"), "other": from.recall("other")}
		failed := map[string]error{}
		var wg sync.WaitGroup
		var mu sync.Mutex
		for origin, r := range given {
			wg.Go(func() {
				err := to.mover().Adopt(to.Context(), "n", r.history())
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					failed[origin] = err
				}
			})
		}
		wg.Wait()
		if len(failed) != 1 {
			to.Fatalf("%d of 2 failed, want one: %v", len(failed), failed)
		}
		for origin, err := range failed {
			to.fails(err, fault.Conflict)
			delete(given, origin)
		}
		for origin := range given {
			to.same(to.reads("n", store.Latest), from.reads(origin, store.Latest))
		}
	}},
	{"cancelled at any moment it leaves nothing", func(from, to kept) {
		from.imports("n", crowd(1_000, 1))
		r := from.recall("n")
		for i, at := range []int{0, 1, 700, len(r.Versions) - 1} {
			name := fmt.Sprint("cut", i)
			ctx, cancel := context.WithCancel(to.Context())
			h := r.history()
			h.Versions = func(yield func(store.Version, error) bool) {
				for n, v := range r.Versions {
					if n == at {
						cancel()
					}
					if !yield(v, nil) {
						return
					}
				}
			}
			to.fails(to.mover().Adopt(ctx, name, h), fault.Cancelled)
			cancel()
			to.missing(name)
		}
		from.moves("n", to, "after") // the store is none the worse
	}},
}
