package snapshot_test

import (
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func TestAroundFindsWhoIsNear(t *testing.T) {
	chain := graphs.Of(6, true, snapshot.Unweighted, graphs.Pairs(1, 0, 1, 2, 2, 3, 3, 4)...)
	for _, c := range []struct {
		promise string
		from    []int32
		steps   int
		along   bool
		found   []int32
		away    []int
	}{
		{"no step: the actor itself", []int32{2}, 0, false, []int32{2}, []int{0}},
		{"one step either way", []int32{2}, 1, false, []int32{1, 2, 3}, []int{1, 0, 1}},
		{"two steps along the ties", []int32{2}, 2, true, []int32{2, 3, 4}, []int{0, 1, 2}},
		{"from the nearest of several", []int32{4, 0, 0}, 1, false, []int32{0, 1, 3, 4}, []int{0, 1, 1, 0}},
		{"an actor without ties", []int32{5}, 3, false, []int32{5}, []int{0}},
		{"nobody", nil, 3, false, nil, nil},
	} {
		t.Run(c.promise, func(t *testing.T) {
			found, away := chain.Around(c.from, c.steps, c.along)
			if !slices.Equal(found, c.found) || !slices.Equal(away, c.away) {
				t.Errorf("found %v, %v steps away; expected %v, %v", found, away, c.found, c.away)
			}
		})
	}
}

func TestAroundAgainstAllDistances(t *testing.T) {
	for seed := range uint64(60) {
		n := 2 + int(seed)%12
		g := graphs.Random(seed, n, n+int(seed)%9, seed%2 == 0, snapshot.Strength)
		from, steps := int32(seed)%int32(n), int(seed)%4
		for _, along := range []bool{true, false} {
			d := oracle.Hops(g)
			if !along {
				d = oracle.Hops(g.Symmetric())
			}
			var want []int32
			for v := range int32(n) {
				if d[from][v] <= float64(steps) {
					want = append(want, v)
				}
			}
			found, away := g.Around([]int32{from}, steps, along)
			if !slices.Equal(found, want) {
				t.Fatalf("seed %d, along %v: found %v, expected %v", seed, along, found, want)
			}
			for i, v := range found {
				if float64(away[i]) != d[from][v] {
					t.Fatalf("seed %d: actor %d is %d steps away, expected %v", seed, v, away[i], d[from][v])
				}
			}
		}
	}
}
