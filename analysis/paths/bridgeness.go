package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Bridgeness is betweenness without the paths that begin or end next door: what is left joins regions, not neighbours.
var Bridgeness = analysis.Metric{
	ID:      "bridgeness",
	Title:   "Bridgeness",
	Meaning: "How often this actor lies on the shortest way between two others who are both farther off than its own contacts: a bridge between regions, not the centre of one.",
	Formula: "Bri(v) = Σ σ_st(v)/σ_st over s, t that are neither v nor its contacts. Share = Bri(v)/B(v), B its betweenness in steps",
	Sources: []analysis.Reference{
		{Text: "Jensen, P., Morini, M., Karsai, M. et al. (2016). Detecting global bridges in networks. Journal of Complex Networks 4(3), 319–329.", DOI: "10.1093/comnet/cnv022"},
		{Text: "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163–177.", DOI: "10.1080/0022250X.2001.9990249"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "no: a number of pairs, at most the actor's betweenness; the share is 0 to 1",
		Directed:    "an undirected pair counts once, a directed network's pairs in each direction; there s has no tie to v, and v none to t",
		Weights:     "not used: every tie is one step, because next door means one tie away",
		Unreachable: "pairs without a path add 0",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "exact: O(n·m) time; memory 64 bytes an actor and 4 bytes a tie and direction, for each thread",
	},
	Columns: []analysis.Column{
		{ID: "bridgeness", Title: "Bridgeness", Unit: "pairs"},
		{ID: "bridgeness-share", Title: "Bridgeness, of betweenness", Unit: "share"},
	},
	Undefined: "the share of an actor that lies on no shortest path of others",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		w, err := hopsOf(ctx, g, false)
		if err != nil {
			return analysis.Result{}, err
		}
		sums, err := betweenFar(ctx, w, a.Threads, a.Report)
		if err != nil {
			return analysis.Result{}, err
		}
		each := 1.0
		if !g.Directed() {
			each = 0.5 // every pair was searched from both ends
		}
		scores, shares := make([]float64, g.Len()), make([]float64, g.Len())
		for i, u := range w.actor {
			far, all := sums[2*i], sums[2*i+1]
			scores[u], shares[u] = far*each, math.NaN()
			if all > 0 {
				shares[u] = min(far/all, 1) // the two are summed apart
			}
		}
		return analysis.Result{Scores: [][]float64{scores, shares}}, nil
	},
}

// betweenFar returns for every actor, in w's own numbers, its bridgeness and its betweenness over ordered pairs, by turns.
func betweenFar(ctx context.Context, w *ways, threads int, report func(done, all int64)) ([]float64, error) {
	const block = 16
	sums := make([]float64, 2*w.len())
	type scratch struct {
		*search
		gained []float64
	}
	workers := make([]scratch, parallel.Workers(w.len(), block, threads))
	err := parallel.Sum(ctx, w.len(), block, threads, report, sums, func(worker, lo, hi int, part []float64) {
		s := &workers[worker]
		if s.search == nil {
			*s = scratch{newSearch(w), make([]float64, w.len())}
		}
		for source := int32(lo); source < int32(hi); source++ {
			if len(w.row(source)) > 0 && (!s.walk(ctx, w, source) || !s.dependFar(ctx, part, s.gained)) {
				return
			}
		}
	})
	return sums, err
}

// dependFar is depend that also adds what an actor two steps or more from the source gains over others than its own contacts. A target next to
// u that a shortest path through u leads to is one step onward, so its own share in δ(u) = Σ σ_u/σ_v · (1 + δ(v)) is the 1; without it
// the sum is over δ(v)/σ_v, kept in gained. It returns false when ctx ended.
func (s *search) dependFar(ctx context.Context, part, gained []float64) bool {
	earned := s.credit
	for i := len(s.order) - 1; i > 0; i-- {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		u := s.order[i]
		if math.IsInf(s.paths[u], 1) {
			return s.dependFarOnMany(ctx, part, i)
		}
		var credit, far float64
		for _, v := range s.onward[s.begin[i]:s.begin[i+1]] {
			credit += earned[v]
			far += gained[v]
		}
		if s.level[u] > 1 {
			part[2*u] += s.paths[u] * far
		}
		part[2*u+1] += s.paths[u] * credit
		earned[u], gained[u] = 1/s.paths[u]+credit, credit
	}
	return true
}

// dependFarOnMany is dependFar in logarithms, as dependOnMany is depend.
func (s *search) dependFarOnMany(ctx context.Context, part []float64, last int) bool {
	none := math.Inf(-1)
	paths, earned, gained := make([]float64, len(s.paths)), make([]float64, len(s.paths)), make([]float64, len(s.paths))
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
	for i := len(s.order) - 1; i > 0; i-- {
		if i%patience == 0 && ctx.Err() != nil {
			return false
		}
		u, credit, far := s.order[i], none, none
		for _, v := range s.onward[s.begin[i]:s.begin[i+1]] {
			credit, far = logSum(credit, earned[v]), logSum(far, gained[v])
		}
		if i <= last {
			if s.level[u] > 1 {
				part[2*u] += math.Exp(paths[u] + far)
			}
			part[2*u+1] += math.Exp(paths[u] + credit)
		}
		earned[u], gained[u] = logSum(-paths[u], credit), credit
	}
	return true
}
