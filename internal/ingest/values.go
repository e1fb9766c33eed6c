package ingest

import (
	"math"
	"strconv"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
	"github.com/sillat/sillat/pkg/network"
)

// text returns the value of a field without blanks around it; "" when the table has no such column.
func (c cells) text(field int) string {
	column := c.t.columns.of[field]
	if column < 0 {
		return ""
	}
	return strings.TrimSpace(c.values[column])
}

// kept returns the value of a field that other rows repeat, as a record may keep it.
func (c cells) kept(field int) string { return c.t.r.texts.of(c.text(field)) }

// unique returns the value of a field that hardly any other row repeats, apart from the row it was cut from.
func (c cells) unique(field int) string { return strings.Clone(c.text(field)) }

// refuse adds a problem of one value that stops the import.
func (c cells) refuse(field int, value, expected, remedy string) {
	c.problem(field, value, expected, remedy, true)
}

func (c cells) problem(field int, value, expected, remedy string, fatal bool) {
	column, cell := c.t.shape.fields[field].name, ""
	if i := c.t.columns.of[field]; i >= 0 {
		column = c.t.head.Header[i]
		if c.t.head.Sheet != "" {
			cell = format.CellName(i, c.line)
		}
	}
	c.t.r.report(fault.Problem{File: c.t.file, Sheet: c.t.head.Sheet, Line: c.line, Cell: cell, Column: column, Value: value, Expected: expected, Remedy: remedy, Fatal: fatal})
}

func (c cells) source() network.Source { return network.Source{File: c.t.record, Line: c.line} }

// id returns the value of a field that must not be empty.
func (c cells) id(field int) (string, bool) {
	number, ok := c.idNumber(field)
	if !ok {
		return "", false
	}
	return c.t.r.texts.all[number], true
}

// idNumber is id as the number of the text.
func (c cells) idNumber(field int) (int32, bool) {
	id := c.text(field)
	if id == "" {
		c.refuse(field, "", "an id in every row", "fill it in, or take the row out")
		return 0, false
	}
	return c.t.r.texts.number(id), true
}

// number reads a finite number; what an empty value means is the caller's to say.
func (c cells) number(field int) (value float64, given bool) {
	s := c.text(field)
	if s == "" {
		return 0, false
	}
	v, comma, ok := parseNumber(s)
	if !ok {
		c.refuse(field, s, "a number", "write it with digits and a decimal point or comma, without unit and parts of thousands: 1234.5")
		return 0, false
	}
	if comma {
		c.t.report.DecimalComma = true
	} else if strings.Contains(s, ".") {
		c.t.decimalPoint = true
	}
	return v, true
}

// parseNumber reads a finite number with a decimal point or comma. Blanks may part thousands, as Finnish and Swedish
// spreadsheets write them; points and commas may not, since 1,234 would then have two meanings.
func parseNumber(s string) (value float64, comma, ok bool) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u2009', '\u202f':
			return -1
		case '\u2212': // the minus sign of typographers
			return '-'
		default:
			return r
		}
	}, s)
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s, comma = strings.Replace(s, ",", ".", 1), true
	}
	// ParseFloat takes more than people mean by a number: Inf, NaN, hexadecimal and 1_000.
	if strings.Trim(s, "+-.0123456789eE") != "" || strings.ContainsAny(s, "_xXpPnNiI") {
		return 0, comma, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, comma, err == nil && !math.IsInf(v, 0)
}

// period reads a start and an end: the first day that the one stands for and the last of the other. An end before the
// start is kept as it is written and told as a warning: neither date is known to be the wrong one, real registers have
// such rows, and changing them would hide it. Until it is mended, only date windows that hold both days see the record.
func (c cells) period(startField, endField int) (start, end network.Date) {
	start, _ = c.date(startField)
	_, end = c.date(endField)
	if start.IsSet() && end.IsSet() && end < start {
		c.problem(endField, c.text(endField), "an end on or after the start "+start.String(),
			"mend one of them: until then only date windows that hold both see this row", false)
	}
	return start, end
}

func (c cells) date(field int) (first, last network.Date) {
	s := c.text(field)
	first, last, err := network.ParseDate(s)
	if err != nil {
		c.refuse(field, s, "a date", "write 2024-03-31, 31.3.2024, 2024-03 or 2024, or leave it empty")
	}
	return first, last
}

// attributes returns the values of the columns that are attributes; nil when all are empty.
func (c cells) attributes() map[string]string {
	var out map[string]string
	for _, a := range c.t.attributes {
		v := strings.TrimSpace(c.values[a.column])
		if v == "" {
			continue
		}
		if out == nil {
			out = make(map[string]string, len(c.t.attributes))
		}
		out[a.name] = c.t.r.texts.of(v)
	}
	return out
}
