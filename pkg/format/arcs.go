package format

import (
	"slices"
	"strconv"
)

// arcs are the ties of a matrix, or of a list that stands for one. Whether they have a direction shows only in the whole: where every tie
// goes both ways with the same weight they have none, and each is one tie.
type arcs struct{ all []arc }

// arc is a value other than zero: the places of its row and column from 0, and where it stands.
type arc struct {
	from, to int
	weight   float64
	line     int
}

// arcEnds is what two arcs between the same actors share.
type arcEnds struct{ from, to int }

func (a *arcs) add(line, from, to int, weight float64) {
	if weight != 0 {
		a.all = append(a.all, arc{from, to, weight, line})
	}
}

// symmetric reports whether every tie goes both ways alike.
func (a *arcs) symmetric() bool {
	weights := make(map[arcEnds]float64, len(a.all))
	for _, t := range a.all {
		weights[arcEnds{t.from, t.to}] += t.weight
	}
	for ends, weight := range weights {
		if weights[arcEnds{ends.to, ends.from}] != weight {
			return false
		}
	}
	return true
}

// write hands the ties over as source, target, weight, directed and type, the actors by their ids.
func (a *arcs) write(row RowFunc, id func(int) string, relation string) error {
	directed := !a.symmetric()
	for _, t := range a.all {
		if !directed && t.from > t.to {
			continue
		}
		if err := row(t.line, []string{id(t.from), id(t.to), amount(t.weight), strconv.FormatBool(directed), relation}); err != nil {
			return err
		}
	}
	a.all = slices.Delete(a.all, 0, len(a.all))
	return nil
}

// arcHeader is the header of the table that write fills.
var arcHeader = []string{"source", "target", "weight", "directed", "type"}

// amount writes a weight so that reading gives the same one.
func amount(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
