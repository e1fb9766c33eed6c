package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/internal/store/storetest"
)

func TestStoreKeepsItsPromises(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return openNew(t) })
}

// openNew opens a store in a new file.
func openNew(t *testing.T) *sqlite.Store { return openAt(t, filepath.Join(t.TempDir(), "sillat.db")) }

func openAt(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
