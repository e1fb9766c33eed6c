package layout_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/analysis/snapshot"
)

// revision is a network of silos before and after newcomers and new ties came in: with 1/20 more actors, each with two ties, and 1/20 more ties.
func revision(grown bool) *snapshot.Graph {
	const n, silos = 400, 8
	var b snapshot.Builder
	var silo []string
	actors := n
	if grown {
		actors += n / 20
	}
	for i := range actors {
		b.Actor(fmt.Sprintf("%04d", (i*7919)%100_003), "") // newcomers come anywhere in the order of ids
		silo = append(silo, fmt.Sprintf("silo %d", i%silos))
	}
	b.Dimension("silo", silo)
	tie := func(u, v int) { b.Tie(int32(u), int32(v), 1) }
	for i := range 3 * n / 2 {
		u := (i * 37) % n
		tie(u, (u+silos*(1+i%5))%n) // within the silo
		if i%6 == 0 {
			tie(u, (u*u+i)%n)
		}
	}
	if grown {
		for i := range n / 20 {
			tie(n+i, (i*silos+i)%n)
			tie(n+i, (i*31)%n)
			tie((i*53)%n, (i*97+1)%n)
		}
	}
	return b.Graph()
}

// remember makes an Earlier of a picture's actors.
func remember(g *snapshot.Graph, x, y []float64) layout.Earlier {
	return func(id string) (float64, float64, bool) {
		u, ok := g.Index(id)
		if !ok {
			return 0, 0, false
		}
		return x[u], y[u], true
	}
}

// moved returns how far actors of both pictures moved on average.
func moved(g *snapshot.Graph, x, y []float64, before layout.Earlier) float64 {
	var sum, count float64
	for u := range x {
		if bx, by, ok := before(g.ID(int32(u))); ok {
			sum += math.Hypot(x[u]-bx, y[u]-by)
			count++
		}
	}
	return sum / count
}

func TestForceDoesNotJumpWhenTheNetworkGrows(t *testing.T) {
	old, grown := revision(false), revision(true)
	x0, y0 := force(t, old, layout.Options{})
	before := remember(old, x0, y0)
	x, y := force(t, grown, layout.Options{Threads: 1, Actors: before})
	cx, cy := force(t, grown, layout.Options{})
	warm, cold := moved(grown, x, y, before), moved(grown, cx, cy, before)
	t.Logf("moved %.2f from the earlier picture, %.2f without it", warm, cold)
	if !(warm < 1.5 && warm < cold/3) {
		t.Errorf("actors moved %.2f on average, %.2f in a picture of its own; expected less than 1.5 and a third", warm, cold)
	}
	if a, b := tieLength(grown, x, y), tieLength(grown, cx, cy); a > 2*b {
		t.Errorf("ties are %.3f as long as random pairs, %.3f in a picture of its own", a, b)
	}
	x8, y8 := force(t, grown, layout.Options{Threads: 8, Actors: before})
	if !slices.Equal(x, x8) || !slices.Equal(y, y8) {
		t.Error("eight threads give other positions than one")
	}
}

// Components keep their places too, and one that grows into another's makes that one move, not both stand on one another.
func TestForceKeepsComponentsWhereTheyWere(t *testing.T) {
	paths := func(lengths ...int) *snapshot.Graph {
		var b snapshot.Builder
		for p, length := range lengths {
			for i := range length {
				u := b.Actor(fmt.Sprintf("%02d.%02d", p, i), "")
				if i > 0 {
					b.Tie(u-1, u, 1)
				}
			}
		}
		return b.Graph()
	}
	old := paths(9, 5, 5, 4, 2, 1, 1)
	x0, y0 := force(t, old, layout.Options{})
	before := remember(old, x0, y0)
	same := paths(9, 5, 5, 4, 2, 1, 1, 3, 1)
	x, y := force(t, same, layout.Options{Actors: before})
	if by := moved(same, x, y, before); by > 0.5 {
		t.Errorf("with two newcomers beside, actors moved %.2f on average", by)
	}
	apart(t, x, y)
	grown := paths(12, 9, 7, 5, 2, 1, 1)
	x, y = force(t, grown, layout.Options{Actors: before})
	apart(t, x, y)
}

func apart(t *testing.T, x, y []float64) {
	t.Helper()
	for u := range x {
		for v := range u {
			if d := math.Hypot(x[u]-x[v], y[u]-y[v]); d < 0.5-1e-9 {
				t.Errorf("actors %d and %d stand %.3f apart, expected at least 0.5", v, u, d)
			}
		}
	}
}

// A star's leaves, a clique and twins are drawn on top of one another by the forces alone.
func TestForceHidesNobody(t *testing.T) {
	var star, clique snapshot.Builder
	for i := range int32(600) {
		star.Actor(fmt.Sprintf("%03d", i), "")
		if i > 0 {
			star.Tie(0, i, 1)
		}
	}
	for i := range int32(60) {
		clique.Actor(fmt.Sprintf("%03d", i), "")
		for j := range i {
			clique.Tie(j, i, 1)
		}
	}
	for name, g := range map[string]*snapshot.Graph{"star": star.Graph(), "clique": clique.Graph(), "silos": revision(true)} {
		t.Run(name, func(t *testing.T) {
			x, y := force(t, g, layout.Options{})
			apart(t, x, y)
		})
	}
	x, y := force(t, clique.Graph(), layout.Options{Actors: func(string) (float64, float64, bool) { return 1, 1, true }})
	apart(t, x, y) // an earlier picture in which all stood in one place
}

func TestSilosDoNotJumpWhenTheNetworkGrows(t *testing.T) {
	old, grown := revision(false), revision(true)
	dim := func(g *snapshot.Graph) *snapshot.Dimension {
		d, _ := g.Dimension("silo")
		return d
	}
	p := layout.Silos(old, dim(old), layout.Options{})
	bubble := func(name string) (float64, float64, bool) {
		i := slices.IndexFunc(p.Silos, func(b layout.Bubble) bool { return b.Name == name })
		if i < 0 {
			return 0, 0, false
		}
		return p.Silos[i].X, p.Silos[i].Y, true
	}
	before := remember(old, p.X, p.Y)
	warm := layout.Silos(grown, dim(grown), layout.Options{Actors: before, Silos: bubble})
	cold := layout.Silos(grown, dim(grown), layout.Options{})
	jump := func(q layout.Positions) (by float64) {
		for _, b := range q.Silos {
			x, y, _ := bubble(b.Name)
			by += math.Hypot(b.X-x, b.Y-y) / float64(len(q.Silos))
		}
		return by
	}
	w, c := moved(grown, warm.X, warm.Y, before), moved(grown, cold.X, cold.Y, before)
	t.Logf("bubbles moved %.2f, else %.2f; actors %.2f, else %.2f", jump(warm), jump(cold), w, c)
	if jump(warm) > jump(cold)/2 || w > c/2 {
		t.Errorf("bubbles moved %.2f and actors %.2f, without the earlier picture %.2f and %.2f", jump(warm), w, jump(cold), c)
	}
	for i, a := range warm.Silos {
		for _, b := range warm.Silos[:i] {
			if math.Hypot(a.X-b.X, a.Y-b.Y) < a.R+b.R {
				t.Errorf("%s and %s overlap", a.Name, b.Name)
			}
		}
	}
}
