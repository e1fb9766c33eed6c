package format

import (
	"context"
	"errors"
	"strconv"
	"strings"
)

// script reads a text that is written line by line, as the programs of the field do it, and tells what stops it.
type script struct {
	sink    Sink
	line    int  // being read
	weighed bool // that participations have no weight was told
}

// each hands every line to take and calls end after the last one.
func (s *script) each(ctx context.Context, in *Text, take func(text string) error, end func() error) error {
	lines := newRecords(in, 0)
	for count := 0; ; count++ {
		if err := pause(ctx, count); err != nil {
			return err
		}
		text, whole, err := lines.readLine()
		if err != nil {
			if err := halt(s.sink, lines.line+1, err); err != nil {
				return err
			}
			return s.over(end())
		}
		if s.line = lines.line; !whole {
			return s.over(s.stop("", "lines of at most 16 MiB", "check how the file was made"))
		}
		if err := take(strings.TrimSpace(string(text))); err != nil {
			return s.over(err)
		}
	}
}

// over leaves out of an error what was told already.
func (s *script) over(err error) error {
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// stop tells a problem and ends the reading.
func (s *script) stop(value, expected, remedy string) error {
	s.refuse(value, expected, remedy)
	return errStop
}

// refuse tells a problem that keeps the file from being imported; the reading goes on to find others.
func (s *script) refuse(value, expected, remedy string) {
	s.sink.Problem(flaw(s.line, Excerpt(value), expected, remedy))
}

// note tells what is passed over.
func (s *script) note(value, expected, remedy string) {
	p := flaw(s.line, Excerpt(value), expected, remedy)
	p.Fatal = false
	s.sink.Problem(p)
}

// participationHeader is the header of the ties between two modes.
var participationHeader = []string{"actor", "activity", "role"}

// unweigh tells once that a tie between two modes has no weight.
func (s *script) unweigh(weight float64) {
	if weight != 1 && !s.weighed {
		s.weighed = true
		s.note(amount(weight), "ties of weight 1 between the modes", "who takes part does so once; other weights are passed over")
	}
}

// words splits a line at blanks and at the other separators; double quotes hold together what has some. A quote that is not closed
// reaches to the end of the line.
func words(line, separators string) []string {
	var out []string
	apart := func(c byte) bool { return c == ' ' || c == '\t' || strings.IndexByte(separators, c) >= 0 }
	for i := 0; i < len(line); {
		switch {
		case apart(line[i]):
			i++
		case line[i] == '"':
			text, rest, _ := strings.Cut(line[i+1:], `"`)
			out, i = append(out, text), len(line)-len(rest)
		default:
			from := i
			for i < len(line) && !apart(line[i]) && line[i] != '"' {
				i++
			}
			out = append(out, line[from:i])
		}
	}
	return out
}

// knownBy returns what the records are known by: their labels where every one has its own, else their numbers from 1.
func knownBy(labels []string) func(i int) string {
	if distinct(labels) {
		return func(i int) string { return labels[i] }
	}
	return func(i int) string { return strconv.Itoa(i + 1) }
}

// distinct reports whether every label is there and no two are the same, so that records may be known by them.
func distinct(labels []string) bool {
	seen := make(map[string]bool, len(labels))
	for _, label := range labels {
		if label == "" || seen[label] {
			return false
		}
		seen[label] = true
	}
	return true
}
