package format

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// number writes a stored number as people do, with all of its digits; under a style of dates it is a day, with the time if
// there is one. What is no number stays as it is and is told of when it is used.
func (w *workbook) number(raw string, date bool) string {
	raw = strings.TrimSpace(raw)
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return raw
	}
	if date {
		if s, ok := w.day(v); ok {
			return s
		}
	}
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// day reads a serial number of days. Excel counts from 1900 as if that had been a leap year, old Macs from 1904.
func (w *workbook) day(serial float64) (string, bool) {
	const last = 2_958_465 // 9999-12-31
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case w.from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case serial < 1 || serial >= 60 && serial < 61:
		return "", false // a time without a day, and the 29 February 1900 that never was
	case serial < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	if serial < 0 || serial >= last+1 {
		return "", false
	}
	whole := math.Floor(serial)
	t := epoch.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((serial-whole)*86_400)) * time.Second)
	if t.Hour()+t.Minute()+t.Second() == 0 {
		return t.Format(time.DateOnly), true
	}
	return t.Format("2006-01-02T15:04:05"), true
}

// readStyles finds out which styles show a number as a date.
func (w *workbook) readStyles(part string) error {
	own := map[string]string{} // codes by id
	inside := 0                // the depth of the list of the cells' formats; other lists hold elements of the same name
	return w.read(part, func(m *markup, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			own[attribute(e, "numFmtId")] = attribute(e, "formatCode")
		case "cellXfs":
			inside = m.depth
		case "cellStyleXfs", "cellStyles", "dxfs":
			inside = 0
		case "xf":
			if inside > 0 && m.depth == inside+1 {
				id := attribute(e, "numFmtId")
				code, named := own[id]
				w.styles = append(w.styles, named && showsDay(code) || !named && builtInDay(id))
			}
		}
		return nil
	})
}

// builtInDay reports whether a format that every spreadsheet knows by number shows a day; 27 to 36 and 50 to 58 are those
// of East Asia, most of them days.
func builtInDay(id string) bool {
	n, err := strconv.Atoi(id)
	return err == nil && (n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 54 || n == 57 || n == 58)
}

// notCode matches what a format's code shows as it is: quoted and escaped text, colours, languages and conditions.
var notCode = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|[\\_*].`)

// elapsed matches hours, minutes or seconds that go on past a day: how long something took.
var elapsed = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)

// showsDay reports whether a format's code has a year or a day, or a month that is not minutes.
func showsDay(code string) bool {
	lasts := elapsed.MatchString(code)
	code, _, _ = strings.Cut(strings.ToLower(notCode.ReplaceAllString(code, "")), ";")
	if lasts || strings.Contains(code, "general") {
		return false
	}
	return strings.ContainsAny(code, "yd") || strings.Contains(code, "m") && !strings.ContainsAny(code, "hs")
}

// escape matches a character that XML cannot hold, as workbooks write it.
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return e
		}
		return string(rune(n))
	})
}
