package shelf_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/shelf"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// library is a store of one picture that counts how often it is read.
type library struct {
	picture network.Picture
	reads   int
}

func (l *library) fetch(v network.Visitor) error {
	l.reads++
	return l.picture.Walk(v)
}

// many is a picture of more records than stand together in a file, with every field set somewhere.
func many(salt string) *library {
	var l library
	for i := range 7_000 {
		a := network.Actor{ID: fmt.Sprintf("a%05d", i), Name: fmt.Sprintf("Järjestö %d %s", i, salt)}
		if i%2 == 0 {
			a.Attributes = map[string]string{"region": "Kainuu", "tags": "työ;health"}
			a.Start, a.Source = network.NewDate(2020, 1, 2), network.Source{File: "actors.csv", Line: i + 2}
		}
		l.picture.Actors = append(l.picture.Actors, a)
		l.picture.Collaborations = append(l.picture.Collaborations, network.Collaboration{
			From: a.ID, To: "a00000", Type: "meets", Directed: i%3 == 0, Weight: float64(i) / 7, Confidence: 0.5, End: network.NewDate(2021, 3, 4),
		})
	}
	l.picture.Activities = []network.Activity{{ID: "p", Title: "Silta", Attributes: map[string]string{"themes": "x"}, Start: network.NewDate(2019, 5, 6)}}
	l.picture.Participations = []network.Participation{
		{Actor: "a00001", Activity: "p", Role: "funder", Funding: network.Amount{Value: 0, Known: true}},
		{Actor: "a00002", Activity: "p", Role: "funder", Funding: network.Amount{}},
	}
	return &l
}

func open(t *testing.T, folder string, limit int64) *shelf.Shelf {
	t.Helper()
	s, err := shelf.Open(folder, limit)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func read(t *testing.T, s *shelf.Shelf, r shelf.Revision, from *library) network.Picture {
	t.Helper()
	var c network.Collector
	if err := s.Read(t.Context(), r, from.fetch, &c); err != nil {
		t.Fatal(err)
	}
	return c.Picture
}

// kept lists the files of a folder.
func kept(t *testing.T, folder string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

var first = shelf.Revision{Network: "valley", State: "monday", Number: 1}

func TestARevisionIsReadOnceAndReadsTheSame(t *testing.T) {
	folder, from := t.TempDir(), many("")
	for i := range 3 {
		got := read(t, open(t, folder, 1<<30), first, from) // opened anew: a restart
		if diff := cmp.Diff(from.picture, got); diff != "" {
			t.Fatalf("reading %d differs:\n%s", i, diff)
		}
	}
	if from.reads != 1 {
		t.Errorf("the store was read %d times; want once", from.reads)
	}
	info, err := os.Stat(kept(t, folder)[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v (%v); want it readable by its owner alone", info.Mode(), err)
	}
}

func TestDamagedFilesAreAsGoodAsNone(t *testing.T) {
	for _, c := range []struct {
		promise string
		damage  func([]byte) []byte
	}{
		{"cut short", func(b []byte) []byte { return b[:len(b)-100] }},
		{"cut to nothing", func([]byte) []byte { return nil }},
		{"one bit flipped in the middle", func(b []byte) []byte { b[len(b)/2] ^= 1; return b }},
		{"one bit flipped in the checksum", func(b []byte) []byte { b[len(b)-1] ^= 1; return b }},
		{"of another make", func(b []byte) []byte { b[0] ^= 1; return b }},
		{"longer", func(b []byte) []byte { return append(b, 0) }},
	} {
		t.Run(c.promise, func(t *testing.T) {
			folder, from := t.TempDir(), many("")
			s := open(t, folder, 1<<30)
			read(t, s, first, from)
			path := kept(t, folder)[0]
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, c.damage(b), 0o600); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(from.picture, read(t, s, first, from)); diff != "" {
				t.Errorf("reads otherwise:\n%s", diff)
			}
			if read(t, s, first, from); from.reads != 2 {
				t.Errorf("the store was read %d times; want 2: once at first, once for the damage", from.reads)
			}
		})
	}
}

func TestAnEarlierStateLeaves(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder, 1<<30)
	before, after, other := many("with Ada"), many(""), many("other")
	read(t, s, first, before)
	read(t, s, shelf.Revision{Network: "hill", State: "monday", Number: 1}, other)
	erased := shelf.Revision{Network: "valley", State: "tuesday", Number: 1}
	if diff := cmp.Diff(after.picture, read(t, s, erased, after)); diff != "" {
		t.Errorf("reads otherwise:\n%s", diff)
	}
	if n := len(kept(t, folder)); n != 2 {
		t.Errorf("%d files; want the new state of one network and the other network", n)
	}
	if read(t, s, first, before); before.reads != 2 {
		t.Error("the earlier state was still there")
	}
}

func TestSweepAndForget(t *testing.T) {
	folder, from := t.TempDir(), many("")
	s := open(t, folder, 1<<30)
	of := func(name, state string) shelf.Revision { return shelf.Revision{Network: name, State: state, Number: 1} }
	for _, name := range []string{"stays", "changed", "deleted", "forgotten"} {
		read(t, s, of(name, "monday"), from)
	}
	s.Forget("forgotten")
	if n := len(kept(t, folder)); n != 3 {
		t.Errorf("%d files after one was forgotten; want 3", n)
	}
	s.Sweep([]shelf.Revision{of("stays", "monday"), of("changed", "tuesday")})
	if n := len(kept(t, folder)); n != 1 {
		t.Errorf("%d files after the sweep; want 1", n)
	}
	reads := from.reads
	if read(t, s, of("stays", "monday"), from); from.reads != reads {
		t.Error("the network that stayed as it was had to be read again")
	}
}

func TestTheLeastUsedMakesRoom(t *testing.T) {
	folder, from := t.TempDir(), many("")
	revision := func(n int) shelf.Revision { return shelf.Revision{Network: fmt.Sprint(n), State: "monday", Number: 1} }
	read(t, open(t, folder, 1<<30), revision(1), from)
	info, err := os.Stat(kept(t, folder)[0])
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, folder, info.Size()*5/2) // two fit
	for _, n := range []int{2, 1, 3} {    // 1 is used again, so 2 has to go
		read(t, s, revision(n), from)
	}
	if n := len(kept(t, folder)); n != 2 {
		t.Errorf("%d files; want 2", n)
	}
	reads := from.reads
	if read(t, s, revision(1), from); from.reads != reads {
		t.Error("the one used last had to go")
	}
}

func TestFailuresOfOthersAreGivenAsTheyAre(t *testing.T) {
	folder, from := t.TempDir(), many("")
	s := open(t, folder, 1<<30)
	broken := errors.New("broken")
	if err := s.Read(t.Context(), first, func(v network.Visitor) error { _ = from.fetch(v); return broken }, &network.Collector{}); !errors.Is(err, broken) {
		t.Errorf("error is %v; want that of the store", err)
	}
	if files := kept(t, folder); len(files) != 0 {
		t.Errorf("half a revision is kept: %v", files)
	}
	read(t, s, first, from)
	if err := s.Read(t.Context(), first, from.fetch, refusing{err: broken}); !errors.Is(err, broken) {
		t.Errorf("error is %v; want that of the visitor", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := s.Read(ended, first, from.fetch, &network.Collector{}); fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("error is %v; want it cancelled", err)
	}
}

type refusing struct {
	network.Collector
	err error
}

func (r refusing) Actor(network.Actor) error                 { return r.err }
func (r refusing) Activity(network.Activity) error           { return r.err }
func (r refusing) Collaboration(network.Collaboration) error { return r.err }
func (r refusing) Participation(network.Participation) error { return r.err }

func TestAFolderThatCannotBeWrittenStopsNothing(t *testing.T) {
	folder, from := t.TempDir(), many("")
	s := open(t, folder, 1<<30)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(from.picture, read(t, s, first, from)); diff != "" {
		t.Errorf("reads otherwise:\n%s", diff)
	}
	if _, err := shelf.Open(filepath.Join(folder, "below"), 1); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("opening a shelf below a file: %v; want it refused with what to do", err)
	}
}

func TestNoShelfReadsTheStore(t *testing.T) {
	from := many("")
	var none *shelf.Shelf
	read(t, none, first, from)
	none.Sweep(nil)
	none.Forget("valley")
	if from.reads != 1 {
		t.Errorf("the store was read %d times", from.reads)
	}
}
