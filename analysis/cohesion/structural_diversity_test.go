package cohesion

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/sillat/sillat/analysis/oracle"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func holdDiversity(t *testing.T, what string, g *snapshot.Graph) {
	t.Helper()
	for least := 1; least <= 3; least++ {
		got := run(t, g, &StructuralDiversity, map[string]string{"least": fmt.Sprint(least)}).Scores[0]
		for u, want := range oracle.StructuralDiversity(g, least) {
			if got[u] != want {
				t.Fatalf("%s, circles of %d: actor %d has %v, expected %v", what, least, u, got[u], want)
			}
		}
	}
}

func TestStructuralDiversityOfEverySmallGraph(t *testing.T) {
	for g := range graphs.EveryUpTo(7) {
		holdDiversity(t, fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()), g)
	}
}

func TestStructuralDiversityOfRandomGraphs(t *testing.T) {
	for seed := range uint64(60) {
		n := 2 + int(seed)%29
		holdDiversity(t, fmt.Sprintf("seed %d", seed), graphs.Random(seed, n, 2*n+int(seed)%31, seed%2 == 0, snapshot.Strength))
	}
}

// Two circles of four that share one actor, who also knows a newcomer: three circles among its seven contacts, of three, three and one.
func TestStructuralDiversityOfAnActorInTwoCircles(t *testing.T) {
	ties := graphs.Pairs(0, 7)
	for _, circle := range [][]int32{{0, 1, 2, 3}, {0, 4, 5, 6}} {
		for i, u := range circle {
			for _, v := range circle[:i] {
				ties = append(ties, graphs.Pairs(v, u)...)
			}
		}
	}
	r := run(t, graphs.Of(9, false, snapshot.Unweighted, ties...), &StructuralDiversity, nil)
	circles := []float64{3, 1, 1, 1, 1, 1, 1, 1, 0}
	share := []float64{3. / 7, 1, 1, 1, 1, 1, 1, 1, math.NaN()}
	for u := range circles {
		if r.Scores[0][u] != circles[u] || !same(share[u], r.Scores[1][u]) {
			t.Errorf("actor %d: %v circles, %v of its contacts in the largest; expected %v and %v", u, r.Scores[0][u], r.Scores[1][u], circles[u], share[u])
		}
	}
	if got := value(t, r, "average-structural-diversity"); !same(10./9, got) {
		t.Errorf("on average %v circles, expected 10/9", got)
	}
}

// An actor whose contacts are of one circle holds nothing together, one whose contacts know nobody among them has as many circles as contacts,
// and the pairs of contacts in different circles are holes: no tie joins them.
func TestBoundsOfStructuralDiversity(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(rt, "actors")
		m := rapid.IntRange(0, 4*n).Draw(rt, "ties")
		g := graphs.Random(rapid.Uint64().Draw(rt, "seed"), n, m, rapid.Bool().Draw(rt, "directed"), snapshot.Unweighted)
		circles := run(t, g, &StructuralDiversity, nil).Scores[0]
		triangles := run(t, g, &Triangles, nil).Scores[0]
		pieces := run(t, g, &Articulation, nil).Scores[0]
		blocks := run(t, g, &Biconnected, nil).Scores[0]
		g = g.Symmetric()
		for u, c := range circles {
			d := float64(len(g.Out(int32(u))))
			switch {
			case c > d || d > 0 && c < 1:
				rt.Errorf("actor %d has %v circles among %v contacts", u, c, d)
			case triangles[u] == 0 && c != d:
				rt.Errorf("actor %d has %v circles among %v contacts without a tie", u, c, d)
			case triangles[u] < d-c:
				rt.Errorf("actor %d: %v ties cannot join %v contacts to %v circles", u, triangles[u], d, c)
			case c < blocks[u]:
				rt.Errorf("actor %d is in %v blocks, but has %v circles", u, blocks[u], c)
			case c == 1 && pieces[u] > 0:
				rt.Errorf("actor %d holds the network together, but its contacts are of one circle", u)
			}
		}
	})
}

func BenchmarkStructuralDiversity(b *testing.B) {
	sizedTight(b, &StructuralDiversity, 1000, 10_000, 100_000)
}
