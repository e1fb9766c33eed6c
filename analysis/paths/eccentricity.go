package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

var hageHarary = analysis.Reference{
	Text: "Hage, P. & Harary, F. (1995). Eccentricity and centrality in networks. Social Networks 17(1), 57–63.", DOI: "10.1016/0378-8733(94)00248-9",
}

// Eccentricity is how far an actor is from the farthest that it reaches.
var Eccentricity = analysis.Metric{
	ID:      "eccentricity",
	Title:   "Eccentricity",
	Meaning: "How many steps this actor is from the one farthest from it: low in the middle of the network, high at its edge.",
	Formula: "e(u) = max_v d(u,v) over the actors v that u reaches; diameter = max e, radius = min e over the actors that reach anybody",
	Sources: []analysis.Reference{hageHarary},
	Conventions: distanceConventions("no: a number of steps, or a length when ties have lengths",
		"left out: an actor's eccentricity is within what it reaches, and 0 when it reaches nobody"),
	Params:  []analysis.Param{direction},
	Columns: []analysis.Column{{ID: "eccentricity", Title: "Eccentricity", Unit: "steps"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		scores, w, err := farthest(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		diameter, radius := math.Inf(-1), math.Inf(1)
		for _, e := range scores {
			if e > 0 {
				diameter, radius = max(e, diameter), min(e, radius)
			}
		}
		if diameter < 0 { // nobody reaches anybody
			diameter, radius = math.NaN(), math.NaN()
		}
		return analysis.Result{
			Scores:   [][]float64{scores},
			Values:   []analysis.Value{{Name: "diameter", Value: diameter}, {Name: "radius", Value: radius}},
			Warnings: w.warnings(),
		}, nil
	},
}

// farthest returns each actor's distance to the farthest actor it reaches (or that reaches it, when direction is in).
func farthest(ctx context.Context, g *snapshot.Graph, a analysis.Args) ([]float64, *ways, error) {
	in := a.Text("direction") == "in"
	var (
		w   *ways
		far []float64
		err error
	)
	if g.Meaning() == snapshot.Unweighted || !g.Weighted() {
		if w, err = hopsOf(ctx, g, !in); err == nil { // the search tells the reached, so it runs against the way that is meant
			far, err = lastArrivals(ctx, w, a)
		}
	} else if w, err = waysOf(ctx, g, in); err == nil {
		far, err = longestWays(ctx, w, a)
	}
	if err != nil {
		return nil, nil, err
	}
	scores := make([]float64, g.Len())
	for i, u := range w.actor {
		scores[u] = far[i]
	}
	return scores, w, nil
}

// lastArrivals searches from all actors, 128 at a time, and returns for every actor the largest distance over which any reaches it.
func lastArrivals(ctx context.Context, w *ways, a analysis.Args) ([]float64, error) {
	n := w.len()
	last := make([]float64, n)
	type scratch struct {
		f    *frontier
		last []int32
	}
	workers := make([]scratch, parallel.Workers(n, together, a.Threads))
	err := parallel.Blocks(ctx, n, together, a.Threads, a.Report, func(worker, _, lo, hi int) {
		s := &workers[worker]
		if s.f == nil {
			s.f, s.last = newFrontier(n), make([]int32, n)
		}
		s.f.begin(lo, hi)
		for d := int32(1); len(s.f.active) > 0 && s.f.step(ctx, w); d++ {
			for _, v := range s.f.active {
				s.last[v] = max(s.last[v], d)
			}
		}
	})
	for _, s := range workers { // the larger of two does not depend on their order
		for v, d := range s.last {
			last[v] = max(last[v], float64(d))
		}
	}
	return last, err
}

// longestWays does the same where steps have lengths, by one search a source.
func longestWays(ctx context.Context, w *ways, a analysis.Args) ([]float64, error) {
	const block = 16
	n := w.len()
	far := make([]float64, n)
	scratch := make([]*dijkstra, parallel.Workers(n, block, a.Threads))
	err := parallel.Blocks(ctx, n, block, a.Threads, a.Report, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = newDijkstra(n)
		}
		d := scratch[worker]
		for source := lo; source < hi && d.search(ctx, w, int32(source)); source++ {
			far[source] = d.distance[d.order[len(d.order)-1]]
		}
	})
	return far, err
}
