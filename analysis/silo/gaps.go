package silo

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/nullmodel"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// significance is the q-value below which a gap counts as one beyond chance.
const significance = 0.05

// crowded is the share of unreal pairs above which the list says so.
const crowded = 0.05

// Gaps compares all pairs of silos of a dimension, or those inside the same silo of another: what ties them, what chance alone would give, how
// far apart they are and how few actors hold them together. Significant gaps come first, by what is missing; then the other
// pairs, likewise; equal ones by name.
//
// The null model keeps the size and weight of every activity and tie and the number of participations of every actor, and with
// directions its numbers of ties to others and from others (package nullmodel). Distances are in steps. It returns an
// *analysis.ArgumentError for an unknown dimension, silo or null model and for more than MaxSilos silos, and ctx's error when ctx ends first.
func Gaps(ctx context.Context, g *snapshot.Graph, dimension string, opt GapOptions) (*GapList, error) {
	n, err := nested(g, dimension, opt)
	if err != nil {
		return nil, err
	}
	opt = opt.withDefaults(len(n.Values))
	mix, err := mixed(ctx, g, n.Dimension)
	if err != nil {
		return nil, err
	}
	list := &GapList{
		Dimension: dimension, Silos: n.Values, Unassigned: mix.Unassigned, Total: mix.Total, Directed: g.Directed(), Null: opt.Null,
	}
	var found []chance
	switch opt.Null {
	case Stubs:
		found, err = byStubs(ctx, mix, n.pairs, opt.Threads)
	case Swaps:
		list.Draws = opt.Draws
		found, err = bySwaps(ctx, g, mix, n, opt)
	default:
		err = &analysis.ArgumentError{Metric: "gaps", Param: "null", Value: opt.Null, Expected: Stubs + " or " + Swaps}
	}
	if err != nil {
		return nil, err
	}
	list.warn(g, n, opt)
	list.Gaps = gapsOf(mix, n, found)
	f, err := layOut(ctx, g, n.Of, len(n.Values))
	if err != nil {
		return nil, err
	}
	if err := list.addPaths(ctx, g, f, n, mix.Actors, opt); err != nil {
		return nil, err
	}
	e, err := gatherEvidence(ctx, g, n.Dimension, opt.Within, mix.Actors)
	if err != nil {
		return nil, err
	}
	err = n.eachPair(ctx, opt.Threads, func(i, a, b int) { list.Gaps[i].Should = e.of(a, b) })
	if err != nil {
		return nil, err
	}
	ranked := n.rank(list)
	ranked = ranked[:opt.fragile(len(ranked), g)]
	if err := addFragility(ctx, g, n, ranked, list.Gaps, opt); err != nil {
		return nil, err
	}
	if err := leavings(ctx, f, n, ranked, list.Gaps, opt.Threads); err != nil {
		return nil, err
	}
	return list, nil
}

// warn says what a reader must know of the list as a whole.
func (l *GapList) warn(g *snapshot.Graph, n *nest, opt GapOptions) {
	if l.Unassigned > 0 {
		said := notice.Unassigned.Of(l.Unassigned, g.Len(), l.Dimension)
		if within := opt.Within; within != "" {
			if opt.WithinSilo != "" {
				within += "=" + opt.WithinSilo
			}
			said = notice.UnassignedWithin.Of(l.Unassigned, g.Len(), l.Dimension, within)
		}
		l.Warnings = append(l.Warnings, said)
	}
	if share := unreal(g); share > crowded && l.Null == Stubs {
		l.Warnings = append(l.Warnings, notice.Crowded.Of(int(math.Round(100*share))))
	}
	if floor := float64(len(n.pairs)) / float64(l.Draws+1); l.Null == Swaps && floor > significance {
		l.Warnings = append(l.Warnings, notice.CoarseDraws.Of(l.Draws, 1/float64(l.Draws+1), len(n.pairs)))
	}
}

// eachPair calls do once for every pair, on several goroutines; i numbers the pairs.
func (n *nest) eachPair(ctx context.Context, threads int, do func(i, a, b int)) error {
	return parallel.Blocks(ctx, len(n.pairs), 64, threads, nil, func(_, _, lo, hi int) {
		for i := lo; i < hi && ctx.Err() == nil; i++ {
			do(i, int(n.pairs[i].from), int(n.pairs[i].to))
		}
	})
}

// gapsOf makes the gaps in the order of the pairs, with what the mixing matrix and chance say of them.
func gapsOf(m *Mixing, n *nest, by []chance) []Gap {
	gaps := make([]Gap, len(n.pairs))
	p := make([]float64, len(gaps))
	for i, two := range n.pairs {
		a, b := int(two.from), int(two.to)
		c := m.counted(a, b)
		p[i] = by[i].p
		gaps[i] = Gap{
			A: n.Values[a], B: n.Values[b], ActorsA: m.Actors[a], ActorsB: m.Actors[b],
			Observed: c.Observed, ObservedTies: c.Ties, Expected: by[i].mean, SD: by[i].sd, P: p[i],
			Ratio: over(c.Observed, by[i].mean), Z: over(c.Observed-by[i].mean, by[i].sd), Missing: by[i].mean - c.Observed,
		}
		if n.within != nil {
			gaps[i].Within = n.within[a]
		}
	}
	for i, q := range nullmodel.Adjust(p) {
		gaps[i].Q = q
		gaps[i].Significant = gaps[i].Missing > 0 && q < significance
	}
	return gaps
}

func over(x, y float64) float64 {
	if y == 0 {
		return math.NaN()
	}
	return x / y
}

// addPaths fills in reach, distance and closeness; gaps must stand in the order of the pairs.
func (l *GapList) addPaths(ctx context.Context, g *snapshot.Graph, f *field, n *nest, actors []int, opt GapOptions) error {
	silos := len(n.Values)
	reach, err := reachCounts(ctx, g, n.Of, silos, opt.Threads)
	if err != nil {
		return err
	}
	l.Approximate = int64(g.Len())*(int64(g.Ties())+60*int64(g.Len())) > opt.ExactWork
	var far *distances
	if l.Approximate {
		far, err = sampledDistances(ctx, f, actors, opt.SampleActors, opt.Seed, opt.Threads, opt.Progress)
	} else {
		far, err = exactDistances(ctx, f, actors, opt.Threads, opt.Progress)
	}
	if err != nil {
		return err
	}
	l.Sources = far.sources
	if l.Approximate {
		kind := notice.DistancesSampled
		if l.Directed {
			kind = notice.DistancesAndPairsSampled
		}
		l.Warnings = append(l.Warnings, kind.Of(far.sources, g.Len(), opt.Seed))
	}
	return n.eachPair(ctx, opt.Threads, func(i, a, b int) {
		at := a*silos + b
		gap, all := &l.Gaps[i], float64(actors[a])
		gap.Reach = Reach{One: float64(reach[0][at]) / all, Two: float64(reach[1][at]) / all, Three: float64(reach[2][at]) / all}
		gap.MeanDistance, gap.MeanDistanceSE = far.mean[at], far.meanSE[at]
		gap.HarmonicCloseness, gap.HarmonicSE = far.harmonic[at], far.harmSE[at]
		gap.UnreachablePairs = int64(actors[a])*int64(actors[b]) - far.reachable[at]
	})
}

// rank puts the gaps, which stand in the order of the pairs, in the order to show them, numbers them and returns the pairs in
// this order. What is missing is compared to nine decimals, so that rounding cannot part equals.
func (n *nest) rank(l *GapList) []border {
	missing := make([]float64, len(l.Gaps))
	order := make([]int32, len(l.Gaps)) // a gap is too large to move about while sorting half a million
	for i := range l.Gaps {
		missing[i], order[i] = math.Round(l.Gaps[i].Missing*1e9), int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		if l.Gaps[x].Significant != l.Gaps[y].Significant {
			if l.Gaps[x].Significant {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(missing[y], missing[x]), cmp.Compare(x, y))
	})
	ranked, pairs := make([]Gap, len(l.Gaps)), make([]border, len(l.Gaps))
	for i, at := range order {
		ranked[i], pairs[i] = l.Gaps[at], n.pairs[at]
		ranked[i].Rank = i + 1
	}
	l.Gaps = ranked
	return pairs
}

// fragilityWork is how much searching, as pairs times tie ends, is a moment's: half a second at most.
const fragilityWork = 30_000_000

// fragile says for how many of so many ranked pairs fragility is worked out.
func (o GapOptions) fragile(pairs int, g *snapshot.Graph) int {
	_, ends, _ := g.Rows()
	switch {
	case o.FragilityTop != 0:
		return min(pairs, max(o.FragilityTop, 0))
	case int64(pairs)*int64(len(ends)) <= fragilityWork:
		return pairs
	}
	return min(pairs, 25)
}

// addFragility works out the fragility of the first gaps, those of pairs, several at a time.
func addFragility(ctx context.Context, g *snapshot.Graph, n *nest, pairs []border, gaps []Gap, opt GapOptions) error {
	most := opt.FragilityCap
	if most < 0 {
		most = g.Len() + 1
	}
	members := make([][]int32, len(n.Values))
	for v, a := range n.Of {
		if a >= 0 {
			members[a] = append(members[a], int32(v))
		}
	}
	cutters := make([]*cutter, parallel.Workers(len(pairs), 1, opt.Threads))
	failed := make([]error, len(pairs))
	err := parallel.Blocks(ctx, len(pairs), 1, opt.Threads, nil, func(worker, i, _, _ int) {
		if cutters[worker] == nil {
			cutters[worker] = newCutter(g, n.Of)
		}
		gaps[i].Fragility, failed[i] = cutters[worker].cut(ctx, members[pairs[i].from], pairs[i].to, most)
	})
	return cmp.Or(err, errors.Join(failed...))
}
