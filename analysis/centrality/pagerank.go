package centrality

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// PageRank is the share of time that a random walk with restarts spends at an actor.
var PageRank = analysis.Metric{
	ID:      "pagerank",
	Title:   "PageRank",
	Meaning: "How much standing this actor draws from being tied to others that have standing themselves.",
	Formula: "x(v) = (1 − d)/n + d·(Σ_u x(u)·w(u,v)/Σ_t w(u,t) + D/n), D the sum of x over the actors without ties onward",
	Sources: []analysis.Reference{
		{Text: "Brin, S., Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. Computer Networks and ISDN Systems 30(1–7), 107–117.", DOI: "10.1016/S0169-7552(98)00110-X"},
		{Text: "Hestenes, M. R. & Stiefel, E. (1952). Methods of conjugate gradients for solving linear systems. Journal of Research of the National Bureau of Standards 49(6), 409–436.",
			DOI: "10.6028/jres.049.044"},
		{Text: "Langville, A. N., Meyer, C. D. (2004). Deeper inside PageRank. Internet Mathematics 1(3), 335–380.", DOI: "10.1080/15427951.2004.10129091"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "yes: the scores sum to 1 over all actors",
		Directed:    "standing flows along the ties; an undirected tie carries it both ways",
		Weights:     "none: ties onward share equally; strength: in proportion to weight; distance: in proportion to 1/weight. A tie of weight zero carries nothing",
		Unreachable: "does not matter: restarts go to every actor alike, and so does the standing of actors without ties onward",
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "O(m) time an iteration, about ln(tolerance)/ln(damping) iterations and in an undirected network a third of it; 24 to 64 bytes an actor, and up to 12 bytes a tie and direction",
	},
	Params: []analysis.Param{
		{ID: "damping", Meaning: "Chance d of following a tie rather than restarting anywhere.", Kind: analysis.Number, Default: "0.85", Min: 0, Max: 0.9999},
		{ID: "tolerance", Meaning: "Stop when the scores change by less than this in sum.", Kind: analysis.Number, Default: "1e-8", Min: 1e-15, Max: 1},
		{ID: "max-iterations", Meaning: "Stop after so many iterations in any case, with a warning.", Kind: analysis.Integer, Default: "1000", Min: 1, Max: 1e6},
	},
	Columns: []analysis.Column{{ID: "pagerank", Title: "PageRank", Unit: "share"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		tolerance := a.Number("tolerance")
		find := flow
		if !g.Directed() {
			find = balance
		}
		rank, iterations, change, err := find(ctx, g, a, a.Number("damping"), tolerance, a.Integer("max-iterations"))
		if err != nil {
			return analysis.Result{}, err
		}
		r := analysis.Result{
			Scores: [][]float64{rank},
			Values: []analysis.Value{{Name: "iterations", Value: float64(iterations)}, {Name: "converged", Value: 1}, {Name: "last-change", Value: change}},
		}
		if change >= tolerance {
			r.Values[1].Value = 0
			r.Warnings = []notice.Notice{notice.RanksUnfinished.Of(iterations, change)}
		}
		return r, nil
	},
}
