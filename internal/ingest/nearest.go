package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// comparisons is how many ids are compared, in all, to suggest the one that was meant: enough for the first hundred
// problems of most networks, and a fraction of a second.
const comparisons = 5_000_000

// nearest finds the id or name that a mistyped one was meant to be.
type nearest struct {
	budget int
	row    [2][]int
}

// find returns the id of the only record whose id or name is closest to value and close enough: one edit apart, or two
// when value has eight characters or more. Among numbered ids nearly all are one edit apart; then none is suggested.
func (n *nearest) find(value string, size int, at func(int) (id, name string)) (string, bool) {
	limit := 1
	if utf8.RuneCountInString(value) >= 8 {
		limit = 2
	}
	if n.budget -= 2 * size; n.budget < 0 || len(value) > 200 {
		return "", false
	}
	want := []rune(strings.ToLower(value))
	best, bestID, alone := limit+1, "", false
	for i := range size {
		id, name := at(i)
		d := n.distance(want, id, limit)
		if name != id {
			d = min(d, n.distance(want, name, limit))
		}
		switch {
		case d < best:
			best, bestID, alone = d, id, true
		case d == best:
			alone = false
		}
	}
	return bestID, alone && best <= limit
}

// distance is the number of single-character edits between a and b (Levenshtein 1966), or limit+1 when it is more. It is
// blind to capitals, which a is without.
func (n *nearest) distance(a []rune, b string, limit int) int {
	if len(b) > len(a)*utf8.UTFMax+limit*utf8.UTFMax || len(b)+limit < len(a) {
		return limit + 1
	}
	before, now := n.row[0][:0], n.row[1][:0]
	for i := range len(a) + 1 {
		before, now = append(before, i), append(now, 0)
	}
	n.row = [2][]int{before, now}
	j := 0
	for _, c := range b {
		j++
		now[0] = j
		least := j
		for i, d := range a {
			cost := 1
			if unicode.ToLower(c) == d {
				cost = 0
			}
			now[i+1] = min(before[i]+cost, before[i+1]+1, now[i]+1)
			least = min(least, now[i+1])
		}
		if least > limit {
			return limit + 1
		}
		before, now = now, before
	}
	return min(before[len(a)], limit+1)
}
