package brief

import (
	"strconv"

	"github.com/sillat/sillat/internal/report"
)

// mostSilos is how many silos a matrix shows: more do not fit a page.
const mostSilos = 14

// fewExpected is from how much expected weight on a share of it says something.
const fewExpected = 1

// matrix shows how much silos work together, as a share of what was expected.
func matrix(f *Facts, l report.Language) *Table {
	n := min(len(f.Silos), mostSilos)
	t := &Table{Header: []string{words.silo.In(l)}, Words: 1, Narrow: true}
	cells := make([][]Cell, n)
	for i := range n {
		number := strconv.Itoa(i + 1)
		t.Header = append(t.Header, number)
		cells[i] = make([]Cell, n+1)
		cells[i][0] = Cell{Text: number + " " + shortened(f.Silos[i].Name, 30)}
	}
	for _, link := range f.Links {
		if link.A >= n || link.B >= n {
			continue
		}
		c := Cell{Text: "·"}
		if link.Expected >= fewExpected {
			ratio := link.Weight / link.Expected
			c = Cell{Text: l.WholePercent(ratio), Tone: toneOf(ratio), Sure: link.Gap}
		}
		cells[link.A][link.B+1] = c
		if !f.Directed {
			cells[link.B][link.A+1] = c
		}
	}
	t.Rows = cells
	return t
}

// toneOf is how far a share lies from all that was expected.
func toneOf(ratio float64) int {
	switch {
	case ratio < 0.4:
		return -2
	case ratio < 0.8:
		return -1
	case ratio <= 1.25:
		return 0
	case ratio <= 2:
		return 1
	}
	return 2
}
