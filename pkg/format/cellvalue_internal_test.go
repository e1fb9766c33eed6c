package format

import "testing"

func TestStylesThatShowDays(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, "d.m.yyyy": true, `d\.m\.yyyy;@`: true, "[$-40B]mmmm yy;@": true, "mmm": true, "m/d/yy h:mm": true,
		"General": false, "0.00": false, "h:mm:ss": false, "mm:ss.0": false, "[h]:mm": false, `0 "days"`: false, `#,##0\ "d"`: false, "[Red]0.0": false, "_-* #,##0.00_d": false, "@": false,
	} {
		if got := showsDay(code); got != want {
			t.Errorf("%s shows a day: %v, want %v", code, got, want)
		}
	}
	for id, want := range map[string]bool{"0": false, "14": true, "17": true, "18": false, "21": false, "22": true, "45": false, "49": false, "57": true, "": false, "-3": false} {
		if got := builtInDay(id); got != want {
			t.Errorf("format %q shows a day: %v, want %v", id, got, want)
		}
	}
}

// The serial numbers are those that Excel shows for the dates typed into it.
func TestNumbersOfCells(t *testing.T) {
	for _, c := range []struct {
		raw      string
		day      bool
		from1904 bool
		want     string
	}{
		{"45382", true, false, "2024-03-31"}, {"1", true, false, "1900-01-01"}, {"59", true, false, "1900-02-28"}, {"61", true, false, "1900-03-01"},
		{"2958465", true, false, "9999-12-31"}, {"43920", true, true, "2024-03-31"}, {"0", true, true, "1904-01-01"}, {"45382.5625", true, false, "2024-03-31T13:30:00"},
		// No day: the 29 February 1900 of Excel, a time alone, what lies before and after all days.
		{"60", true, false, "60"}, {"0.5", true, false, "0.5"}, {"-1", true, false, "-1"}, {"-1", true, true, "-1"}, {"2958466", true, false, "2958466"}, {"1e300", true, true, "1e+300"},
		{"1.1000000000000001", false, false, "1.1"}, {"0.30000000000000004", false, false, "0.30000000000000004"}, {"8.9612722600000000E+8", false, false, "896127226"},
		{"-0.25", false, false, "-0.25"}, {"1e-9", false, false, "1e-09"}, {"NaN", false, false, "NaN"}, {"x", true, false, "x"}, {"", true, false, ""},
	} {
		w := workbook{from1904: c.from1904}
		if got := w.number(c.raw, c.day); got != c.want {
			t.Errorf("%q (day %v, from 1904 %v) is %q, want %q", c.raw, c.day, c.from1904, got, c.want)
		}
	}
}

func TestCellsAreNamedAsSpreadsheetsDo(t *testing.T) {
	for column, name := range map[int]string{0: "A7", 25: "Z7", 26: "AA7", 701: "ZZ7", 702: "AAA7", MaxColumns - 1: "XFD7"} {
		if got := CellName(column, 7); got != name || columnOf(name) != column {
			t.Errorf("column %d is %s, want %s, which is column %d", column, got, name, columnOf(name))
		}
	}
	for _, bad := range []string{"", "A", "7", "a1", "$A$1", "ÅÄ1", "AAAAA1"} {
		if got := columnOf(bad); got != -1 {
			t.Errorf("%q is column %d", bad, got)
		}
	}
}
