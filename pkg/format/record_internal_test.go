package format

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRecords holds the record reader to encoding/csv as an oracle: whatever that accepts is read into the same values
// on the same lines.
func FuzzRecords(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "a,\"b\nc\"\n\n\"\"\"\",\n", "a,b", "\"a,b", "a\"b,c\n", "\"a\"b\n", ",,\n\n,", "\"\"\n"} {
		f.Add(seed, false)
		f.Add(strings.ReplaceAll(seed, ",", ";"), true)
	}
	f.Fuzz(func(t *testing.T, text string, semicolons bool) {
		comma := byte(',')
		if semicolons {
			comma = ';'
		}
		got, lines, clean := drain(t, text, comma)
		oracle := csv.NewReader(strings.NewReader(text))
		oracle.Comma, oracle.FieldsPerRecord = rune(comma), -1
		var want [][]string
		var wantLines []int
		for {
			values, err := oracle.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return // the oracle refuses the text; that ours did not panic or hang is all that is asked
			}
			at, _ := oracle.FieldPos(0)
			want, wantLines = append(want, values), append(wantLines, at)
		}
		// The line ends of Windows are made one before records are read, and the reader takes what is no text as it is.
		if strings.Contains(text, "\r") || !utf8.ValidString(text) || len(text) > MaxField {
			return
		}
		if !clean {
			t.Fatalf("%q is well formed and was refused", text)
		}
		if !slices.EqualFunc(want, got, slices.Equal[[]string]) || !slices.Equal(wantLines, lines) {
			t.Fatalf("%q\n got %q on lines %v\nwant %q on lines %v", text, got, lines, want, wantLines)
		}
	})
}

func drain(t *testing.T, text string, comma byte) (rows [][]string, lines []int, clean bool) {
	t.Helper()
	r := newRecords(strings.NewReader(text), comma)
	clean = true
	for {
		values, line, wrong, err := r.next()
		switch {
		case errors.Is(err, io.EOF):
			return rows, lines, clean
		case err != nil:
			t.Fatalf("a text in memory cannot fail to be read: %v", err)
		case wrong != nil:
			clean = false
		default:
			rows, lines = append(rows, slices.Clone(values)), append(lines, line)
		}
	}
}

// A record longer than any buffer is still one record, and one past the limit ends the reading.
func TestLongRecords(t *testing.T) {
	wide := strings.Repeat("x", 3*headSize)
	rows, lines, clean := drain(t, "a,"+wide+"\nb,\""+wide+"\n\"\nc,d\n", ',')
	want := [][]string{{"a", wide}, {"b", wide + "\n"}, {"c", "d"}}
	if !clean || !slices.EqualFunc(want, rows, slices.Equal[[]string]) || !slices.Equal(lines, []int{1, 2, 4}) {
		t.Errorf("%d records on lines %v, clean %v", len(rows), lines, clean)
	}
	for _, endless := range []string{strings.Repeat("x", MaxRecord+headSize+1) + "\nb\n", "\"" + strings.Repeat("x\n", MaxRecord/2+1)} {
		if rows, _, clean := drain(t, endless, ','); clean || len(rows) != 0 {
			t.Errorf("an endless record gave %d records, clean %v", len(rows), clean)
		}
	}
	if _, _, clean := drain(t, strings.Repeat(",", MaxColumns)+"\n", ','); clean {
		t.Error("more columns than the limit were accepted")
	}
}
