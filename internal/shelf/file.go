package shelf

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"hash"
	"io"
	"os"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// madeBy is how a file begins; a file that begins otherwise was made by another version of the format.
var madeBy = []byte("sillat revision 1\n")

// perBatch is how many records stand together: few enough to stay small in memory, enough that their heads do not weigh.
const perBatch = 5_000

// A file is its make, then batches in the order of the walk, compressed, then the SHA-256 of all that.

// reader is a file whose every byte was checked.
type reader struct {
	*os.File
	length int64 // of what is compressed
}

// openWhole opens a file that is there, of this make and undamaged; else nil.
func openWhole(path string) *reader {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	r := &reader{File: f}
	if r.whole() {
		return r
	}
	f.Close()
	return nil
}

func (r *reader) whole() bool {
	info, err := r.Stat()
	if err != nil || info.Size() < int64(len(madeBy)+sha256.Size) {
		return false
	}
	body := info.Size() - sha256.Size
	begin := make([]byte, len(madeBy))
	sum, want := sha256.New(), make([]byte, sha256.Size)
	if _, err := io.Copy(sum, io.NewSectionReader(r, 0, body)); err != nil {
		return false
	}
	if _, err := r.ReadAt(want, body); err != nil {
		return false
	}
	if _, err := r.ReadAt(begin, 0); err != nil {
		return false
	}
	r.length = body - int64(len(madeBy))
	return bytes.Equal(begin, madeBy) && bytes.Equal(sum.Sum(nil), want)
}

// hand gives the records to v.
func (r *reader) hand(ctx context.Context, v network.Visitor) error {
	batches := gob.NewDecoder(bufio.NewReader(flate.NewReader(io.NewSectionReader(r, int64(len(madeBy)), r.length))))
	for {
		if ctx.Err() != nil {
			return fault.New(fault.Cancelled, "reading a kept revision was cancelled")
		}
		var some network.Picture
		switch err := batches.Decode(&some); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fault.New(fault.Internal, "the kept revision %s was read whole and cannot be understood: %v; remove the file", r.Name(), err)
		}
		if err := some.Walk(v); err != nil {
			return err
		}
	}
}

// writer writes a file while a revision is walked. What fails is remembered and ends the writing, not the walk.
type writer struct {
	file    *os.File
	sum     hash.Hash
	zip     *flate.Writer
	buffer  *bufio.Writer
	encoder *gob.Encoder
	batch   network.Picture
	held    int
	failed  error
}

func newWriter(folder string) *writer {
	w := &writer{}
	if w.failed = os.MkdirAll(folder, 0o700); w.failed != nil {
		return w
	}
	if w.file, w.failed = os.CreateTemp(folder, "*"+partial); w.failed != nil { // made readable by its owner alone
		return w
	}
	w.sum = sha256.New()
	both := io.MultiWriter(w.file, w.sum)
	if _, w.failed = both.Write(madeBy); w.failed != nil {
		return w
	}
	w.zip, w.failed = flate.NewWriter(both, flate.BestSpeed)
	w.buffer = bufio.NewWriter(w.zip)
	w.encoder = gob.NewEncoder(w.buffer)
	return w
}

// add counts a record and writes the batch when it is full.
func (w *writer) add() {
	if w.held++; w.held == perBatch {
		w.flush()
	}
}

func (w *writer) flush() {
	if w.failed == nil {
		w.failed = w.encoder.Encode(&w.batch)
	}
	w.batch, w.held = network.Picture{
		Actors: w.batch.Actors[:0], Activities: w.batch.Activities[:0],
		Collaborations: w.batch.Collaborations[:0], Participations: w.batch.Participations[:0],
	}, 0
}

// finish gives the file its name and reports whether it is kept.
func (w *writer) finish(path string) bool {
	w.flush()
	for _, step := range []func() error{
		func() error { return w.buffer.Flush() },
		func() error { return w.zip.Close() },
		func() error { _, err := w.file.Write(w.sum.Sum(nil)); return err },
		func() error { return w.file.Close() },
		func() error { return os.Rename(w.file.Name(), path) },
	} {
		if w.failed != nil {
			return false
		}
		w.failed = step()
	}
	if w.failed != nil {
		return false
	}
	w.file = nil
	return true
}

// discard removes what was not finished.
func (w *writer) discard() {
	if w.file != nil {
		w.file.Close()
		_ = os.Remove(w.file.Name())
	}
}

// tee hands records to a visitor and keeps them in a file.
type tee struct {
	to   network.Visitor
	file *writer
}

func (t tee) Actor(a network.Actor) error {
	t.file.batch.Actors = append(t.file.batch.Actors, a)
	t.file.add()
	return t.to.Actor(a)
}

func (t tee) Activity(a network.Activity) error {
	t.file.batch.Activities = append(t.file.batch.Activities, a)
	t.file.add()
	return t.to.Activity(a)
}

func (t tee) Collaboration(c network.Collaboration) error {
	t.file.batch.Collaborations = append(t.file.batch.Collaborations, c)
	t.file.add()
	return t.to.Collaboration(c)
}

func (t tee) Participation(p network.Participation) error {
	t.file.batch.Participations = append(t.file.batch.Participations, p)
	t.file.add()
	return t.to.Participation(p)
}
