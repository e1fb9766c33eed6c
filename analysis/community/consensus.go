package community

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/partition"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Consensus divides the network into the communities that many divisions by different seeds agree on.
var Consensus = analysis.Metric{
	ID: "community-consensus", Title: "Community (consensus)",
	Meaning: "Which circle an actor belongs to when many divisions, each from another random start, settle what they have in common; beside it how sure its place is. Community 1 is the largest.",
	Formula: "D_uv = share of the divisions in which u and v are together; pairs with D ≥ τ become the ties of a network that is divided again as often, until all divisions are the same. " +
		"An actor left without a pair keeps its largest. Confidence of u = mean over the first divisions and the others v of its community of being together with v; " +
		"stability = mean adjusted Rand index of the first divisions with the consensus",
	Sources: []analysis.Reference{
		{Text: "Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. Scientific Reports 2, 336.", DOI: "10.1038/srep00336"},
		{Text: "Tandon, A., Albeshri, A., Thayananthan, V., Alhalabi, W. & Fortunato, S. (2019). Fast consensus clustering in complex networks. Physical Review E 99, 042301.",
			DOI: "10.1103/PhysRevE.99.042301"},
		{Text: "Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218.", DOI: "10.1007/BF01908075"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "a number from 1, by decreasing size, equal sizes by their first actor; confidence is 0 to 1, stability at most 1",
		Directed:    "directions are ignored: a tie in both directions is one tie, of both weights together",
		Weights:     "as strengths, 1/weight when they mean distance; when they mean nothing every tie counts the same",
		Unreachable: "a community never joins two components; an actor without ties is a community of its own",
		Loops:       "left out; parallel ties add up",
		Cost: "that of so many divisions, for each round, and all pairs of each community: where those are more than 20 million, only pairs with a tie are looked at, and a warning says so. " +
			"Memory O(n + m) for each thread, and 12 bytes a pair",
	},
	Params: []analysis.Param{
		{ID: "method", Kind: analysis.Choice, Default: "leiden", Choices: []string{"leiden", "louvain"}, Meaning: "how each division is made, by modularity"},
		{ID: "resolution", Kind: analysis.Number, Default: "1", Min: 0.01, Max: 100, Meaning: "γ: above 1 finds more and smaller communities, below 1 fewer and larger ones"},
		{ID: "divisions", Kind: analysis.Integer, Default: "20", Min: 2, Max: 1000, Meaning: "how many divisions are made in every round"},
		{ID: "threshold", Kind: analysis.Number, Default: "0.5", Min: 0, Max: 1, Meaning: "τ: pairs together in a smaller share of the divisions are dropped"},
		{ID: "rounds", Kind: analysis.Integer, Default: "20", Min: 1, Max: 1000, Meaning: "how many rounds to try at most before the divisions are all the same"},
	},
	Columns: []analysis.Column{
		{ID: "community-consensus", Title: "Community", Group: true},
		{ID: "community-confidence", Title: "How sure its place is", Unit: "share"},
	},
	Undefined: "the confidence of an actor alone in its community",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		net, order, err := newLevel(g).inOrderOfPlace(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		c := &consensus{net: net, a: a, progress: tally{all: int64(a.Integer("rounds")+1) * int64(a.Integer("divisions")) * int64(g.Len()), report: a.Report}}
		found, err := c.find(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		of, confidence := make([]int32, g.Len()), make([]float64, g.Len())
		confident, err := c.confidence(ctx, found)
		if err != nil {
			return analysis.Result{}, err
		}
		for k, sure := range confident {
			of[order[k]], confidence[order[k]] = found[k], sure
		}
		stability := 0.0
		for _, d := range c.first {
			if ctx.Err() != nil {
				return analysis.Result{}, ctx.Err()
			}
			stability += newTable(found, d).ari()
		}
		stability /= float64(len(c.first))
		sizes := partition.Number(of)
		shares, q := Modularity(g, of, a.Number("resolution"))
		groups, alone := groupsOf(shares, sizes)
		r := analysis.Result{
			Scores: [][]float64{partition.Scores(of), confidence},
			Values: []analysis.Value{
				{Name: "modularity", Value: q},
				{Name: "communities", Value: float64(len(sizes))},
				{Name: "isolates", Value: float64(alone)},
				{Name: "stability", Value: stability},
				{Name: "rounds", Value: float64(c.rounds)},
			},
			Groups: groups,
		}
		if !c.agreed {
			r.Warnings = append(r.Warnings, notice.ConsensusUnfinished.Of(c.rounds))
		}
		if c.tiedOnly {
			r.Warnings = append(r.Warnings, notice.TiedPairsOnly.Of(int64(mostPairs)))
		}
		return r, ctx.Err()
	},
}
