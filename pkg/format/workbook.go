package format

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// XLSX is a workbook of Excel, LibreOffice or Google Sheets: every sheet is a table whose first row that holds anything
// names the columns. Cells give their values and not what they are shown as: numbers in full, dates as 2024-03-31, formulas
// the result that was saved with them. Rows and sheets without any value are passed over.
//
// It reads the XML itself: the library that writes our workbooks reads a sheet as a stream only without its dates' styles,
// and takes a sheet that breaks off for one that ends.
var XLSX = Format{
	ID: "xlsx", Title: "Workbook (Excel .xlsx)",
	Sniff: sniffXLSX,
	Read:  readXLSX,
}

// Limits of a workbook, beside the size of the file: a small archive may unpack to anything.
const (
	maxPacked    = 256 << 20
	maxUnpacked  = 1 << 30
	maxWords     = 256 << 20  // of all shared texts
	maxSheets    = 1000       // with rows or without
	maxSheetRows = 1_048_576  // as many as Excel has
	maxCells     = 50_000_000 // rows × columns of all sheets
)

const zipMagic = "PK\x03\x04"

// OldWorkbook is how a workbook begins that is in Excel's format before 2007, or locked with a password.
const OldWorkbook = "\xd0\xcf\x11\xe0"

func sniffXLSX(name, head string) bool {
	if !strings.HasPrefix(head, zipMagic) {
		return false
	}
	ext := path.Ext(name)
	return ext == ".xlsx" || ext == ".xlsm" || strings.Contains(head, "[Content_Types].xml") || strings.Contains(head, "xl/")
}

// workbook is an opened archive.
type workbook struct {
	ctx         context.Context
	parts       map[string]*zip.File // by name in lower case
	limit, left int64                // bytes to unpack
	cells       int
	words       []string // the shared texts
	styles      []bool   // by number: whether it shows a number as a date
	from1904    bool
}

// sheetPart is one sheet and where its rows are.
type sheetPart struct{ name, part string }

func readXLSX(ctx context.Context, in *Text, sink Sink) error {
	packed, err := io.ReadAll(io.LimitReader(in, maxPacked+1))
	if err != nil {
		return err
	}
	if len(packed) > maxPacked {
		return fault.New(fault.TooLarge, "the workbook is larger than %d bytes: split it, or save its sheets as CSV", maxPacked)
	}
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return damagedWorkbook(err)
	}
	w := &workbook{ctx: ctx, parts: map[string]*zip.File{}, limit: min(in.limit, maxUnpacked)}
	w.left = w.limit
	for _, f := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		if w.parts[name] == nil {
			w.parts[name] = f
		}
	}
	sheets, err := w.contents()
	if err != nil {
		return err
	}
	filled := 0
	for _, s := range sheets {
		some, err := w.readSheet(s, sink)
		if t, ok := errors.AsType[*TextError](err); ok {
			sink.Problem(fault.Problem{Sheet: s.name, Expected: t.Expected, Remedy: t.Remedy, Fatal: true})
			return nil
		}
		if err != nil {
			return err
		}
		if some {
			filled++
		}
	}
	if filled == 0 {
		sink.Problem(flaw(0, "", "a sheet with a row that names the columns", "the workbook is empty: add the header and the rows"))
	}
	return nil
}

// contents lists the sheets and reads what they share.
func (w *workbook) contents() ([]sheetPart, error) {
	root, err := w.links("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	book := "xl/workbook.xml"
	for _, l := range root {
		if l.kind == "officeDocument" {
			book = l.part
		}
	}
	if w.parts[book] == nil || path.Ext(book) != ".xml" || !strings.HasPrefix(book, "xl/") {
		return nil, &TextError{"an Excel workbook (.xlsx)", "it holds none: save it as an Excel workbook (.xlsx), or each sheet as “CSV UTF-8”"}
	}
	dir := path.Dir(book)
	links, err := w.links(dir+"/_rels/"+path.Base(book)+".rels", dir)
	if err != nil {
		return nil, err
	}
	var sheets []sheetPart
	err = w.read(book, func(m *markup, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			v := attribute(e, "date1904")
			w.from1904 = v == "1" || v == "true"
		case "sheet":
			// Charts and dialogues are sheets too, without rows.
			if l := links[sheetLink(e)]; l.kind == "worksheet" {
				sheets = append(sheets, sheetPart{Excerpt(attribute(e, "name")), l.part})
			}
			if len(sheets) > maxSheets {
				return fault.New(fault.TooLarge, "the workbook has more than %d sheets: split it", maxSheets)
			}
		}
		return nil
	})
	for _, l := range links {
		if err != nil {
			return nil, err
		}
		switch l.kind {
		case "sharedStrings":
			err = w.readWords(l.part)
		case "styles":
			err = w.readStyles(l.part)
		}
	}
	return sheets, err
}

// sheetLink returns the id of the link to a sheet's rows: r:id, since a sheet has other ids.
func sheetLink(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// link leads from one part to another.
type link struct{ kind, part string }

// links reads where a part leads, by id; none when it leads nowhere.
func (w *workbook) links(part, dir string) (map[string]link, error) {
	out := map[string]link{}
	if w.parts[strings.ToLower(part)] == nil {
		return out, nil
	}
	return out, w.read(part, func(_ *markup, e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attribute(e, "TargetMode") != "External" {
			target := attribute(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = dir + "/" + target
			}
			out[attribute(e, "Id")] = link{path.Base(attribute(e, "Type")), strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))}
		}
		return nil
	})
}

// readWords reads the texts that cells refer to by number.
func (w *workbook) readWords(part string) error {
	size := 0
	return w.read(part, func(m *markup, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		word, err := m.text(true)
		if err != nil {
			return err
		}
		const header = 16 // what an empty text takes too
		if size += header + len(word); size > maxWords {
			return fault.New(fault.TooLarge, "the texts of the workbook take more than %d bytes: split it, or save its sheets as CSV", maxWords)
		}
		w.words = append(w.words, word)
		return nil
	})
}

// read calls take for every element of a part. take may read on to the element's end.
func (w *workbook) read(part string, take func(*markup, xml.StartElement) error) error {
	m, done, err := w.open(part)
	if err != nil {
		return err
	}
	defer done()
	return m.each(func(e xml.StartElement) error { return take(m, e) })
}

func (w *workbook) open(part string) (*markup, func() error, error) {
	f := w.parts[strings.ToLower(part)]
	if f == nil {
		return nil, nil, damagedWorkbook(errors.New("its part " + part + " is missing"))
	}
	in, err := f.Open()
	if err != nil {
		return nil, nil, damagedWorkbook(err)
	}
	return newMarkup(w.ctx, in, w), in.Close, nil
}
