package format_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

func TestCSVReadsWhatSpreadsheetsWrite(t *testing.T) {
	want := []line{{2, []string{"1", "Åbo; stad"}}, {3, []string{"2", `"Sillat" ry`}}}
	for _, c := range []struct{ promise, text, delimiter string }{
		{"commas", "id,name\n1,Åbo; stad\n2,\"\"\"Sillat\"\" ry\"\n", ","},
		{"semicolons", "id;name\n1;\"Åbo; stad\"\n2;\"\"\"Sillat\"\" ry\"\n", ";"},
		{"tabs", "id\tname\n1\tÅbo; stad\n2\t\"\"\"Sillat\"\" ry\"\n", "\t"},
		{"no end to the last line", "id,name\n1,Åbo; stad\n2,\"\"\"Sillat\"\" ry\"", ","},
		{"lines of Windows", "id,name\r\n1,Åbo; stad\r\n2,\"\"\"Sillat\"\" ry\"\r\n", ","},
		{"lines of the old Mac", "id,name\r1,Åbo; stad\r2,\"\"\"Sillat\"\" ry\"\r", ","},
		{"blanks around the names of columns", " id , name\n1,Åbo; stad\n2,\"\"\"Sillat\"\" ry\"\n", ","},
		{"surplus empty values", "id,name\n1,Åbo; stad,,\n2,\"\"\"Sillat\"\" ry\",\n", ","},
	} {
		t.Run(c.promise, func(t *testing.T) {
			got, _, id := read(t, "a.csv", c.text)
			if id != "csv" || len(got.Tables) != 1 || len(got.Problems) != 0 {
				t.Fatalf("read as %s with %d tables and problems %v", id, len(got.Tables), got.Problems)
			}
			if diff := cmp.Diff(format.Table{Header: []string{"id", "name"}, Line: 1, Delimiter: c.delimiter}, got.Tables[0]); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(want, got.Rows[0]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCSVLineNumbersArePhysical(t *testing.T) {
	got, _, _ := read(t, "a.csv", "sep=;\n\nid;note\n1;\"two\nlines\"\n;;\n\n2;after\n")
	want := []line{{4, []string{"1", "two\nlines"}}, {8, []string{"2", "after"}}}
	if diff := cmp.Diff(want, got.Rows[0]); diff != "" {
		t.Error(diff)
	}
	if got.Tables[0].Line != 3 {
		t.Errorf("the header stands on line %d, not 3", got.Tables[0].Line)
	}
}

func TestCSVTellsWhatIsWrongAndGoesOn(t *testing.T) {
	big := strings.Repeat("x", format.MaxField+1)
	for _, c := range []struct {
		promise, text string
		want          []fault.Problem
		rows          int
	}{
		{"an unclosed quote is reported where it was opened", "id,name\n1,a\n2,\"b\n3,c\n4,d\n",
			[]fault.Problem{{Line: 3, Value: "b\n3,c\n4,d", Expected: "a closing quote", Fatal: true}}, 1},
		{"the line of the quote, not of the record", "id,name,note\n1,\"a\nb\",\"open\n2,c,d\n",
			[]fault.Problem{{Line: 3, Value: "open\n2,c,d", Expected: "a closing quote", Fatal: true}}, 0},
		{"text after a closing quote", "id,name\n1,\"a\"b\n2,c\n",
			[]fault.Problem{{Line: 2, Value: "a", Expected: "a delimiter after the closing quote", Fatal: true}}, 1},
		{"a row too wide", "id,name\n1,a,b\n2,c\n",
			[]fault.Problem{{Line: 2, Value: "1,a,b", Expected: "2 values, as in the header, not 3", Fatal: true}}, 1},
		{"a row too narrow", "id;name\n1\n2;c\n",
			[]fault.Problem{{Line: 2, Value: "1", Expected: "2 values, as in the header, not 1", Fatal: true}}, 1},
		{"a value past the limit", "id,name\n1," + big + "\n2,c\n",
			[]fault.Problem{{Line: 2, Value: big[:79] + "…", Expected: "values of at most 1 MiB", Fatal: true}}, 1},
		{"an empty file", "\n\n",
			[]fault.Problem{{Expected: "a first line with the names of the columns", Fatal: true}}, 0},
		{"two encodings in one file", "id,name\n1,åäö\n" + strings.Repeat("2,b\n", 20000) + "3,\xe5\n",
			[]fault.Problem{{Line: 20001, Expected: "one encoding throughout the file", Fatal: true}}, -1},
	} {
		t.Run(c.promise, func(t *testing.T) {
			got, _, _ := read(t, "a.csv", c.text)
			for i := range got.Problems {
				if got.Problems[i].Remedy == "" {
					t.Errorf("no remedy in %v", got.Problems[i])
				}
				got.Problems[i].Remedy = ""
				if c.rows < 0 {
					got.Problems[i].Line = c.want[0].Line // where decoding stops depends on its buffers
				}
			}
			if diff := cmp.Diff(c.want, got.Problems); diff != "" {
				t.Error(diff)
			}
			if c.rows > 0 && len(got.Rows[0]) != c.rows {
				t.Errorf("%d good rows were read, not %d", len(got.Rows[0]), c.rows)
			}
		})
	}
}

func TestDelimiterIsDecidedByTheHeader(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"id,tags\n1,a;b;c;d\n2,a;b;c;d\n", ","},
		{"id;weight\n1;1,5\n2;2,5\n", ";"},
		{"id\tplace\n1\tTurku, FI; Åbo\n", "\t"},
		{"sep=|\nid|name\n1|a,b\n", "|"},
		{"id\n1\n2\n", ","},
	} {
		got, _, _ := read(t, "a.csv", c.text)
		if got.Tables[0].Delimiter != c.want {
			t.Errorf("%q is delimited by %q, not %q", c.text, c.want, got.Tables[0].Delimiter)
		}
	}
}
