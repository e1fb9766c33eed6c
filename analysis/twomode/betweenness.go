package twomode

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Betweenness is how often an actor lies between two others, two activities, or one of each.
var Betweenness = analysis.Metric{
	ID: "two-mode-betweenness", Title: "Two-mode betweenness",
	Meaning: "How often the shortest way between two actors, two activities, or an actor and an activity leads through this actor: whoever joins activities that nobody else joins.",
	Formula: "B(u) as in betweenness, on the network of actors and activities; normalised: B(u)/max, max = ½[n₂²(s + 1)² + n₂(s + 1)(2t − s − 1) − t(2s − t + 3)], " +
		"s = ⌊(n₁ − 1)/n₂⌋, t = (n₁ − 1) mod n₂, for n₁ actors and n₂ activities",
	Sources: []analysis.Reference{borgattiEverett},
	Conventions: conventions("yes, by the most that an actor can have among as many actors and activities, unless asked otherwise", "pairs without a path add 0",
		"that of betweenness on a network of n + activities actors and a tie for each participation"),
	Params:  append([]analysis.Param{normalised("the most there can be")}, sampling()...),
	Columns: []analysis.Column{{ID: "two-mode-betweenness", Title: "Two-mode betweenness"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		m, err := modesOf(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		inner := a
		inner.Silo, inner.Values = "", map[string]string{}
		for _, p := range sampling() {
			inner.Values[p.ID] = a.Values[p.ID]
		}
		both, err := m.graph(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		r, err := analysis.Run(ctx, both, &paths.Betweenness, inner)
		if err != nil {
			return analysis.Result{}, err
		}
		scores := r.Scores[0][:m.actors:m.actors]
		if most := m.mostBetween(); a.Boolean("normalised") && most > 0 {
			for u := range scores {
				scores[u] /= most
			}
		}
		values := []analysis.Value{{Name: "most", Value: m.mostBetween()}}
		for _, v := range r.Values {
			if v.Name == "samples" || v.Name == "error-bound" { // of pairs, not normalised
				values = append(values, v)
			}
		}
		return analysis.Result{Scores: [][]float64{scores}, Values: values, Warnings: append(m.warnings, r.Warnings...)}, nil
	},
}

// sampling are the parameters of betweenness that decide how exact it is.
func sampling() (params []analysis.Param) {
	for _, p := range paths.Betweenness.Params {
		switch p.ID {
		case "method", "epsilon", "delta":
			params = append(params, p)
		}
	}
	return params
}

// mostBetween returns the most pairs that an actor can lie between: one in the middle of a star of activities over which the other
// actors spread evenly.
func (m *modes) mostBetween() float64 {
	if m.actors == 0 || m.activities == 0 {
		return 0
	}
	s, t := float64((m.actors-1)/m.activities), float64((m.actors-1)%m.activities)
	n := float64(m.activities)
	return (n*n*(s+1)*(s+1) + n*(s+1)*(2*t-s-1) - t*(2*s-t+3)) / 2
}
