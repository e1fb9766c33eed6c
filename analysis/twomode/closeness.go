package twomode

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Closeness is how near an actor is to all others and to all activities.
var Closeness = analysis.Metric{
	ID: "two-mode-closeness", Title: "Two-mode closeness",
	Meaning: "How near this actor is to all others and to all activities, stepping from actor to activity to actor: 1 for one who takes part in everything.",
	Formula: "C(u) = (r₂ + 2·r₁)/Σ d(u,x) · (r₁ + r₂)/(n₁ + n₂ − 1), d in steps from actor to activity or back, over the r₁ other actors and r₂ activities that u reaches; " +
		"on a connected network (n₂ + 2(n₁ − 1))/Σ d",
	Sources: []analysis.Reference{borgattiEverett},
	Conventions: conventions("yes, by the least sum of steps there can be: one to each activity, two to each other actor",
		"left out of the sum, and the score is multiplied by the share of all actors and activities that is reached. An actor without activities scores 0",
		"that of closeness on a network of n + activities actors and a tie for each participation"),
	Columns: []analysis.Column{{ID: "two-mode-closeness", Title: "Two-mode closeness"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		m, err := modesOf(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		both, err := m.graph(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		reached, sum, err := paths.Farness(ctx, both, a.Threads, a.Report)
		if err != nil {
			return analysis.Result{}, err
		}
		actors, err := m.together(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		scores := make([]float64, m.actors)
		steps, ends := 0.0, 0.0
		for u := range scores {
			if reached[u] == 0 {
				continue
			}
			others := actors[u] - 1
			least := reached[u] - others + 2*others
			scores[u] = least / sum[u] * reached[u] / float64(m.actors+m.activities-1)
			steps, ends = steps+sum[u], ends+reached[u]
		}
		mean := math.NaN()
		if ends > 0 {
			mean = steps / ends
		}
		return analysis.Result{Scores: [][]float64{scores}, Values: []analysis.Value{{Name: "mean-distance", Value: mean}}, Warnings: m.warnings}, nil
	},
}

// together returns for every actor how many actors its component has, itself among them.
func (m *modes) together(ctx context.Context) ([]float64, error) {
	count := make([]float64, m.actors)
	of, size := make([]int32, m.actors), []float64{0} // components from 1; 0 when not met yet
	met := make([]bool, m.activities)
	var queue []int32
	for root := range int32(m.actors) {
		if of[root] != 0 {
			continue
		}
		component := int32(len(size))
		of[root], queue = component, append(queue[:0], root)
		for head := 0; head < len(queue); head++ {
			for _, i := range m.by(queue[head]) {
				if met[i] {
					continue
				}
				met[i] = true
				for _, v := range m.of(i) {
					if of[v] == 0 {
						of[v] = component
						queue = append(queue, v)
					}
				}
			}
			if head%patience == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		size = append(size, float64(len(queue)))
	}
	for u := range count {
		count[u] = size[of[u]]
	}
	return count, ctx.Err()
}

// patience is after how many actors a sweep looks whether it was cancelled, well under 100 ms.
const patience = 1024
