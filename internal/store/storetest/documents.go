package storetest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// RunDocuments holds a store to every promise of store.Documents. open is as in Run.
func RunDocuments(t *testing.T, open func(t *testing.T) store.Store) {
	t.Helper()
	for _, p := range documentPromises {
		t.Run(p.name, func(t *testing.T) {
			k := kept{T: t, Store: open(t)}
			d, ok := k.Store.(store.Documents)
			if !ok {
				t.Fatalf("%T keeps no documents", k.Store)
			}
			p.keep(k, d)
		})
	}
}

var documentPromises = []struct {
	name string
	keep func(kept, store.Documents)
}{
	{"what was put is there, byte for byte", func(k kept, s store.Documents) {
		for i, body := range [][]byte{nil, {}, {0}, []byte("{\"ä\":1}"), bytes.Repeat([]byte{0xff, 0}, 100_000)} {
			d := k.puts(s, store.Document{Kind: "account", ID: fmt.Sprint("a", i), Body: body})
			got, err := s.Document(k.Context(), "account", d.ID)
			if err != nil || got.Version != 1 || !bytes.Equal(got.Body, body) || got.ID != d.ID || got.Kind != "account" {
				k.Errorf("%d bytes read back as %+v, %v", len(body), got, err)
			}
		}
	}},
	{"a document that is there is not new", func(k kept, s store.Documents) {
		k.puts(s, store.Document{Kind: "account", ID: "ada", Body: []byte("1")})
		_, err := s.PutDocument(k.Context(), store.Document{Kind: "account", ID: "ada", Body: []byte("2")})
		k.fails(err, fault.Conflict)
		k.says(s, "account", "ada", "1", 1)
		k.puts(s, store.Document{Kind: "token", ID: "ada", Body: []byte("3")}) // of another kind it is
	}},
	{"a change follows the version that was read", func(k kept, s store.Documents) {
		d := k.puts(s, store.Document{Kind: "account", ID: "ada", Body: []byte("1")})
		second := k.puts(s, store.Document{Kind: "account", ID: "ada", Version: d.Version, Body: []byte("2")})
		if second.Version != 2 {
			k.Errorf("version %d after the first change; want 2", second.Version)
		}
		_, err := s.PutDocument(k.Context(), store.Document{Kind: "account", ID: "ada", Version: d.Version, Body: []byte("late")})
		k.fails(err, fault.Conflict)
		k.says(s, "account", "ada", "2", 2)
		_, err = s.PutDocument(k.Context(), store.Document{Kind: "account", ID: "eve", Version: 1, Body: []byte("never there")})
		k.fails(err, fault.Conflict)
	}},
	{"what was dropped is gone", func(k kept, s store.Documents) {
		k.puts(s, store.Document{Kind: "account", ID: "ada"})
		if err := s.DropDocument(k.Context(), "account", "ada"); err != nil {
			k.Fatal(err)
		}
		_, err := s.Document(k.Context(), "account", "ada")
		k.fails(err, fault.NotFound)
		k.fails(s.DropDocument(k.Context(), "account", "ada"), fault.NotFound)
		k.puts(s, store.Document{Kind: "account", ID: "ada"}) // and may come again
	}},
	{"lists are by id, of one kind and prefix, page by page", func(k kept, s store.Documents) {
		var want []string
		for _, id := range []string{"north/zoe", "north/ada", "north/Bob", "northern/ada", "north", "south/ada", "north/~", "north/!"} {
			k.puts(s, store.Document{Kind: "role", ID: id})
			if len(id) > 6 && id[:6] == "north/" {
				want = append(want, id)
			}
		}
		k.puts(s, store.Document{Kind: "roles", ID: "north/else"})
		slices.Sort(want)
		var got []string
		for after := ""; ; {
			page, err := s.Documents(k.Context(), "role", "north/", after, 2)
			if err != nil {
				k.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			if len(page) > 2 {
				k.Fatalf("%d documents; want at most 2", len(page))
			}
			for _, d := range page {
				got = append(got, d.ID)
			}
			after = got[len(got)-1]
		}
		if !slices.Equal(got, want) {
			k.Errorf("listed %q; want %q", got, want)
		}
		if all, err := s.Documents(k.Context(), "role", "", "", 100); err != nil || len(all) != 8 {
			k.Errorf("%d documents of the kind, %v; want 8", len(all), err)
		}
	}},
	{"what a store might order or keep differently is refused", func(k kept, s store.Documents) {
		for _, d := range []store.Document{
			{Kind: "", ID: "a"}, {Kind: "Account", ID: "a"}, {Kind: "a/b", ID: "a"}, {Kind: "account"}, {Kind: "account", ID: "a b"},
			{Kind: "account", ID: "ä"}, {Kind: "account", ID: string(bytes.Repeat([]byte("a"), 1001))}, {Kind: "account", ID: "\x00"},
		} {
			_, err := s.PutDocument(k.Context(), d)
			k.fails(err, fault.Invalid)
		}
		_, err := s.PutDocument(k.Context(), store.Document{Kind: "account", ID: "a", Body: make([]byte, 1<<20+1)})
		k.fails(err, fault.TooLarge)
	}},
	{"of many who change one at once, each change counts and none is lost", func(k kept, s store.Documents) {
		const each, writers = 5, 4
		k.puts(s, store.Document{Kind: "counter", ID: "c", Body: []byte{0}})
		var all sync.WaitGroup
		for range writers {
			all.Go(func() {
				for done := 0; done < each; {
					d, err := s.Document(k.Context(), "counter", "c")
					if err != nil {
						k.Error(err)
						return
					}
					d.Body = []byte{d.Body[0] + 1}
					switch _, err := s.PutDocument(k.Context(), d); {
					case err == nil:
						done++
					case fault.CodeOf(err) != fault.Conflict:
						k.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
		k.says(s, "counter", "c", string([]byte{each * writers}), each*writers+1)
	}},
	{"of many who make one at once, one succeeds", func(k kept, s store.Documents) {
		var all sync.WaitGroup
		var mu sync.Mutex
		made := 0
		for i := range 8 {
			all.Go(func() {
				_, err := s.PutDocument(k.Context(), store.Document{Kind: "account", ID: "ada", Body: []byte{byte(i)}})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					made++
				} else if fault.CodeOf(err) != fault.Conflict {
					k.Error(err)
				}
			})
		}
		all.Wait()
		if made != 1 {
			k.Errorf("%d made the same document; want 1", made)
		}
	}},
	{"networks and documents leave each other alone", func(k kept, s store.Documents) {
		k.puts(s, store.Document{Kind: "role", ID: "n/ada"})
		k.imports("n", ecosystem())
		k.holds("n", store.Latest, ecosystem())
		if err := k.Delete(k.Context(), "n"); err != nil {
			k.Fatal(err)
		}
		k.says(s, "role", "n/ada", "", 1)
	}},
	{"a context that has ended stops every call", func(k kept, s store.Documents) {
		k.puts(s, store.Document{Kind: "account", ID: "ada"})
		ended, end := context.WithCancel(k.Context())
		end()
		_, err := s.Document(ended, "account", "ada")
		k.fails(err, fault.Cancelled)
		_, err = s.Documents(ended, "account", "", "", 1)
		k.fails(err, fault.Cancelled)
		_, err = s.PutDocument(ended, store.Document{Kind: "account", ID: "bob"})
		k.fails(err, fault.Cancelled)
		k.fails(s.DropDocument(ended, "account", "ada"), fault.Cancelled)
		k.says(s, "account", "ada", "", 1)
	}},
}

// puts stores a document, which must succeed.
func (k kept) puts(s store.Documents, d store.Document) store.Document {
	k.Helper()
	d, err := s.PutDocument(k.Context(), d)
	if err != nil {
		k.Fatal(err)
	}
	return d
}

// says demands a document's content and version.
func (k kept) says(s store.Documents, kind, id, body string, version int) {
	k.Helper()
	d, err := s.Document(k.Context(), kind, id)
	if err != nil || string(d.Body) != body || d.Version != version {
		k.Errorf("%s %s reads %q at version %d, %v; want %q at %d", kind, id, d.Body, d.Version, err, body, version)
	}
}
