package app

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/sillat/sillat/pkg/fault"
)

// finish carries out the last steps of writing a file, whatever went before, and returns the first error.
func finish(err error, steps ...func() error) error {
	for _, step := range steps {
		err = cmp.Or(err, step())
	}
	return err
}

// unwritten explains why a file could not be written; faults pass as they are.
func unwritten(file string, err error) error {
	if _, is := errors.AsType[*fs.PathError](err); is {
		return fault.New(fault.Unavailable, "%s cannot be written: %v; free some space there or choose another place", file, err)
	}
	return err
}

// metered tells how much of a file was read.
func metered(from io.Reader, progress Steps, step string) io.Reader {
	f, is := from.(*os.File)
	if progress == nil || !is {
		return from
	}
	about, err := f.Stat()
	if err != nil {
		return from
	}
	return &meter{under: f, all: about.Size(), tell: func(done, all int64) { progress(step, done, all) }}
}

type meter struct {
	under     io.Reader
	done, all int64
	tell      func(done, all int64)
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.under.Read(p)
	m.done += int64(n)
	m.tell(m.done, m.all)
	return n, err
}
