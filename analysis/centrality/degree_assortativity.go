package centrality

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// DegreeAssortativity is whether the well connected keep to the well connected.
var DegreeAssortativity = analysis.Metric{
	ID: "degree-assortativity", Title: "Degree assortativity",
	Meaning: "How many ties an actor's contacts have on average; for the network, whether the well connected work with each other (above 0) or with newcomers (below 0).",
	Formula: "k_nn(u) = mean degree of u's contacts; r = the correlation over all ties u→v of u's out-degree with v's in-degree",
	Sources: []analysis.Reference{
		{Text: "Newman, M. E. J. (2002). Assortative mixing in networks. Physical Review Letters 89, 208701.", DOI: "10.1103/PhysRevLett.89.208701"},
		{Text: "Pastor-Satorras, R., Vázquez, A. & Vespignani, A. (2001). Dynamical and correlation properties of the Internet. Physical Review Letters 87, 258701.",
			DOI: "10.1103/PhysRevLett.87.258701"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "r is −1 to 1; an actor's score is a number of ties",
		Directed:    "an undirected tie counts from both its ends; a directed one from its sender, whose contacts are those it sends to, with their incoming ties",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter: only ties count",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(n + m), memory O(n)",
	},
	Columns:   []analysis.Column{{ID: "degree-assortativity", Title: "Mean degree of contacts", Unit: "ties"}},
	Undefined: "an actor without contacts",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		const blockSize = 2048
		scores := make([]float64, g.Len())
		blocks := make([]moments, (g.Len()+blockSize-1)/blockSize)
		err := parallel.Blocks(ctx, g.Len(), blockSize, a.Threads, a.Progress, func(_, block, lo, hi int) {
			for u := int32(lo); u < int32(hi); u++ {
				out := float64(len(g.Out(u)))
				sum := 0.0
				for _, v := range g.Out(u) {
					in := float64(len(g.In(v)))
					sum += in
					blocks[block].add(out, in)
				}
				scores[u] = sum / out // NaN without contacts
			}
		})
		var all moments
		for _, b := range blocks { // whole numbers, so the order of adding does not show
			all.join(b)
		}
		return analysis.Result{Scores: [][]float64{scores}, Values: []analysis.Value{{Name: "assortativity", Value: all.correlation()}}}, err
	},
}

// moments are sums over ties of the degrees at their ends.
type moments struct{ n, x, y, xx, yy, xy float64 }

func (m *moments) add(x, y float64) {
	m.n++
	m.x += x
	m.y += y
	m.xx += x * x
	m.yy += y * y
	m.xy += x * y
}

func (m *moments) join(o moments) {
	m.n += o.n
	m.x += o.x
	m.y += o.y
	m.xx += o.xx
	m.yy += o.yy
	m.xy += o.xy
}

// correlation is NaN when there are no ties or the degrees at one kind of end are all the same.
func (m *moments) correlation() float64 {
	const rounding = 1e-12
	vx, vy := m.n*m.xx-m.x*m.x, m.n*m.yy-m.y*m.y
	if !(vx > rounding*m.n*m.xx && vy > rounding*m.n*m.yy) {
		return math.NaN()
	}
	return min(max((m.n*m.xy-m.x*m.y)/math.Sqrt(vx*vy), -1), 1)
}
