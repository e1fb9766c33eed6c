package centrality

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/sparse"
)

// balance finds PageRank in an undirected network by solving its equations rather than by iterating them. It returns what flow does,
// the change being that of one more iteration of flow.
//
// With D the actors' strengths and A the ties, x is in proportion to y = D·z with (D − d·A)·z = 1, and to y = 1 for actors without
// ties, since whatever they and the restarts hand out is the same for everyone. The system is symmetric and positive definite,
// so conjugate gradients solve it in a third of the iterations that passing standing on takes where that mixes slowly.
func balance(ctx context.Context, g *snapshot.Graph, a analysis.Args, damping, tolerance float64, most int) (rank []float64, iterations int, change float64, err error) {
	m, err := sparse.Incoming(ctx, g, a.Threads)
	if err != nil {
		return nil, 0, 0, err
	}
	strength, err := m.RowSums(ctx)
	if err != nil {
		return nil, 0, 0, err
	}
	tied, ends := 0, 0.0
	for _, s := range strength {
		if s > 0 {
			tied++
			ends += s
		}
	}
	// The columns of A·D⁻¹ sum to 1, so the sum of y over the tied actors is known before y is.
	all := float64(tied)/(1-damping) + float64(g.Len()-tied)
	expected := needed(damping, tolerance, most)
	begin := 0.0
	if tied > 0 {
		begin = float64(tied) / ((1 - damping) * ends) // what everyone's ties alone would give: y in proportion to strength
	}
	system := sparse.System{A: m, S: strength, C: damping, B: 1, Begin: begin, Rows: strength}
	found, err := system.Solve(ctx, most, func(s sparse.Solution) bool {
		a.Report(min(int64(s.Iterations), expected-1), expected)
		return s.Residual < tolerance*all
	})
	if err != nil {
		return nil, 0, 0, err
	}
	y, sum := found.X, 0.0
	for i := range y {
		if y[i] *= strength[i]; strength[i] == 0 {
			y[i] = 1
		}
		sum += y[i]
	}
	for i := range y {
		y[i] /= sum
	}
	a.Report(expected, expected)
	return m.Scores(y), found.Iterations, found.Residual / all, nil
}
