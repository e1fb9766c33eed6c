package centrality_test

import (
	"fmt"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/centrality"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func sized(b *testing.B, m *analysis.Metric) {
	for _, n := range []int{1000, 10_000, 100_000} {
		g := graphs.Preferential(42, n, 5)
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

func BenchmarkDegree(b *testing.B)   { sized(b, &centrality.Degree) }
func BenchmarkPageRank(b *testing.B) { sized(b, &centrality.PageRank) }
