package format

import (
	"strings"
)

// delimiters in the order of preference when the text does not decide.
const delimiters = ",;\t"

// declared returns the delimiter that a first line such as "sep=;" names, as Excel writes and obeys it.
func declared(head string) (comma byte, ok bool) {
	line, _, _ := strings.Cut(head, "\n")
	line = strings.Trim(line, `"`)
	if len(line) == 5 && strings.EqualFold(line[:4], "sep=") {
		return line[4], true
	}
	return 0, false
}

// sniffDelimiter returns the delimiter that splits the header into several names and the rows into as many values. The
// header decides first: a list of tags in a row may hold many of a character that delimits nothing.
func sniffDelimiter(head string) byte {
	best, share := bestDelimiter(head)
	// Few rows are like the first one where that is a title. What is under it must then be regular, or it is no table with several columns.
	for range maxTitles {
		_, below, more := strings.Cut(head, "\n")
		if share > 0.5 || !more {
			break
		}
		head = below
		if comma, share := bestDelimiter(below); share > 0.9 {
			return comma
		}
	}
	return best
}

// bestDelimiter returns the delimiter that splits the first record and most of the others alike, and how many of them; a share of 0 means none.
func bestDelimiter(head string) (byte, float64) {
	best, bestShare, bestWidth := delimiters[0], 0.0, 1
	for _, comma := range []byte(delimiters) {
		width, share := regularity(head, comma)
		if width > 1 && (share > bestShare || share == bestShare && width > bestWidth) {
			best, bestShare, bestWidth = comma, share, width
		}
	}
	return best, bestShare
}

// regularity is the number of values in the first record and the share of the following twenty that have as many.
func regularity(head string, comma byte) (width int, share float64) {
	const sample = 20
	r := newRecords(strings.NewReader(head), comma)
	seen, same := 0, 0
	for seen <= sample {
		values, _, wrong, err := r.next()
		if err != nil {
			break
		}
		// The head may end within a record, which is nothing against the delimiter.
		if wrong != nil {
			continue
		}
		if seen == 0 {
			width = len(values)
		}
		if seen++; len(values) == width {
			same++
		}
	}
	return width, float64(same) / float64(max(seen, 1))
}
