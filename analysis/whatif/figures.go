package whatif

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// exactWork is the largest work, as actors × ties, for which all paths are followed: some seconds on two cores.
const exactWork = 100_000_000_000

// Figures is the headline figures of one network. Directions are ignored wherever paths count; a step is one tie.
type Figures struct {
	Actors, Ties     int
	Reach            float64 // mean of 1/distance over pairs of actors in different silos, 0 without a path; NaN without pairs
	CrossPairs       int64   // unordered pairs of actors in different silos
	UnreachablePairs int64   // of these, without a path
	MeanDistance     float64 // steps, over those with a path; NaN when there are none
	Components       int
	LargestPart      int     // actors in the largest component
	Isolates         int     // actors without a tie
	Density          float64 // ties that there are of all that could be; NaN with fewer than two actors
	EI               float64 // Krackhardt's E-I index of the network; NaN without ties between actors that have a silo
	SinglePoints     int     // actors whose leaving would cut others off
}

// measure computes the figures. Reach and mean distance are NaN, with unreachable pairs still exact, when following all paths would be too much work.
// Without a dimension, what needs silos is NaN or 0.
func measure(ctx context.Context, g *snapshot.Graph, dimension string, threads int) (Figures, error) {
	d, ok := g.Dimension(dimension)
	if !ok && dimension != "" {
		return Figures{}, analysis.UnknownDimension(g, "whatif", "silo", dimension)
	}
	symmetric := g.Symmetric()
	f := Figures{Actors: g.Len(), Ties: g.Ties(), Reach: math.NaN(), MeanDistance: math.NaN(), EI: math.NaN()}
	component, sizes, err := cohesion.Weak(ctx, symmetric)
	if err != nil {
		return f, err
	}
	f.Components = len(sizes)
	if len(sizes) > 0 {
		f.LargestPart = sizes[0] // they come by decreasing size
	}
	for u := range int32(symmetric.Len()) {
		if len(symmetric.Out(u)) == 0 {
			f.Isolates++
		}
	}
	if d != nil {
		f.CrossPairs = crossPairs(d, nil, 1)
		f.UnreachablePairs = f.CrossPairs - crossPairs(d, component, len(sizes))
		if f.EI, err = value(ctx, g, &silo.EI, analysis.Args{Silo: dimension, Threads: threads}, "e-i"); err != nil {
			return f, err
		}
	}
	if f.Density, err = value(ctx, g, &centrality.Degree, analysis.Args{Threads: threads}, "density"); err != nil {
		return f, err
	}
	points, err := value(ctx, symmetric, &cohesion.Articulation, analysis.Args{Threads: threads}, "articulation-actors")
	if err != nil {
		return f, err
	}
	f.SinglePoints = int(points)
	if !affordable(g) || f.CrossPairs == 0 {
		return f, nil
	}
	pairs, err := silo.Spectrum(ctx, g, d.Of, len(d.Values), threads)
	if err != nil {
		return f, err
	}
	var harmonic, steps, reached float64
	for at, count := range pairs {
		if at > 0 {
			harmonic += float64(count) / float64(at)
			steps += float64(count) * float64(at)
			reached += float64(count)
		}
	}
	f.Reach = harmonic / float64(f.CrossPairs)
	if reached > 0 {
		f.MeanDistance = steps / reached
	}
	return f, nil
}

func affordable(g *snapshot.Graph) bool { return int64(g.Len())*int64(g.Ties()) <= exactWork }

// crossPairs counts the pairs of actors in different silos and one component; without components, in all.
func crossPairs(d *snapshot.Dimension, component []int32, components int) int64 {
	inSilo := make([]map[int32]int64, components)
	known := make([]int64, components)
	var same, all int64
	for u, a := range d.Of {
		if a < 0 {
			continue
		}
		c := int32(0)
		if component != nil {
			c = component[u]
		}
		if inSilo[c] == nil {
			inSilo[c] = make(map[int32]int64)
		}
		same += inSilo[c][a]
		all += known[c]
		inSilo[c][a]++
		known[c]++
	}
	return all - same
}

// value computes a metric and returns one of its figures for the whole network, NaN when it gives none.
func value(ctx context.Context, g *snapshot.Graph, m *analysis.Metric, args analysis.Args, name string) (float64, error) {
	r, err := analysis.Run(ctx, g, m, args)
	if err != nil {
		return math.NaN(), err
	}
	for _, v := range r.Values {
		if v.Name == name {
			return v.Value, nil
		}
	}
	return math.NaN(), nil
}
