package format

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/sillat/sillat/pkg/fault"
)

// records reads delimited text record by record as RFC 4180 and Excel write it. Beyond encoding/csv it tells where an
// unclosed quote was opened, bounds the size of a value and of a record, and goes on after a faulty record.
type records struct {
	in    *bufio.Reader
	comma byte
	line  int // of the line read last
	long  []byte
	value []byte // the values of the record, one after the other
	ends  []int  // where each value ends in value
	out   []string
	over  bool // the last record was damaged beyond its end; nothing can follow
	back  []record
}

// record is one that was read and put back.
type record struct {
	values []string
	line   int
}

func newRecords(r io.Reader, comma byte) *records {
	return &records{in: bufio.NewReaderSize(r, headSize), comma: comma}
}

// next returns the next record that is not an empty line and the line it begins on; io.EOF after the last.
// A record that cannot be read right is returned as a problem instead of values.
func (r *records) next() (values []string, line int, wrong *fault.Problem, err error) {
	if len(r.back) > 0 {
		first := r.back[0]
		r.back = r.back[1:]
		return first.values, first.line, nil, nil
	}
	for {
		if r.over {
			return nil, r.line, nil, io.EOF
		}
		text, whole, err := r.readLine()
		if err != nil {
			return nil, r.line, nil, err
		}
		line = r.line
		if !whole {
			return nil, line, r.tooLong(line), nil
		}
		if len(text) == 0 {
			continue
		}
		wrong, err = r.split(text)
		if err != nil {
			return nil, line, nil, err
		}
		if wrong == nil {
			wrong = r.oversize(line)
		}
		if wrong != nil {
			return nil, line, wrong, nil
		}
		return r.out, line, nil, nil
	}
}

// readLine returns the next line without its end; whole is false when it is longer than a record may be.
func (r *records) readLine() (text []byte, whole bool, err error) {
	r.long = r.long[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		if len(r.long) == 0 && len(part) > 0 {
			r.line++
		}
		switch {
		case err == nil && len(r.long) == 0:
			return part[:len(part)-1], true, nil
		case err == nil:
			r.long = append(r.long, part[:len(part)-1]...)
			return r.long, true, nil
		case errors.Is(err, bufio.ErrBufferFull):
			r.long = append(r.long, part...)
			if len(r.long) > MaxRecord {
				return nil, false, nil
			}
		case errors.Is(err, io.EOF) && len(r.long)+len(part) > 0:
			r.long = append(r.long, part...)
			return r.long, true, nil
		default:
			return nil, false, err
		}
	}
}

// split takes a line, and the following ones while a quote is open, apart into values.
func (r *records) split(text []byte) (*fault.Problem, error) {
	r.out = r.out[:0]
	if bytes.IndexByte(text, '"') < 0 {
		r.splitBare(string(text))
		return nil, nil
	}
	return r.splitQuoted(text)
}

// splitBare is the short way for the many lines without a quote. The values share the line's memory.
func (r *records) splitBare(line string) {
	for len(r.out) <= MaxColumns {
		i := strings.IndexByte(line, r.comma)
		if i < 0 {
			break
		}
		r.out, line = append(r.out, line[:i]), line[i+1:]
	}
	r.out = append(r.out, line)
}

func (r *records) splitQuoted(text []byte) (*fault.Problem, error) {
	const (
		start  = iota // of a value
		bare          // in a value without quotes
		quoted        // in a value with quotes
		closed        // after a quote that ends a value, or is the first half of a doubled one
	)
	r.value, r.ends = r.value[:0], r.ends[:0]
	state, opened, size := start, 0, len(text)
	for {
		for _, c := range text {
			switch {
			case state == quoted && c == '"':
				state = closed
			case state == quoted:
				r.value = append(r.value, c)
			case state == closed && c == '"':
				r.value, state = append(r.value, c), quoted
			case c == r.comma:
				r.ends, state = append(r.ends, len(r.value)), start
			case state == closed:
				p := flaw(r.line, Excerpt(r.current()), "a delimiter after the closing quote", `write a quote inside a quoted value twice: ""`)
				return &p, nil
			case state == start && c == '"':
				state, opened = quoted, r.line
			default:
				r.value, state = append(r.value, c), bare
			}
		}
		if state != quoted {
			r.ends = append(r.ends, len(r.value))
			r.share()
			return nil, nil
		}
		more, whole, err := r.readLine()
		size += len(more) + 1
		if errors.Is(err, io.EOF) || err == nil && (!whole || size > MaxRecord) {
			r.over = true
			p := flaw(opened, Excerpt(r.current()), "a closing quote", `the quote opened on this line is never closed: close it, or write a quote that belongs to the text twice, in quotes: """"`)
			return &p, nil
		}
		if err != nil {
			return nil, err
		}
		r.value, text = append(r.value, '\n'), more
	}
}

// current is the value being read.
func (r *records) current() string {
	from := 0
	if n := len(r.ends); n > 0 {
		from = r.ends[n-1]
	}
	return string(r.value[from:])
}

func (r *records) tooLong(line int) *fault.Problem {
	r.over = true
	p := flaw(line, "", "lines of at most 16 MiB", "this is no table with one record to a line: check how the file was made")
	return &p
}

// oversize checks the record just split against the limits.
func (r *records) oversize(line int) *fault.Problem {
	if len(r.out) > MaxColumns {
		p := flaw(line, "", "at most 16384 values in a row", "check the delimiter and the ends of lines")
		return &p
	}
	for _, v := range r.out {
		if len(v) > MaxField {
			p := flaw(line, Excerpt(v), "values of at most 1 MiB", "shorten the value, or close a quote that was opened here")
			return &p
		}
	}
	return nil
}

// share makes the values of a quoted record strings that share one allocation.
func (r *records) share() {
	all := string(r.value)
	from := 0
	for _, end := range r.ends {
		r.out = append(r.out, all[from:end])
		from = end
	}
}

// Excerpt shortens a value to 80 characters, enough to find it by.
func Excerpt(value string) string {
	runes := 0
	for i := range value {
		if runes == 79 && utf8.RuneCountInString(value[i:]) > 1 {
			return value[:i] + "…"
		}
		if runes++; runes > 79 {
			break
		}
	}
	return value
}
