package plausibility

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/parallel"
)

// A list is all candidates of one source. Who ranks them needs to tell the found from the others of the same list only: that some
// sources find more partners than others is no help. So the order is learnt list by list, as a choice among the candidates (D. McFadden 1974;
// Z. Cao et al. 2007, doi:10.1145/1273496.1273513): the loss of a list is the sum over those found of −ln(e^score / Σ e^score of all in it).

// listWeight is what each tie found weighs in a list. An actor with many new partners weighs more than one with few, but by the root only: most of
// them come in one piece of work.
func listWeight(found float64) float64 { return 1 / math.Sqrt(found) }

// list returns the place of a list's rows, and how many of them came.
func (t *table) list(i int) (lo, hi int, found float64) {
	lo, hi = t.span(i)
	for _, came := range t.came[lo:hi] {
		if came {
			found++
		}
	}
	return lo, hi, found
}

// highestOf returns the highest of some scores, -∞ of none. Exponentials are taken of what scores are below it, so that none overflows.
func highestOf(score []float64) float64 {
	highest := math.Inf(-1)
	for _, x := range score {
		highest = max(highest, x)
	}
	return highest
}

// logSum returns the logarithm of the sum of the exponentials of some scores.
func logSum(score []float64) float64 {
	highest := highestOf(score)
	var sum float64
	for _, x := range score {
		sum += math.Exp(x - highest)
	}
	return highest + math.Log(sum)
}

// shares is logSum, and writes the share of each of the scores in the sum of their exponentials.
func shares(score, into []float64) float64 {
	highest := highestOf(score)
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

// fitChoice fits an outline to the lists of a table, with a ridge around what is expected, and returns it with the scores that it gives the rows. Its constant is 0: it
// says nothing of how many are found.
func fitChoice(ctx context.Context, t *table, terms []term, threads int) (*outline, []float64, error) {
	d := len(terms)
	o := expected(terms)
	x := make([]float64, t.len()*(d+1))
	err := parallel.Blocks(ctx, t.len(), 1<<12, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			o.put(t.row(i), x[i*(d+1):(i+1)*(d+1)])
		}
	})
	if err != nil {
		return nil, nil, err
	}
	ridge, toward := make([]float64, d), make([]float64, d)
	for j := range ridge {
		ridge[j], toward[j] = choiceRidge, terms[j].expected
	}
	scored := func(weight []float64, r int) (sum float64) {
		row := x[r*(d+1)+1 : (r+1)*(d+1)]
		for j, w := range weight {
			sum += w * row[j]
		}
		return sum
	}
	scores, parts := make([]float64, t.len()), make([]float64, t.len())
	err = descend(o.weight[1:], ridge, toward, func(weight []float64) ([]float64, error) {
		sums := make([]float64, 1+d+d*d)
		return sums, parallel.Sum(ctx, len(t.ends), 8, threads, nil, sums, func(_, first, last int, part []float64) {
			slope, curvature := part[1:1+d], part[1+d:]
			center, off := make([]float64, d), make([]float64, d)
			for i := first; i < last; i++ {
				lo, hi, found := t.list(i)
				if found == 0 {
					continue
				}
				score, share := scores[lo:hi], parts[lo:hi]
				for r := range score {
					score[r] = scored(weight, lo+r)
				}
				all := shares(score, share)
				clear(center)
				for r, p := range share {
					for j, v := range x[(lo+r)*(d+1)+1 : (lo+r+1)*(d+1)] {
						center[j] += p * v
					}
				}
				weight := listWeight(found)
				for r, p := range share {
					surprise := found * p
					if t.came[lo+r] {
						surprise--
						part[0] += weight * (all - score[r])
					}
					row := x[(lo+r)*(d+1)+1 : (lo+r+1)*(d+1)]
					for j, v := range row {
						slope[j] += weight * surprise * v
						off[j] = v - center[j]
						bent := weight * found * p * off[j]
						curved := curvature[j*d : j*d+j+1]
						for k, other := range off[:len(curved)] {
							curved[k] += bent * other
						}
					}
				}
			}
		})
	})
	if err != nil {
		return nil, nil, err
	}
	for r := range scores {
		scores[r] = scored(o.weight[1:], r)
	}
	return o, scores, nil
}
