package backup

import (
	"io"

	"github.com/sillat/sillat/internal/store"
)

// Digest is a checksum over a whole history: its revisions, and every version of every record. Equal digests mean networks that
// are equal at every revision, in whatever stores they are.
type Digest struct{ lines *lineWriter }

// NewDigest makes the digest of one history.
func NewDigest() *Digest { return &Digest{newLineWriter(io.Discard)} }

// Watch returns h, whose versions add to the digest as they are walked.
func (d *Digest) Watch(h store.History) store.History { return d.lines.watch("", h) }

// Sum is the digest in hexadecimal, once the history was walked to its end.
func (d *Digest) Sum() string { return d.lines.sum() }
