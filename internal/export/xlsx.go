package export

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/sillat/sillat/pkg/fault"
)

// mostExcelRows is what a sheet of Excel holds, with its header.
const mostExcelRows = 1_048_576

// XLSX writes the sheet as a workbook: a sheet with the header kept in view, figures as numbers, and a second one that says how it was made.
// Text stays text, also where it looks like a formula. More rows than Excel takes are a fault.TooLarge.
func (s *Sheet) XLSX(w io.Writer, title string, made map[string]string) error {
	if len(s.Rows)+1 > mostExcelRows {
		return fault.New(fault.TooLarge, "%d rows do not fit a sheet of Excel, which holds %d; write csv or parquet instead", len(s.Rows), mostExcelRows-1)
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName(f.GetSheetName(0), title); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	rows, err := f.NewStreamWriter(title)
	if err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	if err := rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	line := make([]any, len(s.Header))
	put := func(row int) error {
		return rows.SetRow("A"+strconv.Itoa(row), line)
	}
	for i, h := range s.Header {
		line[i] = excelize.Cell{StyleID: bold, Value: h}
	}
	if err := put(1); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	for r, row := range s.Rows {
		for i, text := range row {
			line[i] = s.cell(i, text)
		}
		if err := put(r + 2); err != nil {
			return fmt.Errorf("write xlsx: %w", err)
		}
	}
	if err := rows.Flush(); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	if err := addRun(f, made); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write xlsx: %w", err)
	}
	return nil
}

// cell is a cell's value: a number in a column of figures, nothing where it is undefined.
func (s *Sheet) cell(column int, text string) any {
	if column < s.Words {
		return text
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil {
		return x
	}
	return nil
}

// addRun adds the sheet that says how the figures were made.
func addRun(f *excelize.File, made map[string]string) error {
	const name = "run"
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	for i, key := range slices.Sorted(maps.Keys(made)) {
		if err := f.SetSheetRow(name, "A"+strconv.Itoa(i+1), &[]any{key, made[key]}); err != nil {
			return err
		}
	}
	return nil
}
