package plausibility

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/parallel"
)

const (
	bins      = 64    // the most steps that a feature is cut into for learning
	binSample = 20000 // about how many rows say where the steps end
	binRows   = 128   // rows that stay at hand while they are cut, feature by feature
)

// table is what is learnt from: rows of features, and whether the tie came about.
type table struct {
	width  int
	rows   [][]float32 // side by side in memory source by source, and never copied from one table to another
	came   []bool
	sooner []bool    // whether it came before a nearer day; nil: not noted
	weight []float64 // for how many pairs a row stands; nil: one each
	whom   []int32   // per row the candidate
	ends   []int     // where the rows of every source end, in the order of the rows
}

func (t *table) len() int { return len(t.came) }

// weighed returns for how many pairs the table stands, and how many of them came about.
func (t *table) weighed() (all, came float64) {
	for i, is := range t.came {
		w := 1.0
		if t.weight != nil {
			w = t.weight[i]
		}
		if all += w; is {
			came += w
		}
	}
	return all, came
}

func (t *table) row(i int) []float32 { return t.rows[i] }

// joined returns the rows of some tables, one table after the other.
func joined(width int, tables []*table) *table {
	rows, lists, weights := 0, 0, 0
	for _, o := range tables {
		rows, lists, weights = rows+o.len(), lists+len(o.ends), weights+len(o.weight)
	}
	t := &table{width: width, rows: make([][]float32, 0, rows), came: make([]bool, 0, rows), weight: make([]float64, 0, weights), whom: make([]int32, 0, rows), ends: make([]int, 0, lists)}
	for _, o := range tables {
		for _, end := range o.ends {
			t.ends = append(t.ends, t.len()+end)
		}
		t.rows, t.came, t.weight, t.sooner = append(t.rows, o.rows...), append(t.came, o.came...), append(t.weight, o.weight...), append(t.sooner, o.sooner...)
		t.whom = append(t.whom, o.whom...)
	}
	if weights == 0 {
		t.weight = nil
	}
	return t
}

// part returns the lists from first until last, without a copy of their rows, and the place of these.
func (t *table) part(first, last int) (part *table, lo, hi int) {
	lo, hi = t.begin(first), t.begin(last)
	part = &table{width: t.width, rows: t.rows[lo:hi], came: t.came[lo:hi]}
	for _, end := range t.ends[first:last] {
		part.ends = append(part.ends, end-lo)
	}
	return part, lo, hi
}

// begin returns where the rows of a list begin.
func (t *table) begin(list int) int {
	if list == 0 {
		return 0
	}
	return t.ends[list-1]
}

// span returns the place of a list's rows.
func (t *table) span(list int) (lo, hi int) { return t.begin(list), t.ends[list] }

// binned is a table with every feature cut into steps of about equally many rows, column by column.
type binned struct {
	cut    [][]float32 // per feature the upper ends of its steps but the last, ascending
	column [][]uint8   // per feature the step of every row
}

// bin cuts a table into steps.
func (t *table) bin(ctx context.Context, threads int) (*binned, error) {
	b := &binned{cut: make([][]float32, t.width), column: make([][]uint8, t.width)}
	n := t.len()
	err := parallel.Blocks(ctx, t.width, 1, threads, nil, func(_, f, _, _ int) {
		sampled := make([]float32, 0, binSample)
		for i := 0; i < n; i += n/binSample + 1 {
			sampled = append(sampled, t.rows[i][f])
		}
		sortFloats(sampled)
		var cut []float32
		for i := 1; i < bins; i++ {
			at := i * len(sampled) / bins
			if x := sampled[at]; x < sampled[len(sampled)-1] && (len(cut) == 0 || x > cut[len(cut)-1]) {
				cut = append(cut, x)
			}
		}
		b.cut[f], b.column[f] = cut, make([]uint8, n)
	})
	if err != nil {
		return nil, err
	}
	cuts := make([]*limits, t.width)
	for f, cut := range b.cut {
		cuts[f] = limitsOf(cut)
	}
	return b, parallel.Blocks(ctx, n, binRows, threads, nil, func(_, _, lo, hi int) {
		for f, cut := range cuts {
			into, from := b.column[f][lo:hi], t.rows[lo:hi]
			last := from[0][f]
			if len(from) == 1 || last != from[1][f] {
				for i, row := range from {
					into[i] = cut.step(row[f])
				}
				continue
			}
			step := cut.step(last)
			for i, row := range from {
				if x := row[f]; x != last { // what is known of a source is the same for all its candidates
					last, step = x, cut.step(x)
				}
				into[i] = step
			}
		}
	})
}

// limits are the upper ends of a feature's steps, filled up with infinities: a search among them always takes six looks, and no branch has to be guessed.
type limits [bins]float32

func limitsOf(cut []float32) *limits {
	var l limits
	for i := copy(l[:], cut); i < len(l); i++ {
		l[i] = float32(math.Inf(1))
	}
	return &l
}

// step returns how many of the limits are below x.
func (l *limits) step(x float32) uint8 {
	at := uint(0)
	for half := uint(bins / 2); half > 0; half /= 2 {
		below := uint(0)
		if l[(at+half-1)%bins] < x {
			below = 1
		}
		at += half & -below
	}
	return uint8(at)
}

// part returns the steps of the rows from lo until hi.
func (b *binned) part(lo, hi int) *binned {
	p := &binned{cut: b.cut, column: make([][]uint8, len(b.column))}
	for f, c := range b.column {
		p.column[f] = c[lo:hi]
	}
	return p
}
