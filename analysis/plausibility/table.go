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
	width int
	rows  []float32
	came  []bool
}

func (t *table) len() int { return len(t.came) }

func (t *table) row(i int) []float32 { return t.rows[i*t.width : (i+1)*t.width] }

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
