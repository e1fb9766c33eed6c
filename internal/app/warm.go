package app

import (
	"context"
	"slices"

	"github.com/sillat/sillat/pkg/network"
)

// mostWarmed is how many networks are read before anybody asks: who comes after a restart looks at what was worked on last.
const mostWarmed = 8

// Warm reads the networks that changed last, one after the other, before anybody asks for them, so that the first look after a start waits
// for no reading. It ends when snapshots take half of the memory that they may take, or with ctx. It only ever saves time: what cannot be
// read now is read when it is asked for, and whoever asks is told why it fails.
func (a *App) Warm(ctx context.Context) {
	if a.store == nil {
		return
	}
	all, err := a.store.Networks(ctx)
	if err != nil {
		return
	}
	slices.SortStableFunc(all, func(x, y network.Network) int { return y.Changed.Compare(x.Changed) })
	for _, n := range all[:min(len(all), mostWarmed)] {
		if ctx.Err() != nil || a.snapshots.Bytes() > a.memory/2 {
			return
		}
		if n.Revision == 0 {
			continue
		}
		if _, err := a.open(ctx, Stored(n.Name), Query{Revision: n.Revision}); err != nil {
			continue // this one; the others may be whole
		}
	}
}
