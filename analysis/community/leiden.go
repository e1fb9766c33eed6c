package community

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Leiden divides the network into connected communities by making their modularity, or their density, large.
var Leiden = analysis.Metric{
	ID: "community-leiden", Title: "Community (Leiden)",
	Meaning: "Which circle an actor belongs to by its ties alone, whatever its silo; unlike Louvain's, a community here always hangs together. Community 1 is the largest.",
	Formula: "communities c that make large: modularity Q = Σ_c [L_c/m − γ·(K_c/2m)²], or by choice cpm H = Σ_c [L_c − γ·n_c(n_c − 1)/2]/m, with L_c the strength of ties " +
		"inside c, K_c of all ties of its n_c actors, m of all ties, γ the resolution; stability = mean adjusted Rand index of the other tries with the one kept",
	Sources: []analysis.Reference{
		{Text: "Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected communities. Scientific Reports 9, 5233.",
			DOI: "10.1038/s41598-019-41695-z"},
		{Text: "Traag, V. A., Van Dooren, P. & Nesterov, Y. (2011). Narrow scope for resolution-limit-free community detection. Physical Review E 84, 016114.",
			DOI: "10.1103/PhysRevE.84.016114"},
		{Text: "Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218.", DOI: "10.1007/BF01908075"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "a number from 1, by decreasing size, equal sizes by their first actor; modularity is at most 1",
		Directed:    "directions are ignored: a tie in both directions is one tie, of both weights together",
		Weights:     "as strengths, 1/weight when they mean distance; when they mean nothing every tie counts the same",
		Unreachable: "a community never joins two components; an actor without ties is a community of its own",
		Loops:       "left out; parallel ties add up",
		Cost:        "time about O(m·log n) a try, memory O(n + m) for each thread, a try to a thread. A heuristic: another seed can give another division of nearly the same quality. Names and their order have no part in it, except between actors that stand in the network alike",
	},
	Params: []analysis.Param{
		qualityParam,
		resolutionParam,
		triesParam,
		{ID: "rounds", Kind: analysis.Integer, Default: "0", Min: 0, Max: 1000,
			Meaning: "how often at most to go through all levels, each time from the division found; it ends sooner when nothing changes. 0: until 200,000 ties have been gone through, once at least"},
	},
	Columns: []analysis.Column{{ID: "community-leiden", Title: "Community", Group: true}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		of, stability, err := bestOfTries(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		sizes := partition.Number(of)
		shares, q, value := worthOf(g, of, sizes, a)
		groups, alone := groupsOf(shares, sizes)
		return analysis.Result{
			Scores: [][]float64{partition.Scores(of)},
			Values: []analysis.Value{
				{Name: "modularity", Value: q},
				{Name: "quality", Value: value},
				{Name: "communities", Value: float64(len(sizes))},
				{Name: "isolates", Value: float64(alone)},
				{Name: "stability", Value: stability},
			},
			Groups: groups,
		}, nil
	},
}

// bestOfTries makes several divisions and returns the best, and how well the others agree with it.
func bestOfTries(ctx context.Context, g *snapshot.Graph, a analysis.Args) (of []int32, stability float64, err error) {
	net, order, err := newLevel(g).inOrderOfPlace(ctx)
	if err != nil {
		return nil, 0, err
	}
	perMass := a.Number("resolution")
	switch {
	case byDensity(a):
		net = net.counted()
	case net.all > 0:
		perMass /= net.all
	}
	rounds := roundsOf(g, a)
	return bestOf(ctx, a, triesOf(g, a), order, func(r *rand.Rand, progress *tally) []int32 {
		m := leiden{ctx: ctx, r: r, perMass: perMass, progress: progress}
		division := make([]int32, net.len())
		for u := range division {
			division[u] = int32(u)
		}
		for range rounds {
			changed, err := m.improve(net, division)
			if err != nil {
				return nil // it is ctx's, which bestOf returns too
			}
			if !changed {
				break
			}
		}
		if net.split(ctx, division) != nil {
			return nil
		}
		return division
	}, func(division []int32) float64 { return net.worth(division, perMass) })
}

// addTo adds to a sum that is NaN as long as nothing was added.
func addTo(sum, x float64) float64 {
	if math.IsNaN(sum) {
		return x
	}
	return sum + x
}

// counted returns the same network with every actor of mass 1, as CPM takes it.
func (l *level) counted() *level {
	same := *l
	same.ends = make([]float64, l.len())
	for u := range same.ends {
		same.ends[u] = 1
	}
	same.all = float64(l.len())
	return &same
}

// worth returns Σ_c [2·L_c − perMass·mass(c)²], which orders divisions as their quality does. Of is numbered from 0 without holes.
func (l *level) worth(of []int32, perMass float64) (sum float64) {
	mass := make([]float64, l.len())
	for u := range int32(l.len()) {
		to, strength := l.row(u)
		for k, v := range to {
			if of[v] == of[u] {
				sum += at(strength, k)
			}
		}
		mass[of[u]] += l.ends[u]
	}
	for _, m := range mass {
		sum -= perMass * m * m
	}
	return sum
}
