package paths

import (
	"context"

	"github.com/sillat/sillat/analysis/parallel"
)

// newcomer finds what one actor would add to the reach: it searches from there, but only on to those who come nearer. That finds them all: if someone on the
// way is no nearer than before, then nobody behind it is.
type newcomer struct {
	k     *keySet
	near  []int32 // by actor, steps from the newcomer; −1 for those it is not known to bring nearer
	queue []int32
	ties  int64 // walked so far
}

func (k *keySet) newcomer() *newcomer {
	c := &newcomer{k: k, near: make([]int32, k.g.Len())}
	for u := range c.near {
		c.near[u] = -1
	}
	return c
}

// gain returns what an actor would add, in units.
func (c *newcomer) gain(from int32) float64 {
	k := c.k
	c.queue = append(c.queue[:0], from)
	c.near[from] = 0
	sum := 0.0
	for head := 0; head < len(c.queue); head++ {
		u := c.queue[head]
		sum += inverse(c.near[u]) - inverse(k.distance[u])
		row, next := k.g.Out(u), c.near[u]+1
		c.ties += int64(len(row))
		for _, v := range row {
			if c.near[v] < 0 && (k.distance[v] < 0 || next < k.distance[v]) {
				c.near[v] = next
				c.queue = append(c.queue, v)
			}
		}
	}
	for _, u := range c.queue {
		c.near[u] = -1
	}
	return sum
}

// few reports whether a newcomer brings so few nearer that searching from each actor alone costs less than from 128 at once, by the mean of some evenly
// spread ones. Without members it never does.
func (k *keySet) few() bool {
	const spread = 64
	if len(k.members) == 0 {
		return false
	}
	c, searches := k.newcomer(), int64(0)
	for u := 0; u < k.g.Len(); u += 1 + k.g.Len()/spread {
		c.gain(int32(u))
		searches++
	}
	return c.ties/searches < int64(len(k.turned.to))/16
}

// gainsAlone returns what gains does, by a search from each actor alone.
func (k *keySet) gainsAlone(ctx context.Context) ([]float64, error) {
	const block = 64
	n := k.g.Len()
	gains := make([]float64, n)
	scratch := make([]*newcomer, parallel.Workers(n, block, k.args.Threads))
	err := parallel.Blocks(ctx, n, block, k.args.Threads, nil, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = k.newcomer()
		}
		for u := lo; u < hi && ctx.Err() == nil; u++ {
			gains[u] = scratch[worker].gain(int32(u))
		}
	})
	return gains, err
}
