package community

import (
	"context"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// LabelPropagation divides the network into communities by everyone taking over the label that most of their contacts bear.
var LabelPropagation = analysis.Metric{
	ID: "community-labels", Title: "Community (label propagation)",
	Meaning: "Which circle an actor belongs to when everyone keeps joining the circle that most of their contacts are in; quick, rougher than Leiden. Community 1 is the largest.",
	Formula: "c(u) ← argmax_c Σ_{v: c(v) = c} w(u,v), everyone beginning alone, until nobody changes; of equal sums the present one, else one drawn",
	Sources: []analysis.Reference{{
		Text: "Raghavan, U. N., Albert, R. & Kumara, S. (2007). Near linear time algorithm to detect community structures in large-scale networks. Physical Review E 76, 036106.",
		DOI:  "10.1103/PhysRevE.76.036106",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "a number from 1, by decreasing size, equal sizes by their first actor; modularity is at most 1",
		Directed:    "directions are ignored: a tie in both directions is one tie, of both weights together",
		Weights:     "as strengths, 1/weight when they mean distance; when they mean nothing every tie counts the same",
		Unreachable: "a community never joins two components; an actor without ties is a community of its own",
		Loops:       "left out; parallel ties add up",
		Cost:        "time O(m) a round, few rounds; memory O(n + m). Another seed can give quite another division. Names and their order have no part in it, except between actors that stand in the network alike",
	},
	Params: []analysis.Param{{
		ID: "rounds", Kind: analysis.Integer, Default: "100", Min: 1, Max: 1e6,
		Meaning: "Stop after everyone was looked at so many times on average, with a warning.",
	}},
	Columns: []analysis.Column{{ID: "community-labels", Title: "Community", Group: true}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		net, order, err := newLevel(g).inOrderOfPlace(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		labels, settled, err := propagate(ctx, net, a)
		if err != nil {
			return analysis.Result{}, err
		}
		of := make([]int32, len(order))
		for k, u := range order {
			of[u] = labels[k]
		}
		sizes := partition.Number(of)
		if ctx.Err() != nil {
			return analysis.Result{}, ctx.Err()
		}
		shares, q := Modularity(g, of, 1)
		if ctx.Err() != nil {
			return analysis.Result{}, ctx.Err()
		}
		groups, alone := groupsOf(shares, sizes)
		r := analysis.Result{
			Scores: [][]float64{partition.Scores(of)},
			Values: []analysis.Value{{Name: "modularity", Value: q}, {Name: "communities", Value: float64(len(sizes))}, {Name: "isolates", Value: float64(alone)}, {Name: "converged", Value: 1}},
			Groups: groups,
		}
		if !settled {
			r.Values[3].Value = 0
			r.Warnings = []notice.Notice{notice.LabelsUnfinished.Of(a.Integer("rounds"))}
		}
		return r, nil
	},
}

// propagate returns every node's label, and whether they settled. Only nodes with a contact that changed are looked at again.
func propagate(ctx context.Context, l *level, a analysis.Args) (labels []int32, settled bool, err error) {
	n := int32(l.len())
	r := rand.New(rand.NewPCG(a.Seed, 0x1abe1))
	labels = make([]int32, n)
	for u := range labels {
		labels[u] = int32(u)
	}
	queue := newRing(n, r)
	near := newNeighbourhood(int(n))
	var equal []int32
	seen, looked, most := 0, int64(0), int64(a.Integer("rounds"))*int64(n)
	for {
		u, ok := queue.pop()
		if !ok || looked == most {
			a.Report(int64(n), int64(n))
			return labels, !ok, ctx.Err()
		}
		looked++
		to, strength := l.row(u)
		if seen += 1 + len(to); seen > patience {
			if seen = 0; ctx.Err() != nil {
				return nil, false, ctx.Err()
			}
			a.Report(min(looked, int64(n)-1), int64(n))
		}
		near.clear()
		near.add(to, strength, labels)
		best := 0.0
		for _, c := range near.met {
			best = max(best, near.toward[c])
		}
		if best == 0 || near.toward[labels[u]] == best {
			continue // nobody near counts, or the present label is as good as any
		}
		equal = equal[:0]
		for _, c := range near.met {
			if near.toward[c] == best {
				equal = append(equal, c)
			}
		}
		labels[u] = equal[r.IntN(len(equal))]
		for _, v := range to {
			if labels[v] != labels[u] {
				queue.push(v)
			}
		}
	}
}
