package diffusion

import (
	"context"
	"math/rand/v2"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// sampler draws sets of actors, each those from whom a random goal would be reached in one draw. The share of sets that some starters meet, times
// scale, is what they are expected to reach.
type sampler struct {
	c                 *carrier
	o                 ChoiceOptions
	goals             []Group // of which one is drawn evenly; nil: all actors are alike
	scale             float64
	choosing, judging *sets
}

func newSampler(g *snapshot.Graph, o ChoiceOptions) *sampler {
	s := &sampler{c: newCarrier(g, o.Model), o: o, scale: float64(g.Len()), choosing: newSets(g.Len()), judging: newSets(g.Len())}
	if o.Goal == GoalActors {
		return s
	}
	for _, group := range o.Groups {
		if len(group.Actors) > 0 {
			s.goals = append(s.goals, group)
		}
	}
	s.scale = float64(len(s.goals))
	return s
}

// mostMembers is how many actors the sets of one lot may name before drawing ends, at 8 bytes each with their index.
const mostMembers = 25_000_000

func (s *sampler) full() bool { return len(s.choosing.member)+len(s.judging.member) > mostMembers }

// setBlock is how many sets one goroutine draws at a time.
const setBlock = 64

// grow draws sets until there are so many in both lots.
func (s *sampler) grow(ctx context.Context, count int) error {
	if err := s.draw(ctx, s.choosing, choosing, count); err != nil {
		return err
	}
	return s.draw(ctx, s.judging, judging, count)
}

func (s *sampler) draw(ctx context.Context, into *sets, stream uint64, count int) error {
	had := into.len()
	drawn := make([][][]int32, (count-had+setBlock-1)/setBlock)
	searches := make([]*search, parallel.Workers(count-had, setBlock, s.o.Threads))
	err := parallel.Blocks(ctx, count-had, setBlock, s.o.Threads, nil, func(worker, block, lo, hi int) {
		if searches[worker] == nil {
			searches[worker] = &search{seen: make([]int32, s.c.g.Len())}
		}
		for i := lo; i < hi; i++ {
			set, err := searches[worker].back(ctx, s, newWorld(s.o.Seed, stream, uint64(had+i)))
			if err != nil {
				return
			}
			drawn[block] = append(drawn[block], set)
		}
	})
	if err != nil {
		return err
	}
	for _, block := range drawn {
		for _, set := range block {
			into.add(set)
		}
	}
	into.index()
	return nil
}

// search is the scratch space for going back from whom an idea reached to whom it could have come from.
type search struct {
	seen  []int32
	run   int32
	queue []int32
}

// back draws a goal and returns the actors from whom it would be reached in this draw.
func (b *search) back(ctx context.Context, s *sampler, draw world) ([]int32, error) {
	b.run++
	b.queue = b.queue[:0]
	random := rand.New(rand.NewPCG(uint64(draw), 0x5111a7))
	switch {
	case s.goals == nil:
		b.meet(int32(random.IntN(s.c.g.Len())))
	case s.o.Goal == GoalShares:
		group := s.goals[random.IntN(len(s.goals))].Actors
		b.meet(group[random.IntN(len(group))])
	default:
		for _, u := range s.goals[random.IntN(len(s.goals))].Actors {
			b.meet(u)
		}
	}
	steps, end := 0, len(b.queue)
	for done := 0; done < len(b.queue); done++ {
		if done == end {
			steps, end = steps+1, len(b.queue)
		}
		if s.o.Steps > 0 && steps == s.o.Steps {
			break
		}
		if done%patience == patience-1 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		b.before(s.c, draw, b.queue[done])
	}
	return append([]int32(nil), b.queue...), nil
}

func (b *search) meet(u int32) {
	if b.seen[u] != b.run {
		b.seen[u] = b.run
		b.queue = append(b.queue, u)
	}
}

// before meets those from whom v would have the idea. A threshold is the same as having it from one contact, drawn by its share (Kempe, Kleinberg
// & Tardos 2003, theorem 4.6).
func (b *search) before(c *carrier, draw world, v int32) {
	start, _, _ := c.g.InRows()
	row := c.g.In(v)
	if c.model.Kind == Threshold {
		left := draw.actor(v)
		for i, u := range row {
			if left -= c.in[start[v]+int64(i)]; left < 0 {
				b.meet(u)
				return
			}
		}
		return
	}
	for i, u := range row {
		chance := c.model.Chance
		if !c.uniform {
			chance = c.in[start[v]+int64(i)]
		}
		if b.seen[u] != b.run && draw.tie(u, v, c.g.Directed()) < chance {
			b.meet(u)
		}
	}
}
