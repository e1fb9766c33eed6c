package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/storetest"
	"github.com/sillat/sillat/pkg/network"
)

func TestNetworksMoveWithTheirHistory(t *testing.T) {
	open := func(t *testing.T) store.Store { return openNew(t) }
	storetest.RunMoves(t, open, open)
}

func TestAFileThatTookANetworkInIsSound(t *testing.T) {
	from, path := openNew(t), filepath.Join(t.TempDir(), "sillat.db")
	to := openAt(t, path)
	p := generate(300, 200, 900, 500)
	if _, _, err := from.Import(t.Context(), "n", p, network.Change{}); err != nil {
		t.Fatal(err)
	}
	if _, err := from.Revert(t.Context(), "n", 0, network.Change{}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"n", "again"} { // the second time beside another network's rows
		if err := from.History(t.Context(), "n", func(h store.History) error { return to.Adopt(t.Context(), name, h) }); err != nil {
			t.Fatal(err)
		}
	}
	soundFile(t, path)
}
