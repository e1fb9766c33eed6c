package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/backup"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// meddled is a store in which something else happens when a network enters, leaves or is looked up. A nil function changes nothing.
type meddled struct {
	*sqlite.Store
	adopt   func(name string, h store.History) (store.History, error)
	adopted func(name string)
	leave   func(name string) error
	look    func(name string)
}

func (m *meddled) Adopt(ctx context.Context, name string, h store.History) error {
	if m.adopt != nil {
		var err error
		if h, err = m.adopt(name, h); err != nil {
			return err
		}
	}
	err := m.Store.Adopt(ctx, name, h)
	if err == nil && m.adopted != nil {
		m.adopted(name)
	}
	return err
}

func (m *meddled) History(ctx context.Context, name string, take func(store.History) error) error {
	if m.leave != nil {
		if err := m.leave(name); err != nil {
			return err
		}
	}
	return m.Store.History(ctx, name, take)
}

func (m *meddled) Network(ctx context.Context, name string) (network.Network, error) {
	if m.look != nil {
		m.look(name)
	}
	return m.Store.Network(ctx, name)
}

func newMeddled(t *testing.T) *meddled {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &meddled{Store: s}
}

// imports stores a picture of a few actors in a line.
func (m *meddled) imports(t *testing.T, name string, ids ...string) {
	t.Helper()
	var p network.Picture
	for i, id := range ids {
		p.Actors = append(p.Actors, network.Actor{ID: id, Name: id})
		if i > 0 {
			p.Collaborations = append(p.Collaborations, network.Collaboration{From: ids[i-1], To: id, Weight: 1, Confidence: 1})
		}
	}
	if _, _, err := m.Import(t.Context(), name, &p, network.Change{By: "test"}); err != nil {
		t.Fatal(err)
	}
}

// holds checks which networks a store has.
func (m *meddled) holds(t *testing.T, want ...string) {
	t.Helper()
	list, err := m.Networks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, n := range list {
		names = append(names, n.Name)
	}
	if !slices.Equal(names, want) {
		t.Errorf("the store holds %q, want %q", names, want)
	}
}

func on(s store.Store) *app.App { return app.New(app.Options{Store: s, Version: "test"}) }

func TestMoveComparesBeforeItSaysDone(t *testing.T) {
	from, to := newMeddled(t), newMeddled(t)
	from.imports(t, "n", "a", "b")
	from.imports(t, "n", "b", "c")
	var steps []string
	r, err := on(from).Move(t.Context(), app.MoveRequest{Network: "n", To: on(to), DeleteSource: true, Progress: func(step string, done, all int64) {
		if done == all {
			steps = append(steps, step)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Network != "n" || r.Revisions != 2 || r.Records != 5 || len(r.Digest) != 64 || !r.SourceDeleted {
		t.Errorf("the move says %+v, want network n with 2 revisions and 5 records, and the source deleted", r)
	}
	if want := []string{"copying n", "comparing"}; !slices.Equal(steps, want) {
		t.Errorf("steps done are %q, want %q", steps, want)
	}
	from.holds(t)
	to.holds(t, "n")
}

func TestACopyThatDiffersIsRemovedAndTheOriginalStays(t *testing.T) {
	from, to := newMeddled(t), newMeddled(t)
	from.imports(t, "n", "a", "b")
	to.adopt = func(_ string, h store.History) (store.History, error) {
		return store.History{Revisions: h.Revisions, Versions: func(yield func(store.Version, error) bool) {
			for v, err := range h.Versions {
				if v.Collaboration != nil {
					wrong := *v.Collaboration
					wrong.Weight = 2
					v.Collaboration = &wrong
				}
				if !yield(v, err) {
					return
				}
			}
		}}, nil
	}
	if r, err := on(from).Move(t.Context(), app.MoveRequest{Network: "n", To: on(to), DeleteSource: true}); err == nil {
		t.Errorf("a copy with another weight is called a success: %+v", r)
	}
	from.holds(t, "n")
	to.holds(t)
}

func TestAComparisonThatIsCancelledLeavesNoCopy(t *testing.T) {
	from, to := newMeddled(t), newMeddled(t)
	from.imports(t, "n", "a", "b")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	to.adopted = func(string) { cancel() }
	_, err := on(from).Move(ctx, app.MoveRequest{Network: "n", To: on(to), DeleteSource: true})
	if fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("error is %v, want cancelled", err)
	}
	from.holds(t, "n")
	to.holds(t)
}

func TestANetworkThatChangedMeanwhileIsNotDeleted(t *testing.T) {
	from, to := newMeddled(t), newMeddled(t)
	from.imports(t, "n", "a", "b")
	to.adopted = func(string) { from.imports(t, "n", "c") }
	_, err := on(from).Move(t.Context(), app.MoveRequest{Network: "n", To: on(to), DeleteSource: true})
	if fault.CodeOf(err) != fault.Conflict {
		t.Errorf("error is %v, want a conflict", err)
	}
	from.holds(t, "n")
	to.holds(t, "n")
}

func TestAStoreThatCannotHandOverNetworksSaysSo(t *testing.T) {
	full := newMeddled(t)
	full.imports(t, "n", "a")
	bare := struct{ store.Store }{full.Store} // only what every store must do
	if _, err := on(bare).Move(t.Context(), app.MoveRequest{Network: "n", To: on(full)}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("moving out of it: %v, want invalid", err)
	}
	if _, err := on(full).Move(t.Context(), app.MoveRequest{Network: "n", To: on(bare)}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("moving into it: %v, want invalid", err)
	}
}

func TestABackupThatFailsLeavesTheEarlierOne(t *testing.T) {
	from := newMeddled(t)
	from.imports(t, "a", "x", "y")
	from.imports(t, "b", "x", "y")
	file := filepath.Join(t.TempDir(), "all.sillat")
	if _, err := on(from).Backup(t.Context(), app.BackupRequest{File: file}); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	gone := fault.New(fault.Unavailable, "the store is gone")
	from.leave = func(name string) error {
		if name == "b" {
			return gone
		}
		return nil
	}
	if _, err := on(from).Backup(t.Context(), app.BackupRequest{File: file}); !errors.Is(err, gone) {
		t.Errorf("error is %v, want %v", err, gone)
	}
	after, err := os.ReadFile(file)
	if err != nil || !slices.Equal(after, before) {
		t.Errorf("the earlier backup changed (error %v)", err)
	}
	if left, err := filepath.Glob(file + ".*"); err != nil || len(left) > 0 {
		t.Errorf("%q is left behind (error %v)", left, err)
	}
}

func TestABackupIsForItsOwnerOnly(t *testing.T) {
	from := newMeddled(t)
	from.imports(t, "a", "x")
	file := filepath.Join(t.TempDir(), "all.sillat")
	if _, err := on(from).Backup(t.Context(), app.BackupRequest{File: file}); err != nil {
		t.Fatal(err)
	}
	about, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if mode := about.Mode().Perm(); mode&0o077 != 0 {
		t.Errorf("mode is %v, want nothing for others: networks name people", mode)
	}
}

// backedUp is a file with networks a and b.
func backedUp(t *testing.T) string {
	t.Helper()
	from := newMeddled(t)
	from.imports(t, "a", "x", "y")
	from.imports(t, "b", "x", "y", "z")
	file := filepath.Join(t.TempDir(), "all.sillat")
	if _, err := on(from).Backup(t.Context(), app.BackupRequest{File: file}); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestRestoreStoresAllNetworksOrNone(t *testing.T) {
	file := backedUp(t)
	to := newMeddled(t)
	to.imports(t, "other", "x")
	full := fault.New(fault.Unavailable, "the disk is full")
	to.adopt = func(name string, h store.History) (store.History, error) {
		if name == "b" {
			return h, full
		}
		return h, nil
	}
	if _, err := on(to).Restore(t.Context(), app.RestoreRequest{File: file}); !errors.Is(err, full) {
		t.Errorf("error is %v, want %v", err, full)
	}
	to.holds(t, "other")

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	to.adopt, to.adopted = nil, func(string) { cancel() }
	if _, err := on(to).Restore(ctx, app.RestoreRequest{File: file}); fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("error is %v, want cancelled", err)
	}
	to.holds(t, "other")

	to.adopted = nil
	r, err := on(to).Restore(t.Context(), app.RestoreRequest{File: file})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Networks, []string{"a", "b"}) || r.Records != 8 {
		t.Errorf("restored %+v, want a and b with 8 records", r)
	}
	to.holds(t, "a", "b", "other")
}

func TestAFileThatChangesBetweenItsCheckAndItsUseIsRefused(t *testing.T) {
	file, to := backedUp(t), newMeddled(t)
	other := newMeddled(t)
	other.imports(t, "a", "x", "y", "z")
	other.imports(t, "b", "x")
	to.look = func(string) { // names are looked up once the check is done
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		w, err := backup.NewWriter(f, backup.Header{})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"a", "b"} {
			if err := other.Store.History(t.Context(), name, func(h store.History) error { return w.Network(name, h, nil) }); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := on(to).Restore(t.Context(), app.RestoreRequest{File: file}); fault.CodeOf(err) != fault.BadInput {
		t.Errorf("error is %v, want bad input", err)
	}
	to.holds(t)
}
