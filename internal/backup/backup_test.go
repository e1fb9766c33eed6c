package backup_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/backup"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

var header = backup.Header{Made: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC), Program: "test"}

// everything is a history with every field of every record, at its extremes where it has some.
func everything() ([]network.Revision, []store.Version) {
	first, last := network.NewDate(1, 1, 1), network.NewDate(9999, 12, 31)
	revisions := []network.Revision{
		{
			Number: 1, Made: time.Date(2020, 2, 29, 23, 59, 59, 999e6, time.UTC), By: "Åsa", Message: "import <a & b>\n\u2028\U0001d11e",
			Added: network.Counts{Actors: 2, Activities: 1, Collaborations: 2, Participations: 2},
		},
		{Number: 2, Made: time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC), Added: network.Counts{Actors: 1}, Removed: network.Counts{Actors: 1}},
	}
	from := network.Source{File: "ä.csv", Line: 2}
	a := network.Actor{ID: "a", Name: "A \"quoted\"", Attributes: map[string]string{"ö": "x;y", "kind": "\t"}, Start: first, End: last, Source: from}
	changed := a
	changed.Name, changed.Attributes = "", nil
	weight := math.SmallestNonzeroFloat64
	return revisions, []store.Version{
		{Actor: &a, Added: 1, Removed: 2},
		{Actor: &changed, Added: 2},
		{Actor: &network.Actor{ID: "b"}, Added: 1},
		{Activity: &network.Activity{ID: "p", Title: "P", Attributes: map[string]string{"cost": "1"}, Start: first, End: last, Source: from}, Added: 1},
		{Collaboration: &network.Collaboration{From: "a", To: "b", Weight: math.MaxFloat64, Confidence: 1.0 / 3}, Added: 1},
		{Collaboration: &network.Collaboration{
			From: "b", To: "a", Type: "t", Directed: true, Weight: weight, Confidence: 0, Start: first, End: last, Source: from,
		}, Added: 1},
		{Participation: &network.Participation{Actor: "a", Activity: "p", Role: "r", Funding: network.Amount{Value: -0.1, Known: true}, Source: from}, Added: 1},
		{Participation: &network.Participation{Actor: "a", Activity: "p", Role: "r", Funding: network.Amount{Known: true}, End: last}, Added: 1, Place: 1},
	}
}

func history(revisions []network.Revision, versions []store.Version) store.History {
	return store.History{Revisions: revisions, Versions: func(yield func(store.Version, error) bool) {
		for _, v := range versions {
			if !yield(v, nil) {
				return
			}
		}
	}}
}

// written is a backup of everything, twice under different names.
func written(t testing.TB) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := backup.NewWriter(&file, header)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"north", "south"} {
		if err := w.Network(name, history(everything()), nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestWhatIsWrittenIsReadBackExactly(t *testing.T) {
	revisions, versions := everything()
	var names []string
	contents, err := backup.Read(bytes.NewReader(written(t)), func(name string, h store.History) error {
		names = append(names, name)
		if !slices.Equal(h.Revisions, revisions) {
			t.Errorf("revisions of %s are %+v, want %+v", name, h.Revisions, revisions)
		}
		var got []store.Version
		for v, err := range store.Checked(h) {
			if err != nil {
				return err
			}
			got = append(got, v)
		}
		if diff := cmp.Diff(versions, got); diff != "" {
			t.Errorf("versions of %s read otherwise than they were written (- written, + read):\n%s", name, diff)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"north", "south"}
	if !slices.Equal(names, want) || !slices.Equal(contents.Networks, want) || contents.Records != int64(2*len(versions)) || len(contents.SHA256) != 64 {
		t.Errorf("read %q, contents %+v; want %q with %d records and a checksum", names, contents, want, 2*len(versions))
	}
	if h := contents.Header; h.Program != "test" || !h.Made.Equal(header.Made) || h.Version != backup.Version {
		t.Errorf("header is %+v, want %+v with version %d", h, header, backup.Version)
	}
}

// Entries of a ledger belong to the network before them, and a file of the version that had none is read all the same.
func TestLedgersAreReadBackWithTheirNetworks(t *testing.T) {
	var file bytes.Buffer
	w, err := backup.NewWriter(&file, header)
	if err != nil {
		t.Fatal(err)
	}
	revisions, versions := everything()
	for _, name := range []string{"north", "south"} {
		if err := w.Network(name, history(revisions, versions), nil); err != nil {
			t.Fatal(err)
		}
		for i := range 2 {
			if name == "south" {
				if err := w.Ledger([]byte(`{"id":"` + strings.Repeat("x", i+1) + `"}`)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := backup.Check(t.Context(), bytes.NewReader(file.Bytes()))
	if err != nil || len(c.Ledgers) != 1 || len(c.Ledgers["south"]) != 2 || string(c.Ledgers["south"][1]) != `{"id":"xx"}` {
		t.Errorf("read %q, %v", c.Ledgers, err)
	}
	old := strings.Replace(content(t, written(t)), `"version":2,`, `"version":1,`, 1)
	lines := strings.SplitAfter(strings.TrimSuffix(old, "\n"), "\n")
	last, body := lines[len(lines)-1], strings.Join(lines[:len(lines)-1], "")
	sum := sha256.Sum256([]byte(body))
	end := regexp.MustCompile(`"sha256":"[0-9a-f]+"`).ReplaceAllString(last, `"sha256":"`+hex.EncodeToString(sum[:])+`"`)
	if c, err := backup.Check(t.Context(), bytes.NewReader(zipped(t, body+end+"\n"))); err != nil || c.Header.Version != 1 || len(c.Networks) != 2 {
		t.Errorf("a file of version 1: %+v, %v", c, err)
	}
	if _, err := backup.Check(t.Context(), bytes.NewReader(zipped(t, lines[0]+`{"ledger":{"id":"x"}}`+"\n"))); fault.CodeOf(err) != fault.BadInput || !strings.Contains(err.Error(), "belongs to no network") {
		t.Errorf("an entry before any network: %v", err)
	}
}

func TestTheSameHistoryIsTheSameFile(t *testing.T) {
	if !bytes.Equal(written(t), written(t)) {
		t.Error("two backups of the same networks at the same time differ")
	}
}

func TestWhatTakeLeavesIsPassedOver(t *testing.T) {
	contents, err := backup.Read(bytes.NewReader(written(t)), func(string, store.History) error { return nil })
	if err != nil || len(contents.Networks) != 2 {
		t.Errorf("contents %+v, error %v; want both networks", contents, err)
	}
}

func TestEveryCutAndEveryChangedByteIsFoundOut(t *testing.T) {
	whole := written(t)
	for n := range whole {
		if _, err := backup.Check(t.Context(), bytes.NewReader(whole[:n])); fault.CodeOf(err) != fault.BadInput {
			t.Errorf("cut to %d of %d bytes: error is %v, want bad input", n, len(whole), err)
		}
	}
	good := content(t, whole)
	harmless := 0
	for n := range whole {
		changed := bytes.Clone(whole)
		changed[n] ^= 0x10
		_, err := backup.Check(t.Context(), bytes.NewReader(changed))
		if err == nil && content(t, changed) == good {
			harmless++ // a bit that says nothing of the content, such as the time in gzip's header
			continue
		}
		if fault.CodeOf(err) != fault.BadInput {
			t.Errorf("byte %d of %d changed: error is %v, want bad input", n, len(whole), err)
		}
	}
	if harmless > 10 { // six bytes of gzip's header, and what pads the last ones
		t.Errorf("%d bytes of %d can be changed without notice; the content is not covered", harmless, len(whole))
	}
}

func TestDamageIsSaidInPlainWords(t *testing.T) {
	good := content(t, written(t))
	for _, c := range []struct {
		name, says string
		file       []byte
	}{
		{"empty file", "not a backup", nil},
		{"text", "not a backup", []byte("source,target\na,b\n")},
		{"another gzip file", "not a backup", zipped(t, "source,target\na,b\n")},
		{"newer format", "written by a newer Sillat (its format is version 3, this program knows 2); update Sillat", zipped(t, strings.Replace(good, `"version":2,`, `"version":3,"cipher":"x",`, 1))},
		{"no version", "names no version", zipped(t, strings.Replace(good, `"version":2,`, ``, 1))},
		{"a name changed", "should have", zipped(t, strings.Replace(good, `"name":"P"`, `"name":"Q"`, 1))},
		{"a line lost", "revisions and has 1", zipped(t, without(good, 3))},
		{"a record lost", "counts 2 participations and there are 1", zipped(t, without(good, 11))},
		{"an unknown member", "unknown field", zipped(t, strings.Replace(good, `"role":"r"`, `"part":"r"`, 1))},
		{"a date that is none", "not a day", zipped(t, strings.Replace(good, "9999-12-31", "9999-13-31", 1))},
		{"two things on a line", "holds 2 things", zipped(t, strings.Replace(good, `{"added":1,"activity"`, `{"network":{},"added":1,"activity"`, 1))},
		{"a record before any network", "belongs to no network", zipped(t, without(good, 1, 2, 3))},
		{"a network twice", `holds network "north" twice`, zipped(t, strings.Replace(good, `"name":"south"`, `"name":"north"`, 1))},
		{"no end", "cut short after 16 records", zipped(t, without(good, 23))},
		{"something after its end", "something follows its end", append(written(t), 'x')},
		{"something after its end, compressed too", "something follows its end", zipped(t, good+good)},
		{"an endless line", "a line of more than 16 MiB", zipped(t, strings.Split(good, "\n")[0]+"\n"+strings.Repeat(" ", 17<<20))},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := backup.Check(t.Context(), bytes.NewReader(c.file))
			if fault.CodeOf(err) != fault.BadInput || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error is %v (%s), want bad input that says %q", err, fault.CodeOf(err), c.says)
			}
		})
	}
}

func TestADiskThatFailsIsNotTheFilesFault(t *testing.T) {
	broken := io.MultiReader(bytes.NewReader(written(t)[:200]), failing{})
	if _, err := backup.Check(t.Context(), broken); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("error is %v, want unavailable", err)
	}
	w, err := backup.NewWriter(failing{}, header)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Network("n", history(everything()), nil); err != nil {
		t.Fatal(err) // it waits in a buffer
	}
	if _, err := w.Close(); err == nil {
		t.Error("a backup onto a disk that fails was closed without an error")
	}
}

// failing is a disk that fails.
type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, fmt.Errorf("input/output error") }
func (failing) Write([]byte) (int, error) { return 0, fmt.Errorf("input/output error") }

func TestADigestTellsHistoriesApart(t *testing.T) {
	sum := func(change func([]network.Revision, []store.Version)) string {
		revisions, versions := everything()
		change(revisions, versions)
		d := backup.NewDigest()
		for _, err := range d.Watch(history(revisions, versions)).Versions {
			if err != nil {
				t.Fatal(err)
			}
		}
		return d.Sum()
	}
	same := sum(func([]network.Revision, []store.Version) {})
	if same != sum(func([]network.Revision, []store.Version) {}) {
		t.Error("equal histories have two digests")
	}
	for name, change := range map[string]func([]network.Revision, []store.Version){
		"a message": func(r []network.Revision, _ []store.Version) { r[0].Message = "" },
		"a time":    func(r []network.Revision, _ []store.Version) { r[0].Made = r[0].Made.Add(time.Millisecond) },
		"a place":   func(_ []network.Revision, v []store.Version) { v[7].Place = 2 },
		"an end":    func(_ []network.Revision, v []store.Version) { v[4].Removed = 2 },
		"a weight": func(_ []network.Revision, v []store.Version) {
			v[4].Collaboration.Weight = math.Nextafter(math.MaxFloat64, 0)
		},
		"a funding": func(_ []network.Revision, v []store.Version) { v[7].Participation.Funding = network.Amount{} },
	} {
		if sum(change) == same {
			t.Errorf("a history that differs in %s has the same digest", name)
		}
	}
}

// TestMemoryDoesNotGrowWithTheTies writes and checks a network of 200,000 ties between 1,000 actors, made on the fly, and looks at
// what is alive on the way.
func TestMemoryDoesNotGrowWithTheTies(t *testing.T) {
	const ties = 200_000
	read, write := io.Pipe()
	go func() {
		w, err := backup.NewWriter(write, header)
		if err == nil {
			err = w.Network("big", wide(1_000, ties), nil)
		}
		if err == nil {
			_, err = w.Close()
		}
		write.CloseWithError(err)
	}()
	var most, seen uint64
	base := alive()
	contents, err := backup.Read(read, func(_ string, h store.History) error {
		for _, err := range store.Checked(h) {
			if err != nil {
				return err
			}
			if seen++; seen%20_000 == 0 {
				most = max(most, alive())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if contents.Records != ties+1_000 {
		t.Fatalf("read %d records, want %d", contents.Records, ties+1_000)
	}
	const limit = 4 << 20 // two buffers, two gzip windows and the actors' ids; the ties alone would be some 50 MB
	if used := int64(most) - int64(base); used > limit {
		t.Errorf("%d kB alive while a network of %d ties passed, want at most %d", used>>10, ties, limit>>10)
	}
}

// alive is how many bytes are in use.
func alive() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// wide is a history of one revision, made while it is walked.
func wide(actors, ties int) store.History {
	return store.History{
		Revisions: []network.Revision{{Number: 1, Made: header.Made, Added: network.Counts{Actors: actors, Collaborations: ties}}},
		Versions: func(yield func(store.Version, error) bool) {
			id := func(i int) string { return fmt.Sprintf("actor-%06d", i) }
			for i := range actors {
				if !yield(store.Version{Actor: &network.Actor{ID: id(i), Name: fmt.Sprint("Actor ", i)}, Added: 1}, nil) {
					return
				}
			}
			each := ties / actors
			for i := range ties {
				c := &network.Collaboration{From: id(i / each), To: id(i % each), Directed: true, Weight: float64(i), Confidence: 1}
				if !yield(store.Version{Collaboration: c, Added: 1}, nil) {
					return
				}
			}
		},
	}
}

// content is what a backup holds, uncompressed.
func content(t testing.TB, file []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func zipped(t testing.TB, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// without is content without some lines, counted from 0.
func without(content string, lines ...int) string {
	all := strings.SplitAfter(content, "\n")
	var kept []string
	for i, l := range all {
		if !slices.Contains(lines, i) {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "")
}
