package bridging_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/snapshot"
)

// clique is every pair of some actors that has no tie yet.
func clique(g *snapshot.Graph, who []int32) [][2]int32 {
	var ties [][2]int32
	for i, u := range who {
		for _, v := range who[:i] {
			if !g.HasTie(u, v) {
				ties = append(ties, [2]int32{u, v})
			}
		}
	}
	return ties
}

func TestConveningGainEqualsTyingAllGuests(t *testing.T) {
	for name, g := range map[string]*snapshot.Graph{
		"everyone considered":  drawn(80, 120, 4, 5, 0.8, 2),
		"promising considered": drawn(700, 1000, 4, 0, 0.9, 3),
	} {
		held(t, name, func(t *testing.T, exactUpTo int) {
			r := plan(t, g, bridging.PlanOptions{K: 5, Kind: bridging.KindConvening, ExactUpTo: exactUpTo})
			if len(r.Bridges) != 1 || len(r.Bridges[0].Who) != 5 || r.Bridges[0].Kind != bridging.KindConvening {
				t.Fatalf("%d bridges, want one convening of five: %+v", len(r.Bridges), r.Bridges)
			}
			b := r.Bridges[0]
			ties := clique(g, b.Who)
			near(t, "reach before", r.Before.Reach, reach(t, g, "silo"), 1e-12)
			near(t, "reach after", r.After.Reach, reach(t, g, "silo", ties...), 1e-12)
			near(t, "gain", b.Gain, reach(t, g, "silo", ties...)-reach(t, g, "silo"), 1e-12)
			if b.Facts.Introductions != len(ties) || len(b.Facts.Silos) < 2 || int64(r.Before.UnreachablePairs-r.After.UnreachablePairs) != b.Facts.PairsJoined {
				t.Errorf("facts %+v; want %d introductions, two silos or more, and the pairs joined", b.Facts, len(ties))
			}
		})
	}
}

// Four wheels without a tie between them: the best activity for four invites the four centres.
func TestConveningInvitesTheCentres(t *testing.T) {
	g := clusters(4, 9)
	r := plan(t, g, bridging.PlanOptions{K: 4, Kind: bridging.KindConvening})
	who := slices.Sorted(slices.Values(r.Bridges[0].Who))
	if !slices.Equal(who, []int32{0, 9, 18, 27}) || r.After.UnreachablePairs != 0 {
		t.Errorf("guests %v leave %d pairs without a path; want the centres 0, 9, 18, 27 and none", who, r.After.UnreachablePairs)
	}
}

func TestConveningIsNearTheBestGroup(t *testing.T) {
	var sum float64
	worst := 1.0
	const networks = 40
	for seed := range uint64(networks) {
		g := drawn(11, 12, 3, 0, 0.7, seed)
		r := plan(t, g, bridging.PlanOptions{K: 4, Kind: bridging.KindConvening})
		today, best := reach(t, g, "silo"), 0.0
		for set := range 1 << 11 {
			var who []int32
			for a := range int32(11) {
				if set>>a&1 == 1 {
					who = append(who, a)
				}
			}
			if len(who) == 4 {
				best = max(best, reach(t, g, "silo", clique(g, who)...)-today)
			}
		}
		ratio := 1.0
		if best > 0 {
			ratio = r.Bridges[0].Gain / best
		}
		worst, sum = min(worst, ratio), sum+ratio
	}
	t.Logf("%d networks: mean ratio %.3f, worst %.3f", networks, sum/networks, worst)
	if sum/networks < 0.9 || worst < 0.7 {
		t.Errorf("mean ratio to the best group %.3f, worst %.3f; want at least 0.9 and 0.7", sum/networks, worst)
	}
}

func TestBrokersBringTheirContactsTogether(t *testing.T) {
	g := scaleFree(90, 3, 4, 11)
	dim, _ := g.Dimension("silo")
	r := plan(t, g, bridging.PlanOptions{K: 5, Kind: bridging.KindBroker})
	if len(r.Bridges) != 5 {
		t.Fatalf("%d brokers, want 5", len(r.Bridges))
	}
	for i, b := range r.Bridges {
		broker := b.Who[0]
		// The tables as the method page has them: five contacts of most ties on either side.
		side := func(silo string) []int32 {
			var contacts []int32
			for _, u := range g.Out(broker) {
				if dim.Values[dim.Of[u]] == silo {
					contacts = append(contacts, u)
				}
			}
			slices.SortStableFunc(contacts, func(x, y int32) int { return len(g.Out(y)) - len(g.Out(x)) })
			return contacts
		}
		a, c := side(b.Facts.SiloSource), side(b.Facts.SiloTarget)
		var ties [][2]int32
		for _, u := range a[:min(5, len(a))] {
			for _, v := range c[:min(5, len(c))] {
				if !g.HasTie(u, v) {
					ties = append(ties, [2]int32{u, v})
				}
			}
		}
		near(t, fmt.Sprintf("gain of broker %d", i+1), b.Gain, reach(t, g, "silo", ties...)-reach(t, g, "silo"), 1e-12)
		if b.Facts.Introductions != len(ties) || b.Facts.ContactsSource != len(a) || b.Facts.ContactsTarget != len(c) || b.Facts.DegreeSource != len(g.Out(broker)) {
			t.Errorf("broker %d: facts %+v; want %d introductions of %d and %d contacts", i+1, b.Facts, len(ties), len(a), len(c))
		}
		if i > 0 && b.Gain > r.Bridges[i-1].Gain {
			t.Errorf("broker %d gains %v, more than the one before", i+1, b.Gain)
		}
	}
}

func TestPeersShareAThemeAndAreFarApart(t *testing.T) {
	for name, size := range map[string]int{"every pair tried": 120, "promising pairs": 700} {
		g := withRegions(size, 9)
		region, _ := g.Dimension("region")
		held(t, name, func(t *testing.T, exactUpTo int) {
			r := plan(t, g, bridging.PlanOptions{K: 4, Kind: bridging.KindPeerLearning, ExactUpTo: exactUpTo, Resamples: -1})
			if len(r.Bridges) != 4 {
				t.Fatalf("%d matches, want 4", len(r.Bridges))
			}
			for _, b := range r.Bridges {
				if region.Of[b.Source] != region.Of[b.Target] || b.Facts.DistanceBefore >= 0 && b.Facts.DistanceBefore < 3 || b.Facts.SiloSource == b.Facts.SiloTarget {
					t.Errorf("match %+v; want the same region, different silos, three steps apart or more", b)
				}
				want := []bridging.Shared{{Dimension: "region", Value: region.Values[region.Of[b.Source]]}}
				if !slices.Equal(b.Facts.Shared, want) || b.Kind != bridging.KindPeerLearning {
					t.Errorf("match %+v shares %v, want %v", b, b.Facts.Shared, want)
				}
			}
		})
	}
}

func TestForbiddenPairsDoNotMeet(t *testing.T) {
	g := clusters(4, 9)
	forbidden := bridging.Limits{Forbidden: [][2]int32{{0, 9}}}
	who := plan(t, g, bridging.PlanOptions{K: 4, Kind: bridging.KindConvening, Limits: forbidden}).Bridges[0].Who
	if slices.Contains(who, 0) && slices.Contains(who, 9) {
		t.Errorf("guests %v hold 0 and 9, who must not meet", who)
	}
}

func TestWhatDoesNotGoWithAKindIsRefused(t *testing.T) {
	g := clusters(2, 5)
	for name, c := range map[string]struct {
		param string
		opt   bridging.PlanOptions
	}{
		"no such kind":            {"kind", bridging.PlanOptions{Kind: "tunnel"}},
		"robust broker":           {"aim", bridging.PlanOptions{Kind: bridging.KindBroker, Aim: bridging.AimRobustness}},
		"mandatory guests":        {"mandatory", bridging.PlanOptions{Kind: bridging.KindConvening, Limits: bridging.Limits{Mandatory: [][2]int32{{0, 5}}}}},
		"quotas of guests":        {"quotas", bridging.PlanOptions{Kind: bridging.KindConvening, Limits: bridging.Limits{Quotas: []bridging.Quota{{Dimension: "silo", Value: "A"}}}}},
		"a guest alone":           {"k", bridging.PlanOptions{Kind: bridging.KindConvening, K: 1}},
		"theme of a tie":          {"theme", bridging.PlanOptions{Themes: []string{"silo"}}},
		"nothing to match by":     {"theme", bridging.PlanOptions{Kind: bridging.KindPeerLearning}},
		"no such theme":           {"theme", bridging.PlanOptions{Kind: bridging.KindPeerLearning, Themes: []string{"colour"}}},
		"the silos are no theme":  {"theme", bridging.PlanOptions{Kind: bridging.KindPeerLearning, Themes: []string{"silo"}}},
		"guests between one silo": {"between", bridging.PlanOptions{Kind: bridging.KindConvening, Between: []string{"A"}}},
	} {
		_, err := bridging.Plan(t.Context(), g, "silo", c.opt)
		if refused, ok := errors.AsType[*analysis.ArgumentError](err); !ok || refused.Param != c.param {
			t.Errorf("%s: error %v; want %s refused", name, err, c.param)
		}
	}
}

func TestKindsOnNetworksWithNothingToBridge(t *testing.T) {
	b := &snapshot.Builder{}
	b.Actor("a", "")
	b.Actor("b", "")
	b.Dimension("silo", []string{"x", "x"})
	g := b.Graph()
	for _, kind := range []string{bridging.KindBroker, bridging.KindConvening} {
		r := plan(t, g, bridging.PlanOptions{Kind: kind})
		if len(r.Bridges) != 0 || len(r.Warnings) == 0 || !strings.Contains(r.Warnings[0].String(), "nothing to bridge") {
			t.Errorf("%s: %d bridges, warnings %q; want none, and to be told why", kind, len(r.Bridges), r.Warnings)
		}
	}
}
