package plausibility

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// drawnBeyond is how many of the actors on no list of a source stand for all of them.
const drawnBeyond = 60

// gather makes the table of all candidates of some actors, and a weighted one of those who are on no list: everybody who was found all the same, and
// some of the others. Allow, when not nil, says which pairs count.
func gather(ctx context.Context, s *state, actors []int32, found [][]int32, allow func(u, v int32) bool, o Options) (listed, beyond *table, err error) {
	parts, outer := make([]table, len(actors)), make([]table, len(actors))
	scratch := make([]*source, parallel.Workers(len(actors), 4, o.Threads))
	err = parallel.Blocks(ctx, len(actors), 4, o.Threads, o.Progress, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = newSource(s)
		}
		c := scratch[worker]
		for i := lo; i < hi; i++ {
			a := actors[i]
			c.look(a, allow)
			candidates := c.candidates(0)
			parts[i] = table{width: s.width(), rows: make([]float32, 0, len(candidates)*s.width())}
			for _, v := range candidates {
				_, came := slices.BinarySearch(found[a], v)
				parts[i].put(c, v, came)
			}
			parts[i].ends = []int{len(candidates)}
			outer[i] = c.beyond(candidates, found[a], rand.New(rand.NewPCG(o.Seed, uint64(a))))
		}
	})
	listed, beyond = &table{width: s.width()}, &table{width: s.width()}
	for i := range parts {
		listed.add(&parts[i])
		beyond.add(&outer[i])
		parts[i], outer[i] = table{}, table{}
	}
	return listed, beyond, err
}

// beyond makes the table of the source's open pairs that are not listed.
func (c *source) beyond(listed, found []int32, random *rand.Rand) table {
	t := table{width: c.s.width()}
	var others []int32
	for v, ok := range c.open {
		if !ok {
			continue
		}
		if _, is := slices.BinarySearch(listed, int32(v)); is {
			continue
		}
		if _, came := slices.BinarySearch(found, int32(v)); came {
			t.put(c, int32(v), true)
			t.weight = append(t.weight, 1)
			continue
		}
		others = append(others, int32(v))
	}
	drawn := min(drawnBeyond, len(others))
	for i := range drawn {
		j := i + random.IntN(len(others)-i)
		others[i], others[j] = others[j], others[i]
		t.put(c, others[i], false)
		t.weight = append(t.weight, float64(len(others))/float64(drawn))
	}
	return t
}
