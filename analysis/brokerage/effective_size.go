package brokerage

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// EffectiveSize is how many of an actor's contacts lead to people that the other contacts do not lead to already.
var EffectiveSize = analysis.Metric{
	ID: "effective-size", Title: "Effective size",
	Meaning: "How many different circles an actor's contacts give it: contacts who know one another count less than contacts who do not.",
	Formula: "e_i = Σ_j [1 − Σ_{q≠i,j} p_iq·m_jq], over i's contacts j, with p_iq = (a_iq+a_qi) / Σ_k (a_ik+a_ki) and " +
		"m_jq = (a_jq+a_qj) / max_k (a_jk+a_kj); n − 2t/n for n contacts with t ties among them when undirected and unweighted",
	Sources: []analysis.Reference{burt,
		{Text: "Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections 20(1), 35–38."}},
	Conventions: holes("no: from 0 to the number of contacts, which it reaches when no two of them have a tie"),
	Columns:     []analysis.Column{{ID: "effective-size", Title: "Effective size", Unit: "contacts"}},
	Undefined:   noContacts,
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		scores, err := effectiveSizes(ctx, g, a, func(size float64, _ int) float64 { return size })
		return analysis.Result{Scores: [][]float64{scores}}, err
	},
}

// effectiveSizes gives every actor what of makes of its effective size and its number of contacts.
func effectiveSizes(ctx context.Context, g *snapshot.Graph, a analysis.Args, of func(size float64, contacts int) float64) ([]float64, error) {
	if plain(g) {
		return plainSizes(ctx, g, a, of)
	}
	c, err := contactsOf(ctx, g, a.Threads)
	if err != nil {
		return nil, err
	}
	return c.score(ctx, a, nil, func(e ego) float64 {
		size := 0.0
		for j, contact := range e.contacts {
			size += 1 - e.through[j]/c.strongest[contact]
		}
		return of(size, len(e.contacts))
	})
}
