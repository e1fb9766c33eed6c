package plausibility

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// drawnBeyond is how many of the actors on no list of a source stand for all of them.
const drawnBeyond = 60

// asking says what tables are made for.
type asking struct {
	allow   func(u, v int32) bool // which pairs count; nil means all
	teaches bool                  // leave out the lists in which nothing came: they teach no order
	beyond  bool                  // also make a table of those on no list
	sooner  [][]int32             // per actor those of its new partners that came before a nearer day; nil: do not note them
}

// gather makes the table of all candidates of some actors, and when asked a weighted one of those who are on no list: everybody who was found all the
// same, and some of the others.
func gather(ctx context.Context, s *state, actors []int32, found [][]int32, want asking, o Options) (listed, beyond *table, err error) {
	parts, outer := make([]*table, len(actors)), make([]*table, len(actors))
	scratch := make([]*party, parallel.Workers(len(actors), together, o.Threads))
	err = parallel.Blocks(ctx, len(actors), together, o.Threads, o.Progress, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = newParty(s)
		}
		for i, c := range scratch[worker].look(actors[lo:hi], want.allow) {
			i, a := lo+i, c.u
			candidates := c.candidates(0)
			parts[i], outer[i] = &table{}, &table{}
			if came := intersecting(candidates, found[a]); came || !want.teaches {
				parts[i] = c.listed(candidates, found[a])
				if want.sooner != nil {
					parts[i].noteSooner(candidates, want.sooner[a])
				}
			}
			if want.beyond {
				outer[i] = c.beyond(candidates, found[a], rand.New(rand.NewPCG(o.Seed, uint64(a))))
			}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	return joined(s.width(), parts), joined(s.width(), outer), nil
}

// intersecting reports whether two ascending lists share anything.
func intersecting(a, b []int32) bool {
	return slices.ContainsFunc(b, func(v int32) bool {
		_, is := slices.BinarySearch(a, v)
		return is
	})
}

// listed makes the table of the source's candidates.
func (c *source) listed(candidates, found []int32) *table {
	t := &table{width: c.s.width(), rows: make([]float32, 0, len(candidates)*c.s.width()), came: make([]bool, 0, len(candidates)), ends: []int{len(candidates)}}
	for _, v := range candidates {
		_, came := slices.BinarySearch(found, v)
		t.put(c, v, came)
	}
	return t
}

// noteSooner notes which of the candidates came before a nearer day.
func (t *table) noteSooner(candidates, found []int32) {
	for _, v := range candidates {
		_, came := slices.BinarySearch(found, v)
		t.sooner = append(t.sooner, came)
	}
}

// beyond makes the table of the source's open pairs that are not listed.
func (c *source) beyond(listed, found []int32, random *rand.Rand) *table {
	t := &table{width: c.s.width()}
	others := c.others[:0]
	for v, ok := range c.open {
		if !ok {
			continue
		}
		if len(listed) > 0 && listed[0] == int32(v) {
			listed = listed[1:]
			continue
		}
		if len(found) > 0 {
			if _, came := slices.BinarySearch(found, int32(v)); came {
				t.put(c, int32(v), true)
				t.weight = append(t.weight, 1)
				continue
			}
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
	c.others = others
	t.ends = []int{t.len()}
	return t
}
