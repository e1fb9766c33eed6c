package spectral

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/sparse"
)

// HITS tells authorities, whom good hubs point to, from hubs, who point to good authorities.
var HITS = analysis.Metric{
	ID:      "hits",
	Title:   "Hubs and authorities",
	Meaning: "Authority: pointed to by those who point to the right ones. Hub: points to authorities. In an undirected network both are the same.",
	Formula: "a ∝ Aᵀh, h ∝ A·a with A(u,v) = w(u,v): a is the dominant eigenvector of AᵀA, h of AAᵀ; Σ a² = Σ h² = 1",
	Sources: []analysis.Reference{
		{Text: "Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the ACM 46(5), 604–632.", DOI: "10.1145/324133.324140"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "yes: the squares of each column sum to 1",
		Directed:    "hubs by outgoing ties, authorities by incoming ones",
		Weights:     strengths,
		Unreachable: "only the part of the network with the largest singular value has scores above 0; where several tie, each has its share of the actors' equal beginning",
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "O(m) time an iteration, tens to a few hundred iterations; 72 bytes an actor, and 4 to 12 a tie and direction",
	},
	Params:  stopping("the residual ‖AᵀAa − σ²a‖/σ² is", "1e-8"),
	Columns: []analysis.Column{{ID: "hits", Title: "Authority"}, {ID: "hits-hub", Title: "Hub"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		in, err := sparse.Incoming(ctx, g, a.Threads)
		if err != nil {
			return analysis.Result{}, err
		}
		out, err := sparse.Outgoing(ctx, g, a.Threads)
		if err != nil {
			return analysis.Result{}, err
		}
		begin, err := in.RowSums(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		for i, s := range begin {
			if s > 0 {
				begin[i] = 1
			}
		}
		hubs, most, steps := make([]float64, g.Len()), int64(a.Integer("max-iterations")), int64(0)
		times := func(m *sparse.Matrix, x, y []float64) error {
			_, _, err := m.Sweep(ctx, func(lo, hi int) (_, _ float64) {
				m.Times(x, y, lo, hi)
				return
			})
			return err
		}
		found, err := in.Dominant(ctx, begin, a.Number("tolerance"), int(most), func(x, y []float64) error {
			steps++
			a.Report(min(steps, most-1), most)
			if err := times(out, x, hubs); err != nil {
				return err
			}
			return times(in, hubs, y)
		})
		if err != nil {
			return analysis.Result{}, err
		}
		if err := times(out, found.Vector, hubs); err != nil {
			return analysis.Result{}, err
		}
		a.Report(most, most)
		r := analysis.Result{
			Scores: [][]float64{positive(in.Scores(found.Vector)), unit(positive(out.Scores(hubs)))},
			Values: []analysis.Value{{Name: "iterations", Value: float64(found.Iterations)}, {Name: "converged", Value: 1}},
		}
		if found.Residual > a.Number("tolerance") {
			r.Values[1].Value = 0
			r.Warnings = []notice.Notice{unfinished(found.Iterations, found.Residual)}
		}
		return r, nil
	},
}

// unit scales a vector to length 1, unless it is zero.
func unit(x []float64) []float64 {
	var squares float64
	for _, v := range x {
		squares += v * v
	}
	if squares == 0 {
		return x
	}
	scale := 1 / math.Sqrt(squares)
	for u := range x {
		x[u] *= scale
	}
	return x
}
