package ingest_test

import (
	"testing"
	"testing/fstest"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/fault"
)

// files is a folder in memory, as an upload is: names and contents.
type files map[string]string

func (f files) fs() fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range f {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// mustRead reads the whole folder and fails on a fatal problem.
func (f files) mustRead(t testing.TB, opt ingest.Options) *ingest.Draft {
	t.Helper()
	d, err := ingest.ReadFS(t.Context(), f.fs(), []string{"."}, opt)
	if err != nil {
		t.Fatalf("%v\n%v", err, problemsOf(err))
	}
	return d
}

func problemsOf(err error) []fault.Problem {
	list, _ := fault.ProblemsOf(err)
	return list
}
