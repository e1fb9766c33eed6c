package twomode

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Constraint is how closed the activities around an actor are.
var Constraint = analysis.Metric{
	ID: "two-mode-constraint", Title: "Two-mode constraint",
	Meaning: "How closed the activities around this actor are: low when it is in many that have no other actor in common, high when it is in few or always meets the same people.",
	Formula: "c(u) = Σ_a [1/k_u + Σ_b Σ_v 1/(k_u · n_b · k_v)]² over u's activities a, other activities b of u and actors v ≠ u who are in both, " +
		"with k activities of an actor and n_b actors of b",
	Sources: []analysis.Reference{{
		Text: "Hollway, J., Morin, J.-F. & Pauwelyn, J. (2020). Structural conditions for novelty. International Environmental Agreements 20, 61–83.",
		DOI:  "10.1007/s10784-019-09464-5",
	}},
	Conventions: conventions("no: 1 for an actor in one activity, else between 1/k and above 1", "no matter: only activities of an actor's own count",
		"time O(Σ n_b · k²) over the activities, memory O(n) a thread"),
	Columns:   []analysis.Column{{ID: "two-mode-constraint", Title: "Two-mode constraint"}},
	Undefined: "an actor without activities",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		m, err := modesOf(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		const block = 64
		scores := make([]float64, m.actors)
		marks := make([][]int32, parallel.Workers(m.actors, block, a.Threads)) // by worker and activity: 1 + its place among the actor's own
		err = parallel.Blocks(ctx, m.actors, block, a.Threads, a.Progress, func(worker, _, lo, hi int) {
			if marks[worker] == nil {
				marks[worker] = make([]int32, m.activities)
			}
			for u := int32(lo); u < int32(hi) && ctx.Err() == nil; u++ {
				scores[u] = m.constraint(ctx, u, marks[worker])
			}
		})
		return analysis.Result{Scores: [][]float64{scores}, Warnings: m.warnings}, err
	},
}

// constraint returns c(u). What reaches activity a through activity b is added up from the actors of b, who lead to all their own activities.
func (m *modes) constraint(ctx context.Context, u int32, mark []int32) float64 {
	own := m.by(u)
	if len(own) == 0 {
		return math.NaN()
	}
	share := 1 / float64(len(own))
	through := make([]float64, len(own))
	for k, b := range own {
		mark[b] = int32(k) + 1
	}
	seen := 0
	for _, b := range own {
		part := share / float64(len(m.of(b)))
		for _, v := range m.of(b) {
			if v == u {
				continue
			}
			theirs := m.by(v)
			for _, a := range theirs {
				if mark[a] > 0 && a != b {
					through[mark[a]-1] += part / float64(len(theirs))
				}
			}
			if seen += 1 + len(theirs); seen > patience*64 {
				if seen = 0; ctx.Err() != nil {
					break
				}
			}
		}
	}
	sum := 0.0
	for k, b := range own {
		sum += (share + through[k]) * (share + through[k])
		mark[b] = 0
	}
	return sum
}
