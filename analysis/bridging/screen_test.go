package bridging

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// What is brought up to date after new ties equals what is searched and read from scratch: distances, largest ones, and what the screen has marked.
func TestNewTiesAreFollowedAsIfSearchedAnew(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for round := range 60 {
		const n = 90
		b := &snapshot.Builder{}
		silos := make([]string, n)
		for a := range int32(n) {
			b.Actor(fmt.Sprintf("a%03d", a), "")
			if silos[a] = fmt.Sprint(random.IntN(4)); silos[a] == "3" {
				silos[a] = "" // has none
			}
		}
		for range 60 + round { // from many parts to few
			if u, v := random.Int32N(n), random.Int32N(n); u != v {
				b.Tie(u, v, 1)
			}
		}
		b.Dimension("silo", silos)
		g := b.Graph().Symmetric()
		dim, _ := g.Dimension("silo")
		all := make([]int32, n)
		for a := range all {
			all[a] = int32(a)
		}
		f := newField(g)
		if err := f.search(t.Context(), 2, all); err != nil {
			t.Fatal(err)
		}
		sc := newScope(dim, nil)
		k := &screen{f: f, sc: sc, parts: newParts(g), targets: sc.known}
		for step := range 8 {
			if step%3 != 1 { // sometimes two ties come between two looks
				if err := k.build(t.Context(), 2); err != nil {
					t.Fatal(err)
				}
			}
			u, v := random.Int32N(n), random.Int32N(n)
			if u == v || f.row[u][v] == 1 {
				continue
			}
			if err := f.apply(t.Context(), 2, newPair(u, v)); err != nil {
				t.Fatal(err)
			}
			for a := range int32(n) {
				row, ecc := f.breadthFirst(a, make([]int32, n))
				if !slices.Equal(row, f.row[a]) || ecc != f.ecc[a] {
					t.Fatalf("round %d, step %d: distances from %d differ from a search's, or %d is not %d", round, step, a, f.ecc[a], ecc)
				}
			}
		}
		anew := newField(g)
		anew.added = f.added
		if err := anew.search(t.Context(), 2, all); err != nil {
			t.Fatal(err)
		}
		for _, a := range all {
			if !slices.Equal(anew.row[a], f.row[a]) || anew.ecc[a] != f.ecc[a] {
				t.Fatalf("round %d: distances from %d differ when all are searched from together", round, a)
			}
		}
		if err := k.build(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		fresh := &screen{f: f, sc: sc, parts: k.parts, targets: sc.known}
		if err := fresh.build(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		for i := range fresh.far {
			if !slices.EqualFunc(fresh.far[i], k.far[i], slices.Equal) {
				t.Fatalf("round %d: what is marked of target %d differs from a fresh look", round, fresh.targets[i])
			}
		}
	}
}
