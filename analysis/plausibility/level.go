package plausibility

import (
	"context"
	"math"
)

// Scores rank the candidates of one source and say nothing of how many of them come about: to one who finds many partners all are likelier. A level turns a
// score into a probability by two ways, and takes their mean. A logistic regression of what came about on the score and on what is known of the source goes wrong where the
// truth bends, such as where all of the best are as likely; a curve of a few steps on top of it does not, but follows what was chance in the one period that it is fitted to. Of several
// networks and splits the mean errs least in the next.

// levelTerms are the terms of a level's own rows: the score and the source's partners. More would describe the few hundred sources that it is learnt from,
// and not the others. A score is the logarithm of a share, so a chance is expected to rise with its exponential.
var levelTerms = []term{{feature: 0, floor: asItIs, expected: 1}, {feature: 1, floor: 0.2}}

// levelRow writes a level's row for a pair.
func levelRow(score float64, row []float32) []float32 {
	return []float32{float32(score), row[sourceAt(0)]}
}

// level says how probable a pair is by its score and by what is known of the source.
type level struct {
	odds  *outline
	curve curve // on the log-odds
}

// levelSteps is about the most steps that a level's curve has, and fewestInStep how many pairs each holds at least.
const (
	levelSteps   = 20
	fewestInStep = 100
)

// at returns the probability of a pair; NaN when nothing was learnt.
func (l level) at(score float64, row []float32) float64 {
	if l.odds == nil {
		return math.NaN()
	}
	odds := l.odds.logOdds(levelRow(score, row))
	return (logistic(odds) + l.curve.at(odds)) / 2
}

// fitLevel fits a level to a table that nothing was learnt from. Where a higher score is no likelier there the score is left out: the order stays.
func fitLevel(ctx context.Context, t *table, score []float64, threads int) (level, error) {
	rows := &table{width: len(levelTerms), rows: make([][]float32, t.len()), came: t.came, weight: t.weight}
	for i, x := range score {
		rows.rows[i] = levelRow(x, t.row(i))
	}
	made, err := fitOutline(ctx, rows, levelTerms, threads)
	if err == nil && made.weight[1] <= 0 {
		made, err = fitOutline(ctx, rows, levelTerms[1:], threads)
	}
	if err != nil || t.len() == 0 {
		return level{}, err
	}
	odds, err := made.all(ctx, rows, threads)
	return level{made, fitCurve(odds, t.came, t.weight, max(fewestInStep, t.len()/levelSteps))}, err
}

// learnLevels fits what turns scores into probabilities to the last whole horizon, by the earlier trees.
func (m *Model) learnLevels(ctx context.Context, foretold *judge, outer *table, o Options) (err error) {
	last, share := foretold.t, foretold.best
	if err := last.sharesOf(ctx, share, o.Threads); err != nil {
		return err
	}
	if m.listed, m.Reliability, err = calibrate(ctx, last, share, o.Threads); err != nil {
		return err
	}
	stated := make([]float64, len(share))
	for i, x := range share {
		stated[i] = m.listed.at(x, last.row(i))
	}
	m.shown = meanOfBest(last, stated)
	score := make([]float64, outer.len())
	for i := range outer.ends {
		sum, others := m.outside(last, share, i), outer.others(i)
		for r, end := outer.span(i); r < end; r++ {
			score[r] = outerScore(m.earlier.score(outer.row(r)), sum, others)
		}
	}
	m.beyond, err = fitLevel(ctx, outer, score, o.Threads)
	return err
}

// outside returns the logarithm of the sum of the exponentials of the scores on a source's list, by the log-share of the first.
func (m *Model) outside(listed *table, share []float64, source int) float64 {
	if first, last := listed.span(source); first < last {
		return m.earlier.score(listed.row(first)) - share[first]
	}
	return 0
}

// others returns for how many a source's rows stand in a table of those on no list.
func (t *table) others(source int) (all float64) {
	for r, end := t.span(source); r < end; r++ {
		all += t.weight[r]
	}
	return all
}

// outerScore is the score of an actor on no list: by the share that it would have on the source's, spread over all who are on none. A source that finds partners among
// them finds no more because there are more of them.
func outerScore(score, sum, others float64) float64 { return score - sum - math.Log(max(others, 1)) }

// calibrate fits a level to a table that the earlier trees learnt nothing from, and to their log-shares in it. The reliability is that of levels which were each
// fitted to one half of the lists and asked for the other.
func calibrate(ctx context.Context, held *table, share []float64, threads int) (level, Reliability, error) {
	whole, err := fitLevel(ctx, held, share, threads)
	if err != nil {
		return whole, Reliability{}, err
	}
	first, _, half := held.part(0, len(held.ends)/2)
	second, _, _ := held.part(len(held.ends)/2, len(held.ends))
	stated := make([]float64, len(share))
	for _, fold := range []struct {
		taught, asked *table
		share, of     []float64
		into          []float64
	}{{second, first, share[half:], share[:half], stated[:half]}, {first, second, share[:half], share[half:], stated[half:]}} {
		l, err := fitLevel(ctx, fold.taught, fold.share, threads)
		if err != nil {
			return whole, Reliability{}, err
		}
		for i, x := range fold.of {
			fold.into[i] = l.at(x, fold.asked.row(i))
		}
	}
	return whole, reliable(stated, held.came), nil
}
