package backup

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/network"
)

// Writer writes one file. Memory does not grow with the networks.
type Writer struct {
	lines    *lineWriter
	gzip     *gzip.Writer
	contents Contents
}

// NewWriter begins a file. The header's version is set here.
func NewWriter(w io.Writer, h Header) (*Writer, error) {
	h.Version, h.Made = Version, h.Made.UTC()
	zipped := gzip.NewWriter(w)
	b := &Writer{gzip: zipped, lines: newLineWriter(zipped), contents: Contents{Header: h}}
	return b, b.lines.write(line{Header: &h})
}

// Network adds a network. After each version it calls progress, which may be nil, with how many this network has so far.
func (b *Writer) Network(name string, h store.History, progress func(done int64)) error {
	b.contents.Networks = append(b.contents.Networks, name)
	var n int64
	for _, err := range b.lines.watch(name, h).Versions {
		if err != nil {
			return err
		}
		n++
		if progress != nil {
			progress(n)
		}
	}
	b.contents.Records += n
	return nil
}

// Ledger adds an entry, as JSON, to the ledger of the network that was written last.
func (b *Writer) Ledger(entry []byte) error { return b.lines.write(line{Ledger: entry}) }

// Close writes the last line. Without it the file is not valid. It does not close the writer below.
func (b *Writer) Close() (Contents, error) {
	b.contents.SHA256 = b.lines.sum()
	last := line{End: &end{Networks: len(b.contents.Networks), Records: b.contents.Records, SHA256: b.contents.SHA256}}
	if err := b.lines.write(last); err != nil {
		return Contents{}, err
	}
	if err := b.lines.flush(); err != nil {
		return Contents{}, err
	}
	if err := b.gzip.Close(); err != nil {
		return Contents{}, fmt.Errorf("write backup: %w", err)
	}
	return b.contents, nil
}

// lineWriter writes lines and keeps the checksum of what it wrote.
type lineWriter struct {
	buffer  *bufio.Writer
	encoder *json.Encoder
	hash    hash.Hash
}

func newLineWriter(w io.Writer) *lineWriter {
	l := &lineWriter{hash: sha256.New()}
	l.buffer = bufio.NewWriterSize(io.MultiWriter(w, l.hash), 64<<10)
	l.encoder = json.NewEncoder(l.buffer)
	l.encoder.SetEscapeHTML(false)
	return l
}

func (w *lineWriter) write(l line) error {
	if err := w.encoder.Encode(l); err != nil {
		return fmt.Errorf("write backup: %w", err)
	}
	return nil
}

// watch writes a network while its versions are walked.
func (w *lineWriter) watch(name string, h store.History) store.History {
	return store.History{Revisions: h.Revisions, Versions: func(yield func(store.Version, error) bool) {
		if err := w.begin(name, h.Revisions); err != nil {
			yield(store.Version{}, err)
			return
		}
		for v, err := range h.Versions {
			if err == nil {
				err = w.write(write(&v))
			}
			if err != nil {
				yield(store.Version{}, err)
				return
			}
			if !yield(v, nil) {
				return
			}
		}
	}}
}

// begin writes what stands before a network's versions.
func (w *lineWriter) begin(name string, revisions []network.Revision) error {
	if err := w.write(line{Network: &networkLine{Name: name, Revisions: len(revisions)}}); err != nil {
		return err
	}
	for _, r := range revisions {
		if err := w.write(line{Revision: &revisionLine{r.Made.UTC(), r.By, r.Message, r.Added, r.Removed}}); err != nil {
			return err
		}
	}
	return nil
}

// sum is the checksum of all lines so far.
func (w *lineWriter) sum() string {
	_ = w.flush() // a failure stays in the buffer and is returned by the next flush
	return hex.EncodeToString(w.hash.Sum(nil))
}

func (w *lineWriter) flush() error {
	if err := w.buffer.Flush(); err != nil {
		return fmt.Errorf("write backup: %w", err)
	}
	return nil
}
