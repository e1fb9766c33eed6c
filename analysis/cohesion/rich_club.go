package cohesion

import (
	"context"
	"fmt"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// RichClub tells whether those with many ties keep to one another.
var RichClub = analysis.Metric{
	ID: "rich-club", Title: "Rich club",
	Meaning: "How densely the actors with at least as many ties as this one are tied to each other; beside it how much denser than their ties alone would make them.",
	Formula: "φ(k) = 2·E_k/(N_k·(N_k − 1)) over the N_k actors of degree k or more and the E_k ties among them; normalised by chance: φ(k)/φ₀(k) with " +
		"E₀ = ((Σ d)² − Σ d²)/4m over the same actors, m all ties; an actor has the figures of its own degree",
	Sources: []analysis.Reference{
		{Text: "Zhou, S. & Mondragón, R. J. (2004). The rich-club phenomenon in the Internet topology. IEEE Communications Letters 8(3), 180–182.", DOI: "10.1109/LCOMM.2004.823426"},
		{Text: "Colizza, V., Flammini, A., Serrano, M. A. & Vespignani, A. (2006). Detecting rich-club ordering in complex networks. Nature Physics 2, 110–115.", DOI: "10.1038/nphys209"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "φ is a share; the second column divides it by what a random network of the same degrees has in expectation, where 1 means no club",
		Directed:    "directions are ignored",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(n + m), memory O(n)",
	},
	Columns:   []analysis.Column{{ID: "rich-club", Title: "Density of the club", Unit: "share"}, {ID: "rich-club-ratio", Title: "To chance"}},
	Undefined: "an actor that alone has the most ties, since a club has two members; the ratio also in a network without ties",
	Compute: func(ctx context.Context, g *snapshot.Graph, _ analysis.Args) (analysis.Result, error) {
		g = g.Symmetric()
		most := 0
		for u := range int32(g.Len()) {
			most = max(most, len(g.Out(u)))
		}
		// By degree k, then for all degrees from k up: actors, ties among them, Σ d and Σ d².
		actors, ties, sum, squares := make([]float64, most+2), make([]float64, most+2), make([]float64, most+2), make([]float64, most+2)
		for u := range int32(g.Len()) {
			d := len(g.Out(u))
			actors[d]++
			sum[d] += float64(d)
			squares[d] += float64(d) * float64(d)
			for _, v := range g.Out(u) {
				if u < v {
					ties[min(d, len(g.Out(v)))]++
				}
			}
			if u%(1<<14) == 0 && ctx.Err() != nil {
				return analysis.Result{}, ctx.Err()
			}
		}
		density, ratio := make([]float64, most+1), make([]float64, most+1)
		var groups []analysis.Group
		for k := most; k >= 0; k-- {
			here := actors[k] > 0
			actors[k] += actors[k+1]
			ties[k] += ties[k+1]
			sum[k] += sum[k+1]
			squares[k] += squares[k+1]
			density[k], ratio[k] = math.NaN(), math.NaN()
			if actors[k] < 2 {
				continue
			}
			density[k] = ties[k] / (actors[k] * (actors[k] - 1) / 2)
			if chance := (sum[k]*sum[k] - squares[k]) / (4 * float64(g.Ties())); chance > 0 {
				ratio[k] = ties[k] / chance
			}
			if here {
				groups = append(groups, analysis.Group{Name: fmt.Sprintf("degree ≥ %d", k), Actors: int(actors[k]), Values: []analysis.Value{
					{Name: "density", Value: density[k]}, {Name: "to-chance", Value: ratio[k]},
				}})
			}
		}
		scores := [][]float64{make([]float64, g.Len()), make([]float64, g.Len())}
		for u := range int32(g.Len()) {
			d := len(g.Out(u))
			scores[0][u], scores[1][u] = density[d], ratio[d]
		}
		return analysis.Result{Scores: scores, Groups: groups}, ctx.Err()
	},
}
