// Package format reads the files that people keep networks in: tables with a delimiter, workbooks, edge lists, and
// what the programs of the field write.
//
// Every format is read as tables: a header and rows of text with their line numbers. What a column means and whether a
// value will do is decided once, by ingest, and not again by every format. All lists the formats; a new one is a new
// file and one line there.
package format

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// Kind says what the rows of a table are.
type Kind string

// The kinds of tables a network is made of.
const (
	// Unknown: the format does not say; the file's name or its header will.
	Unknown        Kind = ""
	Actors         Kind = "actors"
	Collaborations Kind = "collaborations"
	Activities     Kind = "activities"
	Participations Kind = "participations"
)

// Limits that keep a broken or hostile file from filling the memory.
const (
	MaxField   = 1 << 20  // bytes of one value
	MaxRecord  = 16 << 20 // bytes of one row
	MaxColumns = 1 << 14  // values in one row: as many as Excel has columns
)

// Table is the head of one table in a file.
type Table struct {
	Kind      Kind
	Header    []string
	Line      int    // where the header stands; 0 when the format has none
	Delimiter string // "," ";" or "\t"; "" when the format has no such thing
	Sheet     string // its name in a workbook, whose cells then have names; "" in other formats
}

// RowFunc takes one row: its first physical line, 1-based, and one value per header. The slice is good until the
// function returns, the strings for ever. An error stops the reading and is returned unchanged.
type RowFunc func(line int, values []string) error

// Sink takes what a format reads.
type Sink interface {
	// Table announces a table and returns the function that takes its rows. Several tables may be open at once.
	Table(Table) (RowFunc, error)
	// Problem takes a fault of the text itself, such as an unclosed quote. Its File is left empty.
	Problem(fault.Problem)
}

// Format is one way to write a network to a file.
type Format struct {
	ID    string // in kebab-case
	Title string // for people
	// Sniff reports whether a file with this name (without .gz) that begins with head is written so.
	Sniff func(name, head string) bool
	// Read hands the tables of a file to the sink. What is wrong in the file goes to sink.Problem; an error is the
	// sink's own, a fault.Cancelled, a fault.TooLarge, or a failure to read.
	Read func(ctx context.Context, in *Text, sink Sink) error
}

// Detect returns the first format of All that recognises the file.
func Detect(name, head string) (Format, bool) {
	i := slices.IndexFunc(All, func(f Format) bool { return f.Sniff(PlainName(name), head) })
	if i < 0 {
		return Format{}, false
	}
	return All[i], true
}

// PlainName returns a file's name in lower case without .gz.
func PlainName(name string) string {
	return strings.TrimSuffix(strings.ToLower(name), ".gz")
}

// flaw is a problem of the text at a line.
func flaw(line int, value, expected, remedy string) fault.Problem {
	return fault.Problem{Line: line, Value: value, Expected: expected, Remedy: remedy, Fatal: true}
}

// halt reports what a broken text says about itself and ends the reading without an error; other errors pass.
func halt(sink Sink, line int, err error) error {
	if t, ok := errors.AsType[*TextError](err); ok {
		sink.Problem(flaw(line, "", t.Expected, t.Remedy))
		return nil
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// pause lets a reader that counts rows notice a cancelled context without asking at every row.
func pause(ctx context.Context, row int) error {
	if row%1024 == 0 && ctx.Err() != nil {
		return fault.New(fault.Cancelled, "reading was stopped before the file was whole")
	}
	return nil
}
