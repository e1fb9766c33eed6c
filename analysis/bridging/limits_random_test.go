package bridging_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/bridging"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// anyLimits draws limits that may well contradict each other.
func anyLimits(r *rand.Rand, g *snapshot.Graph) bridging.Limits {
	two := func() [2]int32 {
		u := r.IntN(g.Len())
		return [2]int32{int32(u), int32((u + 1 + r.IntN(g.Len()-1)) % g.Len())}
	}
	l := bridging.Limits{NewTiesPerActor: r.IntN(4)}
	for range r.IntN(3) * g.Len() * r.IntN(6) {
		l.Forbidden = append(l.Forbidden, two())
	}
	for range max(0, r.IntN(6)-3) {
		l.Mandatory = append(l.Mandatory, two())
	}
	for range r.IntN(3) {
		q := bridging.Quota{Dimension: "region", Value: fmt.Sprintf("r%d", 1+r.IntN(3)), AtLeast: max(0, r.IntN(4)-1)}
		if r.IntN(2) == 0 {
			q.Dimension, q.Value = "silo", fmt.Sprintf("s%d", r.IntN(4))
		}
		if r.IntN(2) == 0 {
			most := max(0, q.AtLeast+r.IntN(4)-1)
			q.AtMost = &most
		}
		l.Quotas = append(l.Quotas, q)
	}
	return l
}

// broken names every limit that a plan does not keep.
func broken(g *snapshot.Graph, opt bridging.PlanOptions, r *bridging.Result) (found []string) {
	l := opt.Limits
	fail := func(text string, args ...any) { found = append(found, fmt.Sprintf(text, args...)) }
	silo, _ := g.Dimension("silo")
	region, _ := g.Dimension("region")
	key := func(p [2]int32) [2]int32 { return [2]int32{min(p[0], p[1]), max(p[0], p[1])} }
	taken, ties := map[[2]int32]bool{}, map[int32]int{}
	for i, b := range r.Bridges {
		pair := key([2]int32{b.Source, b.Target})
		if taken[pair] || g.HasTie(pair[0], pair[1]) || pair[0] == pair[1] {
			fail("bridge %d is no new tie", b.Rank)
		}
		taken[pair] = true
		ties[pair[0]]++
		ties[pair[1]]++
		if i < len(l.Mandatory) {
			if pair != key(l.Mandatory[i]) {
				fail("bridge %d is not the mandatory pair %v", b.Rank, l.Mandatory[i])
			}
			continue
		}
		a, c := silo.Of[pair[0]], silo.Of[pair[1]]
		if a < 0 || c < 0 || a == c {
			fail("bridge %d joins no two silos", b.Rank)
		}
		if opt.Kind == bridging.KindPeerLearning && region.Of[pair[0]] != region.Of[pair[1]] {
			fail("bridge %d joins no peers", b.Rank)
		}
		if len(opt.Between) == 2 && min(silo.Values[a], silo.Values[c])+","+max(silo.Values[a], silo.Values[c]) != strings.Join(opt.Between, ",") {
			fail("bridge %d is not between %v", b.Rank, opt.Between)
		}
	}
	for _, p := range l.Forbidden {
		if taken[key(p)] {
			fail("the forbidden pair %v is in the plan", p)
		}
	}
	most := l.NewTiesPerActor
	if most == 0 {
		most = bridging.DefaultNewTiesPerActor
	}
	for u, n := range ties {
		if n > most {
			fail("%d new ties for actor %d, at most %d allowed", n, u, most)
		}
	}
	told := strings.Join(notice.Texts(r.Warnings), "\n")
	for _, q := range l.Quotas {
		n := counting(g, r, q.Dimension, q.Value)
		if q.AtMost != nil && n > *q.AtMost {
			fail("%d bridges with %s %s, at most %d allowed", n, q.Dimension, q.Value, *q.AtMost)
		}
		if n < q.AtLeast && !strings.Contains(told, q.Dimension+" "+q.Value) {
			fail("%d bridges with %s %s, at least %d wanted, and nobody says so", n, q.Dimension, q.Value, q.AtLeast)
		}
	}
	if len(r.Bridges) > opt.K || len(r.Bridges) < opt.K && told == "" {
		fail("%d bridges of %d, and nobody says why", len(r.Bridges), opt.K)
	}
	return found
}

// Whatever the limits, a plan keeps every one of them, or the contradiction is refused by the limit's name.
func TestAnyLimitsAreKeptOrRefused(t *testing.T) {
	kept, refused, short := 0, 0, 0
	for seed := range uint64(180) {
		r := rand.New(rand.NewPCG(seed, 61))
		g := withRegions(7+int(seed%6)*int(seed%7), seed) // in the smallest, few pairs are left to choose from
		if seed%60 == 0 {
			g = withRegions(530, seed) // beyond those of whom every pair is tried
		}
		opt := bridging.PlanOptions{K: 1 + r.IntN(5), Resamples: -1, ByValue: r.IntN(3) == 0, Limits: anyLimits(r, g)}
		switch r.IntN(5) {
		case 0:
			opt.Aim = bridging.AimRobustness
		case 1:
			opt.Kind, opt.Themes = bridging.KindPeerLearning, []string{"region"}
		case 2:
			opt.Between = []string{"s0", "s1"}
		}
		if g.Len() > 100 && opt.Aim != "" {
			opt.Aim = ""
		}
		result, err := bridging.Plan(t.Context(), g, "silo", opt)
		if err != nil {
			wrong, ok := errors.AsType[*analysis.ArgumentError](err)
			if !ok || wrong.Param != "mandatory" && wrong.Param != "between" && wrong.Param != "quotas" {
				t.Errorf("network %d: %v is not the refusal of a limit", seed, err)
			}
			refused++
			continue
		}
		for _, text := range broken(g, opt, result) {
			t.Errorf("network %d, %+v: %s", seed, opt.Limits, text)
		}
		kept++
		if len(result.Bridges) < opt.K {
			short++
		}
	}
	t.Logf("%d plans keep their limits, %d of them with fewer bridges than asked for; %d limits refused", kept, short, refused)
	if kept < 100 || refused < 20 || short < 5 {
		t.Errorf("%d plans, %d short, %d refused: the limits do not try it", kept, short, refused)
	}
}
