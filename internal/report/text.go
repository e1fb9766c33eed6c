// Package report puts computed facts into words. Every sentence is made from figures that stand in the result beside it; nothing
// is guessed or generated.
package report

import (
	"strconv"
	"strings"
)

// Text is one sentence or more in the three languages.
type Text struct {
	English string `json:"en"`
	Finnish string `json:"fi"`
	Swedish string `json:"sv"`
}

// grouped writes a whole number with its thousands apart: by commas in English, by no-break spaces in Finnish and Swedish.
func grouped(n int64, separator string) string {
	digits := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && d != '-' && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// The thousands' separators.
const (
	comma   = ","
	noBreak = "\u00a0"
)

// decimal writes a figure with one decimal, or none when it is whole.
func decimal(x float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(x, 'f', 1, 64), ".0")
}
