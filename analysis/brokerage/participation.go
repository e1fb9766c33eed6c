package brokerage

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// guimera is where both measures come from.
var guimera = analysis.Reference{
	Text: "Guimerà, R. & Nunes Amaral, L. A. (2005). Functional cartography of complex metabolic networks. Nature 433, 895–900.",
	DOI:  "10.1038/nature03288",
}

// Participation is how evenly an actor's ties spread over the silos.
var Participation = analysis.Metric{
	ID: "participation", Title: "Participation coefficient",
	Meaning:     "How evenly an actor's ties spread over the silos: 0 when all lead into one, near 1 when many silos have an equal share.",
	Formula:     "P_i = 1 − Σ_s (κ_is/k_i)², with κ_is the strength of i's ties to silo s and k_i of all of them",
	Sources:     []analysis.Reference{guimera},
	Conventions: cartography("yes: 0 to 1 − 1/(number of silos)"),
	NeedsSilo:   true,
	Columns:     []analysis.Column{{ID: "participation", Title: "Participation coefficient", Unit: "share"}},
	Undefined:   "an actor without ties to actors that have a silo takes part in none",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		scores := make([]float64, g.Len())
		astray, err := toSilos(ctx, g, d, a, func(u int32, bySilo []float64, met []int32) {
			total, squares := 0.0, 0.0
			for _, s := range met {
				total += bySilo[s]
			}
			for _, s := range met {
				share := bySilo[s] / total
				squares += share * share
			}
			scores[u] = max(0, 1-squares)
			if total == 0 {
				scores[u] = math.NaN()
			}
		})
		return analysis.Result{Scores: [][]float64{scores}, Warnings: astrayWarning(d, astray)}, err
	},
}

// WithinSiloZ is whether an actor is a hub of its own silo.
var WithinSiloZ = analysis.Metric{
	ID: "within-silo-z", Title: "Within-silo z",
	Meaning:     "Whether an actor is a hub of its own silo: how many standard deviations its ties inside the silo are above those of the silo's others. Above 2.5 is a hub.",
	Formula:     "z_i = (κ_i − mean κ)/sd κ over the actors of i's silo, with κ the strength of ties inside the silo and sd of the whole silo, not of a sample",
	Sources:     []analysis.Reference{guimera},
	Conventions: cartography("yes: in standard deviations, mean 0 in every silo"),
	NeedsSilo:   true,
	Columns:     []analysis.Column{{ID: "within-silo-z", Title: "Within-silo z"}},
	Undefined:   "an actor without a silo, or of a silo in which all have the same, stands out from none",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		d, _ := g.Dimension(a.Silo) // it exists: Run has checked
		inside := make([]float64, g.Len())
		astray, err := toSilos(ctx, g, d, a, func(u int32, bySilo []float64, _ []int32) {
			if d.Of[u] >= 0 {
				inside[u] = bySilo[d.Of[u]]
			}
		})
		if err != nil {
			return analysis.Result{}, err
		}
		return analysis.Result{Scores: [][]float64{standardised(inside, d)}, Warnings: astrayWarning(d, astray)}, nil
	},
}

func cartography(normalised string) analysis.Conventions {
	return analysis.Conventions{
		Normalised:  normalised,
		Directed:    "directions are ignored: both directions of a tie add up, so a mutual tie counts twice",
		Weights:     "as strengths, 1/weight when they mean distance; when they mean nothing every tie counts the same",
		Unreachable: "no matter: only ties count",
		Loops:       "left out; parallel ties add up",
		Cost:        "time O(n + m), memory O(n + m) when directed or weighted, else O(n)",
	}
}

// toSilos gives visit every actor with the strength of its ties by silo and the silos met, in the order of its contacts. It returns how many ends of ties
// lead to an actor without a silo. Visit runs on several goroutines, each actor once.
func toSilos(ctx context.Context, g *snapshot.Graph, d *snapshot.Dimension, a analysis.Args,
	visit func(u int32, bySilo []float64, met []int32)) (astray int, err error) {
	c, err := contactsOf(ctx, g, a.Threads)
	if err != nil {
		return 0, err
	}
	type scratch struct {
		bySilo []float64
		met    []int32
		astray int
	}
	workers := make([]scratch, parallel.Workers(g.Len(), rowsPerBlock, a.Threads))
	err = parallel.Blocks(ctx, g.Len(), rowsPerBlock, a.Threads, a.Progress, func(worker, _, lo, hi int) {
		w := &workers[worker]
		if w.bySilo == nil {
			w.bySilo = make([]float64, len(d.Values))
		}
		for u := int32(lo); u < int32(hi); u++ {
			to, strengths := c.row(u)
			w.met = w.met[:0]
			for k, v := range to {
				s := d.Of[v]
				if s < 0 {
					w.astray++
					continue
				}
				if w.bySilo[s] == 0 { // contacts have no ties of strength 0
					w.met = append(w.met, s)
				}
				w.bySilo[s] += at(strengths, k)
			}
			visit(u, w.bySilo, w.met)
			for _, s := range w.met {
				w.bySilo[s] = 0
			}
		}
	})
	for _, w := range workers {
		astray += w.astray
	}
	return astray, err
}

func astrayWarning(d *snapshot.Dimension, astray int) []notice.Notice {
	if astray == 0 {
		return nil
	}
	return []notice.Notice{notice.EndsLeftOut.Of(d.Name, astray)}
}

// standardised returns how many standard deviations each actor's figure is above the mean of its silo.
func standardised(x []float64, d *snapshot.Dimension) []float64 {
	mean, variance, actors := make([]float64, len(d.Values)), make([]float64, len(d.Values)), make([]float64, len(d.Values))
	most := make([]float64, len(d.Values))
	for u, s := range d.Of {
		if s >= 0 {
			mean[s] += x[u]
			actors[s]++
			most[s] = max(most[s], x[u])
		}
	}
	for s := range mean {
		mean[s] /= max(actors[s], 1)
	}
	for u, s := range d.Of {
		if s >= 0 {
			variance[s] += (x[u] - mean[s]) * (x[u] - mean[s]) / actors[s]
		}
	}
	const rounding = 1e-12 // of strengths that are equal but were added in another order
	z := make([]float64, len(x))
	for u, s := range d.Of {
		z[u] = math.NaN()
		if s >= 0 && math.Sqrt(variance[s]) > rounding*most[s] {
			z[u] = (x[u] - mean[s]) / math.Sqrt(variance[s])
		}
	}
	return z
}
