package brokerage

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
)

// KeyPlayersNeg is the set of actors whose leaving would break the network most: whom it cannot do without.
var KeyPlayersNeg = analysis.Metric{
	ID: "kpp-neg", Title: "Key players to hold together (KPP-Neg)",
	Meaning: "How far the network would fall apart if this actor left; the figures name the few actors whose leaving together would break it most: whom it cannot do without.",
	Formula: "F(K) = 1 − Σ s(s − 1)/(r(r − 1)), over the components of the r actors that remain without K, with s their sizes: the share of pairs without a path; " +
		"an actor's score is F({u}). With distances D(K) = 1 − Σ_{i≠j} 1/d(i, j)/(r(r − 1)·h), with h the largest 1/d of the whole network, 1 without weights",
	Sources: []analysis.Reference{
		{Text: "Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational & Mathematical Organization Theory 12, 21–34.",
			DOI: "10.1007/s10588-006-7084-x"},
		{Text: "An, W. & Liu, Y.-H. (2016). keyplayer: an R package for locating key players in social networks. The R Journal 8(1), 257–268.", DOI: "10.32614/RJ-2016-018"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "yes: 0 where everyone has a path to everyone, 1 where no one has",
		Directed:    "directions are ignored, but the distances asked for follow the ties",
		Weights:     "not used, but by the distances asked for: strength: a step is 1/weight; distance: a step is the weight",
		Unreachable: "pairs without a path are what is counted; they add 0 to Σ 1/d",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(size·(1 + rounds)·(n + m)) with rounds of exchange, at most three; memory O(n). With distances also what metric harmonic takes, twice",
	},
	Params: []analysis.Param{
		{
			ID: "size", Kind: analysis.Integer, Default: "3", Min: 1, Max: 100,
			Meaning: "how many key players, fewer if the rest has no tie left before. The best set where at most 2,000 have to be tried; else chosen greedily and improved by exchange: mostly the best, not always",
		},
		{
			ID: "distances", Kind: analysis.Boolean, Default: "false",
			Meaning: "also how much longer the ways of those who remain become: distance-weighted fragmentation before and after",
		},
	},
	Columns:   []analysis.Column{{ID: "kpp-neg", Title: "Fragmentation without the actor", Unit: "share"}},
	Undefined: "in a network of fewer than three actors no pair remains",
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		place, err := g.Places(ctx)
		if err != nil {
			return analysis.Result{}, err
		}
		s := &cutSet{pieces: newPieces(g.Symmetric()), place: place, args: a}
		r, err := s.find(ctx, a.Integer("size"))
		if err != nil {
			return analysis.Result{}, err
		}
		if a.Boolean("distances") {
			before, err := distanceFragmentation(ctx, g, nil, a)
			if err != nil {
				return analysis.Result{}, err
			}
			after, err := distanceFragmentation(ctx, g, s.members, a)
			if err != nil {
				return analysis.Result{}, err
			}
			r.Values = append(r.Values, analysis.Value{Name: "distance-fragmentation-before", Value: before},
				analysis.Value{Name: "distance-fragmentation", Value: after})
		}
		return r, nil
	},
}

// exchangeRounds is how often every member may be exchanged.
const exchangeRounds = 3

// cutSet is the members chosen so far.
type cutSet struct {
	*pieces
	place   []uint64
	args    analysis.Args
	members []int32
}

// find adds members one by one, each whose leaving parts most pairs, then exchanges each for another as long as that parts more.
func (s *cutSet) find(ctx context.Context, size int) (analysis.Result, error) {
	r := analysis.Result{Scores: [][]float64{make([]float64, s.g.Len())}}
	if err := s.sweep(ctx); err != nil {
		return r, err
	}
	before := s.fragmentation(s.connected, 0)
	for u, pairs := range s.without {
		r.Scores[0][u] = s.fragmentation(pairs, 1)
	}
	for len(s.members) < size && s.connected > 0 {
		if err := s.add(ctx, s.best()); err != nil {
			return r, err
		}
		s.args.Report(int64(len(s.members)), int64(size)+1)
	}
	greedy := s.fragmentation(s.connected, len(s.members))
	if err := s.exchange(ctx); err != nil {
		return r, err
	}
	best := s.connected == 0 // no set can part more than all pairs
	if !best && s.few(len(s.members)) {
		if err := s.tryAll(ctx, len(s.members)); err != nil {
			return r, err
		}
		best = true
	}
	r.Values = []analysis.Value{
		{Name: "members", Value: float64(len(s.members))}, {Name: "fragmentation-before", Value: before},
		{Name: "fragmentation", Value: s.fragmentation(s.connected, len(s.members))}, {Name: "fragmentation-before-exchange", Value: greedy},
	}
	members := s.members
	s.members = nil
	clear(s.gone)
	for i, u := range members {
		if err := s.add(ctx, u); err != nil {
			return r, err
		}
		r.Groups = append(r.Groups, analysis.Group{Name: s.g.ID(u), Actors: 1, Values: []analysis.Value{
			{Name: "place", Value: float64(i + 1)}, {Name: "fragmentation-so-far", Value: s.fragmentation(s.connected, i+1)},
		}})
	}
	if !best {
		r.Warnings = []notice.Notice{notice.SetNotProven.Of(len(members))}
	}
	s.args.Report(int64(size)+1, int64(size)+1)
	return r, ctx.Err()
}

func (s *cutSet) add(ctx context.Context, u int32) error {
	s.members = append(s.members, u)
	s.gone[u] = true
	return s.sweep(ctx)
}

// exchange looks for each member in turn whether another's leaving instead would part more pairs, until none's does or the rounds are over.
func (s *cutSet) exchange(ctx context.Context) error {
	for range exchangeRounds {
		changed := false
		for i, member := range s.members {
			now := s.connected
			s.gone[member] = false
			if err := s.sweep(ctx); err != nil {
				return err
			}
			best := s.best()
			if s.without[best] >= now {
				best = member
			}
			changed = changed || best != member
			s.members[i], s.gone[best] = best, true
			if err := s.sweep(ctx); err != nil {
				return err
			}
		}
		if !changed {
			return nil
		}
	}
	return nil
}

// best is the actor whose leaving leaves fewest pairs connected; of equals the one of most ties, then the one that stands first in the network.
func (s *cutSet) best() int32 {
	best := int32(-1)
	for u := range int32(s.g.Len()) {
		if !s.gone[u] && (best < 0 || s.before(u, best)) {
			best = u
		}
	}
	return best
}

func (s *cutSet) before(u, v int32) bool {
	if s.without[u] != s.without[v] {
		return s.without[u] < s.without[v]
	}
	if du, dv := len(s.g.Out(u)), len(s.g.Out(v)); du != dv {
		return du > dv
	}
	return s.place[u] > s.place[v]
}

// fragmentation is the share of the pairs of those who remain, when so many are gone, that have no path; NaN without pairs.
func (s *cutSet) fragmentation(connected int64, gone int) float64 {
	pairs := pairsOf(int32(s.g.Len() - gone))
	if pairs <= 0 {
		return math.NaN()
	}
	return 1 - float64(connected)/float64(pairs)
}

// distanceFragmentation is how far those who remain are from having one-step ways, those of the shortest tie, to one another.
func distanceFragmentation(ctx context.Context, g *snapshot.Graph, gone []int32, a analysis.Args) (float64, error) {
	shortest := math.Inf(1)
	for u := range int32(g.Len()) {
		for k := range g.Out(u) {
			weight := 1.0
			if weights := g.OutWeights(u); weights != nil {
				weight = weights[k]
			}
			shortest = min(shortest, analysis.TieLength(g.Meaning(), weight))
		}
	}
	out := make([]bool, g.Len())
	for _, u := range gone {
		out[u] = true
	}
	var keep []int32
	for u := range int32(g.Len()) {
		if !out[u] {
			keep = append(keep, u)
		}
	}
	switch {
	case len(keep) < 2:
		return math.NaN(), nil
	case math.IsInf(shortest, 1):
		return 1, nil
	}
	r, err := analysis.Run(ctx, g.Subgraph(keep), &paths.Harmonic, analysis.Args{Threads: a.Threads, Values: map[string]string{"method": "exact"}})
	if err != nil {
		return 0, err
	}
	return 1 - r.Values[0].Value*shortest, nil
}
