// Package spectral holds the metrics in which an actor's standing comes from the standing of those it is tied to: eigenvector,
// Katz, and hubs and authorities. All are eigenvectors of the network's matrix, or nearly.
package spectral

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/sparse"
)

// Eigenvector scores an actor by the scores of those tied to it.
var Eigenvector = analysis.Metric{
	ID:      "eigenvector",
	Title:   "Eigenvector centrality",
	Meaning: "How well connected this actor's contacts are, and theirs in turn: high in the middle of the densest part of the network.",
	Formula: "x(v) = (1/λ)·Σ_u w(u,v)·x(u) with the largest λ for which such x ≥ 0 exists, and Σ x² = 1",
	Sources: []analysis.Reference{
		{Text: "Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification. Journal of Mathematical Sociology 2(1), 113–120.",
			DOI: "10.1080/0022250X.1972.9989806"},
		{Text: "Knyazev, A. V. (2001). Toward the optimal preconditioned eigensolver. SIAM Journal on Scientific Computing 23(2), 517–541.", DOI: "10.1137/S1064827500366124"},
	},
	Conventions: analysis.Conventions{
		Normalised: "yes: the squares of the scores sum to 1",
		Directed:   "an actor draws standing from those that point to it. Without directed circles nobody can hold any, and all score 0",
		Weights:    strengths,
		Unreachable: "only components whose largest eigenvalue is the network's have scores above 0; where several tie, " +
			"each has its share of the actors' equal beginning. Actors without ties score 0",
		Loops: "left out; parallel ties are one tie with the sum of their weights",
		Cost:  "O(m) time an iteration, tens to a few hundred iterations; 56 bytes an actor, and 4 to 12 a tie and direction",
	},
	Params:  stopping("the residual ‖Ax − λx‖/λ is", "1e-8"),
	Columns: []analysis.Column{{ID: "eigenvector", Title: "Eigenvector centrality"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		found, m, err := dominant(ctx, g, a, a.Number("tolerance"), a.Integer("max-iterations"))
		if err != nil {
			return analysis.Result{}, err
		}
		r := analysis.Result{
			Scores: [][]float64{positive(m.Scores(found.Vector))},
			Values: []analysis.Value{{Name: "largest-eigenvalue", Value: found.Value}, {Name: "iterations", Value: float64(found.Iterations)}, {Name: "converged", Value: 1}},
		}
		if found.Value == 0 && g.Ties() > 0 {
			r.Warnings = append(r.Warnings, notice.NoCircle.Of())
		}
		if found.Residual > a.Number("tolerance") {
			r.Values[2].Value = 0
			r.Warnings = append(r.Warnings, unfinished(found.Iterations, found.Residual))
		}
		return r, nil
	},
}

const strengths = "none: every tie counts 1; strength: its weight; distance: 1/weight. A tie of weight zero carries nothing"

// stopping are the parameters that end an iteration.
func stopping(what, tolerance string) []analysis.Param {
	return []analysis.Param{
		{ID: "tolerance", Meaning: "Stop when " + what + " below this.", Kind: analysis.Number, Default: tolerance, Min: 1e-15, Max: 1},
		{ID: "max-iterations", Meaning: "Stop after so many iterations in any case, with a warning.", Kind: analysis.Integer, Default: "5000", Min: 1, Max: 1e6},
	}
}

func unfinished(iterations int, residual float64) notice.Notice {
	return notice.VectorUnfinished.Of(iterations, residual)
}

// positive takes away the traces below zero that rounding and stopping leave where the score is 0.
func positive(scores []float64) []float64 {
	for u := range scores {
		scores[u] = max(scores[u], 0)
	}
	return scores
}

// dominant finds the network's dominant eigenvector, drawing from incoming ties, and the matrix in whose order it stands.
func dominant(ctx context.Context, g *snapshot.Graph, a analysis.Args, tolerance float64, most int) (sparse.Eigen, *sparse.Matrix, error) {
	m, err := sparse.Incoming(ctx, g, a.Threads)
	if err != nil {
		return sparse.Eigen{}, nil, err
	}
	begin, err := m.RowSums(ctx)
	if err != nil {
		return sparse.Eigen{}, nil, err
	}
	if g.Directed() {
		found, err := circulating(ctx, g, m, a, tolerance, most)
		return found, m, err
	}
	// The sums of the rows are the matrix times equal scores: one iteration for nothing. Actors without ties that carry anything stay at 0.
	steps := int64(0)
	found, err := m.Dominant(ctx, begin, tolerance, most, func(x, y []float64) error {
		steps++
		a.Report(min(steps, int64(most)-1), int64(most))
		_, _, err := m.Sweep(ctx, func(lo, hi int) (_, _ float64) {
			m.Times(x, y, lo, hi)
			return
		})
		return err
	})
	a.Report(int64(most), int64(most))
	return found, m, err
}
