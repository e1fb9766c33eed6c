package paths

import (
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// Where thousands are equally far from everywhere the bounds decide who is searched from: they must spare nobody with a longer path, and
// the diameter must be that of a search from everybody.
func TestNobodyIsSparedWhoHasALongerPath(t *testing.T) {
	hanging := graphs.Preferential(5, 2000, 4)
	var ties []graphs.Tie
	for u := range int32(hanging.Len()) {
		for _, v := range hanging.Out(u) {
			if u < v {
				ties = append(ties, graphs.Tie{From: u, To: v, Weight: 1})
			}
		}
	}
	tail := graphs.Pairs(7, 2000, 2000, 2001, 2001, 2002, 1999, 2003)
	spared := 0
	for name, g := range map[string]*snapshot.Graph{
		"random":       graphs.Random(1, 2000, 9000, false, snapshot.Unweighted),
		"sparse":       graphs.Random(2, 3000, 7000, false, snapshot.Unweighted),
		"groups":       graphs.Planted(3, 3000, 30, 6, 3),
		"hubs":         graphs.Preferential(4, 3000, 3),
		"a tail on it": graphs.Of(2004, false, snapshot.Unweighted, append(ties, tail...)...),
	} {
		w, err := hopsOf(t.Context(), g, false)
		if err != nil {
			t.Fatal(err)
		}
		ecc := make([]int32, 0, w.len())
		f := newFrontier(w.len())
		for lo := 0; lo < w.len(); lo += together {
			sources := make([]int32, 0, together)
			for v := lo; v < min(lo+together, w.len()); v++ {
				sources = append(sources, int32(v))
			}
			part, err := f.farthestEach(t.Context(), w, sources)
			if err != nil {
				t.Fatal(err)
			}
			ecc = append(ecc, part...)
		}
		s := newSweeper(w)
		for lo := 0; lo < w.len(); {
			if lo, err = s.component(t.Context(), int32(lo)); err != nil {
				t.Fatal(err)
			}
		}
		if want := slices.Max(ecc); s.longest != want {
			t.Errorf("%s: diameter %d, searched from everybody %d", name, s.longest, want)
		}
		for _, longest := range []int32{s.longest, s.longest - 1} { // the second is a bound not found yet
			var near vicinity
			sources := s.hubs(0, int32(w.len()))
			known, err := f.farthestEach(t.Context(), w, sources)
			if err != nil {
				t.Fatal(err)
			}
			near.add(w, sources, known, longest)
			for v, e := range ecc {
				if near.has(int32(v)) {
					spared++
					if e > longest {
						t.Errorf("%s: actor %d is spared at %d, and has a path of %d", name, v, longest, e)
					}
				}
			}
		}
	}
	if spared < 1000 {
		t.Errorf("only %d actors were spared: too few to tell", spared)
	}
}
