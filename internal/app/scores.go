package app

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/analysis/snapshot"
)

// ScoreTable is one row per actor: id, name and a score per column. In JSON it is an array of objects whose keys are id, name and
// the columns' ids, in that order.
type ScoreTable struct {
	Columns []string
	Rows    int
	id      func(row int) string
	name    func(row int) string
	scores  [][]float64
}

func newScoreTable(g *snapshot.Graph) ScoreTable {
	return ScoreTable{
		Rows: g.Len(),
		id:   func(row int) string { return g.ID(int32(row)) },
		name: func(row int) string { return g.Name(int32(row)) },
	}
}

func (t *ScoreTable) add(column string, scores []float64) {
	t.Columns = append(t.Columns, column)
	t.scores = append(t.scores, scores)
}

// ID returns the id of the actor in a row.
func (t *ScoreTable) ID(row int) string { return t.id(row) }

// Name returns the name of the actor in a row.
func (t *ScoreTable) Name(row int) string { return t.name(row) }

// Score returns a row's score in a column.
func (t *ScoreTable) Score(row, column int) Number { return Number(t.scores[column][row]) }

// MarshalJSON writes the rows. It is written by hand because the keys are known only at run time and their order matters to readers.
func (t ScoreTable) MarshalJSON() ([]byte, error) {
	keys := make([][]byte, len(t.Columns))
	for i, c := range t.Columns {
		key, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		keys[i] = key
	}
	out := append(make([]byte, 0, 2+t.Rows*(48+24*len(keys))), '[')
	for row := range t.Rows {
		if row > 0 {
			out = append(out, ',')
		}
		id, err := json.Marshal(t.ID(row))
		if err != nil {
			return nil, err
		}
		name, err := json.Marshal(t.Name(row))
		if err != nil {
			return nil, err
		}
		out = append(append(append(append(out, `{"id":`...), id...), `,"name":`...), name...)
		for c := range keys {
			score, err := t.Score(row, c).MarshalJSON()
			if err != nil {
				return nil, err
			}
			out = append(append(append(append(out, ','), keys[c]...), ':'), score...)
		}
		out = append(out, '}')
	}
	return append(out, ']'), nil
}

// UnmarshalJSON reads rows as MarshalJSON writes them. The columns are those of the first row, in its order.
func (t *ScoreTable) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	var ids, names []string
	*t = ScoreTable{id: func(row int) string { return ids[row] }, name: func(row int) string { return names[row] }}
	if _, err := d.Token(); err != nil { // the array begins
		return err
	}
	for d.More() {
		if _, err := d.Token(); err != nil { // a row begins
			return err
		}
		ids, names = append(ids, ""), append(names, "")
		column := 0
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return err
			}
			switch key {
			case "id":
				err = d.Decode(&ids[t.Rows])
			case "name":
				err = d.Decode(&names[t.Rows])
			default:
				if t.Rows == 0 {
					t.add(fmt.Sprint(key), nil)
				}
				if column >= len(t.Columns) || t.Columns[column] != key {
					return fmt.Errorf("row %d of the scores has a column %v that the first has not there", t.Rows+1, key)
				}
				var n Number
				err = d.Decode(&n)
				t.scores[column] = append(t.scores[column], float64(n))
				column++
			}
			if err != nil {
				return err
			}
		}
		if column < len(t.Columns) {
			return fmt.Errorf("row %d of the scores has %d columns; the first has %d", t.Rows+1, column, len(t.Columns))
		}
		if _, err := d.Token(); err != nil { // the row ends
			return err
		}
		t.Rows++
	}
	_, err := d.Token()
	return err
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
