package app_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/shelf"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/network"
)

// counting is a store that counts how often a network is read.
type counting struct {
	*sqlite.Store
	reads int
}

func (c *counting) Read(ctx context.Context, name string, revision int, v network.Visitor) (int, error) {
	c.reads++
	return c.Store.Read(ctx, name, revision, v)
}

func TestARestartedServiceDoesNotReadTheStoreAgain(t *testing.T) {
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	store, folder := &counting{Store: kept}, t.TempDir()
	start := func() *app.App {
		s, err := shelf.Open(folder, 1<<30)
		if err != nil {
			t.Fatal(err)
		}
		return app.New(app.Options{Store: store, Version: "test", Now: ticking(), Shelf: s})
	}
	load(t, start())
	gaps := func(a *app.App, q app.Query) *app.GapsResult {
		t.Helper()
		r, err := a.Gaps(t.Context(), app.GapsRequest{Source: app.Stored("demo"), Query: q, Silo: "silo_sector"})
		if err != nil {
			t.Fatal(err)
		}
		r.Run = app.Record{} // its times differ
		return r
	}
	first := gaps(start(), app.Query{})
	reads := store.reads
	if diff := cmp.Diff(first, gaps(start(), app.Query{})); diff != "" {
		t.Errorf("after a restart the gaps differ:\n%s", diff)
	}
	gaps(start(), app.Query{TieTypes: []string{"participation"}})
	card, err := start().Actor(t.Context(), "demo", first.SinglePoints[0].ID)
	if err != nil || card.Name == "" {
		t.Fatalf("an actor's card: %+v, %v", card, err)
	}
	if store.reads != reads {
		t.Errorf("the store was read %d times after the first reading; want none, also for other selectors and for cards", store.reads-reads)
	}

	erased := first.SinglePoints[0].ID
	if _, err := kept.Erase(t.Context(), "demo", erased, network.Change{By: "test"}); err != nil {
		t.Fatal(err)
	}
	for _, revision := range []int{1, 2} {
		for _, p := range gaps(start(), app.Query{Revision: revision}).SinglePoints {
			if p.ID == erased {
				t.Errorf("revision %d still names the erased actor", revision)
			}
		}
	}
	if err := start().Delete(t.Context(), "demo"); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(folder, "*", "*"))
	if err != nil || len(left) != 0 {
		t.Errorf("after the network was deleted the shelf holds %v (%v)", left, err)
	}
}
