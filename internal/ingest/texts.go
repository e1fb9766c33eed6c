package ingest

import "strings"

// texts keeps one copy of every text and numbers them from 0, since roles, types, attribute values and ids come again and again, and
// since a value would otherwise keep the whole row it was cut from.
type texts struct {
	numbers map[string]int32
	all     []string
	last    int32 // the number given last: rows often begin like the one before
	// Large networks mostly have counted ids. Those are found by what they count, which is several times as fast as by their digits.
	counted []int32 // one more than the number of the text that is this count; 0 when it is not known here
}

// number returns a text's number, a new one when it is new.
func (t *texts) number(s string) int32 {
	count, counts := countOf(s)
	if counts && count < len(t.counted) && t.counted[count] > 0 {
		return t.counted[count] - 1
	}
	if len(t.all) > 0 && t.all[t.last] == s {
		return t.last
	}
	n, ok := t.numbers[s]
	if !ok {
		n = int32(len(t.all))
		t.all = append(t.all, strings.Clone(s))
	}
	// The list of counts stays about as long as that of texts: of ids that leave gaps the large ones are found by their digits.
	if counts && count < 4*len(t.all)+64 {
		if count >= len(t.counted) {
			t.counted = append(t.counted, make([]int32, count+1-len(t.counted))...)
		}
		t.counted[count] = n + 1
	} else if !ok {
		if t.numbers == nil {
			t.numbers = make(map[string]int32)
		}
		t.numbers[t.all[n]] = n
	}
	t.last = n
	return n
}

// countOf returns the count that a text is as people write counts, with digits and without a leading zero.
func countOf(s string) (int, bool) {
	if s == "" || len(s) > 9 || s[0] == '0' && len(s) > 1 {
		return 0, false
	}
	count := 0
	for i := range len(s) {
		digit := s[i] - '0'
		if digit > 9 {
			return 0, false
		}
		count = 10*count + int(digit)
	}
	return count, true
}

// of returns the copy that is kept.
func (t *texts) of(s string) string {
	if s == "" {
		return ""
	}
	return t.all[t.number(s)]
}

// find returns the number of a text that is kept already.
func (t *texts) find(s string) (int32, bool) {
	if count, counts := countOf(s); counts && count < len(t.counted) && t.counted[count] > 0 {
		return t.counted[count] - 1, true
	}
	n, ok := t.numbers[s]
	return n, ok
}

// places says where the records with some ids stand, by the numbers of the ids.
type places []int32 // one more than the place; 0 for none

// at returns the place of the record whose id has a number.
func (p places) at(id int32) (int, bool) {
	if int(id) >= len(p) || p[id] == 0 {
		return 0, false
	}
	return int(p[id]) - 1, true
}

// put notes where a record stands.
func (p *places) put(id int32, place int) {
	for int(id) >= len(*p) {
		*p = append(*p, 0)
	}
	(*p)[id] = int32(place) + 1
}
