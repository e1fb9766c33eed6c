package format

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"github.com/sillat/sillat/pkg/fault"
)

// DefaultMaxBytes is how large a file may be, unpacked, when Options does not say.
const DefaultMaxBytes = 4 << 30

// headSize is how much of a text is looked at to guess its encoding, format and delimiter.
const headSize = 64 << 10

// Options limit the reading of a file.
type Options struct {
	MaxBytes int64 // of the unpacked file; 0 means DefaultMaxBytes
}

// TextError says why a file cannot be read as text.
type TextError struct {
	Expected, Remedy string
}

// Error returns what was expected and how to mend it.
func (e *TextError) Error() string { return "expected " + e.Expected + "; " + e.Remedy }

// Text is a file being read: unpacked, in UTF-8 without a byte order mark, with \n at the end of lines. A zip archive,
// such as a workbook, and an OldWorkbook are no text and are left as they are.
type Text struct {
	Compressed bool
	limit      int64
	decoder    *decoder
	lines      *lineEnds
	buffer     *bufio.Reader
}

// Open begins to read a file. It unpacks gzip by content, not by name, and finds the encoding out: a byte order
// mark decides; then valid UTF-8; then a pattern of NULs, which is UTF-16; else it is Windows-1252.
// Reading fails with a *TextError when the content is damaged and with a fault.TooLarge past the limit.
func Open(r io.Reader, opt Options) (*Text, error) {
	limit := opt.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	t := &Text{limit: limit}
	raw := bufio.NewReaderSize(r, headSize)
	magic, err := raw.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var plain io.Reader = raw
	if bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		t.Compressed = true
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, damaged(err)
		}
		plain = &unpacker{z}
	}
	t.decoder = &decoder{src: bufio.NewReaderSize(&limiter{r: plain, left: limit, limit: limit}, headSize)}
	// A fault of the file is told when it is read.
	if first, _ := t.decoder.src.Peek(len(zipMagic)); string(first) == zipMagic || string(first) == OldWorkbook {
		t.buffer = t.decoder.src
		return t, nil
	}
	t.lines = &lineEnds{src: t.decoder}
	t.buffer = bufio.NewReaderSize(t.lines, headSize)
	return t, nil
}

// Read reads the decoded text.
func (t *Text) Read(p []byte) (int, error) { return t.buffer.Read(p) }

// ReadByte reads one byte of the decoded text.
func (t *Text) ReadByte() (byte, error) { return t.buffer.ReadByte() }

// Head returns up to 64 KiB of the text that comes next and leaves it there to be read.
// A text that is damaged within it gives the part before the damage.
func (t *Text) Head() string {
	head, _ := t.buffer.Peek(headSize)
	return string(head)
}

// Encoding returns how the bytes read so far were written: utf-8, utf-8-bom, utf-16le, utf-16be or windows-1252.
func (t *Text) Encoding() string {
	if t.decoder.encoding == "" {
		return UTF8
	}
	return t.decoder.encoding
}

// damaged makes a broken gzip stream a *TextError; a failure of the disk or the network stays what it is.
func damaged(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || isCorrupt(err) {
		return &TextError{"a whole gzip file", "it is cut short or damaged (" + err.Error() + "): pack or copy it again"}
	}
	return err
}

// unpacker names the faults of a gzip stream.
type unpacker struct{ z *gzip.Reader }

func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = damaged(err)
	}
	return n, err
}

// limiter refuses what lies past the limit, so that a small packed file cannot become an endless one.
type limiter struct {
	r           io.Reader
	left, limit int64
}

func (l *limiter) Read(p []byte) (int, error) {
	if l.left < 0 {
		return 0, fault.New(fault.TooLarge, "the file is larger than %d bytes when unpacked: split it, or raise the limit", l.limit)
	}
	// One byte more than is left tells a file of exactly the limit from a larger one.
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	if l.left < 0 {
		return n - 1, nil
	}
	return n, err
}
