package community

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// SiloAgreement is how far the communities that ties alone show follow the silos.
var SiloAgreement = analysis.Metric{
	ID: "silo-agreement", Title: "Agreement of communities with silos",
	Meaning: "What share of an actor's community is of its own silo: 1 where circles are silos, low where people work across them.",
	Formula: "for the network NMI = 2·I(C, S)/(H(C) + H(S)) and ARI = (Σ C(n_cs, 2) − E)/((Σ C(n_c, 2) + Σ C(n_s, 2))/2 − E), E = Σ C(n_c, 2)·Σ C(n_s, 2)/C(n, 2), " +
		"with n_cs the actors of community c in silo s; the communities are those of community-louvain",
	Sources: []analysis.Reference{
		{Text: "Danon, L., Díaz-Guilera, A., Duch, J. & Arenas, A. (2005). Comparing community structure identification. Journal of Statistical Mechanics, P09008.",
			DOI: "10.1088/1742-5468/2005/09/P09008"},
		{Text: "Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218.", DOI: "10.1007/BF01908075"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "yes: NMI 0 to 1; ARI at most 1, and 0 on average for communities that have nothing to do with silos. NMI has no such zero: many small communities raise it",
		Directed:    "as in community-louvain: directions are ignored",
		Weights:     "as in community-louvain: as strengths, 1/weight when they mean distance",
		Unreachable: "a community never joins two components; an actor without ties is a community of its own",
		Loops:       "left out; parallel ties add up",
		Cost:        "that of community-louvain, and O(n·log n)",
	},
	NeedsSilo: true,
	Params:    Louvain.Params,
	Columns:   []analysis.Column{{ID: "silo-agreement", Title: "Own silo's share of the community", Unit: "share"}},
	Undefined: "an actor without a silo",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		of, _, err := bestDivision(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		t := newTable(of, d.Of)
		if ctx.Err() != nil {
			return analysis.Result{}, ctx.Err()
		}
		r := analysis.Result{
			Scores: [][]float64{t.ownShare(of, d.Of)},
			Values: []analysis.Value{{Name: "nmi", Value: t.nmi()}, {Name: "ari", Value: t.ari()}, {Name: "communities", Value: float64(len(t.first))}},
			Groups: t.silos(d),
		}
		if astray := g.Len() - t.n; astray > 0 {
			r.Warnings = []notice.Notice{notice.LeftOut.Of(d.Name, astray)}
		}
		return r, ctx.Err()
	},
}

// Agreement compares two divisions of the same actors, which give each actor a number of its group, counted from 0, or −1 for none; actors without a group in either
// are left out. Nmi is the mutual information over the mean of both entropies, ari the Rand index adjusted for chance; both are 1 for equal divisions, and
// NaN when no actor is left.
func Agreement(a, b []int32) (nmi, ari float64) {
	t := newTable(a, b)
	return t.nmi(), t.ari()
}
