package sqlite

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// crowd is a picture of n actors, large enough to need pages of its own.
func crowd(n int) *network.Picture {
	p := &network.Picture{}
	for i := range n {
		p.Actors = append(p.Actors, network.Actor{ID: strings.Repeat("x", 20) + string(rune('a'+i%26)) + strings.Repeat("y", i/26)})
	}
	return p
}

// opened is a store on one connection, so that a pragma meant to break it stays in force.
func opened(t *testing.T, wait time.Duration) *Store {
	t.Helper()
	s, err := open(t.Context(), filepath.Join(t.TempDir(), "sillat.db"), wait)
	if err != nil {
		t.Fatal(err)
	}
	s.db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, _, err := s.Import(t.Context(), "n", crowd(10), network.Change{}); err != nil {
		t.Fatal(err)
	}
	return s
}

func pragma(t *testing.T, s *Store, text string) {
	t.Helper()
	if _, err := s.db.ExecContext(t.Context(), "PRAGMA "+text); err != nil {
		t.Fatal(err)
	}
}

// unavailable checks that err is fault.Unavailable, names the file and says what to do.
func unavailable(t *testing.T, s *Store, err error, says string) {
	t.Helper()
	if fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), s.path) {
		t.Errorf("error is %v (%s); want unavailable, naming the file and saying %q", err, fault.CodeOf(err), says)
	}
}

func TestAFullDiskIsSaidAndTheStoreRecovers(t *testing.T) {
	s := opened(t, time.Second)
	pragma(t, s, "max_page_count = 30")
	_, _, err := s.Import(t.Context(), "n", crowd(2000), network.Change{})
	unavailable(t, s, err, "free some space")
	n, err := s.Network(t.Context(), "n")
	if err != nil || n.Revision != 1 {
		t.Errorf("network is %+v, error %v; want revision 1", n, err)
	}
	pragma(t, s, "max_page_count = 1000000")
	if _, _, err := s.Import(t.Context(), "n", crowd(2000), network.Change{}); err != nil {
		t.Errorf("import once there is space: %v", err)
	}
}

func TestAFileThatMayNotBeWrittenIsSaid(t *testing.T) {
	s := opened(t, time.Second)
	pragma(t, s, "query_only = 1")
	_, _, err := s.Import(t.Context(), "n", crowd(20), network.Change{})
	unavailable(t, s, err, "the right to write")
	if _, err := s.Read(t.Context(), "n", store.Latest, &network.Collector{}); err != nil {
		t.Errorf("reading it: %v", err)
	}
}

func TestADamagedFileIsSaid(t *testing.T) {
	s := opened(t, time.Second)
	if _, _, err := s.Import(t.Context(), "n", crowd(3000), network.Change{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 4; i < len(b); i++ {
		b[i] = 0xff
	}
	if err := os.WriteFile(s.path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	damaged, err := Open(t.Context(), s.path)
	if err == nil {
		_, err = damaged.Read(t.Context(), "n", store.Latest, &network.Collector{})
		if err := damaged.Close(); err != nil {
			t.Log("closing the damaged file:", err)
		}
	}
	unavailable(t, s, err, "damaged")
}

func TestAFileLockedByAnotherProcessIsSaidInBoundedTimeAndTheStoreRecovers(t *testing.T) {
	const wait = 200 * time.Millisecond
	s := opened(t, wait)
	other, err := open(t.Context(), s.path, wait)
	if err != nil {
		t.Fatal(err)
	}
	lock, err := other.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Import(t.Context(), "n", crowd(20), network.Change{})
	unavailable(t, s, err, "another process")
	if _, err := s.Read(t.Context(), "n", store.Latest, &network.Collector{}); err != nil {
		t.Errorf("reading while another process writes: %v", err)
	}
	if err := lock.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Import(t.Context(), "n", crowd(20), network.Change{}); err != nil {
		t.Errorf("import once the lock is gone: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Error(err)
	}
}

func TestWaitingForAnotherChangeHeedsTheContext(t *testing.T) {
	s := opened(t, time.Minute)
	for name, hold := range map[string]func() (release func()){
		"of this process": func() func() {
			s.writing <- struct{}{}
			return func() { <-s.writing }
		},
		"of another process": func() func() {
			other, err := open(t.Context(), s.path, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			lock, err := other.db.BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			return func() {
				if err := lock.Rollback(); err != nil {
					t.Error(err)
				}
				if err := other.Close(); err != nil {
					t.Error(err)
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			defer hold()()
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			_, _, err := s.Import(ctx, "n", crowd(20), network.Change{})
			if fault.CodeOf(err) != fault.Cancelled {
				t.Errorf("error is %v, want cancelled", err)
			}
		})
	}
}
