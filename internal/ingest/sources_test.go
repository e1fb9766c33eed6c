package ingest_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/fault"
)

func TestPathsThatHoldNoNetworkAreRefused(t *testing.T) {
	for _, c := range []struct {
		promise string
		files   files
		paths   []string
		code    fault.Code
		says    []string
	}{
		{"a path that is not there", files{}, []string{"nowhere"}, fault.NotFound, []string{"nowhere does not exist", "actors.csv"}},
		{"a folder without the files", files{"d/readme.md": "x", "d/organisations.xlsx": "x"}, []string{"d"}, fault.BadInput,
			[]string{"d holds no network: expected actors.csv, and collaborations.csv", "found organisations.xlsx, readme.md"}},
		{"an empty folder", files{"d/sub/x": "x"}, []string{"d"}, fault.BadInput, []string{"found sub"}},
		{"activities alone", files{"projects.csv": "id\n1\n"}, []string{"."}, fault.BadInput, []string{"found projects.csv"}},
		{"the same file plain and packed", files{"actors.csv": "id\n1\n", "actors.csv.gz": "id\n1\n"}, []string{"."}, fault.BadInput, []string{"actors.csv and actors.csv.gz", "keep one"}},
		{"activities under two names", files{"actors.csv": "id\n1\n", "activities.csv": "id\n", "projects.csv": "id\n"}, []string{"."}, fault.BadInput, []string{"activities.csv and projects.csv"}},
		{"a file named twice", files{"actors.csv": "id\n1\n"}, []string{"actors.csv", "actors.csv"}, fault.Invalid, []string{"actors.csv was named twice"}},
		{"no path", files{}, nil, fault.Invalid, []string{"no file was named"}},
		{"no path at all", files{}, []string{""}, fault.Invalid, []string{"is not a path"}},
		{"an archive", files{"network.zip": "PK\x03\x04\x00\x00"}, []string{"network.zip"}, fault.BadInput, []string{"network.zip: expected one of: Workbook (Excel .xlsx); GraphML; GEXF (Gephi)", "unpack it, or save it as an Excel workbook"}},
		{"a picture", files{"map.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"}, []string{"map.png"}, fault.BadInput, []string{"map.png: expected one of"}},
		{"a table of something else", files{"weather.csv": "day,rain\n1,2\n"}, []string{"weather.csv"}, fault.BadInput, []string{"weather.csv:1: found \"day, rain\": expected columns of actors", "name the file actors.csv"}},
	} {
		t.Run(c.promise, func(t *testing.T) {
			_, err := ingest.ReadFS(t.Context(), c.files.fs(), c.paths, ingest.Options{})
			if fault.CodeOf(err) != c.code {
				t.Fatalf("expected %s, got %v", c.code, err)
			}
			for _, part := range c.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

func TestReadTellsOfMissingPathsOnDisk(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "gone")
	if _, err := ingest.Read(t.Context(), []string{missing}, ingest.Options{}); fault.CodeOf(err) != fault.NotFound || !strings.Contains(err.Error(), missing) {
		t.Errorf("expected fault.NotFound that names %s, got %v", missing, err)
	}
}

func TestSizeIsLimited(t *testing.T) {
	folder := files{"actors.csv": "id\n" + strings.Repeat("a\n", 1000)}
	_, err := ingest.ReadFS(t.Context(), folder.fs(), []string{"."}, ingest.Options{MaxBytes: 1000})
	if fault.CodeOf(err) != fault.TooLarge || !strings.Contains(err.Error(), "actors.csv") {
		t.Errorf("expected fault.TooLarge that names the file, got %v", err)
	}
}

func TestReadingCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var rows strings.Builder
	rows.WriteString("id\n")
	for range 50_000 {
		rows.WriteString("a\n")
	}
	folder := files{"actors.csv": rows.String()}
	_, err := ingest.ReadFS(ctx, folder.fs(), []string{"."}, ingest.Options{Progress: func(_, _ int64) { cancel() }})
	if fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("expected fault.Cancelled, got %v", err)
	}
}

func TestProgressReachesTheWhole(t *testing.T) {
	folder := files{"actors.csv": "id\na\nb\n", "ties.csv": "source,target\na,b\n"}
	var last, all int64
	folder.mustRead(t, ingest.Options{Progress: func(done, of int64) {
		if done < last || done > of {
			t.Errorf("progress went from %d to %d of %d", last, done, of)
		}
		last, all = done, of
	}})
	if want := int64(len(folder["actors.csv"]) + len(folder["ties.csv"])); last != want || all != want {
		t.Errorf("progress ended at %d of %d, not at %d", last, all, want)
	}
}

func TestFieldsAreNamedPerKind(t *testing.T) {
	if got := strings.Join(ingest.Fields("participations"), " "); got != "actor activity role funding start end" {
		t.Errorf("the fields of participations are %s", got)
	}
	if got := ingest.Fields("weather"); got != nil {
		t.Errorf("a kind that does not exist has the fields %v", got)
	}
}
