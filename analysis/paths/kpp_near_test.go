package paths

import (
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// What an actor would add is the same, searched from each alone or from all together: in networks of many parts, with directions and without, for any members.
func TestGainsAloneAreThoseTogether(t *testing.T) {
	for seed := range uint64(60) {
		n := 2 + int(seed*13)%700
		g := graphs.Random(seed, n, n*int(1+seed%4), seed%3 == 0, snapshot.Unweighted)
		k, err := newKeySet(t.Context(), g, analysis.Args{Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		for size := range 5 {
			together, err := k.gainsTogether(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			alone, err := k.gainsAlone(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for u := range together {
				if together[u] != alone[u] {
					t.Fatalf("seed %d, %d members: actor %d would add %v, alone %v", seed, size, u, together[u], alone[u])
				}
			}
			next := int32((seed*7 + uint64(size)*31) % uint64(n))
			k.members = append(k.members, next)
			k.spreadFrom(next)
		}
	}
}

// A hub that everyone is next to leaves little to find, and two far ends of a path leave much.
func TestSearchingAloneIsChosenWhereItCostsLess(t *testing.T) {
	var star, path []graphs.Tie
	const n = 3000
	for u := int32(1); u < n; u++ {
		star = append(star, graphs.Pairs(0, u)...)
		path = append(path, graphs.Pairs(u-1, u)...)
	}
	for name, c := range map[string]struct {
		ties []graphs.Tie
		few  bool
	}{"star": {star, true}, "path": {path, false}} {
		k, err := newKeySet(t.Context(), graphs.Of(n, false, snapshot.Unweighted, c.ties...), analysis.Args{Threads: 1})
		if err != nil {
			t.Fatal(err)
		}
		if k.few() {
			t.Errorf("%s: without members everyone is brought nearer", name)
		}
		k.members = []int32{0}
		k.spreadFrom(0)
		if k.few() != c.few {
			t.Errorf("%s: few is %v", name, !c.few)
		}
	}
}
