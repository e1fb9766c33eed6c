package storetest

import (
	"fmt"
	"sync"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

var concurrencyPromises = []promise{
	{"imports at once all succeed, and read as if one had come after the other", func(k kept) {
		const importers, each = 3, 4
		given := func(importer, i int) network.Picture {
			p := crowd(40, 100*importer+i) // all change the same records
			p.Actors = append(p.Actors, network.Actor{ID: fmt.Sprintf("z%d-%d", importer, i)})
			return p
		}
		pictures := map[string]network.Picture{}
		for importer := range importers {
			for i := range each {
				pictures[fmt.Sprint(importer, "-", i)] = given(importer, i)
			}
		}
		var wg sync.WaitGroup
		for importer := range importers {
			wg.Go(func() {
				for i := range each {
					p := given(importer, i)
					_, changed, err := k.Import(k.Context(), "n", &p, network.Change{Message: fmt.Sprint(importer, "-", i)})
					if err != nil || !changed {
						k.Errorf("import %d of importer %d: changed %v, error %v; want true and none", i, importer, changed, err)
					}
				}
			})
		}
		wg.Wait()
		list := k.revisions("n")
		if len(list) != importers*each {
			k.Fatalf("%d revisions, want %d", len(list), importers*each)
		}
		serial := newModel()
		for i, rev := range list {
			if rev.Number != i+1 {
				k.Fatalf("revision %d in the list has number %d; they must be consecutive", i+1, rev.Number)
			}
			p, once := pictures[rev.Message]
			if !once {
				k.Fatalf("revision %d is of import %q, which was not made or has a revision already", rev.Number, rev.Message)
			}
			delete(pictures, rev.Message)
			want, _ := serial.importPicture(&p)
			if rev.Added != want.Added || rev.Removed != want.Removed {
				k.Errorf("revision %d added %+v and removed %+v, want %+v and %+v", rev.Number, rev.Added, rev.Removed, want.Added, want.Removed)
			}
			k.holds("n", rev.Number, serial.picture(rev.Number))
		}
	}},
	{"the same import made twice at once makes one revision", func(k kept) {
		var wg sync.WaitGroup
		changes := make([]bool, 4)
		for i := range changes {
			wg.Go(func() {
				p := crowd(200, 1)
				var err error
				if _, changes[i], err = k.Import(k.Context(), "n", &p, change); err != nil {
					k.Error(err)
				}
			})
		}
		wg.Wait()
		made := 0
		for _, changed := range changes {
			if changed {
				made++
			}
		}
		if made != 1 || len(k.revisions("n")) != 1 {
			k.Errorf("%d imports say that they changed something, %d revisions; want 1 and 1", made, len(k.revisions("n")))
		}
		k.holds("n", store.Latest, crowd(200, 1))
	}},
	{"a reader during an import sees the old revision or the new one, whole", func(k kept) {
		const size, rounds = 200, 5
		k.imports("n", crowd(size, 1))
		done := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() {
			defer close(done)
			for round := 2; round <= rounds; round++ {
				p := crowd(size, round)
				if _, _, err := k.Import(k.Context(), "n", &p, change); err != nil {
					k.Error(err)
				}
			}
		})
		last := 0
		for more := true; more; {
			select {
			case <-done:
				more = false // once more, for the last revision
			default:
			}
			var c network.Collector
			revision, err := k.Read(k.Context(), "n", store.Latest, &c)
			if err != nil {
				k.Error(err)
				break
			}
			if revision < last {
				k.Errorf("revision %d was read after revision %d", revision, last)
			}
			last = revision
			k.same(c.Picture, crowd(size, revision))
		}
		wg.Wait()
		if last != rounds {
			k.Errorf("the last revision read is %d, want %d", last, rounds)
		}
	}},
	{"changes to two networks at once both succeed", func(k kept) {
		var wg sync.WaitGroup
		for _, name := range []string{"a", "b"} {
			wg.Go(func() {
				for round := 1; round <= 5; round++ {
					p := crowd(50, round)
					if _, _, err := k.Import(k.Context(), name, &p, change); err != nil {
						k.Errorf("import into %s: %v", name, err)
					}
				}
				if _, err := k.Revert(k.Context(), name, 2, change); err != nil {
					k.Errorf("revert of %s: %v", name, err)
				}
			})
		}
		wg.Wait()
		for _, name := range []string{"a", "b"} {
			k.holds(name, 6, crowd(50, 2))
			k.holds(name, 5, crowd(50, 5))
		}
	}},
}
