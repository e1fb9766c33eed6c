package format

import (
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// maxTitles is how many rows above the names of the columns may be a title, a date or a remark.
const maxTitles = 20

// namesColumns reports whether a row may name the columns of a table under a title: several values, each a word and none of them twice.
// What counts and measures is a row of the table itself.
func namesColumns(values []string) bool {
	seen := map[string]bool{}
	for _, v := range values {
		v = strings.TrimSpace(v)
		if v == "" {
			continue
		}
		if seen[v] || strings.Trim(v, "0123456789.,:-+% \u00a0") == "" {
			return false
		}
		seen[v] = true
	}
	return len(seen) > 1
}

// alone reports whether a row holds one value only, as a title does.
func alone(values []string) bool {
	n := 0
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			n++
		}
	}
	return n == 1
}

// titled is the warning that a row above the names of the columns was passed over.
func titled(line int, title string) fault.Problem {
	p := flaw(line, Excerpt(strings.TrimSpace(title)), "the names of the columns in the first row", "it is taken for a title: the columns are named by the next row that holds several words")
	p.Fatal = false
	return p
}
