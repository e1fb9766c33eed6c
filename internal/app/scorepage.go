package app

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// ScoreView chooses rows and columns of scores, and their order.
type ScoreView struct {
	Sort   string   // a column, with a - before it from the highest; "": by id
	Fields []string // columns to tell; none: all
	Limit  int      // how many rows; 0: all
	Cursor string   // Next of the page before
}

// View keeps of a result's scores what a view chooses. Undefined scores come last in every order.
func (r *MetricsResult) View(v ScoreView) error {
	t := &r.Scores
	column := func(what, name string) (int, error) {
		i := slices.Index(t.Columns, name)
		if i < 0 {
			return 0, fault.New(fault.Invalid, "%s names %q; choose from %s", what, name, strings.Join(t.Columns, ", "))
		}
		return i, nil
	}
	rows := make([]int, t.Rows)
	for i := range rows {
		rows[i] = i
	}
	if v.Sort != "" {
		c, err := column("sort", strings.TrimPrefix(v.Sort, "-"))
		if err != nil {
			return err
		}
		down := strings.HasPrefix(v.Sort, "-")
		slices.SortStableFunc(rows, func(x, y int) int {
			a, b := t.scores[c][x], t.scores[c][y]
			switch {
			case math.IsNaN(a) || math.IsNaN(b):
				return cmp.Compare(nans(a), nans(b))
			case down:
				return cmp.Compare(b, a)
			}
			return cmp.Compare(a, b)
		})
	}
	from := 0
	if v.Cursor != "" {
		n, err := strconv.Atoi(v.Cursor)
		if err != nil || n < 1 || n > t.Rows {
			return fault.New(fault.Invalid, "cursor %q is not one that this service gave; start again without a cursor", v.Cursor)
		}
		from = n
	}
	to := t.Rows
	if v.Limit > 0 && from+v.Limit < to {
		to = from + v.Limit
		r.Next = strconv.Itoa(to)
	}
	rows = rows[from:to]
	names, scores := t.Columns, t.scores
	if len(v.Fields) > 0 {
		names, scores = nil, nil
		for _, name := range v.Fields {
			c, err := column("fields", name)
			if err != nil {
				return err
			}
			names, scores = append(names, name), append(scores, t.scores[c])
		}
	}
	if v.Sort == "" && v.Limit == 0 && v.Cursor == "" {
		t.Columns, t.scores = names, scores
		return nil
	}
	id, name := t.id, t.name
	picked := ScoreTable{Columns: names, Rows: len(rows), id: func(i int) string { return id(rows[i]) }, name: func(i int) string { return name(rows[i]) }}
	for _, all := range scores {
		some := make([]float64, len(rows))
		for i, row := range rows {
			some[i] = all[row]
		}
		picked.scores = append(picked.scores, some)
	}
	*t = picked
	return nil
}

func nans(x float64) int {
	if math.IsNaN(x) {
		return 1
	}
	return 0
}

// NextPage is the cursor of the next page; "" on the last.
func (r *MetricsResult) NextPage() string { return r.Next }
