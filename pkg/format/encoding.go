package format

import (
	"bufio"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings that are recognised.
const (
	UTF8        = "utf-8"
	UTF8BOM     = "utf-8-bom"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	Windows1252 = "windows-1252"
)

// decoder turns bytes of an unknown encoding into UTF-8. The choice between UTF-8 and Windows-1252 waits for the first
// byte that tells them apart, however late it comes, so that a name on the last line is still read right.
type decoder struct {
	src      *bufio.Reader
	encoding string    // "" while all was ASCII
	rest     io.Reader // the decoded remainder, once the encoding is known
	started  bool
	err      error // kept: bufio forgets an error after it has told it once
}

func (d *decoder) Read(p []byte) (int, error) {
	if d.err != nil || len(p) == 0 {
		return 0, d.err
	}
	n, err := d.read(p)
	if errors.Is(err, encoding.ErrInvalidUTF8) {
		err = &TextError{"one encoding throughout the file", "it begins as UTF-8 and goes on as something else: save it again as UTF-8"}
	}
	d.err = err
	return n, err
}

func (d *decoder) read(p []byte) (int, error) {
	if !d.started {
		d.started = true
		d.begin()
	}
	if d.rest != nil {
		return d.rest.Read(p)
	}
	window, err := d.src.Peek(1)
	if len(window) == 0 {
		return 0, err
	}
	window, _ = d.src.Peek(min(d.src.Buffered(), len(p)))
	if i := bytes.IndexFunc(window, notASCII); i >= 0 {
		window = window[:i]
	}
	if len(window) > 0 {
		n := copy(p, window)
		_, err := d.src.Discard(n)
		return n, err
	}
	window, err = d.src.Peek(headSize)
	if validUTF8(window, err == nil) {
		d.become(UTF8, encoding.UTF8Validator)
	} else {
		d.become(Windows1252, charmap.Windows1252.NewDecoder())
	}
	return d.rest.Read(p)
}

// begin looks for a byte order mark and for the NULs of UTF-16.
func (d *decoder) begin() {
	head, _ := d.src.Peek(headSize)
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	skip := 0
	switch {
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		skip = 3
		d.become(UTF8BOM, encoding.UTF8Validator)
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		skip = 2
		d.become(UTF16LE, little.NewDecoder())
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		skip = 2
		d.become(UTF16BE, big.NewDecoder())
	default:
		even, odd := nulls(head)
		switch half := len(head) / 2; {
		case odd*3 > half && even*10 < half:
			d.become(UTF16LE, little.NewDecoder())
		case even*3 > half && odd*10 < half:
			d.become(UTF16BE, big.NewDecoder())
		}
	}
	// What was peeked at can be skipped without an error.
	_, _ = d.src.Discard(skip)
}

func (d *decoder) become(name string, t transform.Transformer) {
	d.encoding = name
	d.rest = transform.NewReader(d.src, t)
}

func notASCII(r rune) bool { return r >= utf8.RuneSelf }

// validUTF8 reports whether b is UTF-8; a character that is cut by the end of the window does not count when more follows.
func validUTF8(b []byte, more bool) bool {
	for cut := 0; more && cut < utf8.UTFMax-1 && len(b) > 0 && !utf8.Valid(b); cut++ {
		b = b[:len(b)-1]
	}
	return utf8.Valid(b)
}

// nulls counts the zero bytes at even and at odd places.
func nulls(b []byte) (even, odd int) {
	for i, c := range b {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even, odd
}

func isCorrupt(err error) bool {
	_, ok := errors.AsType[flate.CorruptInputError](err)
	return ok
}

// lineEnds writes every \r\n and lone \r as \n, so that line numbers are those an editor shows.
type lineEnds struct {
	src    io.Reader
	wasCR  bool
	failed error
}

func (l *lineEnds) Read(p []byte) (int, error) {
	for l.failed == nil && len(p) > 0 {
		n, err := l.src.Read(p)
		l.failed = err
		w := 0
		for _, c := range p[:n] {
			switch {
			case c == '\r':
				p[w] = '\n'
				w++
			case c != '\n' || !l.wasCR:
				p[w] = c
				w++
			}
			l.wasCR = c == '\r'
		}
		if w > 0 {
			return w, nil
		}
	}
	return 0, l.failed
}
