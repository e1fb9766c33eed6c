package backup_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/internal/backup"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// FuzzRead reads any content in a sound gzip file, as it is and with an end that fits it, so that the fuzzer gets past both checksums:
// it is refused as bad input, or it is a backup, and then writing what was read and reading that again gives the same.
func FuzzRead(f *testing.F) {
	good := content(f, written(f))
	f.Add(good)
	for line := range strings.Lines(good) { // small ones are mutated faster
		f.Add(good[:strings.Index(good, "\n")+1] + line)
	}
	f.Add("{\"sillat_backup\":{\"version\":1}}\n{\"end\":{\"networks\":0,\"records\":0,\"sha256\":\"\"}}\n")
	f.Fuzz(func(t *testing.T, content string) {
		type kept struct {
			name      string
			revisions []network.Revision
			versions  []store.Version
		}
		read := func(file []byte) (all []kept, err error) {
			_, err = backup.Read(bytes.NewReader(file), func(name string, h store.History) error {
				k := kept{name: name, revisions: h.Revisions}
				for v, err := range h.Versions {
					if err != nil {
						return err
					}
					k.versions = append(k.versions, v)
				}
				all = append(all, k)
				return nil
			})
			return all, err
		}
		if _, err := read(stored(t, content)); err != nil && fault.CodeOf(err) != fault.BadInput {
			t.Fatalf("error is %v (%s), want bad input", err, fault.CodeOf(err))
		}
		all, err := read(stored(t, sealed(content)))
		if err != nil {
			if fault.CodeOf(err) != fault.BadInput {
				t.Fatalf("error is %v (%s), want bad input", err, fault.CodeOf(err))
			}
			return
		}
		var again bytes.Buffer
		w, err := backup.NewWriter(&again, header)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range all {
			if err := w.Network(k.name, history(k.revisions, k.versions), nil); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
		back, err := read(again.Bytes())
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		if !slices.EqualFunc(all, back, func(a, b kept) bool {
			return a.name == b.name && cmp.Equal(a.revisions, b.revisions) && cmp.Equal(a.versions, b.versions)
		}) {
			t.Fatalf("read %+v and, written again, %+v", all, back)
		}
	})
}

// stored is content as gzip holds it without compression, which costs nothing.
func stored(t *testing.T, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sealed is content with a last line that counts what it holds and has its checksum.
func sealed(content string) string {
	var b strings.Builder
	networks, records := 0, 0
	for line := range strings.Lines(content) {
		switch {
		case strings.HasPrefix(line, `{"end":`):
			continue
		case strings.HasPrefix(line, `{"network":`):
			networks++
		case !strings.HasPrefix(line, `{"sillat_backup":`) && !strings.HasPrefix(line, `{"revision":`):
			records++
		}
		b.WriteString(line)
	}
	return fmt.Sprintf("%s{\"end\":{\"networks\":%d,\"records\":%d,\"sha256\":\"%x\"}}\n", &b, networks, records, sha256.Sum256([]byte(b.String())))
}
