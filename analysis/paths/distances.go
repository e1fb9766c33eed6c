package paths

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// direction chooses which way paths run in a directed network.
var direction = analysis.Param{
	ID:      "direction",
	Meaning: "Which paths of a directed network count: those from the actor to others (out) or from others to it (in).",
	Kind:    analysis.Choice,
	Default: "out",
	Choices: []string{"out", "in"},
}

// distances adds up each actor's distances to the actors it reaches (or that reach it, when direction is in): add is given the
// actor's own width slots, a distance and how many actors are that far away. It returns the slots in snapshot order.
func distances(ctx context.Context, g *snapshot.Graph, a analysis.Args, width int, add func(slot []float64, d, actors float64)) ([]float64, []notice.Notice, error) {
	in := a.Text("direction") == "in"
	var (
		w    *ways
		sums []float64
		err  error
	)
	if g.Meaning() == snapshot.Unweighted || !g.Weighted() {
		// The search counts for the reached, so it must run against the way in which the distance is meant.
		if w, err = hopsOf(ctx, g, !in); err == nil {
			sums, err = spread(ctx, w, a.Threads, a.Report, width, g.Len(), add)
		}
	} else if w, err = waysOf(ctx, g, in); err == nil {
		sums, err = measured(ctx, w, a, width, add)
	}
	if err != nil {
		return nil, nil, err
	}
	slots := make([]float64, len(sums))
	for i, u := range w.actor {
		copy(slots[int(u)*width:], sums[i*width:(i+1)*width])
	}
	return slots, w.warnings(), nil
}

// measured does what spread does where steps have lengths, by one search a source.
func measured(ctx context.Context, w *ways, a analysis.Args, width int, add func(slot []float64, d, actors float64)) ([]float64, error) {
	const block = 16
	n := w.len()
	sums := make([]float64, n*width)
	scratch := make([]*dijkstra, parallel.Workers(n, block, a.Threads))
	err := parallel.Blocks(ctx, n, block, a.Threads, a.Report, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = newDijkstra(n)
		}
		d := scratch[worker]
		for source := lo; source < hi && d.search(ctx, w, int32(source)); source++ {
			slot := sums[source*width : (source+1)*width]
			for _, v := range d.order[1:] {
				add(slot, d.distance[v], 1)
			}
		}
	})
	return sums, err
}
