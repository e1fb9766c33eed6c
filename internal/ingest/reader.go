package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
	"github.com/sillat/sillat/pkg/network"
)

// reader is the state of reading all files into one network.
type reader struct {
	ctx        context.Context
	opt        Options
	overrides  overrides
	problems   problems
	texts      texts
	picture    network.Picture // all but the collaborations
	ties       ties
	files      []FileReport
	actors     places // in picture
	activities places // in picture

	done, all int64 // bytes on disk

	broken map[place]bool // files and sheets with a problem that stops the import
	unread bool           // a file gave no table at all

	// What the ties and participations name is looked up once everything is read, whatever order the files came in;
	// until then their origins are kept for the problems.
	parts []origin // of picture.Participations
}

// place is a file, or one sheet of a workbook.
type place struct{ file, sheet string }

func newReader(ctx context.Context, opt Options, own overrides, sources []source) *reader {
	if opt.MaxProblems <= 0 {
		opt.MaxProblems = DefaultMaxProblems
	}
	r := &reader{
		ctx: ctx, opt: opt, overrides: own,
		problems: problems{max: opt.MaxProblems},
		ties:     newTies(), broken: map[place]bool{},
	}
	for _, s := range sources {
		r.all += s.size
	}
	return r
}

// read reads one file. What is wrong in it becomes a problem; an error ends the whole reading.
func (r *reader) read(fsys fs.FS, s source) error {
	file, err := fsys.Open(s.path)
	if err != nil {
		return fault.New(fault.BadInput, "%s cannot be opened (%v): allow it to be read, or name another", s.path, err)
	}
	defer file.Close()
	in, err := format.Open(&counted{r: r, in: file}, format.Options{MaxBytes: r.opt.MaxBytes})
	if err != nil {
		return r.unreadable(s, err)
	}
	head := in.Head()
	f, ok := format.Detect(s.path, head)
	if !ok {
		r.unread = true
		r.report(unrecognised(s.path, head))
		return nil
	}
	sink := &sink{r: r, source: s, format: f.ID}
	if err := f.Read(r.ctx, in, sink); err != nil {
		return r.unreadable(s, err)
	}
	r.unread = r.unread || len(sink.tables) == 0
	for _, t := range sink.tables {
		t.close()
		t.report.Encoding, t.report.Compressed = in.Encoding(), in.Compressed
		if t.shape != nil || t.missed() {
			r.files = append(r.files, t.report)
		}
	}
	return nil
}

// unreadable makes what a damaged file says of itself a problem, gives a fault the file's name, and wraps all else.
func (r *reader) unreadable(s source, err error) error {
	if t, ok := errors.AsType[*format.TextError](err); ok {
		r.unread = true
		r.report(fault.Problem{File: s.path, Expected: t.Expected, Remedy: t.Remedy, Fatal: true})
		return nil
	}
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return fault.New(f.Code, "%s: %s", s.path, f.Message)
	}
	return fmt.Errorf("read %s: %w", s.path, err)
}

// unrecognised says what may be done with a file that no format knows.
func unrecognised(file, head string) fault.Problem {
	var titles []string
	for _, f := range format.All {
		titles = append(titles, f.Title)
	}
	p := fault.Problem{File: file, Expected: "one of: " + strings.Join(titles, "; "), Remedy: "save it as a CSV file with a header", Fatal: true}
	switch {
	case strings.TrimSpace(head) == "":
		p.Expected, p.Remedy = "a header and rows", "the file is empty: add them"
	case strings.HasPrefix(head, "PK"):
		p.Remedy = "this is a zip archive or a workbook of another kind: unpack it, or save it as an Excel workbook (.xlsx)"
	case strings.HasPrefix(head, format.OldWorkbook):
		p.Remedy = "this is an old or locked workbook: save it as an Excel workbook (.xlsx) without a password"
	}
	return p
}

// report adds a problem.
func (r *reader) report(p fault.Problem) {
	if p.Fatal {
		r.broken[place{p.File, p.Sheet}] = true
	}
	r.problems.add(p)
}

// finish makes the draft.
func (r *reader) finish() (*Draft, error) {
	if r.problems.fatalCount == 0 && len(r.picture.Actors) == 0 && len(r.files) > 0 {
		r.report(fault.Problem{File: r.files[0].File, Expected: "at least one actor", Remedy: "the network is empty: add rows, if it should not be"})
	}
	d := &Draft{
		Files: r.files, others: r.picture, ties: r.ties, texts: r.texts.all, actors: r.actors,
		Problems: r.problems.listed(), ProblemCount: r.problems.count, Fatal: r.problems.fatalCount > 0,
	}
	return d, r.problems.fault()
}

// counted tells Progress of every piece that is read from a file, as packed as it is.
type counted struct {
	r  *reader
	in io.Reader
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if c.r.done += int64(n); n > 0 && c.r.opt.Progress != nil {
		// A file may grow while it is read; what is done never exceeds all.
		c.r.opt.Progress(c.r.done, max(c.r.done, c.r.all))
	}
	return n, err
}

// recordFile is the file's name as records keep it: without the folder, which differs from machine to machine, and
// without .gz, since packing a file does not make its rows other rows.
func recordFile(file string) string {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	if strings.HasSuffix(strings.ToLower(base), ".gz") {
		base = base[:len(base)-len(".gz")]
	}
	return base
}
