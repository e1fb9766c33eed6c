package silo

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// Leaving is what happens between two silos A and B if one actor leaves, over the pairs of an actor of A and one of B that the actor is
// not in itself. All figures are exact.
type Leaving struct {
	Actor   int32
	Pairs   int64   // with a path before
	Lost    int64   // of them without one after
	Farther int64   // of them with a longer one after
	Longer  float64 // mean number of steps that the paths of pairs that keep one grow by
}

// leavingWork is how much following of paths, as sources times tie ends, is spent on what happens if actors leave.
// Gaps, by rank, for which too little of it is left do without.
const leavingWork = 300_000_000

// leavings fills in what happens if each actor of a gap's fragility leaves, for the first of the gaps, those of pairs.
func leavings(ctx context.Context, f *field, n *nest, pairs []border, gaps []Gap, threads int) error {
	members := make([][]int32, len(n.Values)) // places, ascending
	for at, a := range f.silo {
		if a >= 0 {
			members[a] = append(members[a], int32(at))
		}
	}
	type task struct{ gap, who int }
	var tasks []task
	work := int64(0)
	for i, p := range pairs {
		who := gaps[i].Fragility.Who
		sources := int64(len(members[p.from]))
		if !f.directed {
			sources = min(sources, int64(len(members[p.to])))
		}
		more := 2 * sources * int64(len(f.to)) * int64(len(who))
		if work+more > leavingWork {
			continue
		}
		work += more
		gaps[i].Fragility.Leaving = make([]Leaving, len(who))
		for w := range who {
			tasks = append(tasks, task{i, w})
		}
	}
	type scratch struct{ before, after *sweeper }
	workers := make([]*scratch, parallel.Workers(len(tasks), 1, threads))
	return parallel.Blocks(ctx, len(tasks), 1, threads, nil, func(worker, i, _, _ int) {
		s := workers[worker]
		if s == nil {
			s = &scratch{newSweeper(f), newSweeper(f)}
			workers[worker] = s
		}
		t := tasks[i]
		from, to := members[pairs[t.gap].from], members[pairs[t.gap].to]
		if !f.directed && len(to) < len(from) {
			from, to = to, from
		}
		who := gaps[t.gap].Fragility.Who[t.who]
		l := Leaving{Actor: who}
		grown := int64(0)
		gone := f.place[who]
		sources := slices.DeleteFunc(slices.Clone(from), func(v int32) bool { return v == gone })
		for _, batch := range f.batches(sources) {
			grown += l.follow(ctx, s.before, s.after, batch, to, gone)
		}
		if kept := l.Pairs - l.Lost; kept > 0 {
			l.Longer = float64(grown) / float64(kept)
		}
		gaps[t.gap].Fragility.Leaving[t.who] = l
	})
}

// follow adds what one batch of sources finds, with the actor at gone and without, on their way to others, and returns by how many steps the
// paths of the pairs that keep one grow.
func (l *Leaving) follow(ctx context.Context, before, after *sweeper, batch, to []int32, gone int32) (grown int64) {
	index := func(place int32) int {
		i, found := slices.BinarySearch(to, place)
		if !found || place == gone {
			return -1
		}
		return i
	}
	var met [][]lanes // [step−1][index] of the network as it is
	reached := int64(0)
	before.run(ctx, batch, func(step int, place int32, by *lanes) {
		if i := index(place); i >= 0 {
			for len(met) < step {
				met = append(met, make([]lanes, len(to)))
			}
			met[step-1][i] = *by
			reached += by.count()
		}
	})
	same, kept := int64(0), int64(0)
	after.runWithout(ctx, batch, gone, func(step int, place int32, by *lanes) {
		if i := index(place); i >= 0 {
			kept += by.count()
			grown += by.count() * int64(step)
			if step <= len(met) {
				same += by.among(&met[step-1][i])
			}
		}
	})
	for step := range met {
		for i, place := range to {
			grown -= met[step][i].among(&after.seen[place]) * int64(step+1)
		}
	}
	l.Pairs += reached
	l.Lost += reached - kept
	l.Farther += kept - same
	return grown
}
