package plausibility

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// judge follows how well growing trees foretell a table that they do not learn from.
type judge struct {
	t     *table
	b     *binned   // the same table in steps
	score []float64 // per row, by all trees so far
	best  []float64 // the same by those that foretold it best
	least float64   // the loss of these
	lost  []float64 // per list
}

// begin starts from an outline without any tree.
func (j *judge) begin(ctx context.Context, base *outline, threads int) (err error) {
	if j.score, err = base.all(ctx, j.t, threads); err != nil {
		return err
	}
	j.best, j.lost = slices.Clone(j.score), make([]float64, len(j.t.ends))
	j.least, err = j.loss(ctx, threads)
	return err
}

// add takes one more tree in and reports whether no fewer foretell the table as well.
func (j *judge) add(ctx context.Context, t *stepped, threads int) (better bool, err error) {
	if err := j.b.raise(ctx, t, j.score, threads); err != nil {
		return false, err
	}
	loss, err := j.loss(ctx, threads)
	if better = loss < j.least; better && err == nil {
		j.least = loss
		copy(j.best, j.score)
	}
	return better, err
}

// loss is that of choices from the table's lists.
func (j *judge) loss(ctx context.Context, threads int) (float64, error) {
	err := parallel.Blocks(ctx, len(j.t.ends), 16, threads, nil, func(_, _, first, last int) {
		for i := first; i < last; i++ {
			lo, hi, found := j.t.list(i)
			j.lost[i] = 0
			if found == 0 {
				continue
			}
			sum, weight := logSum(j.score[lo:hi]), listWeight(found)
			for r := lo; r < hi; r++ {
				if j.t.came[r] {
					j.lost[i] += weight * (sum - j.score[r])
				}
			}
		}
	})
	var loss float64
	for _, l := range j.lost {
		loss += l
	}
	return loss, err
}
