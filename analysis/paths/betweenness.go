package paths

import (
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Betweenness counts the shortest paths between others that pass through an actor.
var Betweenness = analysis.Metric{
	ID:      "betweenness",
	Title:   "Betweenness",
	Meaning: "How often this actor lies on the shortest way between two others: whoever would have to be asked.",
	Formula: "B(v) = Σ_{s ≠ v ≠ t} σ_st(v)/σ_st, σ_st the number of shortest paths from s to t, σ_st(v) those through v. " +
		"Centralisation = Σ_v (max B − B(v)) / (what a star of n actors has)",
	Sources: []analysis.Reference{
		{Text: "Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35–41.", DOI: "10.2307/3033543"},
		{Text: "Borassi, M. & Natale, E. (2019). KADABRA is an adaptive algorithm for betweenness via random approximation. ACM Journal of Experimental Algorithmics 24, 1.2.",
			DOI: "10.1145/3284359"},
		{Text: "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163–177.", DOI: "10.1080/0022250X.2001.9990249"},
	},
	Conventions: analysis.Conventions{
		Normalised: "no, unless asked for: then it is divided by the number of pairs of others, (n − 1)(n − 2)/2 or in a directed network (n − 1)(n − 2)",
		Directed:   "an undirected pair counts once, a directed network's pairs in each direction; the ends of a path are not between",
		Weights: "none: a step is 1; strength: a step is 1/weight; distance: a step is the weight. A tie of weight zero is not walked. " +
			"Lengths that differ by less than a part in 10^12 count as equal",
		Unreachable: "pairs without a path add 0",
		Loops:       "left out; parallel ties are one tie with the sum of their weights",
		Cost:        "sampled: the square root of n + m or so a sample, about 1/ε² samples; exact: O(n·m) time, with weights O(n·(n + m)·log n); memory 270 bytes an actor and 5 bytes an actor and level, with weights 40 bytes an actor and 4 bytes a tie and direction, for each thread",
	},
	Params: []analysis.Param{
		normalised("the number of pairs of other actors"),
		{
			ID: "method", Kind: analysis.Choice, Default: "auto", Choices: []string{"auto", "exact", "sampled"},
			Meaning: "exact: all pairs; sampled: as many drawn pairs as the error bound needs; auto: exact up to 50,000 actors. With lengths, and below 1,000 actors, always exact.",
		},
		{ID: "epsilon", Meaning: "Sampled: how far a share of all pairs may be off.", Kind: analysis.Number, Default: "0.001", Min: 1e-5, Max: 0.5},
		{ID: "delta", Meaning: "Sampled: with what probability any actor may be off by more.", Kind: analysis.Number, Default: "0.1", Min: 1e-6, Max: 0.5},
		{ID: "top", Meaning: "Sampled: stop already when the order of so many leading actors is certain; 0 does not.", Kind: analysis.Integer, Default: "0", Min: 0, Max: 1e6},
	},
	Columns: []analysis.Column{{ID: "betweenness", Title: "Betweenness", Unit: "pairs"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		find := exactly
		if samples(g, a.Text("method")) {
			find = bySample
		}
		n := float64(g.Len())
		pairs := n * (n - 1)
		others := (n - 1) * (n - 2)
		if !g.Directed() {
			pairs /= 2
			others /= 2
		}
		r, err := find(ctx, g, a, pairs)
		if err != nil {
			return analysis.Result{}, err
		}
		scores := r.Scores[0]
		r.Values = append([]analysis.Value{{Name: "centralisation", Value: centralisation(scores, others)}}, r.Values...)
		if a.Boolean("normalised") && others > 0 {
			for u := range scores {
				scores[u] /= others
			}
		}
		return r, nil
	},
}

// The most actors whose betweenness is exact unless asked otherwise, and the fewest for whom drawing pairs can cost less.
const (
	mostExact   = 50_000
	fewestDrawn = 1000
)

// samples reports whether betweenness is to be sampled.
func samples(g *snapshot.Graph, method string) bool {
	if g.Meaning() != snapshot.Unweighted && g.Weighted() || g.Len() < fewestDrawn {
		return false
	}
	return method == "sampled" || method == "auto" && g.Len() > mostExact
}

// exactly finds betweenness from all actors' shortest paths.
func exactly(ctx context.Context, g *snapshot.Graph, a analysis.Args, _ float64) (analysis.Result, error) {
	w, err := waysOf(ctx, g, false)
	if err != nil {
		return analysis.Result{}, err
	}
	var sums []float64
	if w.length == nil {
		in := w
		if g.Directed() {
			in = w.turned()
		}
		times := ones(w.len())
		if w.mutual {
			if times, err = w.twins(ctx); err != nil {
				return analysis.Result{}, err
			}
		}
		sums, err = betweenHops(ctx, w, in, w.inEights(times), times, a.Threads, a.Report)
	} else {
		sums, err = between(ctx, w, a.Threads, a.Report)
	}
	if err != nil {
		return analysis.Result{}, err
	}
	each := 1.0
	if !g.Directed() {
		each = 0.5 // every pair was searched from both ends
	}
	scores := make([]float64, g.Len())
	for i, u := range w.actor {
		scores[u] = sums[i] * each
	}
	return analysis.Result{Scores: [][]float64{scores}, Warnings: w.warnings()}, nil
}

func ones(n int) []float64 { return slices.Repeat([]float64{1}, n) }

// bySample estimates betweenness from the paths between drawn pairs.
func bySample(ctx context.Context, g *snapshot.Graph, a analysis.Args, pairs float64) (analysis.Result, error) {
	out, err := hopsOf(ctx, g, false)
	if err != nil {
		return analysis.Result{}, err
	}
	in := out
	if g.Directed() {
		in = out.turned()
	}
	need := accuracy{a.Number("epsilon"), a.Number("delta"), a.Integer("top")}
	found, err := estimated(ctx, out, in, need, a.Threads, a.Seed, a.Report)
	if err != nil {
		return analysis.Result{}, err
	}
	scores := make([]float64, g.Len())
	for i, u := range out.actor {
		scores[u] = found.share[i] * pairs
	}
	return analysis.Result{
		Scores: [][]float64{scores},
		Values: []analysis.Value{
			{Name: "samples", Value: float64(found.samples)},
			{Name: "error-bound", Value: need.epsilon * pairs},
			{Name: "certain-places", Value: float64(found.certain)},
		},
		Warnings: []notice.Notice{said(need, found, pairs)},
	}, nil
}

// said tells what a sampled figure is worth.
func said(need accuracy, found estimate, pairs float64) notice.Notice {
	if need.top > 0 {
		return notice.PlacesSampled.Of(found.samples, found.certain, 1-need.delta)
	}
	return notice.PathsSampled.Of(found.samples, 1-need.delta, need.epsilon*pairs, need.epsilon)
}

// centralisation returns how far betweenness leans on one actor, from 0 (all equal) to 1 (a star); NaN below three actors.
func centralisation(scores []float64, pairs float64) float64 {
	if len(scores) < 3 {
		return math.NaN()
	}
	var top, lack float64
	for _, b := range scores {
		top = max(top, b)
	}
	for _, b := range scores {
		lack += top - b
	}
	return lack / (pairs * float64(len(scores)-1)) // a star's hub has every pair, the others none
}
