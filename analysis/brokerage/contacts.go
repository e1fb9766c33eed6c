// Package brokerage measures how an actor stands between others: Burt's structural holes, the gaps between one's contacts that
// one is placed to bridge.
package brokerage

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// contacts is a network as Burt reads it: for every actor those it has a tie with, either way, and how strong each tie is,
// both directions together.
type contacts struct {
	start     []int64
	to        []int32   // ascending within an actor's row
	strength  []float64 // beside to; nil when every tie is as strong as the others
	total     []float64 // per actor the sum of its row's strengths
	strongest []float64 // per actor the largest of them
}

// row returns an actor's contacts and the strengths of its ties with them, nil when all are 1.
func (c *contacts) row(u int32) ([]int32, []float64) {
	lo, hi := c.start[u], c.start[u+1]
	if c.strength == nil {
		return c.to[lo:hi], nil
	}
	return c.to[lo:hi], c.strength[lo:hi]
}

// contactsOf reads a graph, weights as analysis.TieStrength does. A tie of strength 0 is no contact: it carries nothing, and
// counting it would make an actor look better placed for a tie that is not there.
func contactsOf(ctx context.Context, g *snapshot.Graph, threads int) (*contacts, error) {
	n := g.Len()
	c := &contacts{total: make([]float64, n), strongest: make([]float64, n)}
	weighted := g.Meaning() != snapshot.Unweighted && g.Weighted()
	if g.Directed() || weighted {
		if err := c.join(ctx, g, weighted, threads); err != nil {
			return nil, err
		}
	} else {
		c.start, c.to, _ = g.Rows()
	}
	for u := range int32(n) {
		to, strength := c.row(u)
		if strength == nil {
			c.total[u], c.strongest[u] = float64(len(to)), float64(min(len(to), 1))
		}
		for _, s := range strength {
			c.total[u] += s
			c.strongest[u] = max(c.strongest[u], s)
		}
	}
	return c, ctx.Err()
}

const rowsPerBlock = 1024

// join fills the rows with both directions of every tie: first it counts, to know where each row begins.
func (c *contacts) join(ctx context.Context, g *snapshot.Graph, weighted bool, threads int) error {
	n := g.Len()
	c.start = make([]int64, n+1)
	err := parallel.Blocks(ctx, n, rowsPerBlock, threads, nil, func(_, _, lo, hi int) {
		for u := lo; u < hi; u++ {
			bothWays(g, int32(u), weighted, func(int32, float64) { c.start[u+1]++ })
		}
	})
	if err != nil {
		return err
	}
	for u := range n {
		c.start[u+1] += c.start[u]
	}
	c.to = make([]int32, c.start[n])
	c.strength = make([]float64, c.start[n])
	return parallel.Blocks(ctx, n, rowsPerBlock, threads, nil, func(_, _, lo, hi int) {
		for u := lo; u < hi; u++ {
			next := c.start[u]
			bothWays(g, int32(u), weighted, func(v int32, s float64) {
				c.to[next], c.strength[next] = v, s
				next++
			})
		}
	})
}

// bothWays visits the actors that u has a tie with, ascending, with a_uv + a_vu where it is positive.
func bothWays(g *snapshot.Graph, u int32, weighted bool, visit func(v int32, strength float64)) {
	out, in := g.Out(u), g.In(u)
	var outW, inW []float64
	if weighted {
		outW, inW = g.OutWeights(u), g.InWeights(u)
	}
	i, j := 0, 0
	for i < len(out) || j < len(in) {
		var v int32
		if j == len(in) || i < len(out) && out[i] <= in[j] {
			v = out[i]
		} else {
			v = in[j]
		}
		s := 0.0
		if i < len(out) && out[i] == v {
			s += analysis.TieStrength(g.Meaning(), at(outW, i))
			i++
		}
		if j < len(in) && in[j] == v {
			s += analysis.TieStrength(g.Meaning(), at(inW, j))
			j++
		}
		if s > 0 {
			visit(v, s)
		}
	}
}

func at(w []float64, i int) float64 {
	if w == nil {
		return 1
	}
	return w[i]
}
