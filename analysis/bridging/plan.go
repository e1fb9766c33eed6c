// Package bridging proposes new ties that bring silos nearer to each other, or tie them more robustly, and says what each would change.
//
// Distances are hops in the undirected, unweighted network: a tie in either direction carries a path, and its weight does not matter.
package bridging

import (
	"context"
	"fmt"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Result is a plan: bridges chosen to work together, and the network's figures without and with them.
type Result struct {
	Before, After Figures
	Bridges       []Bridge // in the order chosen; each gain counts on those before it

	Exact      bool // every figure is exact; otherwise some carry intervals
	Exhaustive bool // every allowed pair was tried at every step; otherwise only promising ones
	Samples    int  // actors that the figures were estimated from; 0 when exact
	Resamples  int  // bootstrapped networks behind Stability; 0 when not computed
	Warnings   []notice.Notice
}

// Figures says how near the silos are. Pairs are unordered pairs of actors in different silos, or in the two silos asked for.
type Figures struct {
	Reach            float64    // mean of 1/distance over the pairs, 0 for a pair without a path; NaN when there are no pairs
	ReachCI          [2]float64 // 95 % interval of Reach; both ends equal it when exact
	MeanDistance     float64    // hops, over the pairs that have a path; NaN when none has
	CrossPairs       int64
	UnreachablePairs int64 // exact even when Reach is an estimate
	Components       int   // of the whole network

	Resistance float64 // mean forest resistance over the pairs, between 0 and 2; NaN unless the aim is robustness
}

// Bridge is one proposed tie, broker or convening.
type Bridge struct {
	Rank           int // from 1
	Kind           string
	Source, Target int32      // actor indexes of the snapshot, Source < Target; -1 for a broker and a convening
	Who            []int32    // the broker; the guests of a convening in the order chosen; nil for a tie
	Gain           float64    // increase of Reach, or decrease of Resistance, by this tie, given the ones before it
	CI             [2]float64 // 95 % interval of Gain; both ends equal it when exact
	GainAlone      float64    // the same by this tie alone
	Plausibility   float64    // probability that the tie forms, between 0 and 1; of several ties the mean
	PlausibilityBy string     // what says so: ByHistory, ByPrior or, of several ties, ByBoth
	Value          float64    // Gain × Plausibility
	Stability      float64    // share of bootstrapped networks whose plan holds this very tie; NaN when not computed
	SiloStability  float64    // share of them whose plan holds any tie between the same two silos; NaN when not computed
	Facts          Facts

	ties []pair // what a broker brings together
}

// Facts is what a reason can be told from. All describe the network without the plan, except the pairs, which count on the bridges before this one.
type Facts struct {
	DistanceBefore             int    // hops; -1 when there is no path
	SiloSource, SiloTarget     string // "" for a mandatory tie's actor without a silo
	DegreeSource, DegreeTarget int
	CommonNeighbours           int
	PairsImproved              int64 // pairs that come nearer, those joined included; rounded when estimated
	PairsJoined                int64 // pairs that could not reach each other before; always exact

	Eased  float64  // share of the mean resistance that the tie takes away, when the aim is robustness
	Shared []Shared // what peers have in common

	// Of a broker and a convening: the new ties, counted in PairsJoined and not in PairsImproved. A broker's silos stand in SiloSource and
	// SiloTarget, its own ties in DegreeSource.
	Introductions                  int
	ContactsSource, ContactsTarget int      // a broker's contacts in either silo
	Silos                          []string // the silos that guests of a convening come from, by name
}

// planner holds what does not change while a plan is made.
type planner struct {
	graph     *snapshot.Graph // symmetric
	today     *snapshot.Graph // whose ties need no proposing; the graph itself, except for a resample of it
	dimension *snapshot.Dimension
	scope     *scope
	opt       PlanOptions
	forbidden map[pair]struct{}

	exact          bool // all distances are held
	swept          bool // they are not, but figures are still exact, by following everyone through the network
	whole          bool // ratings are exact: every actor with a silo is a target
	anchorsPerStep int
	targets        []int32
	chooseSample   []bool // nil when exact
	reportSample   []int32
	base           *field // the network as it is
	meters         []meter
	resists        *robust // when the aim is robustness, once ties are chosen
}

// Plan chooses k ties between silos that together increase Reach most, or lower Resistance most; or names brokers, or the guests of a convening.
//
// It returns an *analysis.ArgumentError for an option it refuses, and ctx's error, wrapped, when ctx ends first. The plan is a
// heuristic's: greedy, each step over all allowed pairs in networks of up to 512 actors and over promising ones in larger, with
// exchanges afterwards in the former and other beginnings in the smallest. It holds fewer than k ties when no more pairs are allowed.
//
// Time for n actors, m ties: O(nm + k·a·n²/64 + k·n²) with a the ends rated per step (all in small networks, 64 otherwise); memory O(n²), and O(samples·n)
// above ExactUpTo.
func Plan(ctx context.Context, g *snapshot.Graph, dimension string, opt PlanOptions) (*Result, error) {
	opt, err := opt.check(g, dimension)
	if err != nil {
		return nil, err
	}
	r, err := plan(ctx, g, dimension, opt)
	if err != nil {
		return nil, fmt.Errorf("plan bridges: %w", err)
	}
	return r, nil
}

func plan(ctx context.Context, g *snapshot.Graph, dimension string, opt PlanOptions) (*Result, error) {
	p, err := newPlanner(ctx, g, dimension, opt)
	if err != nil {
		return nil, err
	}
	steps := progress{report: opt.Progress, all: int64(2*opt.K + opt.Resamples)}
	switch opt.Kind {
	case KindBroker:
		defer steps.finish()
		return p.brokers(ctx, &steps)
	case KindConvening:
		defer steps.finish()
		return p.convening(ctx, &steps)
	}
	chosen, err := p.choose(ctx, &steps)
	if err != nil {
		return nil, err
	}
	r, err := p.describe(ctx, chosen, &steps)
	if err != nil {
		return nil, err
	}
	if p.resists != nil {
		if err := p.resists.describe(ctx, r); err != nil {
			return nil, err
		}
	}
	if err := p.stability(ctx, chosen, r, &steps); err != nil {
		return nil, err
	}
	steps.finish()
	return r, nil
}

// choose returns the plan's ties in their order.
func (p *planner) choose(ctx context.Context, steps *progress) ([]pair, error) {
	var fixed []pair
	for _, m := range p.opt.Limits.Mandatory {
		fixed = append(fixed, newPair(m[0], m[1]))
	}
	if p.opt.Aim == AimRobustness {
		var err error
		if p.resists, err = p.robust(ctx); err != nil {
			return nil, err
		}
		return p.resists.choose(ctx, fixed, steps)
	}
	chosen, err := p.complete(ctx, fixed, steps)
	if err != nil || !p.exhaustive() {
		return chosen, err
	}
	if chosen, err = p.exchange(ctx, chosen); err != nil {
		return nil, err
	}
	if p.graph.Len() <= restartUpTo && len(chosen) > len(fixed)+1 {
		chosen, err = p.restart(ctx, fixed, chosen)
	}
	return chosen, err
}

// complete adds the best tie, again and again, until there are k or no pair is left.
func (p *planner) complete(ctx context.Context, ties []pair, steps *progress) ([]pair, error) {
	st, err := p.begin(ctx, ties)
	if err != nil {
		return nil, err
	}
	chosen := slices.Clone(ties)
	for len(chosen) < p.opt.K && p.scope.pairs > 0 {
		c, found, err := p.next(ctx, st)
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		chosen = append(chosen, c.pair)
		if err := p.take(ctx, st, c.pair); err != nil {
			return nil, err
		}
		steps.add(1)
	}
	return chosen, nil
}

// exhaustive reports whether every allowed pair is tried at every step.
func (p *planner) exhaustive() bool {
	return p.opt.Aim == AimRobustness || p.whole && p.anchorsPerStep >= len(p.scope.known)
}

// progress counts steps for the caller.
type progress struct {
	report    func(done, all int64)
	done, all int64
}

func (s *progress) add(steps int64) {
	s.done = min(s.done+steps, s.all)
	if s.report != nil {
		s.report(s.done, s.all)
	}
}

// share sets the progress to a part of the whole.
func (s *progress) share(done, all int) {
	if steps := s.all*int64(done)/int64(all) - s.done; steps > 0 {
		s.add(steps)
	}
}

func (s *progress) finish() { s.add(s.all) }
