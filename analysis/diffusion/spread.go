package diffusion

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Options say what to let loose, from whom, and what to count.
type Options struct {
	Model
	Groups []Group // whose shares are counted, such as silos

	Draws int // 0: DefaultDraws. Where nothing is drawn by chance one is enough and the figures are exact

	Seed     uint64                // the same seed gives the same figures
	Threads  int                   // at most so many goroutines; 0 or less means all cores. Never changes a figure
	Progress func(done, all int64) // called now and then from one goroutine at a time; may be nil
}

// Outcome is how far an idea comes.
type Outcome struct {
	Exact    bool // nothing was left to chance: the figures have no interval
	Draws    int
	Adopters Estimate  // starters included
	Groups   []Reached // as asked for
	Curve    []float64 // expected adopters by step 0, 1, 2 …, as far as another step adds anything
	Chance   []float64 // per actor: the share of draws in which it adopts
	By       []float64 // per actor: the mean step at which it does, of these draws; NaN for who never does
	Warnings []notice.Notice
}

// Reached is how much of a group an idea comes to.
type Reached struct {
	Group
	Starters int
	Adopters Estimate
	Any      Estimate // chance that it comes to anybody of the group
	First    float64  // mean step at which it comes to the first of them, where it does; NaN where it never does
	Open     bool     // there is a path from a starter to somebody of the group: what never comes may still be possible
}

// Estimate is a mean over draws with its 95 % interval.
type Estimate struct {
	Mean float64
	CI   [2]float64
}

// drawBlock is how many draws one goroutine makes at a time.
const drawBlock = 4

// Spread lets an idea loose from some actors and counts who adopts, draw by draw. It returns an *analysis.ArgumentError for what it refuses,
// and ctx's error, wrapped, when ctx ends first.
//
// Means over draws have Student's interval, chances that of Clopper and Pearson; where no draw differs from another the interval of a mean has no
// width although chance may still hold surprises, and the chance's interval tells how large they can be. Cost: draws × the ties of those reached.
// Memory: 20 bytes for each actor and goroutine, 4 for each draw and group.
func Spread(ctx context.Context, g *snapshot.Graph, from []int32, o Options) (*Outcome, error) {
	var err error
	if o.Model, err = o.Model.check(); err != nil {
		return nil, err
	}
	if len(from) == 0 {
		return nil, refuse("from", "", "at least one actor to start from")
	}
	if err := checkActors(g, "from", from); err != nil {
		return nil, err
	}
	switch {
	case o.Draws == 0:
		o.Draws = DefaultDraws
	case o.Draws < 2:
		return nil, refuse("draws", fmt.Sprint(o.Draws), "2 or more")
	}
	if o.certain() {
		o.Draws = 1
	}
	t := newTally(g, from, o)
	if err := t.run(ctx); err != nil {
		return nil, fmt.Errorf("spread: %w", err)
	}
	out := t.outcome()
	if o.Kind == Contacts && len(from) < o.Contacts {
		out.Warnings = append(out.Warnings, notice.NoSpread.Of(o.Contacts, len(from)))
	}
	return out, nil
}

// tally counts over draws.
type tally struct {
	c        *carrier
	from     []int32
	o        Options
	member   membership
	adopters []int32   // per draw
	group    [][]int32 // per group and draw: how many of it adopt
	first    [][]int32 // per group and draw: the step of the first; -1: none
	workers  []*counts
}

// counts are one worker's sums over its draws. They are whole numbers, so their order does not matter.
type counts struct {
	*walk
	times, steps []int64 // per actor: draws in which it adopts, and the sum of the steps at which
	curve        []int64 // new adopters per step
}

func newTally(g *snapshot.Graph, from []int32, o Options) *tally {
	t := &tally{
		c: newCarrier(g, o.Model), from: slices.Sorted(slices.Values(from)), o: o, member: members(g.Len(), o.Groups), adopters: make([]int32, o.Draws),
		workers: make([]*counts, parallel.Workers(o.Draws, drawBlock, o.Threads)),
	}
	for range o.Groups {
		t.group, t.first = append(t.group, make([]int32, o.Draws)), append(t.first, make([]int32, o.Draws))
	}
	return t
}

// run makes the draws.
func (t *tally) run(ctx context.Context) error {
	n := t.c.g.Len()
	return parallel.Blocks(ctx, t.o.Draws, drawBlock, t.o.Threads, t.o.Progress, func(worker, _, lo, hi int) {
		k := t.workers[worker]
		if k == nil {
			k = &counts{walk: newWalk(n, t.o.Model), times: make([]int64, n), steps: make([]int64, n)}
			t.workers[worker] = k
		}
		for draw := lo; draw < hi; draw++ {
			if k.from(ctx, t.c, newWorld(t.o.Seed, forward, uint64(draw)), t.from) != nil {
				return // Blocks tells that ctx has ended
			}
			t.count(k, draw)
		}
	})
}

// The streams of draws: those that figures are made from never served a choice.
const (
	forward = iota + 1
	choosing
	judging
)

// count adds what one draw gave.
func (t *tally) count(k *counts, draw int) {
	t.adopters[draw] = int32(len(k.order))
	for i := range t.group {
		t.first[i][draw] = -1
	}
	lo := 0
	for step, end := range k.ends {
		if step == len(k.curve) {
			k.curve = append(k.curve, 0)
		}
		k.curve[step] += int64(end - lo)
		for _, u := range k.order[lo:end] {
			k.times[u]++
			k.steps[u] += int64(step)
			for _, i := range t.member.of(u) {
				t.group[i][draw]++
				if t.first[i][draw] < 0 {
					t.first[i][draw] = int32(step)
				}
			}
		}
		lo = end
	}
}

// outcome makes figures of the counts.
func (t *tally) outcome() *Outcome {
	n, draws := t.c.g.Len(), float64(t.o.Draws)
	out := &Outcome{Exact: t.o.certain(), Draws: t.o.Draws, Adopters: mean(t.adopters, float64(n)), Chance: make([]float64, n), By: make([]float64, n)}
	var times, steps int64
	for u := range n {
		times, steps = 0, 0
		for _, k := range t.workers {
			if k != nil {
				times += k.times[u]
				steps += k.steps[u]
			}
		}
		out.Chance[u], out.By[u] = float64(times)/draws, float64(steps)/float64(times)
	}
	var curve []int64
	for _, k := range t.workers {
		if k == nil {
			continue
		}
		for step, more := range k.curve {
			if step == len(curve) {
				curve = append(curve, 0)
			}
			curve[step] += more
		}
	}
	var by int64
	for _, more := range curve {
		by += more
		out.Curve = append(out.Curve, float64(by)/draws)
	}
	open := t.open()
	starts := make(map[int32]bool, len(t.from))
	for _, u := range t.from {
		starts[u] = true
	}
	for i, group := range t.o.Groups {
		r := Reached{Group: group, Adopters: mean(t.group[i], float64(len(group.Actors))), First: math.NaN()}
		hits, sum := 0, 0
		for _, step := range t.first[i] {
			if step >= 0 {
				hits++
				sum += int(step)
			}
		}
		if r.Any = share(hits, t.o.Draws); out.Exact {
			r.Any.CI = [2]float64{r.Any.Mean, r.Any.Mean}
		}
		if hits > 0 {
			r.First = float64(sum) / float64(hits)
		}
		for _, u := range group.Actors {
			r.Open = r.Open || open[u]
			if starts[u] {
				r.Starters++
			}
		}
		out.Groups = append(out.Groups, r)
	}
	return out
}

// open marks the actors to whom there is a path, of any length, over ties that carry anything.
func (t *tally) open() []bool {
	g := t.c.g
	seen := make([]bool, g.Len())
	queue := slices.Clone(t.from)
	for _, u := range queue {
		seen[u] = true
	}
	start, _, _ := g.Rows()
	for head := 0; head < len(queue); head++ {
		u := queue[head]
		for i, v := range g.Out(u) {
			if !seen[v] && (t.c.uniform && t.o.Chance > 0 || t.o.Kind == Contacts || t.c.out != nil && t.c.out[start[u]+int64(i)] > 0) {
				seen[v] = true
				queue = append(queue, v)
			}
		}
	}
	return seen
}
