package plausibility

import "context"

// Scores rank the candidates of one source and say nothing of how many of them come about: to one who finds many partners all are likelier. The
// level adds that, by a logistic regression of what came about on the score and on what is known of the source.

// levelTerms are the terms of a level's own rows: the score and the source's partners. More would describe the few hundred sources that it is learnt from,
// and not the others.
var levelTerms = []term{{feature: 0, floor: asItIs}, {feature: 1, floor: 0.2}}

// levelRow writes a level's row for a pair.
func levelRow(score float64, row []float32) []float32 {
	return []float32{float32(score), row[sourceAt(0)]}
}

// fitLevel fits the level to a table that nothing was learnt from. It returns nil when a higher score is no likelier there: then the score is all there is.
func fitLevel(ctx context.Context, t *table, score []float64, threads int) (*outline, error) {
	rows := &table{width: len(levelTerms), came: t.came}
	for i, x := range score {
		rows.rows = append(rows.rows, levelRow(x, t.row(i))...)
	}
	made, err := fitOutline(ctx, rows, levelTerms, threads)
	if err != nil || made.weight[1] <= 0 {
		return nil, err
	}
	return made, nil
}

// odds returns a pair's log-odds by its score, before any curve.
func (m *Model) odds(score float64, row []float32) float64 {
	if m.level == nil {
		return score
	}
	return m.level.logOdds(levelRow(score, row))
}
