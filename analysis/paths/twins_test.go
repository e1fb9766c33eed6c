package paths

import (
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// Pair by pair, on every small graph: u and v are twins when they are tied to the same others.
func TestTwinsOfEverySmallGraph(t *testing.T) {
	for g := range graphs.EveryUpTo(6) {
		w, err := hopsOf(t.Context(), g, false)
		if err != nil {
			t.Fatal(err)
		}
		count, err := w.twins(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tied := func(u, v int32) bool { return g.HasTie(w.actor[u], w.actor[v]) }
		for v := range int32(w.len()) {
			want := 0.0
			for u := range int32(w.len()) {
				same := u == v || len(w.row(v)) > 0
				for x := range int32(w.len()) {
					same = same && (x == u || x == v || tied(u, x) == tied(v, x))
				}
				if same {
					want++
				}
				if same && u < v {
					want = 0
					break
				}
			}
			if count[v] != want {
				t.Fatalf("actor %d of %v: counts for %v, expected %v", v, w, count[v], want)
			}
		}
	}
}

// Four who took part in one activity only, and with the same others, count once; so do the tips of a star.
func TestTwinsOfActivities(t *testing.T) {
	g := graphs.Of(9, false, snapshot.Unweighted, graphs.Pairs(0, 1, 0, 2, 0, 3, 0, 4, 1, 2, 1, 3, 1, 4, 2, 3, 2, 4, 3, 4, 0, 5, 5, 6, 5, 7, 5, 8)...)
	w, err := hopsOf(t.Context(), g, false)
	if err != nil {
		t.Fatal(err)
	}
	count, err := w.twins(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sources := w.inEights(count)
	if len(sources) != 4 { // 0, one of 1–4, 5, one of 6–8
		t.Errorf("searches from %d actors, expected 4", len(sources))
	}
	var all float64
	for _, c := range count {
		all += c
	}
	if all != 9 {
		t.Errorf("the twins counted are %v, expected all 9", all)
	}
}
