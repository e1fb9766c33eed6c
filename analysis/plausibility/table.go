package plausibility

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// bins is the most steps that a feature is cut into for learning.
const bins = 64

// table is what is learnt from: rows of features, and whether the tie came about.
type table struct {
	width  int
	rows   []float32
	came   []bool
	weight []float64 // for how many pairs a row stands; nil: one each
	ends   []int     // where the rows of every source end, in the order of the rows
}

func (t *table) len() int { return len(t.came) }

func (t *table) row(i int) []float32 { return t.rows[i*t.width : (i+1)*t.width] }

// put adds the pair of a source with v.
func (t *table) put(c *source, v int32, came bool) {
	n := len(t.rows)
	t.rows = slices.Grow(t.rows, t.width)[:n+t.width]
	c.row(v, t.rows[n:])
	t.came = append(t.came, came)
}

// add adds the rows of another table.
func (t *table) add(o *table) {
	for _, end := range o.ends {
		t.ends = append(t.ends, t.len()+end)
	}
	t.rows, t.came, t.weight = append(t.rows, o.rows...), append(t.came, o.came...), append(t.weight, o.weight...)
}

// binned is a table with every feature cut into steps of about equally many rows, column by column.
type binned struct {
	cut    [][]float32 // per feature the upper ends of its steps but the last, ascending
	column [][]uint8   // per feature the step of every row
}

// bin cuts a table into steps.
func (t *table) bin(ctx context.Context, threads int) (*binned, error) {
	b := &binned{cut: make([][]float32, t.width), column: make([][]uint8, t.width)}
	err := parallel.Blocks(ctx, t.width, 1, threads, nil, func(_, f, _, _ int) {
		n := t.len()
		sampled := make([]float32, 0, 20000)
		for i := 0; i < n; i += n/20000 + 1 {
			sampled = append(sampled, t.rows[i*t.width+f])
		}
		slices.Sort(sampled)
		var cut []float32
		for i := 1; i < bins; i++ {
			at := i * len(sampled) / bins
			if x := sampled[at]; x < sampled[len(sampled)-1] && (len(cut) == 0 || x > cut[len(cut)-1]) {
				cut = append(cut, x)
			}
		}
		column := make([]uint8, n)
		for i := range column {
			at, _ := slices.BinarySearch(cut, t.rows[i*t.width+f])
			column[i] = uint8(at)
		}
		b.cut[f], b.column[f] = cut, column
	})
	return b, err
}
