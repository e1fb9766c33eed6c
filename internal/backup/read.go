package backup

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"slices"
	"strings"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// longestLine is in bytes. One record fits many times over, so a longer line is damage, and reading it stays bounded.
const longestLine = 16 << 20

// magic is how a gzip file begins, with the one method of compression there is.
var magic = []byte{0x1f, 0x8b, 8}

// Read hands each network of a file to take, in the order of the file, and returns what the file holds once its end is reached
// and its checksum is right. Only then is what take was given known to be whole: read the file once with a take that stores
// nothing (see Check) before storing anything. The history is good until take returns; what take leaves is passed over.
//
// A file that is not a backup, that was cut or changed, or that a newer Sillat wrote, is a fault.BadInput. An error of take is
// returned unchanged.
func Read(r io.Reader, take func(name string, h store.History) error) (Contents, error) {
	in, err := newReading(r)
	if err != nil {
		return Contents{}, err
	}
	for {
		l, err := in.next()
		if err != nil {
			return Contents{}, err
		}
		switch {
		case l.Network != nil:
			if err := in.network(l.Network, take); err != nil {
				return Contents{}, err
			}
		case l.Ledger != nil:
			if err := in.ledger(l.Ledger); err != nil {
				return Contents{}, err
			}
		case l.End != nil:
			return in.contents, in.end(l.End)
		default:
			return Contents{}, in.damaged("there is a record that belongs to no network")
		}
	}
}

// Check reads a whole file, and stores nothing: it returns what Read returns, and a fault.BadInput also when a network's history
// does not hold together (see store.Checked) and a fault.Cancelled when ctx ends first.
func Check(ctx context.Context, r io.Reader) (Contents, error) {
	return Read(r, func(_ string, h store.History) error {
		for _, err := range store.Checked(h) {
			if err != nil {
				return err
			}
			if ctx.Err() != nil {
				return fault.New(fault.Cancelled, "reading the backup was cancelled; nothing was stored")
			}
		}
		return nil
	})
}

// Is reports whether a file begins as a backup does. It reads no more than the first lines.
func Is(r io.Reader) bool {
	_, err := newReading(r)
	return err == nil
}

// reading is one walk through a file.
type reading struct {
	under    *bufio.Reader // of the compressed bytes
	gzip     *gzip.Reader
	lines    *bufio.Reader
	text     []byte // the line that was read last
	hash     hash.Hash
	again    *line // a line that was read too early
	entries  int   // of ledgers
	contents Contents
}

func newReading(r io.Reader) (*reading, error) {
	notOurs := fault.New(fault.BadInput, "the file is not a backup; expected a file written by `sillat backup`")
	in := &reading{under: bufio.NewReaderSize(r, 64<<10), hash: sha256.New()}
	head, err := in.under.Peek(len(magic))
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, fault.New(fault.Unavailable, "the backup cannot be read: %v", err)
	case !bytes.Equal(head, magic):
		return nil, notOurs
	}
	if in.gzip, err = gzip.NewReader(in.under); err != nil {
		return nil, notOurs
	}
	in.gzip.Multistream(false) // what follows the end is no part of the backup, and is found out
	in.lines = bufio.NewReaderSize(in.gzip, 64<<10)
	const begin = `{"sillat_backup":`
	first, err := in.lines.Peek(len(begin))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) && strings.HasPrefix(begin, string(first)):
		return nil, in.failed(err)
	case string(first) != begin:
		return nil, notOurs
	}
	text, err := in.line()
	if err != nil {
		return nil, err
	}
	// A newer version may say more than this program knows, so the version is read before anything else is held to it.
	var version struct {
		Header struct {
			Version int `json:"version"`
		} `json:"sillat_backup"`
	}
	if err := json.Unmarshal(text, &version); err != nil {
		return nil, in.damaged("its first line cannot be read")
	}
	if v := version.Header.Version; v > Version {
		return nil, fault.New(fault.BadInput, "the backup was written by a newer Sillat (its format is version %d, this program knows %d); update Sillat", v, Version)
	}
	l, err := in.parse(text)
	if err != nil {
		return nil, err
	}
	if l.Header.Version < 1 {
		return nil, in.damaged("its first line names no version")
	}
	in.contents.Header = *l.Header
	return in, nil
}

// network reads a network's revisions and hands the rest to take as it comes.
func (in *reading) network(n *networkLine, take func(string, store.History) error) error {
	if slices.Contains(in.contents.Networks, n.Name) {
		return in.damaged("it holds network %q twice", n.Name)
	}
	var h store.History
	for number := 1; number <= n.Revisions; number++ {
		l, err := in.next()
		if err != nil {
			return err
		}
		r := l.Revision
		if r == nil {
			return in.damaged("network %q should have %d revisions and has %d", n.Name, n.Revisions, number-1)
		}
		h.Revisions = append(h.Revisions, network.Revision{Number: number, Made: r.Made, By: r.By, Message: r.Message, Added: r.Added, Removed: r.Removed})
	}
	in.contents.Networks = append(in.contents.Networks, n.Name)
	var failed error
	h.Versions = func(yield func(store.Version, error) bool) {
		for failed == nil {
			l, err := in.next()
			if err != nil {
				failed = err
				yield(store.Version{}, err)
				return
			}
			if !l.record() {
				in.again = l
				return
			}
			in.contents.Records++
			if !yield(l.version(), nil) {
				return
			}
		}
	}
	if err := take(n.Name, h); err != nil {
		return err
	}
	for range h.Versions { // what take left
		continue
	}
	return failed
}

// mostEntries is how many entries of ledgers are held in memory; people do not make more.
const mostEntries = 1_000_000

// ledger keeps an entry of the ledger of the network before it.
func (in *reading) ledger(entry json.RawMessage) error {
	n := len(in.contents.Networks)
	if n == 0 {
		return in.damaged("there is an entry of a ledger that belongs to no network")
	}
	if in.entries++; in.entries > mostEntries {
		return in.damaged("it holds more than %d entries of ledgers", mostEntries)
	}
	if in.contents.Ledgers == nil {
		in.contents.Ledgers = map[string][]json.RawMessage{}
	}
	name := in.contents.Networks[n-1]
	in.contents.Ledgers[name] = append(in.contents.Ledgers[name], bytes.Clone(entry))
	return nil
}

// end holds the last line against what was read.
func (in *reading) end(e *end) error {
	if sum := hex.EncodeToString(in.hash.Sum(nil)); e.SHA256 != sum {
		return in.damaged("its content has the checksum %.12s… and should have %.12s…", sum, e.SHA256)
	}
	if e.Networks != len(in.contents.Networks) || e.Records != in.contents.Records {
		return in.damaged("it should hold %d networks with %d records and holds %d with %d",
			e.Networks, e.Records, len(in.contents.Networks), in.contents.Records)
	}
	in.contents.SHA256 = e.SHA256
	switch _, err := in.lines.ReadByte(); { // reading on to the end is also what checks gzip's own checksum
	case err == nil:
		return in.damaged("something follows its end")
	case !errors.Is(err, io.EOF):
		return in.failed(err)
	}
	if _, err := in.under.ReadByte(); !errors.Is(err, io.EOF) {
		return in.damaged("something follows its end")
	}
	return nil
}

// next returns the next line.
func (in *reading) next() (*line, error) {
	if l := in.again; l != nil {
		in.again = nil
		return l, nil
	}
	text, err := in.line()
	if err != nil {
		return nil, err
	}
	return in.parse(text)
}

// line returns the next line's bytes, good until the next call, and adds them to the checksum unless they hold it.
func (in *reading) line() ([]byte, error) {
	in.text = in.text[:0]
	for {
		part, err := in.lines.ReadSlice('\n')
		in.text = append(in.text, part...)
		switch {
		case err == nil:
			if !bytes.HasPrefix(in.text, []byte(`{"end":`)) {
				in.hash.Write(in.text)
			}
			return in.text, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, in.failed(err)
		case len(in.text) > longestLine:
			return nil, in.damaged("it holds a line of more than %d MiB", longestLine>>20)
		}
	}
}

// parse reads a line, of which exactly one part must be there.
func (in *reading) parse(text []byte) (*line, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields() // what this program does not know it would lose
	var l line
	if err := decoder.Decode(&l); err != nil {
		return nil, in.damaged("a line is not what it should be: %v", err)
	}
	parts := 0
	for _, is := range []bool{
		l.Header != nil, l.Network != nil, l.Revision != nil, l.Actor != nil, l.Activity != nil, l.Collaboration != nil, l.Participation != nil, l.Ledger != nil, l.End != nil,
	} {
		if is {
			parts++
		}
	}
	if parts != 1 || decoder.More() {
		return nil, in.damaged("a line holds %d things; expected one", parts)
	}
	return &l, nil
}
