package export_test

import (
	"bytes"
	"io"
	"math"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"github.com/sillat/sillat/internal/export"
)

// scores hold what files must not spoil: an id that looks like a number, a name that looks like a formula, full precision and nothing.
func scores() *export.Sheet {
	return &export.Sheet{
		Header: []string{"id", "name", "degree", "e-i"}, Words: 2,
		Rows: [][]string{{"007", "=1+1", "3", "0.30000000000000004"}, {"b", "Ähtäri", "", "-1e-300"}},
	}
}

// TestXLSX reads through Excel's own 15 digits; the file holds all 17.
func TestXLSX(t *testing.T) {
	var b bytes.Buffer
	if err := scores().XLSX(&b, "figures", map[string]string{"version": "1.2", "seed": "7"}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{
		"A1": "id", "D1": "e-i", "A2": "007", "B2": "=1+1", "C2": "3", "D2": "0.300000000000000", "B3": "Ähtäri", "C3": "",
	} {
		if got, err := f.GetCellValue("figures", cell, excelize.Options{RawCellValue: true}); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", cell, got, err, want)
		}
	}
	if formula, err := f.GetCellFormula("figures", "B2"); err != nil || formula != "" {
		t.Errorf("a name became the formula %q, %v", formula, err)
	}
	if kind, err := f.GetCellType("figures", "A2"); err != nil || kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset {
		t.Errorf("an id became %v, %v; want text", kind, err)
	}
	if key, _ := f.GetCellValue("run", "A1"); key != "seed" {
		t.Errorf("the sheet run begins with %q", key)
	}
}

func TestParquet(t *testing.T) {
	var b bytes.Buffer
	if err := scores().Parquet(&b, map[string]string{"version": "1.2"}); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, c := range f.Schema().Fields() {
		columns = append(columns, c.Name())
	}
	if len(columns) != 4 || columns[0] != "id" || columns[2] != "degree" || columns[3] != "e-i" {
		t.Errorf("columns %v", columns)
	}
	if version, ok := f.Lookup("sillat.version"); !ok || version != "1.2" {
		t.Errorf("metadata: %q", version)
	}
	type row struct {
		ID     string   `parquet:"id"`
		Name   string   `parquet:"name"`
		Degree *float64 `parquet:"degree"`
		EI     *float64 `parquet:"e-i"`
	}
	rows := make([]row, 3)
	n, err := parquet.NewGenericReader[row](bytes.NewReader(b.Bytes())).Read(rows)
	if n != 2 || err != nil && err != io.EOF {
		t.Fatalf("%d rows, %v", n, err)
	}
	if rows[0].ID != "007" || *rows[0].Degree != 3 || *rows[0].EI != 0.30000000000000004 || rows[1].Name != "Ähtäri" || rows[1].Degree != nil || math.Abs(*rows[1].EI+1e-300) > 0 {
		t.Errorf("rows: %+v", rows[:2])
	}
}

func TestEmptySheets(t *testing.T) {
	s := &export.Sheet{Header: []string{"id", "x"}, Words: 1}
	var b bytes.Buffer
	if err := s.Parquet(&b, nil); err != nil {
		t.Error(err)
	}
	b.Reset()
	if err := s.XLSX(&b, "figures", nil); err != nil {
		t.Error(err)
	}
}
