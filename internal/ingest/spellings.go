package ingest

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/sillat/sillat/pkg/fault"
)

// Values of fewer letters may be codes, in which capitals matter; a column with more different ones, such as of towns, is nobody’s silos.
const (
	shortestSpelling = 3
	mostSpellings    = 60
)

// spelling is one way in which a column's value is written.
type spelling struct {
	rows, first int // how many rows have it, and the first of them
}

// unifySpellings takes values of a column that differ in capitals and blanks only for the one that most rows have, and tells each: “Kunta” and “KUNTA”
// would be two silos else, with a gap between them that nobody means.
func (r *reader) unifySpellings() {
	columns := map[string]map[string]spelling{}
	for i, a := range r.picture.Actors {
		for name, value := range a.Attributes {
			ways := columns[name]
			if ways == nil {
				ways = map[string]spelling{}
				columns[name] = ways
			}
			way, known := ways[value]
			if !known {
				if len(ways) > mostSpellings {
					continue
				}
				way.first = i
			}
			way.rows++
			ways[value] = way
		}
	}
	meant := map[string]map[string]string{} // by column, the value to take for one that is written otherwise
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		if len(columns[name]) <= mostSpellings {
			meant[name] = r.meantBy(name, columns[name])
		}
	}
	for _, a := range r.picture.Actors {
		for name, value := range a.Attributes {
			if other, ok := meant[name][value]; ok {
				a.Attributes[name] = other
			}
		}
	}
}

// meantBy says for each value of a column that is the same as a more frequent one but for capitals and blanks, which one that is.
func (r *reader) meantBy(column string, ways map[string]spelling) map[string]string {
	best := map[string]string{} // by the loose form
	order := slices.SortedFunc(maps.Keys(ways), func(a, b string) int { return ways[a].first - ways[b].first })
	for _, value := range order {
		form := loose(value)
		if other, ok := best[form]; !ok || ways[value].rows > ways[other].rows {
			best[form] = value
		}
	}
	out := map[string]string{}
	for _, value := range order {
		form := loose(value)
		if best[form] == value || utf8.RuneCountInString(form) < shortestSpelling {
			continue
		}
		out[value] = best[form]
		at := r.picture.Actors[ways[value].first].Source
		r.report(fault.Problem{
			File: at.File, Line: at.Line, Column: column, Value: value, Expected: "one spelling for each value",
			Remedy: fmt.Sprintf("read as %q, as other rows have it; rows written this way: %d", best[form], ways[value].rows),
		})
	}
	return out
}
