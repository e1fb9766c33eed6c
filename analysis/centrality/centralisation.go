package centrality

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Centralisation is how far the network leans on its most central actor.
var Centralisation = analysis.Metric{
	ID: "centralisation", Title: "Centralisation",
	Meaning: "How far the whole network leans on one actor: 1 for a star, where everything goes through the middle, 0 where all stand alike.",
	Formula: "Σ_u (max C − C(u)) / (the same sum of a star of n actors), for C degree, closeness (both from and to an actor in a directed network) and betweenness",
	Sources: []analysis.Reference{{
		Text: "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215–239.",
		DOI:  "10.1016/0378-8733(78)90021-7",
	}},
	Conventions: analysis.Conventions{
		Normalised:  "yes: 0 to 1",
		Directed:    "in a directed network the star's ties all point out of its middle (degree-out, closeness-out), all into it (degree-in, closeness-in), or both ways (betweenness)",
		Weights:     "not used: a tie of weight 0 counts, and a step is a tie",
		Unreachable: "closeness is r/Σd over the r actors reached, scaled by r/(n − 1), as in closeness; pairs without a path add nothing to betweenness",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "that of closeness and of betweenness, each sampled where the network is large, as a warning then says",
	},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		plain := g.Unvalued()
		r := analysis.Result{}
		add := func(name string, scores []float64, star float64) {
			r.Values = append(r.Values, analysis.Value{Name: name, Value: lean(scores, star)})
		}
		ways := []string{"out"}
		if g.Directed() {
			ways = []string{"out", "in"}
		}
		n := float64(g.Len())
		for _, way := range ways {
			suffix := ""
			degrees, closest := (n-1)*(n-2), (n-1)*(n-2)/(2*n-3)
			if g.Directed() {
				// Out of the middle of a star the others are all one step off, and they reach nobody.
				suffix, degrees, closest = "-"+way, (n-1)*(n-1), n-1
			}
			degree := make([]float64, g.Len())
			for u := range degree {
				if degree[u] = float64(len(plain.Out(int32(u)))); way == "in" {
					degree[u] = float64(len(plain.In(int32(u))))
				}
			}
			add("degree"+suffix, degree, degrees)
			inner := analysis.Args{Threads: a.Threads, Values: map[string]string{"direction": way}}
			near, err := analysis.Run(ctx, plain, &paths.Closeness, inner)
			if err != nil {
				return analysis.Result{}, err
			}
			add("closeness"+suffix, near.Scores[0], closest)
			r.Warnings = append(r.Warnings, near.Warnings...)
		}
		between, err := analysis.Run(ctx, plain, &paths.Betweenness, analysis.Args{Threads: a.Threads, Seed: a.Seed, Progress: a.Progress})
		if err != nil {
			return analysis.Result{}, err
		}
		most := (n - 1) * (n - 2) / 2
		if g.Directed() {
			most *= 2
		}
		add("betweenness", between.Scores[0], (n-1)*most)
		r.Warnings = append(r.Warnings, between.Warnings...)
		return r, nil
	},
}

// lean returns how far the scores fall short of the largest, as a share of what they do in a star; NaN below three actors.
func lean(scores []float64, star float64) float64 {
	if len(scores) < 3 {
		return math.NaN()
	}
	top, lack := 0.0, 0.0
	for _, x := range scores {
		top = max(top, x)
	}
	for _, x := range scores {
		lack += top - x
	}
	return lack / star
}
