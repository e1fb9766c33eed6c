// Package paths holds the metrics that rest on shortest paths, and the searches they share.
//
// A step costs what analysis.TieLength says: 1 without weights, 1/weight for strengths, the weight for distances. Unweighted
// networks take the bit-parallel search of multisource.go and the flat Brandes of brandes.go; weighted ones the heap of dijkstra.go.
package paths

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// ways is the graph as searches walk it: compressed rows of the ties that lead somewhere, with the actors renumbered so
// that neighbours lie near each other in memory and sources searched together soon share their ways.
type ways struct {
	actor  []int32 // actor[i] is the snapshot's index of i
	start  []int64
	to     []int32
	length []float64 // beside to; nil when every step is 1
	unused int       // ties of weight zero, which lead nowhere
	mutual bool      // whether whoever can be stepped to can be stepped from
}

// waysOf returns the ways of a graph, or of the graph with all its ties turned around, with the lengths that its weights mean.
// It returns ctx's error when ctx ends first.
func waysOf(ctx context.Context, g *snapshot.Graph, turned bool) (*ways, error) {
	start, to, weight := rows(g, turned)
	if g.Meaning() == snapshot.Unweighted {
		weight = nil
	}
	return renumbered(ctx, start, to, weight, g)
}

// hopsOf is waysOf where every tie is one step, whatever its weight.
func hopsOf(ctx context.Context, g *snapshot.Graph, turned bool) (*ways, error) {
	start, to, _ := rows(g, turned)
	return renumbered(ctx, start, to, nil, g)
}

func rows(g *snapshot.Graph, turned bool) (start []int64, to []int32, weight []float64) {
	if turned {
		return g.InRows()
	}
	return g.Rows()
}

func renumbered(ctx context.Context, start []int64, to []int32, weight []float64, g *snapshot.Graph) (*ways, error) {
	if g.Len() == 0 {
		return &ways{start: []int64{0}}, nil
	}
	order, err := inBalls(ctx, start, to)
	if err != nil {
		return nil, err
	}
	w := &ways{actor: order, mutual: !g.Directed(), start: make([]int64, 1, len(start)), to: make([]int32, 0, len(to))}
	place := make([]int32, g.Len())
	for i, u := range w.actor {
		place[u] = int32(i)
	}
	if weight != nil {
		w.length = make([]float64, 0, len(to))
	}
	for i, u := range w.actor {
		if i%patience == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for e := start[u]; e < start[u+1]; e++ {
			if weight != nil {
				length := analysis.TieLength(g.Meaning(), weight[e])
				if math.IsInf(length, 1) {
					w.unused++
					continue
				}
				w.length = append(w.length, length)
			}
			w.to = append(w.to, place[to[e]])
		}
		w.start = append(w.start, int64(len(w.to)))
	}
	if !g.Directed() {
		w.unused /= 2
	}
	return w, nil
}

// inBalls returns all actors so that those of a component stand together, and within it so that each 128 in a row are near one another:
// a breadth-first walk is stopped after 128 actors and begun anew at the earliest actor it saw and did not reach. Sources that are
// searched together then share nearly all their ways, where the rings of one long walk would lie around the whole network.
func inBalls(ctx context.Context, start []int64, to []int32) ([]int32, error) {
	const unseen, seen, placed = 0, 1, 2
	n := len(start) - 1
	order, edge := make([]int32, 0, n), make([]int32, 0, n)
	state := make([]uint8, n)
	// walk places the seed and what is near it, and puts what it saw beyond the ball at the end of edge.
	walk := func(seed int32) error {
		state[seed] = placed
		head := len(order)
		order = append(order, seed)
		full := len(order)%together == 0
		for ; head < len(order); head++ {
			if head%patience == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			u := order[head]
			for _, v := range to[start[u]:start[u+1]] {
				switch {
				case state[v] == placed:
				case !full:
					state[v] = placed
					order = append(order, v)
					full = len(order)%together == 0
				case state[v] == unseen:
					state[v] = seen
					edge = append(edge, v)
				}
			}
		}
		return nil
	}
	for root := range int32(n) {
		if state[root] == placed {
			continue
		}
		edge = append(edge[:0], root)
		for head := 0; head < len(edge); head++ {
			if state[edge[head]] != placed {
				if err := walk(edge[head]); err != nil {
					return nil, err
				}
			}
		}
	}
	return order, nil
}

// len returns the number of actors.
func (w *ways) len() int { return len(w.actor) }

// row returns where one can step to from u.
func (w *ways) row(u int32) []int32 { return w.to[w.start[u]:w.start[u+1]] }

// warnings says what the reader must know about the ties that were not walked.
func (w *ways) warnings() []notice.Notice {
	if w.unused == 0 {
		return nil
	}
	return []notice.Notice{notice.ZeroTies.Of(w.unused)}
}
