package bridging

import (
	"context"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Bench measures single ties of one network, exactly and from samples.
type Bench struct {
	sc *scope
	f  *field
	m  meter
}

// NewBench searches from every actor once.
func NewBench(ctx context.Context, g *snapshot.Graph, dimension string) (*Bench, error) {
	dim, _ := g.Dimension(dimension)
	b := &Bench{sc: newScope(dim, nil), f: newField(g)}
	b.m.sc, b.m.certain = b.sc, certainNearEnds
	all := make([]int32, g.Len())
	for i := range all {
		all[i] = int32(i)
	}
	return b, b.f.search(ctx, 1, all)
}

// Gain returns the gain of a tie and half the width of its interval. A nil sample measures.
func (b *Bench) Gain(u, v int32, sampled []bool) (gain, half float64) {
	e := b.m.estimateOrCount(b.f, newPair(u, v), sampled)
	return e.sum / float64(b.sc.pairs), e.half / float64(b.sc.pairs)
}

// Plausibility is the prior of a tie.
var Plausibility = priorOf
