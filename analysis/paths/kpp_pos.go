package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// KeyPlayersPos is the set of actors from whom everyone is near: whom to tell first, or to ask.
var KeyPlayersPos = analysis.Metric{
	ID: "kpp-pos", Title: "Key players to reach all (KPP-Pos)",
	Meaning: "How near everyone is to this actor alone; the figures name the few actors who together are nearest to all: whom to tell first.",
	Formula: "R(K) = Σ_j 1/d(K, j)/n, with d(K, j) the steps from the nearest of K to j, 1/∞ = 0, and 1 for the members of K themselves; an actor's score is R({u})",
	Sources: []analysis.Reference{
		{Text: "Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational & Mathematical Organization Theory 12, 21–34.",
			DOI: "10.1007/s10588-006-7084-x"},
		{Text: "Nemhauser, G. L., Wolsey, L. A. & Fisher, M. L. (1978). An analysis of approximations for maximizing submodular set functions. Mathematical Programming 14, 265–294.",
			DOI: "10.1007/BF01588971"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "yes: 0 to 1, which says that everyone is a member or next to one",
		Directed:    "distances follow the ties outward from the members",
		Weights:     "not used: every tie is one step",
		Unreachable: "actors that no member reaches add 0",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(size·(1 + rounds)·n·m/128) to O(size·(1 + rounds)·n·m) with rounds of exchange, at most three; memory about 80 bytes an actor and thread",
	},
	Params: []analysis.Param{{
		ID: "size", Kind: analysis.Integer, Default: "3", Min: 1, Max: 100,
		Meaning: "how many key players. Greedy choice, improved by exchange, finds at least 63 % of the best R, and mostly the best",
	}},
	Columns: []analysis.Column{{ID: "kpp-pos", Title: "Reach of the actor alone", Unit: "share"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		k, err := newKeySet(ctx, g, a)
		if err != nil {
			return analysis.Result{}, err
		}
		return k.find(ctx, min(a.Integer("size"), g.Len()))
	},
}

// rounds is how often every member may be exchanged.
const rounds = 3

// keySet is the members chosen so far.
type keySet struct {
	g        *snapshot.Graph
	turned   *ways
	place    []uint64
	args     analysis.Args
	members  []int32
	distance []int32 // by actor, steps from the nearest member; −1 when none reaches it
	queue    []int32
	done     int64 // sweeps
	sweeps   int64
}

func newKeySet(ctx context.Context, g *snapshot.Graph, a analysis.Args) (*keySet, error) {
	turned, err := hopsOf(ctx, g, true)
	if err != nil {
		return nil, err
	}
	place, err := g.Places(ctx)
	k := &keySet{g: g, turned: turned, place: place, args: a, distance: make([]int32, g.Len())}
	for u := range k.distance {
		k.distance[u] = -1
	}
	return k, err
}

// find adds members one by one, each that brings most, then exchanges each for another as long as that brings more.
func (k *keySet) find(ctx context.Context, size int) (analysis.Result, error) {
	n := float64(k.g.Len())
	k.sweeps = int64(size * (1 + rounds))
	r := analysis.Result{Scores: [][]float64{make([]float64, k.g.Len())}}
	for len(k.members) < size {
		gains, err := k.gains(ctx)
		if err != nil {
			return r, err
		}
		if len(k.members) == 0 {
			for u, gain := range gains {
				r.Scores[0][u] = gain / unit / n
			}
		}
		best := k.best(gains)
		k.members = append(k.members, best)
		k.spreadFrom(best)
	}
	greedy := k.reach()
	if err := k.exchange(ctx); err != nil {
		return r, err
	}
	best := len(k.members) < 2 || k.within(1) == 1 // no set can reach more than all in one step
	if sets := k.setsOf(len(k.members)); !best && sets > 0 {
		k.sweeps += sets
		if err := k.tryEvery(ctx, len(k.members)); err != nil {
			return r, err
		}
		best = true
	}
	k.args.Report(k.sweeps, k.sweeps)
	r.Values = []analysis.Value{
		{Name: "members", Value: float64(len(k.members))}, {Name: "reach", Value: k.reach()}, {Name: "reach-before-exchange", Value: greedy},
		{Name: "within-one", Value: k.within(1)}, {Name: "within-two", Value: k.within(2)}, {Name: "within-three", Value: k.within(3)},
	}
	members := k.members
	k.start(nil)
	for i, u := range members {
		k.spreadFrom(u)
		r.Groups = append(r.Groups, analysis.Group{Name: k.g.ID(u), Actors: 1, Values: []analysis.Value{
			{Name: "place", Value: float64(i + 1)}, {Name: "reach-so-far", Value: k.reach()},
		}})
	}
	if !best {
		r.Warnings = []notice.Notice{notice.SetWithinBound.Of(len(members))}
	}
	return r, ctx.Err()
}

// exchange looks for each member in turn whether another in its place would bring more, until none does or the rounds are over.
func (k *keySet) exchange(ctx context.Context) error {
	if len(k.members) < 2 {
		return nil // one member is the best there is
	}
	for range rounds {
		changed := false
		for i, member := range k.members {
			rest := append(append([]int32(nil), k.members[:i]...), k.members[i+1:]...)
			k.start(rest)
			gains, err := k.gains(ctx)
			if err != nil {
				return err
			}
			best := k.best(gains)
			if gains[best] <= gains[member] {
				best = member
			}
			changed = changed || best != member
			k.members = append(append(append([]int32(nil), rest[:i]...), best), rest[i:]...)
			k.spreadFrom(best)
		}
		if !changed {
			return nil
		}
	}
	return nil
}

// start sets the members anew.
func (k *keySet) start(members []int32) {
	for u := range k.distance {
		k.distance[u] = -1
	}
	for _, u := range members {
		k.spreadFrom(u)
	}
	k.members = members
}

// spreadFrom shortens distances to those from u.
func (k *keySet) spreadFrom(u int32) {
	k.distance[u] = 0
	k.queue = append(k.queue[:0], u)
	for head := 0; head < len(k.queue); head++ {
		u := k.queue[head]
		for _, v := range k.g.Out(u) {
			if next := k.distance[u] + 1; k.distance[v] < 0 || next < k.distance[v] {
				k.distance[v] = next
				k.queue = append(k.queue, v)
			}
		}
	}
}

// best is the actor of largest gain, of equals the one that stands first in the network.
func (k *keySet) best(gains []float64) int32 {
	best := int32(-1)
	for u := range int32(len(gains)) {
		if k.distance[u] == 0 {
			continue
		}
		if best < 0 || gains[u] > gains[best] || gains[u] == gains[best] && k.place[u] > k.place[best] {
			best = u
		}
	}
	return best
}

func (k *keySet) reach() float64 {
	counts := make([]int, k.g.Len()+1) // by distance, so that the sum does not depend on the actors' order
	for _, d := range k.distance {
		if d >= 0 {
			counts[max(d, 1)]++
		}
	}
	sum := 0.0
	for d, count := range counts {
		if count > 0 {
			sum += float64(count) / float64(d)
		}
	}
	return share(sum, k.g.Len())
}

func (k *keySet) within(steps int32) float64 {
	near := 0
	for _, d := range k.distance {
		if d >= 0 && d <= steps {
			near++
		}
	}
	return share(float64(near), k.g.Len())
}

func share(x float64, of int) float64 {
	if of == 0 {
		return math.NaN()
	}
	return x / float64(of)
}
