package spectral

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/sparse"
)

// Katz counts the walks of every length that end at an actor, longer ones for less.
var Katz = analysis.Metric{
	ID:      "katz",
	Title:   "Katz centrality",
	Meaning: "How many ways lead to this actor, long ones counting less than short ones: high standing from many near and far.",
	Formula: "x(v) = β + α·Σ_u w(u,v)·x(u); α is a share of 1/λ, λ the network's largest eigenvalue, unless it is given",
	Sources: []analysis.Reference{
		{Text: "Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika 18(1), 39–43.", DOI: "10.1007/BF02289026"},
		{Text: "Hestenes, M. R. & Stiefel, E. (1952). Methods of conjugate gradients for solving linear systems. Journal of Research of the National Bureau of Standards 49(6), 409–436.",
			DOI: "10.6028/jres.049.044"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "no: an actor that nobody is tied to has β, the others more",
		Directed:    "walks follow the ties to the actor",
		Weights:     strengths,
		Unreachable: "adds nothing; an actor without incoming ties scores β",
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "O(m) time an iteration, about ln(tolerance)/ln(α·λ) iterations and in an undirected network about a third of it; 48 bytes an actor, and 4 to 12 a tie and direction",
	},
	Params: append([]analysis.Param{
		{ID: "attenuation", Meaning: "How much a step more counts: α as a share of 1/λ.", Kind: analysis.Number, Default: "0.85", Min: 0, Max: 0.9999},
		{ID: "alpha", Meaning: "α itself, below 1/λ; 0 takes it from the attenuation.", Kind: analysis.Number, Default: "0", Min: 0, Max: 1e6},
		{ID: "base", Meaning: "What every actor has of its own: β.", Kind: analysis.Number, Default: "1", Min: 1e-6, Max: 1e6},
	}, stopping("the residual, in sum and as a share of the scores' sum, is", "1e-8")...),
	Columns: []analysis.Column{{ID: "katz", Title: "Katz centrality"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		alpha, err := attenuation(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		m, err := sparse.Incoming(ctx, g, a.Threads)
		if err != nil {
			return analysis.Result{}, err
		}
		tolerance, most := a.Number("tolerance"), a.Integer("max-iterations")
		solve := walks
		if g.Directed() {
			solve = stepwise
		}
		found, err := solve(ctx, m, alpha, a, most, func(s sparse.Solution) bool {
			a.Report(min(int64(s.Iterations), int64(most)-1), int64(most))
			return s.Residual <= tolerance*s.Sum
		})
		if err != nil {
			return analysis.Result{}, err
		}
		a.Report(int64(most), int64(most))
		r := analysis.Result{
			Scores: [][]float64{m.Scores(found.X)},
			Values: []analysis.Value{{Name: "alpha", Value: alpha}, {Name: "iterations", Value: float64(found.Iterations)}, {Name: "converged", Value: 1}},
		}
		if found.Residual > tolerance*found.Sum {
			r.Values[2].Value = 0
			r.Warnings = []notice.Notice{unfinished(found.Iterations, found.Residual/found.Sum)}
		}
		return r, nil
	},
}

// attenuation returns α. Where nothing circulates every α converges, and the share of 1/λ is taken for α itself.
func attenuation(ctx context.Context, g *snapshot.Graph, a analysis.Args) (float64, error) {
	alpha, share := a.Number("alpha"), a.Number("attenuation")
	if alpha > 0 && (!g.Directed() || alpha*widest(g) < 1) {
		return alpha, nil // no eigenvalue is larger than the largest sum of a row; without directions, solving will tell
	}
	found, _, err := dominant(ctx, g, analysis.Args{Threads: a.Threads}, 1e-9, 10_000)
	switch {
	case err != nil:
		return 0, err
	case alpha > 0 && alpha*found.Value >= 1:
		return 0, endless(a)
	case alpha > 0:
		return alpha, nil
	case found.Value == 0:
		return share, nil
	}
	return share / found.Value, nil
}

// endless refuses an α with which the walks would never end.
func endless(a analysis.Args) error {
	return &analysis.ArgumentError{Metric: "katz", Param: "alpha", Value: a.Values["alpha"],
		Expected: "a number below 1/λ, λ the network's largest eigenvalue, which the metric eigenvector tells; or 0, to take a share of it"}
}

// widest returns the largest sum of an actor's incoming strengths.
func widest(g *snapshot.Graph) float64 {
	var most float64
	for v := range int32(g.Len()) {
		sum := float64(len(g.In(v)))
		if weight := g.InWeights(v); weight != nil && g.Meaning() != snapshot.Unweighted {
			sum = 0
			for _, w := range weight {
				sum += analysis.TieStrength(g.Meaning(), w)
			}
		}
		most = max(most, sum)
	}
	return most
}

// walks solves (1 − αA)·x = β for a symmetric A. Only below 1/λ is the system positive definite and are all scores β at least.
func walks(ctx context.Context, m *sparse.Matrix, alpha float64, a analysis.Args, most int, enough func(sparse.Solution) bool) (sparse.Solution, error) {
	ones := make([]float64, m.Len())
	for i := range ones {
		ones[i] = 1
	}
	base := a.Number("base")
	found, err := sparse.System{A: m, S: ones, C: alpha, B: base}.Solve(ctx, most, enough)
	if err != nil {
		return found, err
	}
	if found.Indefinite || len(found.X) > 0 && found.Iterations < most && slices.Min(found.X) < base*(1-1e-4) {
		return found, endless(a)
	}
	return found, nil
}

// stepwise adds one step to all walks at a time: x ← β + αA·x.
func stepwise(ctx context.Context, m *sparse.Matrix, alpha float64, a analysis.Args, most int, enough func(sparse.Solution) bool) (sparse.Solution, error) {
	base := a.Number("base")
	found := sparse.Solution{X: make([]float64, m.Len())}
	next := make([]float64, m.Len())
	for i := range found.X {
		found.X[i] = base
	}
	for found.Iterations < most {
		x := found.X
		sum, change, err := m.Sweep(ctx, func(lo, hi int) (sum, change float64) {
			m.Times(x, next, lo, hi)
			for v := lo; v < hi; v++ {
				next[v] = base + alpha*next[v]
				sum += next[v]
				change += max(next[v]-x[v], x[v]-next[v])
			}
			return sum, change
		})
		if err != nil {
			return found, err
		}
		found.X, next = next, x
		found.Iterations++
		found.Sum, found.Residual = sum, change
		if enough(found) {
			break
		}
	}
	return found, nil
}
