package plausibility

import (
	"context"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/sillat/sillat/analysis/parallel"
)

// A list is all candidates of one source. Who ranks them needs to tell the found from the others of the same list only: that some
// sources find more partners than others is no help. So the order is learnt list by list, as a choice among the candidates (D. McFadden 1974;
// Z. Cao et al. 2007, doi:10.1145/1273496.1273513): the loss of a list is the sum over those found of −ln(e^score / Σ e^score of all in it).

// lists calls do for every list of a table that something can be learnt from, with the place of its rows and its weight for each tie found. An actor with
// many new partners weighs more than one with few, but by the root only: most of them come in one piece of work.
func (t *table) lists(ctx context.Context, threads int, do func(lo, hi int, found, weight float64)) error {
	return parallel.Blocks(ctx, len(t.ends), 8, threads, nil, func(_, _, first, last int) {
		for i := first; i < last; i++ {
			if lo, hi, found := t.list(i); found > 0 {
				do(lo, hi, found, 1/math.Sqrt(found))
			}
		}
	})
}

// list returns the place of a list's rows, and how many of them came.
func (t *table) list(i int) (lo, hi int, found float64) {
	if hi = t.ends[i]; i > 0 {
		lo = t.ends[i-1]
	}
	for _, came := range t.came[lo:hi] {
		if came {
			found++
		}
	}
	return lo, hi, found
}

// shares writes the share of each of some scores in the sum of their exponentials, and returns the logarithm of that sum.
func shares(score, into []float64) float64 {
	highest := math.Inf(-1)
	for _, x := range score {
		highest = max(highest, x)
	}
	var sum float64
	for i, x := range score {
		into[i] = math.Exp(x - highest)
		sum += into[i]
	}
	for i := range score {
		into[i] /= sum
	}
	return highest + math.Log(sum)
}

// fitChoice fits an outline to the lists of a table, by Newton's method with a ridge around what is expected. Its constant is 0: it says nothing of how many are found.
func fitChoice(ctx context.Context, t *table, terms []term, threads int) (*outline, error) {
	d := len(terms)
	o := &outline{terms: terms, weight: make([]float64, d+1)}
	for j, t := range terms {
		o.weight[j+1] = t.expected
	}
	x := make([]float64, t.len()*(d+1))
	err := parallel.Blocks(ctx, t.len(), 1<<12, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			o.put(t.row(i), x[i*(d+1):(i+1)*(d+1)])
		}
	})
	if err != nil {
		return nil, err
	}
	for range outlineRounds {
		sums := make([]float64, d+d*d)
		err := parallel.Sum(ctx, len(t.ends), 8, threads, nil, sums, func(_, first, last int, part []float64) {
			center := make([]float64, d)
			var score, share []float64
			for i := first; i < last; i++ {
				lo, hi, found := t.list(i)
				if found == 0 {
					continue
				}
				score, share = score[:0], append(share[:0], make([]float64, hi-lo)...)
				for r := lo; r < hi; r++ {
					var sum float64
					for j, w := range o.weight[1:] {
						sum += w * x[r*(d+1)+1+j]
					}
					score = append(score, sum)
				}
				shares(score, share)
				clear(center)
				for r, p := range share {
					for j := range center {
						center[j] += p * x[(lo+r)*(d+1)+1+j]
					}
				}
				weight := 1 / math.Sqrt(found)
				for r, p := range share {
					slope := -found * p
					if t.came[lo+r] {
						slope++
					}
					row := x[(lo+r)*(d+1)+1 : (lo+r+1)*(d+1)]
					for j, v := range row {
						part[j] += weight * slope * v
						for k := range j + 1 {
							part[d+j*d+k] += weight * found * p * (v - center[j]) * (row[k] - center[k])
						}
					}
				}
			}
		})
		if err != nil {
			return nil, err
		}
		for j := range d {
			sums[j] -= choiceRidge * (o.weight[j+1] - terms[j].expected)
			sums[d+j*d+j] += choiceRidge
		}
		curvature := mat.NewSymDense(d, nil)
		for j := range d {
			for k := range j + 1 {
				curvature.SetSym(j, k, sums[d+j*d+k])
			}
		}
		var factors mat.Cholesky
		var step mat.VecDense
		if !factors.Factorize(curvature) || factors.SolveVecTo(&step, mat.NewVecDense(d, sums[:d])) != nil {
			break
		}
		largest := 0.0
		for j := range d {
			o.weight[j+1] += step.AtVec(j)
			largest = max(largest, math.Abs(step.AtVec(j)))
		}
		if largest < outlineDone {
			break
		}
	}
	return o, nil
}
