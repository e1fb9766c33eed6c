package main

import (
	"context"
	"math"
	"strconv"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/brokerage"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/community"
	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/analysis/paths"
	silos "github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/spectral"
)

// task is one computation under the name that the peers know it by.
type task struct {
	name string
	run  func(context.Context, job) (outcome, error)
}

// tasks lists what the engine computes. Parameters follow what the peers compute, so that the results can be compared.
func tasks() []task {
	return []task{
		{"load", load},
		{"degree", scores(&centrality.Degree)},
		{"components", values(&cohesion.Components, "components", "components", "largest", "largest")},
		{"bicomp", values(&cohesion.Biconnected, "bridge-ties", "bridges", "articulation-actors", "articulation")},
		{"kcore", scores(&cohesion.KCore)},
		{"triangles", values(&cohesion.Triangles, "triangles", "triangles")},
		{"clustering", scores(&cohesion.Clustering)},
		{"pagerank", scores(&centrality.PageRank)},
		{"eigenvector", scores(&spectral.Eigenvector)},
		{"katz", katz},
		{"constraint", scores(&brokerage.Constraint)},
		{"effective_size", scores(&brokerage.EffectiveSize)},
		{"assortativity", values(&centrality.DegreeAssortativity, "assortativity", "r")},
		{"assortativity_silo", bySilo(&silos.Segregation, "assortativity", "r")},
		{"louvain", scores(&community.Louvain, "tries", "1")},
		{"leiden", scores(&community.Leiden, "tries", "1", "rounds", "1")},
		{"leiden_conv", scores(&community.Leiden, "tries", "1", "rounds", "100")},
		{"closeness_exact", scores(&paths.Closeness, "method", "exact")},
		{"harmonic_exact", scores(&paths.Harmonic, "method", "exact")},
		{"apl", exactMean},
		{"eccentricity", scores(&paths.Eccentricity)},
		{"diameter", values(&paths.Diameter, "diameter", "diameter")},
		{"betweenness_exact", scores(&paths.Betweenness, "method", "exact")},
		{"betweenness_k256", pivots},
		{"betweenness_kadabra", scores(&paths.Betweenness, "method", "sampled", "epsilon", "0.01")},
		{"betweenness_kadabra_e3", scores(&paths.Betweenness, "method", "sampled", "epsilon", "0.001")},
		{"layout", places},
	}
}

// compute runs a metric; arguments are ids and values by turns.
func compute(ctx context.Context, j job, m *analysis.Metric, idsAndValues ...string) (analysis.Result, error) {
	a := analysis.Args{Threads: j.threads, Seed: 1, Values: map[string]string{}}
	for i := 0; i+1 < len(idsAndValues); i += 2 {
		a.Values[idsAndValues[i]] = idsAndValues[i+1]
	}
	return analysis.Run(ctx, j.graph, m, a)
}

// scores is the task of a metric's first column.
func scores(m *analysis.Metric, idsAndValues ...string) func(context.Context, job) (outcome, error) {
	return func(ctx context.Context, j job) (outcome, error) {
		r, err := compute(ctx, j, m, idsAndValues...)
		if err != nil {
			return outcome{}, err
		}
		return outcome{scores: r.Scores[0]}, nil
	}
}

// pivots is the task of betweenness from 256 actors' paths, which bounds no error and is there because the peers have it.
func pivots(ctx context.Context, j job) (outcome, error) {
	scores, err := paths.BetweennessByPivots(ctx, j.graph, 256, analysis.Args{Threads: j.threads, Seed: 1})
	return outcome{scores: scores}, err
}

// values is the task of a metric's figures of the network; names are ours and the peers' by turns.
func values(m *analysis.Metric, names ...string) func(context.Context, job) (outcome, error) {
	return func(ctx context.Context, j job) (outcome, error) {
		r, err := compute(ctx, j, m)
		return outcome{values: renamed(r, names)}, err
	}
}

// exactMean is the mean distance over all pairs, however large the graph.
func exactMean(ctx context.Context, j job) (outcome, error) {
	r, err := compute(ctx, j, &paths.MeanDistance, "method", "exact")
	return outcome{values: renamed(r, []string{"mean-distance", "apl"})}, err
}

func renamed(r analysis.Result, names []string) []analysis.Value {
	var found []analysis.Value
	for i := 0; i+1 < len(names); i += 2 {
		for _, v := range r.Values {
			if v.Name == names[i] {
				found = append(found, analysis.Value{Name: names[i+1], Value: v.Value})
			}
		}
	}
	return found
}

// load reads the edge list and makes the graph.
func load(_ context.Context, j job) (outcome, error) {
	g, err := readGraph(j.path, 0, j.threads)
	if err != nil {
		return outcome{}, err
	}
	// m comes first: the driver takes a first line of "n" and a number for a score.
	return outcome{values: []analysis.Value{{Name: "m", Value: float64(g.Ties())}, {Name: "n", Value: float64(g.Len())}}}, nil
}

// katz gives the scores at length 1, for the peers differ in their scale.
func katz(ctx context.Context, j job) (outcome, error) {
	alpha := strconv.FormatFloat(j.about.Alpha, 'g', -1, 64)
	r, err := compute(ctx, j, &spectral.Katz, "alpha", alpha)
	if err != nil {
		return outcome{}, err
	}
	x, squares := r.Scores[0], 0.0
	for _, v := range x {
		squares += v * v
	}
	for u := range x {
		x[u] /= math.Sqrt(squares)
	}
	return outcome{scores: x}, nil
}

// bySilo is the task of a metric's figures by the silos that are said beside the edge list.
func bySilo(m *analysis.Metric, names ...string) func(context.Context, job) (outcome, error) {
	return func(ctx context.Context, j job) (outcome, error) {
		r, err := analysis.Run(ctx, j.graph, m, analysis.Args{Threads: j.threads, Seed: 1, Silo: silo})
		return outcome{values: renamed(r, names)}, err
	}
}

// places is where the map puts actors who are not grouped by silo.
func places(ctx context.Context, j job) (outcome, error) {
	x, y, err := layout.Force(ctx, j.graph, layout.Options{Threads: j.threads})
	if err != nil {
		return outcome{}, err
	}
	at := make([][2]float64, len(x))
	for u := range at {
		at[u] = [2]float64{x[u], y[u]}
	}
	return outcome{places: at}, nil
}
