package ingest_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/csv"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// sheet is one sheet of a workbook to write.
type sheet struct {
	name string
	rows [][]any
}

// workbook writes sheets with a library that has nothing to do with how they are read; change may touch it up.
func workbook(t testing.TB, change func(*excelize.File), sheets ...sheet) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, s := range sheets {
		if i == 0 {
			must(f.SetSheetName("Sheet1", s.name))
		} else {
			_, err := f.NewSheet(s.name)
			must(err)
		}
		for r, row := range s.rows {
			at, err := excelize.CoordinatesToCellName(1, r+1)
			must(err)
			must(f.SetSheetRow(s.name, at, &row))
		}
	}
	if change != nil {
		change(f)
	}
	var b bytes.Buffer
	must(f.Write(&b))
	return b.String()
}

func asCSV(t testing.TB, rows [][]string) string {
	t.Helper()
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var march = time.Date(2024, 3, 31, 0, 0, 0, 0, time.UTC)

// north is a network of four sheets, with a date, numbers, a truth, texts that look like numbers and empty rows.
func north() []sheet {
	return []sheet{
		{"Toimijat", [][]any{{"Tunnus", "Nimi", "staff", "founded", "Liitetty"}, {"007", "Ähtärin <koulu> & Åbo", 12, march, march.Add(13*time.Hour + 30*time.Minute)}, {}, {42, "Bo", 0.1, nil, nil}, {"c", " _x005F_x0041_ line\nbreak", 1e9, march, nil}}},
		{"Yhteydet", [][]any{{"source", "target", "weight", "directed", "start"}, {"007", 42, 1.1, true, march}, {"c", "007", 1234567.5, false, 2023}}},
		{"Hankkeet", [][]any{{"id", "title", "end"}, {"P", "Silta", march}}},
		{"Participations", [][]any{{"actor", "project", "funding"}, {42, "P", 1234567.25}}},
	}
}

func TestAWorkbookIsWhatItsSheetsAreAsCSV(t *testing.T) {
	book := workbook(t, func(f *excelize.File) {
		// The dates are shown in several ways, the numbers rounded: what counts is the value.
		for cell, code := range map[string]string{"D2": `d"." m"." yyyy;@`, "D5": "[$-40B]mmmm yy", "C4": "0"} {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStyle("Toimijat", cell, cell, style); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.NewSheet("Empty"); err != nil {
			t.Fatal(err)
		}
	}, north()...)
	tables := files{
		"toimijat.csv": asCSV(t, [][]string{{"Tunnus", "Nimi", "staff", "founded", "Liitetty"}, {"007", "Ähtärin <koulu> & Åbo", "12", "2024-03-31", "2024-03-31T13:30:00"},
			{"42", "Bo", "0.1", "", ""}, {"c", "_x0041_ line\nbreak", "1000000000", "2024-03-31", ""}}),
		"yhteydet.csv":       "source,target,weight,directed,start\n007,42,1.1,TRUE,2024-03-31\nc,007,1234567.5,FALSE,2023\n",
		"hankkeet.csv":       "id,title,end\nP,Silta,2024-03-31\n",
		"participations.csv": "actor,project,funding\n42,P,1234567.25\n",
	}
	want := tables.mustRead(t, ingest.Options{})
	for name, folder := range map[string]files{"network.xlsx": {"network.xlsx": book}, "upload": {"upload": book}} {
		got, err := ingest.ReadFS(t.Context(), folder.fs(), []string{name}, ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.Picture(), got.Picture(), cmpopts.IgnoreTypes(network.Source{})); diff != "" {
			t.Error(diff)
		}
		if len(got.Problems) != 0 || len(got.Files) != 4 || got.Files[1].Sheet != "Yhteydet" || got.Files[1].Kind != "collaborations" || got.Files[0].Format != "xlsx" {
			t.Errorf("problems %v, files %+v", got.Problems, got.Files)
		}
		// The rows are those that the spreadsheet numbers, with the empty one.
		if s := got.Picture().Actors[1].Source; s != (network.Source{File: name + "[Toimijat]", Line: 4}) {
			t.Errorf("the second actor is from %+v", s)
		}
	}
}

func TestWorkbooksInAFolderAreTablesByTheirNames(t *testing.T) {
	folder := files{
		"actors.xlsx": workbook(t, nil, sheet{"Sheet1", [][]any{{"Key", "Name"}, {"a", "A"}, {"b", "B"}}}),
		"ties.csv":    "source,target\na,b\n",
	}
	if diff := cmp.Diff([]string{"actor a (A)", "actor b (B)", "a--b 1"}, spell(folder.mustRead(t, ingest.Options{}))); diff != "" {
		t.Error(diff)
	}
}

func TestColumnsOfAWorkbookCanBeNamed(t *testing.T) {
	folder := files{"n.xlsx": workbook(t, nil, sheet{"actors", [][]any{{"Koodi", "Nimi"}, {"a", "A"}}}, sheet{"ties", [][]any{{"Keneltä", "Kenelle"}, {"a", "a"}}})}
	d, err := ingest.ReadFS(t.Context(), folder.fs(), []string{"n.xlsx"}, ingest.Options{Columns: map[string]string{
		"actors.id": "Koodi", "collaborations.source": "Keneltä", "collaborations.target": "Kenelle"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"actor a (A)", "a--a 1"}, spell(d)); diff != "" {
		t.Error(diff)
	}
}

func TestOldMacsCountDaysFrom1904(t *testing.T) {
	folder := files{"n.xlsx": workbook(t, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("actors", "B2", march); err != nil {
			t.Fatal(err)
		}
	}, sheet{"actors", [][]any{{"id", "start"}, {"a"}}})}
	d, err := ingest.ReadFS(t.Context(), folder.fs(), []string{"n.xlsx"}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Picture().Actors[0].Start.String(); got != "2024-03-31" {
		t.Errorf("the start is %s", got)
	}
}

func TestProblemsOfAWorkbookNameTheCell(t *testing.T) {
	actors := sheet{"Actors", [][]any{{"id", "name"}, {"HEL", "Helsinki"}, {"TRE", "Tampere"}}}
	ties := func(rows ...[]any) []sheet {
		return []sheet{actors, {"Ties", append([][]any{{"source", "target", "weight", "start"}}, rows...)}}
	}
	for _, c := range []struct {
		promise string
		sheets  []sheet
		change  func(*excelize.File) error
		fatal   bool
		want    string
	}{
		{"an unknown end", ties([]any{"HEL", "TRE"}, nil, []any{"HEL", "Tre"}), nil, true,
			`n.xlsx[Ties]!B4: column target is "Tre": expected the id of one of the actors; did you mean "TRE"? Correct it here, or add it to the actors`},
		{"a weight that is no number", ties([]any{"HEL", "TRE", "much"}), nil, true, `n.xlsx[Ties]!C2: column weight is "much": expected a number; write it with`},
		{"a number that is not shown as a date", ties([]any{"HEL", "TRE", 1, 45382}), nil, true, `n.xlsx[Ties]!D2: column start is "45382": expected a date`},
		{"a column that is missing", []sheet{{"Actors", [][]any{{"region"}, {"North"}}}}, nil, true, `n.xlsx[Actors]:1: found "region": expected a column id for the actors`},
		{"a value beside the table", ties([]any{"HEL", "TRE", 1, nil, "note"}), nil, true, `n.xlsx[Ties]!E2: found "note": expected a name above every column with values`},
		{"a formula that ends in an error", ties([]any{"HEL", "TRE"}), func(f *excelize.File) error { return f.SetCellFormula("Ties", "C2", "1/0") }, true,
			`n.xlsx[Ties]!C2: expected a value; the result of the formula was not saved`},
		{"a sheet of notes is passed over", append(ties([]any{"HEL", "TRE"}), sheet{"Notes", [][]any{{"Read me"}, {"x"}}}), nil, false,
			`n.xlsx[Notes]:1: found "Read me": expected columns of actors`},
		{"nothing but notes", []sheet{{"Notes", [][]any{{"Read me"}, {"x"}}}}, nil, true, `n.xlsx[Notes]:1: found "Read me": expected columns of actors`},
		{"nothing", []sheet{{"Notes", nil}}, nil, true, `n.xlsx: expected a sheet with a row that names the columns; the workbook is empty`},
	} {
		t.Run(c.promise, func(t *testing.T) {
			book := workbook(t, func(f *excelize.File) {
				if c.change != nil {
					if err := c.change(f); err != nil {
						t.Fatal(err)
					}
				}
			}, c.sheets...)
			d, err := ingest.ReadFS(t.Context(), files{"n.xlsx": book}.fs(), []string{"n.xlsx"}, ingest.Options{})
			if d == nil || d.Fatal != c.fatal || (err != nil) != c.fatal {
				t.Fatalf("%+v: %v", d, err)
			}
			if len(d.Problems) != 1 || !strings.HasPrefix(d.Problems[0].String(), c.want) {
				t.Errorf("the problems are\n%v\nnot\n%s", d.Problems, c.want)
			}
		})
	}
}

// rewritten copies a workbook with one part changed.
func rewritten(t *testing.T, book, part string, change func(string) string) string {
	t.Helper()
	in, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	found := false
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			found, text = true, []byte(change(string(text)))
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil || !found {
		t.Fatalf("part %s found %v: %v", part, found, err)
	}
	return b.String()
}

func TestFormulasGiveTheResultsSavedWithThem(t *testing.T) {
	plain := workbook(t, nil, sheet{"actors", [][]any{{"id", "size", "end"}, {"a", 1, 2}, {"b", 2, 3}}})
	const part = "xl/worksheets/sheet1.xml"
	good := rewritten(t, plain, part, func(s string) string {
		return strings.Replace(s, `<c r="B2"><v>1</v>`, `<c r="B2"><f>40+2</f><v>42</v>`, 1)
	})
	d, err := ingest.ReadFS(t.Context(), files{"n.xlsx": good}.fs(), []string{"n.xlsx"}, ingest.Options{})
	if err != nil || d.Picture().Actors[0].Attributes["size"] != "42" {
		t.Errorf("read %+v: %v", d, err)
	}
	bad := rewritten(t, plain, part, func(s string) string {
		return strings.Replace(s, `<c r="B2"><v>1</v>`, `<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v>`, 1)
	})
	_, err = ingest.ReadFS(t.Context(), files{"n.xlsx": bad}.fs(), []string{"n.xlsx"}, ingest.Options{})
	if err == nil || !strings.Contains(err.Error(), `n.xlsx[actors]!B2: found "#DIV/0!": expected a value; the formula ends in an error`) {
		t.Errorf("an error for a value: %v", err)
	}
}

func TestDamagedAndHostileWorkbooksAreRefused(t *testing.T) {
	book := workbook(t, nil, sheet{"actors", [][]any{{"id", "name"}, {"a", "A"}, {"b", "B"}}})
	const rows, words = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	part := func(name string, change func(string) string) string { return rewritten(t, book, name, change) }
	inSheet := func(text string) string {
		return part(rows, func(s string) string { return strings.Replace(s, "<sheetData>", "<sheetData>"+text, 1) })
	}
	flipped := []byte(book)
	flipped[bytes.Index(flipped, []byte(rows))+len(rows)+20] ^= 0x55
	for _, c := range []struct {
		promise, book string
		code          fault.Code
		says          string
	}{
		{"cut short", book[:len(book)/2], fault.BadInput, "n.xlsx: expected a whole Excel workbook; it is cut short or damaged"},
		{"a bit of a sheet is wrong", string(flipped), fault.BadInput, "n.xlsx[actors]: expected a whole Excel workbook"},
		{"a sheet that breaks off", part(rows, func(s string) string { return s[:strings.Index(s, "</row>")+6] }), fault.BadInput, "n.xlsx[actors]: expected a whole Excel workbook"},
		{"rows out of order", inSheet(`<row r="9"></row>`), fault.BadInput, "after row 9 comes row"},
		{"a cell out of place", inSheet(`<row r="1"><c r="B1"/><c r="A1"/></row>`), fault.BadInput, "cell \\\"A1\\\" of row 1 is out of place"},
		{"a cell beyond the last column", inSheet(`<row r="1"><c r="ZZZZ1"/></row>`), fault.BadInput, "is out of place"},
		{"texts that are missing", part(words, func(string) string { return "<sst></sst>" }), fault.BadInput, "it has no shared text"},
		{"a list of sheets that is empty", part("xl/workbook.xml", func(string) string { return "" }), fault.BadInput, "n.xlsx: expected a whole Excel workbook"},
		{"a document of Word", part("_rels/.rels", func(s string) string { return strings.ReplaceAll(s, "xl/workbook.xml", "word/document.xml") }), fault.BadInput, "n.xlsx: expected an Excel workbook (.xlsx); it holds none"},
		{"elements without end", inSheet(strings.Repeat("<a>", 100_000)), fault.BadInput, "too deep"},
		{"one endless element", inSheet("<a b='" + strings.Repeat(" ", 18<<20) + "'/>"), fault.TooLarge, "n.xlsx: the workbook holds one piece of more than 16777216 bytes"},
		{"very wide rows without end", part(rows, func(string) string {
			var b strings.Builder
			b.WriteString(`<worksheet><sheetData><row><c t="str"><v>id</v></c><c r="XFD1" t="str"><v>x</v></c></row>`)
			for range 4000 {
				b.WriteString(`<row><c r="B1"><v>1</v></c></row>`)
			}
			return b.String() + "</sheetData></worksheet>"
		}), fault.TooLarge, "n.xlsx: the workbook has more than 50000000 cells"},
		{"a locked one", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00\x01", 100), fault.BadInput, "old or locked workbook"},
	} {
		t.Run(c.promise, func(t *testing.T) {
			_, err := ingest.ReadFS(t.Context(), files{"n.xlsx": c.book}.fs(), []string{"n.xlsx"}, ingest.Options{MaxBytes: 32 << 20})
			says := strings.ReplaceAll(c.says, `\"`, `"`)
			if fault.CodeOf(err) != c.code || !strings.Contains(err.Error(), says) {
				t.Errorf("expected %s that says %q, got %.500v", c.code, says, err)
			}
		})
	}
}

// A small limit stands for the real one.
func TestAWorkbookThatUnpacksToTooMuchIsRefused(t *testing.T) {
	book := rewritten(t, workbook(t, nil, sheet{"actors", [][]any{{"id"}, {"a"}}}), "xl/worksheets/sheet1.xml", func(s string) string {
		return strings.Replace(s, "<sheetData>", "<sheetData>"+strings.Repeat("<!-- "+strings.Repeat(" ", 1<<19)+" -->", 4), 1)
	})
	if len(book) > 1<<16 {
		t.Fatalf("the bomb takes %d bytes: it is none", len(book))
	}
	_, err := ingest.ReadFS(t.Context(), files{"n.xlsx": book}.fs(), []string{"n.xlsx"}, ingest.Options{MaxBytes: 1 << 20})
	if fault.CodeOf(err) != fault.TooLarge || !strings.Contains(err.Error(), "n.xlsx: the workbook is larger than 1048576 bytes when unpacked: split it") {
		t.Errorf("expected fault.TooLarge that names the file and the limit, got %v", err)
	}
}
