package community

import (
	"context"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Louvain divides the network into communities by making their modularity, or their density, large.
var Louvain = analysis.Metric{
	ID: "community-louvain", Title: "Community (Louvain)",
	Meaning: "Which circle an actor belongs to by its ties alone, whatever its silo: actors of one community work more with each other than with the rest; community 1 is the largest.",
	Formula: "communities c that make large: modularity Q = Σ_c [L_c/m − γ·(K_c/2m)²], or by choice cpm H = Σ_c [L_c − γ·n_c(n_c − 1)/2]/m, with L_c the strength of ties " +
		"inside c, K_c of all ties of its n_c actors, m of all ties, γ the resolution; stability = mean adjusted Rand index of the other tries with the one kept",
	Sources: []analysis.Reference{
		{Text: "Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities in large networks. Journal of Statistical Mechanics, P10008.",
			DOI: "10.1088/1742-5468/2008/10/P10008"},
		{Text: "Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical Review E 69, 026113.",
			DOI: "10.1103/PhysRevE.69.026113"},
		{Text: "Reichardt, J. & Bornholdt, S. (2006). Statistical mechanics of community detection. Physical Review E 74, 016110.",
			DOI: "10.1103/PhysRevE.74.016110"},
		{Text: "Traag, V. A., Van Dooren, P. & Nesterov, Y. (2011). Narrow scope for resolution-limit-free community detection. Physical Review E 84, 016114.",
			DOI: "10.1103/PhysRevE.84.016114"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "a number from 1, by decreasing size, equal sizes by their first actor; modularity is at most 1",
		Directed:    "directions are ignored: a tie in both directions is one tie, of both weights together",
		Weights:     "as strengths, 1/weight when they mean distance; when they mean nothing every tie counts the same",
		Unreachable: "a community never joins two components; an actor without ties is a community of its own",
		Loops:       "left out; parallel ties add up",
		Cost:        "time about O(m·log n) a try, memory O(n + m) for each thread, a try to a thread. A heuristic: another seed can give another division of nearly the same modularity. Names and their order have no part in it, except between actors that stand in the network alike",
	},
	Params: []analysis.Param{
		qualityParam,
		resolutionParam,
		triesParam,
	},
	Columns: []analysis.Column{{ID: "community-louvain", Title: "Community", Group: true}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		of, stability, err := bestDivision(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		sizes := partition.Number(of)
		shares, q, quality := worthOf(g, of, sizes, a)
		groups, alone := groupsOf(shares, sizes)
		return analysis.Result{
			Scores: [][]float64{partition.Scores(of)},
			Values: []analysis.Value{
				{Name: "modularity", Value: q},
				{Name: "quality", Value: quality},
				{Name: "communities", Value: float64(len(sizes))},
				{Name: "isolates", Value: float64(alone)},
				{Name: "stability", Value: stability},
			},
			Groups: groups,
		}, nil
	},
}

// bestDivision makes several divisions and returns the best, and how well the others agree with it.
func bestDivision(ctx context.Context, g *snapshot.Graph, a analysis.Args) (of []int32, stability float64, err error) {
	net, order, err := newLevel(g).inOrderOfPlace(ctx)
	if err != nil {
		return nil, 0, err
	}
	resolution := a.Number("resolution")
	worth := func(of []int32) float64 {
		_, q := modularity(net, of, resolution)
		return q
	}
	if byDensity(a) {
		net = net.counted()
		perMass := resolution
		worth = func(of []int32) float64 { return net.worth(of, perMass) }
		resolution *= net.all // the mover divides by it
	}
	return bestOf(ctx, a, triesOf(g, a), order, func(r *rand.Rand, progress *tally) []int32 {
		m := mover{ctx: ctx, r: r, resolution: resolution, progress: progress}
		of, err := m.divide(net)
		if err != nil {
			return nil // it is ctx's, which bestOf returns too
		}
		return of
	}, worth)
}
