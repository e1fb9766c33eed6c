package layout_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
)

func force(t testing.TB, g *snapshot.Graph, opt layout.Options) (x, y []float64) {
	t.Helper()
	x, y, err := layout.Force(t.Context(), g, opt)
	if err != nil {
		t.Fatal(err)
	}
	return x, y
}

func TestForcePlacesEveryShape(t *testing.T) {
	for name, g := range shapes() {
		t.Run(name, func(t *testing.T) {
			x, y := force(t, g, layout.Options{})
			mustBeFinite(t, g.Len(), x, y)
			for u := range x {
				for v := range u {
					if x[u] == x[v] && y[u] == y[v] {
						t.Fatalf("actors %d and %d stand in the same place", u, v)
					}
				}
			}
		})
	}
}

func TestForceIsTheSameAtAnyNumberOfThreads(t *testing.T) {
	g := random(2000, 6000, 9, 3)
	x1, y1 := force(t, g, layout.Options{Threads: 1, Iterations: 12})
	for _, threads := range []int{2, 7} {
		x, y := force(t, g, layout.Options{Threads: threads, Iterations: 12})
		if !slices.Equal(x, x1) || !slices.Equal(y, y1) {
			t.Errorf("%d threads give other positions than one", threads)
		}
	}
}

// TestForceDrawsTiesShort compares the mean length of a tie with the mean distance of all pairs: near 1 a picture shows nothing of the
// network; below 0.6 the eye can follow who belongs together.
func TestForceDrawsTiesShort(t *testing.T) {
	for name, g := range map[string]*snapshot.Graph{"karate": karate(t), "two clusters": twoClusters(), "random silos": random(1500, 4000, 10, 4)} {
		t.Run(name, func(t *testing.T) {
			x, y := force(t, g, layout.Options{})
			ratio := tieLength(g, x, y)
			t.Logf("ratio %.3f", ratio)
			if !(ratio < 0.6) {
				t.Errorf("ties are %.3f as long as random pairs; want less than 0.6", ratio)
			}
		})
	}
}

// tieLength returns the mean length of ties over the mean distance of all pairs.
func tieLength(g *snapshot.Graph, x, y []float64) float64 {
	var ties, pairs, tied, all float64
	for u := range int32(g.Len()) {
		for v := range u {
			d := math.Hypot(x[u]-x[v], y[u]-y[v])
			pairs++
			all += d
			if g.HasTie(u, v) {
				ties++
				tied += d
			}
		}
	}
	return tied / ties / (all / pairs)
}

func TestForceKeepsComponentsApart(t *testing.T) {
	var b snapshot.Builder
	const parts, size = 12, 5
	for i := range parts * size {
		b.Actor(fmt.Sprintf("%02d", i), "")
	}
	for i := range int32(parts * size) {
		if i%size > 0 {
			b.Tie(i-1, i, 1)
		}
	}
	x, y := force(t, b.Graph(), layout.Options{})
	type span struct{ left, right, top, bottom float64 }
	var spans []span
	for p := range parts {
		xs, ys := x[p*size:(p+1)*size], y[p*size:(p+1)*size]
		spans = append(spans, span{slices.Min(xs), slices.Max(xs), slices.Min(ys), slices.Max(ys)})
	}
	for i, a := range spans {
		for _, b := range spans[:i] {
			if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
				t.Errorf("two components share ground: %+v and %+v", a, b)
			}
		}
	}
}

func TestForceStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := layout.Force(ctx, random(500, 900, 3, 1), layout.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v; want context.Canceled", err)
	}
	all, after, err := testkit.Overrun(t.Context(), func(ctx context.Context) error {
		_, _, err := layout.Force(ctx, random(2_000, 6_000, 9, 1), layout.Options{Threads: 2, Iterations: 50})
		return err
	})
	if !errors.Is(err, context.Canceled) || after > 64 {
		t.Errorf("told to stop after half of %d looks: error %v after %d more", all, err, after)
	}
	if all < 50 {
		t.Errorf("50 rounds asked only %d times whether they were cancelled", all)
	}
}

func BenchmarkForce(b *testing.B) {
	for _, n := range []int{300, 2_000, 5_000} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			g := random(n, 4*n, 10, 5)
			b.ReportAllocs()
			for b.Loop() {
				force(b, g, layout.Options{})
			}
		})
	}
}
