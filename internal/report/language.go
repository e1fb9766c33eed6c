package report

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// Language is one of the languages that reports are written in.
type Language string

// The languages.
const (
	English Language = "en"
	Finnish Language = "fi"
	Swedish Language = "sv"
)

// ParseLanguage reads a language's code; another one is a fault.Invalid.
func ParseLanguage(code string) (Language, error) {
	switch l := Language(code); l {
	case English, Finnish, Swedish:
		return l, nil
	}
	return "", fault.New(fault.Invalid, "lang is %q; expected fi, sv or en", code)
}

// In is the text in a language.
func (t Text) In(l Language) string {
	switch l {
	case Finnish:
		return t.Finnish
	case Swedish:
		return t.Swedish
	}
	return t.English
}

// Count writes a whole number with the language's thousands.
func (l Language) Count(n int64) string {
	return Sentence(Same("%s"), n).In(l)
}

// Figure writes a figure to three significant digits, whole numbers whole, with the language's point and thousands; "–" when undefined.
func (l Language) Figure(x float64) string {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return "–"
	case x == math.Trunc(x) && math.Abs(x) < 1e15 || math.Abs(x) >= 100:
		return l.Count(int64(math.Round(x)))
	}
	digits := max(0, 2-int(math.Floor(math.Log10(math.Abs(x)))))
	return l.point(strconv.FormatFloat(x, 'f', min(digits, 6), 64))
}

// Percent writes a share, 0–1, in per cent; small ones with a decimal, "–" when undefined.
func (l Language) Percent(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–"
	}
	digits := 0
	if x != 0 && math.Abs(x) < 0.0995 {
		digits = 1
	}
	return l.percent(l.point(strconv.FormatFloat(100*x, 'f', digits, 64)))
}

// WholePercent writes a share in whole per cent, for tables.
func (l Language) WholePercent(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–"
	}
	return l.percent(l.Count(int64(math.Round(100 * x))))
}

func (l Language) percent(text string) string {
	if l == English {
		return text + "%"
	}
	return text + noBreak + "%"
}

// Likelihood writes a probability, very small ones as a bound.
func (l Language) Likelihood(p float64) string {
	switch {
	case math.IsNaN(p):
		return "–"
	case p < 0.001:
		return "<" + noBreak + l.point("0.001")
	}
	return l.point(strconv.FormatFloat(p, 'f', 3, 64))
}

// Day writes a date as the language does.
func (l Language) Day(t time.Time) string {
	if l == English {
		return t.Format("2 January 2006")
	}
	return t.Format("2.1.2006")
}

func (l Language) point(text string) string {
	if l == English {
		return text
	}
	return strings.Replace(strings.Replace(text, ".", ",", 1), "-", "−", 1)
}
