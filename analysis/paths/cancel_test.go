package paths

import (
	"context"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// One search of a large graph takes longer than 100 ms, so each must look at ctx itself and not only between searches.
func TestEverySearchLooksAtCtx(t *testing.T) {
	g := graphs.Random(1, 3*patience, 9*patience, false, snapshot.Distance)
	w, err := waysOf(t.Context(), g, false)
	if err != nil {
		t.Fatal(err)
	}
	hops, err := hopsOf(t.Context(), g, false)
	if err != nil {
		t.Fatal(err)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	settled := newSearch(w)
	if !settled.from(t.Context(), w, 0) || len(settled.order) <= patience {
		t.Fatalf("the source reaches %d actors, too few to test with", len(settled.order))
	}
	counted := newEightfold(hops, hops, ones(hops.len()))
	if few, ok := counted.count(t.Context(), []int32{0}); !few || !ok || len(counted.level) < 4 {
		t.Fatal("the source has too few levels to test with")
	}
	start, to, weight := g.Rows()
	for name, carriesOn := range map[string]func() bool{
		"breadth-first search": func() bool { return newSearch(hops).walk(done, hops, 0) },
		"dijkstra":             func() bool { return newDijkstra(w.len()).search(done, w, 0) },
		"eight searches, outward": func() bool {
			_, ok := newEightfold(hops, hops, ones(hops.len())).count(done, []int32{0})
			return ok
		},
		"eight searches, back": func() bool { return counted.depend(done, make([]float64, hops.len())) },
		"linking the paths":    func() bool { return settled.link(done, w) },
		"renumbering":          func() bool { _, err := renumbered(done, start, to, weight, g); return err == nil },
		"multi-source search": func() bool {
			f := newFrontier(hops.len())
			f.begin(0, together)
			return f.step(done, hops)
		},
		"multi-source search, back": func() bool {
			f := newFrontier(hops.len())
			f.begin(0, together)
			return f.step(t.Context(), hops) && f.take(done, hops)
		},
		"adding up dependencies": func() bool { return settled.depend(done, make([]float64, w.len())) },
	} {
		if carriesOn() {
			t.Errorf("%s: carried on after ctx ended", name)
		}
	}
}
