package ingest

import (
	"slices"
	"strings"
)

// How a row begins that sums up those above it, in three languages: words that are nobody's name, and others that may be one.
var (
	onlySums = []string{"yhteensä", "loppusumma", "keskiarvo", "grand total", "totalt", "sammanlagt", "medelvärde", "genomsnitt"}
	maybeSum = []string{"summa", "total", "totals", "sum", "average"}
)

// sumsUp reports whether a row is no record but sums up the others: one of the words, and beside it nothing but numbers. A company may be called
// Total; a row that begins so must hold a number, and a company's also has a place or a kind.
func sumsUp(values []string) bool {
	begun, certain := false, false
	for _, v := range values {
		v = strings.TrimSpace(v)
		switch {
		case v == "":
		case !begun:
			word := strings.TrimSpace(strings.TrimSuffix(v, ":"))
			same := func(w string) bool { return strings.EqualFold(w, word) }
			if '0' <= v[0] && v[0] <= '9' {
				return false
			}
			certain = slices.ContainsFunc(onlySums, same)
			if begun = certain || slices.ContainsFunc(maybeSum, same); !begun {
				return false
			}
		default:
			if _, _, ok := parseNumber(v); !ok {
				return false
			}
			certain = true
		}
	}
	return begun && certain
}
