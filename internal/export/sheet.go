// Package export writes results as files and as text for a terminal.
package export

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// Sheet is a result in rows and columns. Cells are text already; numbers carry their full precision.
type Sheet struct {
	Header []string
	Rows   [][]string
	Words  int // the first columns, which hold text also where it looks like a number; the others hold figures, "" where undefined. Only XLSX and Parquet ask
}

// CSV writes the sheet as comma-separated values in UTF-8, header first.
func (s *Sheet) CSV(w io.Writer) error {
	c := csv.NewWriter(w)
	if err := c.Write(s.Header); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	if err := c.WriteAll(s.Rows); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// widest is the most characters a cell takes in a table; longer text is cut with an ellipsis. The last column is never cut: nothing
// follows that it could push away.
const widest = 44

// Table writes the sheet in aligned columns for a terminal. Columns whose every cell is a number, or empty, align right.
func (s *Sheet) Table(w io.Writer) error {
	buffered := bufio.NewWriter(w)
	t := tabwriter.NewWriter(buffered, 0, 0, 2, ' ', 0)
	width := make([]int, len(s.Header))
	right := make([]bool, len(s.Header))
	for c := range s.Header {
		width[c] = utf8.RuneCountInString(s.Header[c])
		right[c] = len(s.Rows) > 0
		for _, row := range s.Rows {
			width[c] = max(width[c], min(utf8.RuneCountInString(row[c]), widest))
			right[c] = right[c] && numeric(row[c])
		}
	}
	line := func(row []string) {
		cells := make([]string, len(row))
		for c, text := range row {
			cells[c] = text
			if c < len(row)-1 {
				cells[c] = cut(text)
			}
			if right[c] {
				cells[c] = strings.Repeat(" ", max(0, width[c]-utf8.RuneCountInString(cells[c]))) + cells[c]
			}
		}
		fmt.Fprintln(t, strings.TrimRight(strings.Join(cells, "\t"), " \t"))
	}
	line(s.Header)
	for _, row := range s.Rows {
		line(row)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return buffered.Flush()
}

func cut(text string) string {
	if utf8.RuneCountInString(text) <= widest {
		return text
	}
	runes := []rune(text)
	return string(runes[:widest-1]) + "…"
}

func numeric(text string) bool {
	for _, r := range text {
		if !strings.ContainsRune("0123456789.-+e%–<≥", r) {
			return false
		}
	}
	return true
}
