package bridging

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// What a tie between two components changes is told by the distances from its ends as by following everyone, and how many pairs it joins by the silos on
// its sides as by counting all that can reach each other.
func TestTiesBetweenComponentsAreMeasuredFromTheirEnds(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	joined := 0
	for round := range 40 {
		const n = 70
		b := &snapshot.Builder{}
		silos := make([]string, n)
		for a := range int32(n) {
			b.Actor(fmt.Sprintf("a%03d", a), "")
			silos[a] = []string{"x", "y", "z", ""}[random.IntN(4)]
		}
		for range 30 + round {
			if u, v := random.Int32N(n), random.Int32N(n); u != v {
				b.Tie(u, v, 1)
			}
		}
		b.Dimension("silo", silos)
		g := b.Graph().Symmetric()
		dim, _ := g.Dimension("silo")
		p := &planner{graph: g, scope: newScope(dim, nil), meters: make([]meter, 1), opt: PlanOptions{Threads: 1}}
		p.meters[0].sc = p.scope
		f, parts := newField(g), newParts(g)
		var added []pair
		for range 6 {
			u, v := random.Int32N(n), random.Int32N(n)
			if err := f.ensure(t.Context(), 1, u, v); err != nil {
				t.Fatal(err)
			}
			if u == v || f.row[u][v] == 1 {
				continue
			}
			tie := newPair(u, v)
			c, err := p.shorten(t.Context(), f, tie, added)
			if err != nil {
				t.Fatal(err)
			}
			away, come, err := silo.Shorten(t.Context(), withTies(g, added), p.scope.silo, p.scope.silos, tie.u, tie.v, 1)
			if err != nil || !slices.Equal(whole(c.minus), whole(away)) || !slices.Equal(whole(c.plus), whole(come)) {
				t.Fatalf("round %d: pairs leave %v and come to %v, error %v; want %v and %v", round, c.minus, c.plus, err, away, come)
			}
			joins, before := parts.joins(p.scope, tie.u, tie.v), parts.reachable(p.scope)
			parts.join(tie.u, tie.v)
			if after := parts.reachable(p.scope); joins != after-before {
				t.Fatalf("round %d: %d pairs are joined, want %d", round, joins, after-before)
			}
			if joins > 0 {
				joined++
			}
			if err := f.apply(t.Context(), 1, tie); err != nil {
				t.Fatal(err)
			}
			added = append(added, tie)
		}
	}
	if joined < 40 {
		t.Errorf("only %d ties joined anybody", joined)
	}
}

// whole is counts without the zeros at their end.
func whole(counts []int64) []int64 {
	for len(counts) > 0 && counts[len(counts)-1] == 0 {
		counts = counts[:len(counts)-1]
	}
	return counts
}
