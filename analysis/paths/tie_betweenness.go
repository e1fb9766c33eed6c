package paths

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// TieBetweenness counts the shortest paths that a tie carries.
var TieBetweenness = analysis.Metric{
	ID:      "tie-betweenness",
	Title:   "Tie betweenness",
	Meaning: "How many pairs of actors have a tie on the shortest way between them; an actor is given that of its busiest tie, and every tie its own.",
	Formula: "B(e) = Σ_{s ≠ t} σ_st(e)/σ_st, σ_st the number of shortest paths from s to t, σ_st(e) those over the tie e",
	Sources: []analysis.Reference{
		{Text: "Girvan, M. & Newman, M. E. J. (2002). Community structure in social and biological networks. PNAS 99(12), 7821–7826.", DOI: "10.1073/pnas.122653799"},
		{Text: "Brandes, U. (2008). On variants of shortest-path betweenness centrality and their generic computation. Social Networks 30(2), 136–145.",
			DOI: "10.1016/j.socnet.2007.11.001"},
	},
	Conventions: analysis.Conventions{
		Normalised: "no, unless asked for: then it is divided by the number of pairs, n(n − 1)/2 or in a directed network n(n − 1)",
		Directed:   "an undirected pair counts once, a directed network's pairs in each direction; the pair that a tie joins counts too",
		Weights: "none: a step is 1; strength: a step is 1/weight; distance: a step is the weight. A tie of weight zero is not walked and scores 0. " +
			"Lengths that differ by less than a part in 10^12 count as equal",
		Unreachable: "pairs without a path add 0; an actor without ties scores 0",
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "O(n·m) time, with weights O(n·(n + m)·log n); memory 40 bytes an actor and 12 bytes a tie and direction, for each thread",
	},
	Params:  []analysis.Param{normalised("the number of pairs of actors")},
	Columns: []analysis.Column{{ID: "tie-betweenness", Title: "Busiest tie", Unit: "pairs"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		w, err := waysOf(ctx, g, false)
		if err != nil {
			return analysis.Result{}, err
		}
		carried, err := betweenTies(ctx, w, a)
		if err != nil {
			return analysis.Result{}, err
		}
		each, n := 1.0, float64(g.Len())
		if a.Boolean("normalised") && n > 1 {
			each = 1 / (n * (n - 1))
			if !g.Directed() {
				each *= 2
			}
		}
		return analysis.Result{Scores: [][]float64{busiest(g, w, carried, each)}, Ties: tiesOf(g, w, carried, each), Warnings: w.warnings()}, nil
	},
}

// betweenTies returns for every step of w, beside w.to, Σ σ_st(e)/σ_st over ordered pairs.
func betweenTies(ctx context.Context, w *ways, a analysis.Args) ([]float64, error) {
	const block = 64 // larger than for actors: there is more to add up after each
	n := w.len()
	sums := make([]float64, len(w.to))
	scratch := make([]*search, parallel.Workers(n, block, a.Threads))
	err := parallel.Sum(ctx, n, block, a.Threads, a.Report, sums, func(worker, lo, hi int, part []float64) {
		if scratch[worker] == nil {
			scratch[worker] = newSearch(w)
		}
		s := scratch[worker]
		for source := lo; source < hi && s.from(ctx, w, int32(source)) && s.dependTies(ctx, w, part); source++ {
		}
	})
	return sums, err
}

// dependTies adds to part how much the source's paths depend on each step: δ(u → v) = σ_u/σ_v · (1 + δ(v)), as depend does for actors.
// It returns false when ctx ended.
func (s *search) dependTies(ctx context.Context, w *ways, part []float64) bool {
	for _, u := range s.order {
		if math.IsInf(s.paths[u], 1) {
			return s.dependTiesOnMany(ctx, w, part)
		}
	}
	earned := s.credit
	for i := len(s.order) - 1; i >= 0; i-- {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		u := s.order[i]
		var credit float64
		s.alongRow(w, i, func(e int64, v int32) {
			part[e] += s.paths[u] * earned[v]
			credit += earned[v]
		})
		earned[u] = 1/s.paths[u] + credit
	}
	return true
}

// dependTiesOnMany is dependTies in logarithms, for sources with more shortest paths than a float64 counts.
func (s *search) dependTiesOnMany(ctx context.Context, w *ways, part []float64) bool {
	none := math.Inf(-1)
	paths, credit := make([]float64, len(s.paths)), make([]float64, len(s.paths)) // logarithms of σ and of (1 + δ)/σ
	for _, v := range s.order {
		paths[v] = none
	}
	paths[s.order[0]] = 0
	for i, u := range s.order {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		for _, v := range s.onward[s.begin[i]:s.begin[i+1]] {
			paths[v] = logSum(paths[v], paths[u])
		}
	}
	for i := len(s.order) - 1; i >= 0; i-- {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		u := s.order[i]
		earned := none
		s.alongRow(w, i, func(e int64, v int32) {
			part[e] += math.Exp(paths[u] + credit[v])
			earned = logSum(earned, credit[v])
		})
		credit[u] = logSum(-paths[u], earned)
	}
	return true
}

// alongRow calls do for the steps onward of order[i] with their places in w.to. Both stand in the order of the row.
func (s *search) alongRow(w *ways, i int, do func(e int64, v int32)) {
	onward := s.onward[s.begin[i]:s.begin[i+1]]
	for e := w.start[s.order[i]]; len(onward) > 0; e++ {
		if v := w.to[e]; v == onward[0] {
			do(e, v)
			onward = onward[1:]
		}
	}
}

// busiest returns the largest figure of each actor's ties.
func busiest(g *snapshot.Graph, w *ways, carried []float64, each float64) []float64 {
	scores := make([]float64, g.Len())
	for i, u := range w.actor {
		for e := w.start[i]; e < w.start[i+1]; e++ {
			v := w.actor[w.to[e]]
			scores[u] = max(scores[u], carried[e]*each)
			scores[v] = max(scores[v], carried[e]*each)
		}
	}
	return scores
}

// tiesOf returns every tie's figure, those that are not walked with 0.
func tiesOf(g *snapshot.Graph, w *ways, carried []float64, each float64) []analysis.TieScore {
	ties := make([]analysis.TieScore, 0, g.Ties())
	first := make([]int, g.Len()+1)
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			if g.Directed() || u < v {
				ties = append(ties, analysis.TieScore{From: u, To: v})
			}
		}
		first[u+1] = len(ties)
	}
	for i, u := range w.actor {
		row := ties[first[u]:first[u+1]]
		for e := w.start[i]; e < w.start[i+1]; e++ {
			v := w.actor[w.to[e]]
			if g.Directed() || u < v {
				at, _ := slices.BinarySearchFunc(row, v, func(t analysis.TieScore, v int32) int { return cmp.Compare(t.To, v) })
				row[at].Value = carried[e] * each
			}
		}
	}
	return ties
}
