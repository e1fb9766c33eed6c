package bridging

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// The kinds of bridges.
const (
	KindTie          = "tie"           // one new tie
	KindPeerLearning = "peer-learning" // one new tie between actors who have something in common, but not their silo, and are far apart
	KindBroker       = "broker"        // an actor who brings its contacts of two silos together
	KindConvening    = "convening"     // one activity that ties all who are invited
)

// kinds lists the kinds in the order to name them.
var kinds = []string{KindTie, KindBroker, KindConvening, KindPeerLearning}

// checkKind refuses a kind that there is not and what does not go with it.
func (o PlanOptions) checkKind(g *snapshot.Graph, dimension string) (PlanOptions, error) {
	if o.Kind == "" {
		o.Kind = KindTie
	}
	if !slices.Contains(kinds, o.Kind) {
		return o, refuse("kind", o.Kind, strings.Join(kinds, ", "))
	}
	if o.Kind == KindPeerLearning {
		var err error
		o.match, err = newMatch(g, dimension, o.Themes)
		return o, err
	}
	if len(o.Themes) > 0 {
		return o, refuse("theme", strings.Join(o.Themes, ","), "none for kind "+o.Kind+": only "+KindPeerLearning+" matches by theme")
	}
	if o.Kind == KindTie {
		return o, nil
	}
	switch {
	case o.Aim != "" && o.Aim != AimReach:
		return o, refuse("aim", o.Aim, AimReach+" for kind "+o.Kind)
	case len(o.Limits.Mandatory) > 0:
		return o, refuse("mandatory", fmt.Sprint(len(o.Limits.Mandatory), " ties"), "none for kind "+o.Kind+": of the limits only forbidden pairs hold there")
	case len(o.Limits.Quotas) > 0:
		return o, refuse("quotas", fmt.Sprint(len(o.Limits.Quotas), " quotas"), "none for kind "+o.Kind+": of the limits only forbidden pairs hold there")
	case o.Kind == KindConvening && o.K < 2:
		return o, refuse("k", fmt.Sprint(o.K), "at least 2 for kind "+o.Kind+": that many are invited")
	case float64(g.Len())*float64(g.Ties()) > DefaultSweepWork:
		return o, refuse("kind", o.Kind, fmt.Sprintf("%s for a network of %d actors and %d ties: a %s is weighed by following everyone through the network, which is too much above %d actors × ties",
			KindTie, g.Len(), g.Ties(), o.Kind, int64(DefaultSweepWork)))
	}
	return o, nil
}

// weigher measures what several ties at once add to reach, exactly, by counting all pairs by distance with and without them.
type weigher struct {
	p      *planner
	before []int64 // pairs by distance
	pairs  float64
}

func (p *planner) weigher(ctx context.Context) (*weigher, error) {
	before, err := silo.Spectrum(ctx, p.graph, p.scope.silo, p.scope.silos, p.opt.Threads)
	return &weigher{p: p, before: before, pairs: float64(p.scope.pairs)}, err
}

// figures returns the figures of the network with some ties added.
func (w *weigher) figures(ctx context.Context, ties []pair) (Figures, error) {
	parts := newParts(w.p.graph)
	for _, t := range ties {
		parts.join(t.u, t.v)
	}
	if len(ties) == 0 {
		return w.p.figuresOf(w.before, parts.count), nil
	}
	after, err := silo.Spectrum(ctx, withTies(w.p.graph, ties), w.p.scope.silo, w.p.scope.silos, w.p.opt.Threads)
	if err != nil {
		return Figures{}, err
	}
	return w.p.figuresOf(after, parts.count), nil
}

// together describes several new ties as one bridge.
func (w *weigher) together(kind string, who []int32, ties []pair, before, after Figures) Bridge {
	gain := after.Reach - before.Reach
	b := Bridge{
		Kind: kind, Source: -1, Target: -1, Who: who, Gain: gain, GainAlone: gain, CI: [2]float64{gain, gain}, Stability: math.NaN(), SiloStability: math.NaN(),
		Facts: Facts{DistanceBefore: -1, PairsJoined: before.UnreachablePairs - after.UnreachablePairs, Introductions: len(ties)},
	}
	b.Plausibility, b.PlausibilityBy = w.p.meanChance(ties)
	b.Value = b.Gain * b.Plausibility
	return b
}
