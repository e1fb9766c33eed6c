package plausibility

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/parallel"
)

// outline is a regression on the logarithms of a few features. It needs little history; trees refine it where there is more.
type outline struct {
	terms  []term
	weight []float64 // the constant, then one for each term
}

// term is a feature by its place in a row, with what keeps its logarithm finite; a floor of asItIs takes no logarithm. Where little is to be learnt from, its
// weight in a choice stays near what is expected.
type term struct {
	feature  int
	floor    float64
	expected float64
}

const asItIs = -1

func (t term) of(row []float32) float64 {
	if t.floor == asItIs {
		return float64(row[t.feature])
	}
	return math.Log(float64(row[t.feature]) + t.floor)
}

// all returns the log-odds for every row of a table.
func (o *outline) all(ctx context.Context, t *table, threads int) ([]float64, error) {
	odds := make([]float64, t.len())
	return odds, parallel.Blocks(ctx, t.len(), 1<<10, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			odds[i] = o.logOdds(t.row(i))
		}
	})
}

// outlined are the terms of a pair's outline. The source's own features are none of them: they are the same for all of its candidates. What is expected is
// what the prior says.
var outlined = []term{
	{commonNeighbours, 0.05, priorShared}, {adamicAdar, 0.05, 0}, {fadingAdamicAdar, 0.05, 0}, {threeSteps, 0.05, 0}, {walkLong, 0.05, 0}, {rareThemes, 0.05, 0},
	{candidateAt(0), 0.2, priorDegrees}, // partners
	{candidateAt(7), 0.2, 0},            // places beside (12 months)
}

// expected is the outline of what is expected before anything is learnt.
func expected(terms []term) *outline {
	o := &outline{terms: terms, weight: make([]float64, len(terms)+1)}
	for j, t := range terms {
		o.weight[j+1] = t.expected
	}
	return o
}

const (
	outlineRidge = 3.0  // pulls every weight of a regression but the constant to what is expected
	choiceRidge  = 30.0 // pulls every weight of a choice to what is expected: some hundred lists outweigh it
)

// put writes the outline's own row: 1, then the logarithms.
func (o *outline) put(row []float32, into []float64) {
	into[0] = 1
	for i, f := range o.terms {
		into[i+1] = f.of(row)
	}
}

// logOdds returns the log-odds for a row; of an outline made for choices, its score.
func (o *outline) logOdds(row []float32) float64 {
	sum := o.weight[0]
	for i, f := range o.terms {
		sum += o.weight[i+1] * f.of(row)
	}
	return sum
}

// logistic is the probability of log-odds.
func logistic(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

// fitOutline fits with a ridge: a logistic regression. Of a table in which nothing came, or all did, half a row is allowed for the unseen.
func fitOutline(ctx context.Context, t *table, terms []term, threads int) (*outline, error) {
	d := len(terms) + 1
	o := &outline{terms: terms, weight: make([]float64, d)}
	x := make([]float64, t.len()*d)
	err := parallel.Blocks(ctx, t.len(), 1<<12, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi; i++ {
			o.put(t.row(i), x[i*d:(i+1)*d])
		}
	})
	if err != nil {
		return nil, err
	}
	meant := expected(terms).weight
	copy(o.weight, meant)
	if all, came := t.weighed(); came == 0 || came == all {
		came = min(max(came, 0.5), all-0.5)
		o.weight = make([]float64, d)
		o.weight[0] = math.Log(came / max(all-came, 0.5))
		return o, nil
	}
	ridge := make([]float64, d)
	for j := range ridge[1:] {
		ridge[1+j] = outlineRidge
	}
	return o, descend(o.weight, ridge, meant, func(weight []float64) ([]float64, error) {
		sums := make([]float64, 1+d+d*d)
		return sums, parallel.Sum(ctx, t.len(), 1<<12, threads, nil, sums, func(_, lo, hi int, part []float64) {
			slope, curvature := part[1:1+d], part[1+d:]
			for i := lo; i < hi; i++ {
				row := x[i*d : (i+1)*d]
				var odds float64
				for j, v := range row {
					odds += weight[j] * v
				}
				p := logistic(odds)
				off, w := p, 1.0
				if t.weight != nil {
					w = t.weight[i]
				}
				if t.came[i] {
					off--
					odds = -odds
				}
				part[0] += w * (max(odds, 0) + math.Log1p(math.Exp(-math.Abs(odds)))) // of what came −ln p, of the others −ln(1−p)
				for j, v := range row {
					slope[j] += w * off * v
					bent := w * p * (1 - p) * v
					curved := curvature[j*d : j*d+j+1]
					for k, x := range row[:len(curved)] {
						curved[k] += bent * x
					}
				}
			}
		})
	})
}
