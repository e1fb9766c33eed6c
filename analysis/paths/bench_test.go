package paths_test

import (
	"fmt"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/paths"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// sized runs a metric on preferential-attachment graphs of three sizes with five ties an actor, on one thread.
func sized(b *testing.B, m *analysis.Metric, meaning snapshot.Meaning, sizes ...int) {
	for _, n := range sizes {
		g := graphs.Preferential(42, n, 5)
		if meaning != snapshot.Unweighted {
			g = weighed(g, meaning)
		}
		b.Run(fmt.Sprintf("actors=%d/ties=%d", n, g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := analysis.Run(b.Context(), g, m, analysis.Args{Threads: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// weighed gives every tie of a graph a weight from 1 to 7.
func weighed(g *snapshot.Graph, meaning snapshot.Meaning) *snapshot.Graph {
	var ties []graphs.Tie
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			if u < v {
				ties = append(ties, graphs.Tie{From: u, To: v, Weight: float64(1 + (u+v)%7)})
			}
		}
	}
	return graphs.Of(g.Len(), false, meaning, ties...)
}

func BenchmarkHarmonic(b *testing.B) {
	sized(b, &paths.Harmonic, snapshot.Unweighted, 1000, 10_000, 30_000)
}

func BenchmarkCloseness(b *testing.B) {
	sized(b, &paths.Closeness, snapshot.Unweighted, 1000, 10_000, 30_000)
}

func BenchmarkReach(b *testing.B) {
	sized(b, &paths.Reach, snapshot.Unweighted, 1000, 10_000, 30_000)
}

func BenchmarkBetweenness(b *testing.B) {
	sized(b, &paths.Betweenness, snapshot.Unweighted, 300, 1000, 10_000)
}

func BenchmarkHarmonicWeighted(b *testing.B) {
	sized(b, &paths.Harmonic, snapshot.Strength, 300, 1000, 3000)
}

func BenchmarkBetweennessWeighted(b *testing.B) {
	sized(b, &paths.Betweenness, snapshot.Strength, 300, 1000, 3000)
}
