package format

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// worksheet is one sheet being read.
type worksheet struct {
	w      *workbook
	m      *markup
	name   string
	sink   Sink
	line   int
	cells  []sheetCell // of the row being read, from left to right
	values []string    // one per column of the header; nil before it
	row    RowFunc
	titles []sheetRow // above what may name the columns
}

// sheetRow is a row that waits for it to show what names the columns.
type sheetRow struct {
	line  int
	cells []sheetCell
}

// sheetCell is a cell that is not empty.
type sheetCell struct {
	column int // from 0
	value  string
	wrong  string // the remedy, when the cell has no value that can be used
}

// CellName returns what spreadsheets call a cell: "C3" for the third column, counted from 0, of line 3.
func CellName(column, line int) string {
	letters := ""
	for column++; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters + strconv.Itoa(line)
}

// readSheet reads one sheet and reports whether it holds anything.
func (w *workbook) readSheet(s sheetPart, sink Sink) (bool, error) {
	m, done, err := w.open(s.part)
	if err != nil {
		return false, err
	}
	defer done()
	sheet := &worksheet{w: w, m: m, name: s.name, sink: sink}
	for {
		token, err := m.next()
		if errors.Is(err, io.EOF) {
			err = sheet.noTitles()
			return sheet.row != nil, err
		}
		if err != nil {
			return false, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				err = sheet.begin(e)
			case "c":
				err = sheet.cell(e)
			}
		case xml.EndElement:
			if e.Name.Local == "row" {
				err = sheet.end()
			}
		}
		if err != nil {
			return false, err
		}
	}
}

func (s *worksheet) begin(e xml.StartElement) error {
	line := s.line + 1
	if r := attribute(e, "r"); r != "" {
		line, _ = strconv.Atoi(r)
	}
	if line <= s.line || line > maxSheetRows {
		return damagedWorkbook(fmt.Errorf("after row %d comes row %q", s.line, attribute(e, "r")))
	}
	s.line, s.cells = line, s.cells[:0]
	return nil
}

func (s *worksheet) cell(e xml.StartElement) error {
	last := -1
	if n := len(s.cells); n > 0 {
		last = s.cells[n-1].column
	}
	column := last + 1
	r := attribute(e, "r")
	if r != "" {
		column = columnOf(r)
	}
	if column <= last || column >= MaxColumns || s.line == 0 {
		return damagedWorkbook(fmt.Errorf("cell %q of row %d is out of place", r, s.line))
	}
	c := sheetCell{column: column}
	var raw string
	formula, saved := false, false
	for outside := s.m.depth - 1; ; {
		token, err := s.m.next()
		if err != nil {
			return err
		}
		if _, ok := token.(xml.EndElement); ok && s.m.depth == outside {
			break
		}
		inner, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch inner.Name.Local {
		case "f":
			formula = true
		case "v":
			raw, err = s.m.text(false)
			saved = true
		case "is":
			raw, err = s.m.text(true)
		}
		if err != nil {
			return err
		}
	}
	err := s.w.value(&c, attribute(e, "t"), attribute(e, "s"), raw)
	// A formula whose result is an empty text says that it is a text; one without a result was written by a program that did not compute it.
	if formula && (!saved || raw == "" && attribute(e, "t") != "str") {
		c.wrong = "the result of the formula was not saved: open the workbook in Excel or LibreOffice and save it again"
	}
	// A cell without r stands beside the one before it, so empty ones keep their place.
	s.cells = append(s.cells, c)
	return err
}

// value turns what is stored into what is meant.
func (w *workbook) value(c *sheetCell, kind, style, raw string) error {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(raw))
		if raw == "" {
			return nil
		}
		if err != nil || i < 0 || i >= len(w.words) {
			return damagedWorkbook(fmt.Errorf("it has no shared text %q", raw))
		}
		c.value = w.words[i]
	case "b":
		// As spreadsheets write them to CSV.
		c.value = map[string]string{"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}[raw]
	case "e":
		c.value, c.wrong = raw, "the formula ends in an error: mend it in the workbook, or empty the cell"
	case "str", "inlineStr":
		c.value = raw
	case "d":
		c.value = strings.TrimSuffix(strings.TrimSuffix(raw, "Z"), "T00:00:00")
	default:
		i, err := strconv.Atoi(style)
		c.value = w.number(raw, err == nil && i >= 0 && i < len(w.styles) && w.styles[i])
	}
	return nil
}

// end takes the row for the header or hands it on. Rows of one value each above a row of several words are a title.
func (s *worksheet) end() error {
	if s.row == nil && len(s.cells) > 0 {
		values := make([]string, len(s.cells))
		for i, c := range s.cells {
			values[i] = c.value
		}
		switch {
		case blank(values):
		case alone(values) && len(s.titles) < maxTitles:
			s.titles = append(s.titles, sheetRow{s.line, slices.Clone(s.cells)})
			return nil
		case len(s.titles) > 0 && namesColumns(values):
			for _, t := range s.titles {
				s.passOver(t)
			}
			s.titles = nil
		default:
			last := sheetRow{s.line, slices.Clone(s.cells)}
			if err := s.noTitles(); err != nil {
				return err
			}
			s.line, s.cells = last.line, last.cells
		}
	}
	return s.take()
}

// noTitles takes the rows that waited for what they are: a table with one column.
func (s *worksheet) noTitles() error {
	waiting := s.titles
	s.titles = nil
	for _, row := range waiting {
		s.line, s.cells = row.line, row.cells
		if err := s.take(); err != nil {
			return err
		}
	}
	return nil
}

// passOver warns that a row was taken for a title.
func (s *worksheet) passOver(row sheetRow) {
	for _, c := range row.cells {
		if strings.TrimSpace(c.value) != "" {
			p := titled(row.line, c.value)
			p.Sheet, p.Cell = s.name, CellName(c.column, row.line)
			s.sink.Problem(p)
		}
	}
}

// take takes the row for the header or hands it on.
func (s *worksheet) take() error {
	width := len(s.values)
	some, wrong := false, false
	for _, c := range s.cells {
		blank := strings.TrimSpace(c.value) == "" && c.wrong == ""
		some = some || !blank
		switch {
		case c.wrong != "":
			wrong = true
			s.refuse(c, "a value", c.wrong)
		case s.row != nil && c.column >= width && !blank:
			wrong = true
			s.refuse(c, "a name above every column with values", "name the column in the first row, or empty the cell")
		}
	}
	if !some {
		return nil
	}
	if s.row == nil {
		return s.header()
	}
	if s.w.cells += width; s.w.cells > maxCells {
		return fault.New(fault.TooLarge, "the workbook has more than %d cells: split it, or save its sheets as CSV", maxCells)
	}
	if wrong {
		return nil
	}
	clear(s.values)
	for _, c := range s.cells {
		if c.column < width {
			s.values[c.column] = c.value
		}
	}
	return s.row(s.line, s.values)
}

func (s *worksheet) header() error {
	width := 0
	for _, c := range s.cells {
		if strings.TrimSpace(c.value) != "" {
			width = c.column + 1
		}
	}
	header := make([]string, width)
	for _, c := range s.cells {
		if c.column < width {
			header[c.column] = strings.TrimSpace(c.value)
		}
	}
	row, err := s.sink.Table(Table{Header: header, Line: s.line, Sheet: s.name})
	s.row, s.values = row, make([]string, width)
	return err
}

func (s *worksheet) refuse(c sheetCell, expected, remedy string) {
	p := flaw(s.line, c.value, expected, remedy)
	p.Sheet, p.Cell = s.name, CellName(c.column, s.line)
	s.sink.Problem(p)
}

// columnOf returns the column of a cell's name, from 0; -1 when it is no name.
func columnOf(name string) int {
	column := 0
	for i, r := range name {
		switch {
		case r >= 'A' && r <= 'Z' && i < 4:
			column = column*26 + int(r-'A') + 1
		case r >= '0' && r <= '9' && i > 0:
			return column - 1
		default:
			return -1
		}
	}
	return -1
}
