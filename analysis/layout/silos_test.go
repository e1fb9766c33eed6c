package layout_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/analysis/snapshot"
)

func TestBubblesHoldTheirActorsAndDoNotOverlap(t *testing.T) {
	graphs := shapes()
	graphs["karate"] = karate(t)
	graphs["500 silos"] = random(9000, 20_000, 500, 8)
	for name, g := range graphs {
		t.Run(name, func(t *testing.T) {
			dim := dimension(g)
			p := layout.Silos(g, dim, layout.Options{})
			mustBeFinite(t, g.Len(), p.X, p.Y)
			actors := 0
			at := map[int32]layout.Bubble{}
			for i, b := range p.Silos {
				actors += b.Actors
				at[b.Code] = b
				if b.Actors == 0 || b.R <= 0 {
					t.Errorf("bubble %q has %d actors and radius %v", b.Name, b.Actors, b.R)
				}
				if (b.Code < 0) != (b.Name == "") || b.Code < 0 && i != len(p.Silos)-1 {
					t.Errorf("bubble %d is %q with code %d; actors without a value come last, as %q", i, b.Name, b.Code, "")
				}
				for _, c := range p.Silos[:i] {
					if d := math.Hypot(b.X-c.X, b.Y-c.Y); d < b.R+c.R {
						t.Errorf("bubbles %q and %q overlap: %v apart, radii %v and %v", b.Name, c.Name, d, b.R, c.R)
					}
				}
			}
			if actors != g.Len() {
				t.Errorf("bubbles hold %d of %d actors", actors, g.Len())
			}
			for u := range g.Len() {
				code := int32(-1)
				if dim != nil {
					code = dim.Of[u]
				}
				if b := at[code]; math.Hypot(p.X[u]-b.X, p.Y[u]-b.Y) > b.R {
					t.Errorf("actor %d stands outside its bubble %q", u, b.Name)
				}
			}
		})
	}
}

func TestSilosIsRepeatable(t *testing.T) {
	g := random(3000, 9000, 40, 6)
	first := layout.Silos(g, dimension(g), layout.Options{Threads: 1})
	if second := layout.Silos(g, dimension(g), layout.Options{Threads: 4}); !reflect.DeepEqual(first, second) {
		t.Error("the same graph gives other positions the second time")
	}
}

// chain is silos in a row, each tied to the next only.
func chain(silos, size int) *snapshot.Graph {
	var b snapshot.Builder
	var value []string
	for i := range silos * size {
		b.Actor(fmt.Sprintf("%03d", i), "")
		value = append(value, fmt.Sprintf("%02d", i/size))
	}
	b.Dimension("silo", value)
	for i := range int32((silos - 1) * size) {
		b.Tie(i, i+int32(size), 1)
	}
	return b.Graph()
}

func TestSilosThatShareTiesStandNear(t *testing.T) {
	g := chain(8, 9)
	p := layout.Silos(g, dimension(g), layout.Options{})
	var tied, other []float64
	for i, a := range p.Silos {
		for j, b := range p.Silos[:i] {
			d := math.Hypot(a.X-b.X, a.Y-b.Y)
			if i-j == 1 {
				tied = append(tied, d)
			} else {
				other = append(other, d)
			}
		}
	}
	if ratio := mean(tied) / mean(other); !(ratio < 0.6) {
		t.Errorf("tied silos stand %.2f as far apart as others; want less than 0.6", ratio)
	}
}

func TestActorsWithTiesOutwardsStandAtTheRimThatFacesThem(t *testing.T) {
	// Two silos of 50; only actor 0 of one and actor 50 of the other know each other.
	var b snapshot.Builder
	var value []string
	for i := range 100 {
		b.Actor(fmt.Sprintf("%03d", i), "")
		value = append(value, []string{"east", "west"}[i/50])
	}
	b.Dimension("silo", value)
	b.Tie(0, 50, 1)
	b.Tie(3, 4, 1)
	g := b.Graph()
	p := layout.Silos(g, dimension(g), layout.Options{})
	east, west := p.Silos[0], p.Silos[1]
	dx, dy := west.X-east.X, west.Y-east.Y
	d := math.Hypot(dx, dy)
	forward := ((p.X[0]-east.X)*dx + (p.Y[0]-east.Y)*dy) / d
	if forward < 0.8*east.R-1 {
		t.Errorf("the one actor with a tie outwards stands %.2f towards it in a bubble of radius %.2f", forward, east.R)
	}
	for u := 1; u < 50; u++ {
		if math.Hypot(p.X[u]-p.X[50], p.Y[u]-p.Y[50]) < math.Hypot(p.X[0]-p.X[50], p.Y[0]-p.Y[50]) {
			t.Errorf("actor %d stands nearer to the other end of the tie than the one who has it", u)
		}
	}
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

func BenchmarkSilos(b *testing.B) {
	for _, size := range []struct{ n, k int }{{300, 10}, {2_000, 40}, {30_000, 200}} {
		b.Run(fmt.Sprintf("n=%d/silos=%d", size.n, size.k), func(b *testing.B) {
			g := random(size.n, 10*size.n, size.k, 5)
			b.ReportAllocs()
			for b.Loop() {
				layout.Silos(g, dimension(g), layout.Options{})
			}
		})
	}
}
