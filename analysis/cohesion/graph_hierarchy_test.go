package cohesion

import (
	"fmt"
	"math"
	"testing"

	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func TestATreeOfCommandHasOneInAll(t *testing.T) {
	tree := run(t, graphs.Of(5, true, snapshot.Unweighted, graphs.Pairs(0, 1, 0, 2, 1, 3, 1, 4)...), &GraphHierarchy, nil)
	ring := run(t, graphs.Of(3, true, snapshot.Unweighted, graphs.Pairs(0, 1, 1, 2, 2, 0)...), &GraphHierarchy, nil)
	for _, name := range []string{"connectedness", "hierarchy", "efficiency", "efficiency-directed"} {
		if got := value(t, tree, name); got != 1 {
			t.Errorf("tree: %s is %v", name, got)
		}
	}
	// Of the ring's three ties one is too many: of the one that could be without directions, of the four with them.
	if value(t, ring, "hierarchy") != 0 || value(t, ring, "efficiency") != 0 || value(t, ring, "efficiency-directed") != 0.75 {
		t.Errorf("ring: %v", ring.Values)
	}
}

func TestHierarchyAgainstAllPaths(t *testing.T) {
	for seed := range uint64(60) {
		g := graphs.Random(seed, 2+int(seed)%9, int(seed)%21, true, snapshot.Strength)
		d := oracle.Hops(g)
		one, two := 0.0, 0.0
		for u := range d {
			for v := range u {
				there, back := !math.IsInf(d[u][v], 1), !math.IsInf(d[v][u], 1)
				if there || back {
					one++
				}
				if there && back {
					two++
				}
			}
		}
		if got := value(t, run(t, g, &GraphHierarchy, nil), "hierarchy"); !same(got, 1-two/one) {
			t.Errorf("%s: hierarchy %v, expected %v", fmt.Sprint("seed ", seed), got, 1-two/one)
		}
	}
}
