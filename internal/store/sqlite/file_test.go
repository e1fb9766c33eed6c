package sqlite_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// raw opens the file as any other program would.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func run(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// soundFile checks the file with SQLite's own means: pages, indexes, and that every key points to a row.
func soundFile(t *testing.T, path string) {
	t.Helper()
	db := raw(t, path)
	var verdict string
	if err := db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Fatalf("integrity check: %s, error %v; want ok", verdict, err)
	}
	rows, err := db.QueryContext(t.Context(), "PRAGMA foreign_key_check")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if rows.Next() {
		t.Fatal("a row points to one that is not there")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func small() *network.Picture {
	return &network.Picture{
		Actors:         []network.Actor{{ID: "a", Name: "A"}, {ID: "b", Name: "B"}},
		Collaborations: []network.Collaboration{{From: "a", To: "b", Weight: 1, Confidence: 1}},
	}
}

func TestOpenMakesFolderAndFileForThisUserOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder", "with ?&#% and ä", "sillat.db")
	s := openAt(t, path)
	if _, _, err := s.Import(t.Context(), "n", small(), network.Change{}); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, filepath.Dir(path)} {
		f, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && f.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v; want none for group and others", p, f.Mode().Perm())
		}
	}
}

func TestWhatWasStoredIsThereWhenOpenedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sillat.db")
	s := openAt(t, path)
	want, _, err := s.Import(t.Context(), "n", small(), network.Change{By: "anna"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := openAt(t, path).Revisions(t.Context(), "n")
	if err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("revisions are %+v, error %v; want %+v", got, err, want)
	}
	soundFile(t, path)
}

func TestOpenRefusesWhatIsNotItsOwnAndLeavesIt(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		code fault.Code
		says string
	}{
		{"text", func(t *testing.T, path string) { write(t, path, "id,name\n1,Sitra\n") }, fault.Invalid, "not a Sillat store"},
		{"one byte", func(t *testing.T, path string) { write(t, path, "S") }, fault.Invalid, "not a Sillat store"},
		{"another program's database", func(t *testing.T, path string) {
			run(t, raw(t, path), "CREATE TABLE notes (text TEXT)")
		}, fault.Invalid, "not a Sillat store"},
		{"another program's number", func(t *testing.T, path string) {
			run(t, raw(t, path), "PRAGMA application_id = 7")
		}, fault.Invalid, "not a Sillat store"},
		{"a newer Sillat", func(t *testing.T, path string) {
			if err := openAt(t, path).Close(); err != nil {
				t.Fatal(err)
			}
			run(t, raw(t, path), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)", "PRAGMA wal_checkpoint(TRUNCATE)")
		}, fault.Invalid, "newer Sillat"},
		{"a damaged file", func(t *testing.T, path string) {
			write(t, path, "SQLite format 3\x00"+strings.Repeat("\xff", 5000))
		}, fault.Unavailable, "damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file.db")
			c.make(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, err := sqlite.Open(t.Context(), path)
			if fault.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("open gives %v (%s), error %v; want %s saying %q and the path", s, fault.CodeOf(err), err, c.code, c.says)
			}
			after, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file was changed (error %v)", err)
			}
		})
	}
	t.Run("a folder", func(t *testing.T) {
		if _, err := sqlite.Open(t.Context(), t.TempDir()); fault.CodeOf(err) != fault.Unavailable {
			t.Errorf("open: %v; want unavailable", err)
		}
	})
	t.Run("a folder that is a file", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		write(t, file, "x")
		if _, err := sqlite.Open(t.Context(), filepath.Join(file, "sillat.db")); fault.CodeOf(err) != fault.Unavailable {
			t.Errorf("open: %v; want unavailable", err)
		}
	})
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAFileWhoseMakingWasInterruptedIsFinished(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sillat.db")
	run(t, raw(t, path), "PRAGMA journal_mode = WAL", "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, "+
		"version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))",
		"INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)")
	if _, _, err := openAt(t, path).Import(t.Context(), "n", small(), network.Change{}); err != nil {
		t.Fatal(err)
	}
}

func TestManyMayMakeTheSameFileAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sillat.db")
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := sqlite.Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			if _, _, err := s.Import(t.Context(), "n", small(), network.Change{}); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	n, err := openAt(t, path).Network(t.Context(), "n")
	if err != nil || n.Revision != 1 {
		t.Errorf("network is %+v, error %v; want revision 1", n, err)
	}
	soundFile(t, path)
}

func TestErasedAndDeletedLeaveNoBytes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sillat.db")
	s := openAt(t, path)
	p := generate(3000, 50, 4000, 4000)
	p.Actors = append(p.Actors, network.Actor{ID: "id-of-matti", Name: "Matti Meikäläinen", Attributes: map[string]string{"mail": "matti@example.fi"}})
	p.Collaborations = append(p.Collaborations, network.Collaboration{From: "id-of-matti", To: p.Actors[7].ID, Weight: 1, Confidence: 1})
	for _, name := range []string{"n", "secret-network"} {
		if _, _, err := s.Import(t.Context(), name, p, network.Change{}); err != nil {
			t.Fatal(err)
		}
	}
	p.Actors[3000].Name = "Matti Virtanen"
	for i := range p.Actors {
		p.Actors[i].Attributes = map[string]string{"kind": "changed"} // moves rows about
	}
	if _, _, err := s.Import(t.Context(), "n", p, network.Change{}); err != nil {
		t.Fatal(err)
	}
	if !inFiles(t, path, "Matti Meik") {
		t.Fatal("the name is not found in the files even before it is erased; the test looks in the wrong place")
	}
	if _, err := s.Erase(t.Context(), "n", "id-of-matti", network.Change{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), "secret-network"); err != nil {
		t.Fatal(err)
	}
	for _, trace := range []string{"id-of-matti", "Matti Meik", "Matti Virt", "matti@example", "secret-network"} {
		if inFiles(t, path, trace) {
			t.Errorf("%q is still in the files", trace)
		}
	}
	soundFile(t, path)
	var c network.Collector
	if _, err := s.Read(t.Context(), "n", store.Latest, &c); err != nil || len(c.Picture.Actors) != 3000 {
		t.Errorf("%d actors are left, error %v; want 3000", len(c.Picture.Actors), err)
	}
}

// inFiles reports whether a text is in the store's file, its log or its index of the log.
func inFiles(t *testing.T, path, text string) bool {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("files of the store: %v, error %v", files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(text)) {
			return true
		}
	}
	return false
}
