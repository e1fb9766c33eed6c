package community

import (
	"fmt"
	"math/rand/v2"
	"testing"

	gonum "gonum.org/v1/gonum/graph/community"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

func BenchmarkLouvain(b *testing.B) {
	for _, size := range []struct{ n, groups, inside, outside int }{{1_000, 20, 4, 2}, {10_000, 100, 3, 2}, {100_000, 300, 5, 2}} {
		g := graphs.Planted(1, size.n, size.groups, size.inside, size.outside)
		for _, tries := range []string{"1", "4"} {
			b.Run(fmt.Sprintf("actors=%d/ties=%d/tries=%s", g.Len(), g.Ties(), tries), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := analysis.Run(b.Context(), g, &Louvain, analysis.Args{Values: map[string]string{"tries": tries}}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// gonum's is here to show why the project has its own: it is the library's, and would be used were it fast enough.
func BenchmarkGonumLouvain(b *testing.B) {
	for _, size := range []struct{ n, groups, inside, outside int }{{1_000, 20, 4, 2}, {10_000, 100, 3, 2}} {
		g := graphs.Planted(1, size.n, size.groups, size.inside, size.outside)
		b.Run(fmt.Sprintf("actors=%d/ties=%d", g.Len(), g.Ties()), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				gonum.Modularize(g.AsUndirected(), 1, rand.NewPCG(1, 1))
			}
		})
	}
}
