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
	keep    bool                  // the tables outlast the look at their sources
	sooner  [][]int32             // per actor those of its new partners that came before a nearer day; nil: do not note them
}

// gather makes the table of all candidates of some actors, and when asked a weighted one of those who are on no list: everybody who was found all the
// same, and some of the others.
func gather(ctx context.Context, s *state, actors []int32, found [][]int32, want asking, o Options) (listed, beyond *table, err error) {
	parts, outer := make([]*table, len(actors)), make([]*table, len(actors))
	want.keep = true
	err = eachList(ctx, s, actors, found, want, o, func(i int, listed, beyond *table) { parts[i], outer[i] = listed, beyond })
	if err != nil {
		return nil, nil, err
	}
	return joined(s.width(), parts), joined(s.width(), outer), nil
}

// eachList makes the same tables actor by actor, several at a time, and hands them on. Unless they are to be kept, their rows are overwritten once do returns.
func eachList(ctx context.Context, s *state, actors []int32, found [][]int32, want asking, o Options, do func(i int, listed, beyond *table)) error {
	scratch := make([]*party, parallel.Workers(len(actors), together, o.Threads))
	return parallel.Blocks(ctx, len(actors), together, o.Threads, o.Progress, func(worker, _, lo, hi int) {
		if scratch[worker] == nil {
			scratch[worker] = newParty(s)
		}
		for i, c := range scratch[worker].look(actors[lo:hi], want.allow) {
			candidates := c.candidates(0)
			listed, beyond := &table{}, &table{}
			if came := intersecting(candidates, found[c.u]); came || !want.teaches {
				listed = c.listed(candidates, found[c.u], want.keep)
				if want.sooner != nil {
					listed.noteSooner(candidates, want.sooner[c.u])
				}
			}
			if want.beyond {
				beyond = c.beyond(candidates, found[c.u], rand.New(rand.NewPCG(o.Seed, uint64(c.u))), want.keep)
			}
			do(lo+i, listed, beyond)
		}
	})
}

// intersecting reports whether two ascending lists share anything.
func intersecting(a, b []int32) bool {
	return slices.ContainsFunc(b, func(v int32) bool {
		_, is := slices.BinarySearch(a, v)
		return is
	})
}

// listed makes the table of the source's candidates.
func (c *source) listed(candidates, found []int32, keep bool) *table {
	t := &table{width: c.s.width(), rows: c.rows(candidates, keep), whom: slices.Clone(candidates), came: make([]bool, len(candidates)), ends: []int{len(candidates)}}
	for i, v := range candidates {
		_, t.came[i] = slices.BinarySearch(found, v)
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
func (c *source) beyond(listed, found []int32, random *rand.Rand, keep bool) *table {
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
				t.whom, t.came, t.weight = append(t.whom, int32(v)), append(t.came, true), append(t.weight, 1)
				continue
			}
		}
		others = append(others, int32(v))
	}
	drawn := min(drawnBeyond, len(others))
	for i := range drawn {
		j := i + random.IntN(len(others)-i)
		others[i], others[j] = others[j], others[i]
		t.whom, t.came, t.weight = append(t.whom, others[i]), append(t.came, false), append(t.weight, float64(len(others))/float64(drawn))
	}
	c.others = others
	t.rows = c.rows(t.whom, keep)
	t.ends = []int{t.len()}
	return t
}
