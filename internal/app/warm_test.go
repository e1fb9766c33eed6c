package app_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/store/sqlite"
)

func TestAWarmedServiceHasReadWhatIsAskedFor(t *testing.T) {
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	store := &counting{Store: kept}
	load(t, app.New(app.Options{Store: store, Version: "test", Now: ticking()}))
	store.reads = 0
	start := func() *app.App {
		return app.New(app.Options{Store: store, Version: "test", Now: ticking()})
	}

	a := start()
	a.Warm(t.Context())
	if store.reads != 1 {
		t.Fatalf("warming one network read the store %d times", store.reads)
	}
	if _, err := a.Network(t.Context(), "demo"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Map(t.Context(), app.MapRequest{Source: app.Stored("demo"), Silo: "silo_sector"}); err != nil {
		t.Fatal(err)
	}
	if store.reads != 1 {
		t.Errorf("the first look after warming read the store %d times more", store.reads-1)
	}

	ended, end := context.WithCancel(t.Context())
	end()
	start().Warm(ended)
	if store.reads != 1 {
		t.Error("warming went on after the service had ended")
	}
	app.New(app.Options{}).Warm(t.Context()) // without a store there is nothing to read
}
