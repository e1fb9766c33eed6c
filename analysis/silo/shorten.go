package silo

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Shorten counts what a new tie between u and v would do to the distances of Spectrum: away[d] pairs leave distance d, and come[d] arrive at it;
// away[0] had no path. Both have one length. The actors must be different; a tie that is there already changes nothing.
//
// A pair comes nearer only when one end is on u's side, d(s,u)+1 < d(s,v), and the other on v's. So only the actors of the smaller side are
// followed, 256 at a time. Exact at any size; cost one sweep for each 256 actors of that side. It returns ctx's error when ctx ends first.
func Shorten(ctx context.Context, g *snapshot.Graph, of []int32, silos int, u, v int32, threads int) (away, come []int64, err error) {
	f, err := layOut(ctx, g.Symmetric(), of, silos)
	if err != nil {
		return nil, nil, err
	}
	near, far := newShore(f, f.place[u], f.place[v], silos), newShore(f, f.place[v], f.place[u], silos)
	away, come = make([]int64, near.deepest+far.deepest+2), make([]int64, near.deepest+far.deepest+2)
	if f.component[f.place[u]] != f.component[f.place[v]] {
		joinShores(near, far, away, come)
		return away, come, nil
	}
	if len(far.actors) < len(near.actors) {
		near, far = far, near
	}
	batches := (len(near.actors) + laneCount - 1) / laneCount
	type count struct {
		sweep      *sweeper
		away, come []int64
	}
	workers := make([]*count, parallel.Workers(batches, 1, threads))
	err = parallel.Blocks(ctx, batches, 1, threads, nil, func(worker, i, _, _ int) {
		w := workers[worker]
		if w == nil {
			w = &count{sweep: newSweeper(f), away: make([]int64, len(away)), come: make([]int64, len(come))}
			workers[worker] = w
		}
		batch := near.actors[i*laneCount : min((i+1)*laneCount, len(near.actors))]
		m := near.masks(f, batch, silos)
		w.sweep.run(ctx, batch, func(step int, place int32, by *lanes) {
			j := int(far.level[place])
			if j < 0 || step-2-j < m.first {
				return
			}
			own := &m.silo[f.silo[place]]
			for at := m.first; at <= min(step-2-j, m.last); at++ {
				level := m.level[at-m.first]
				for k := range level {
					level[k] &^= own[k]
				}
				if pairs := by.among(&level); pairs > 0 {
					w.away[step] += pairs
					w.come[at+1+j] += pairs
				}
			}
		})
	})
	if err != nil {
		return nil, nil, err
	}
	for _, w := range workers {
		if w != nil {
			for d := range away {
				away[d] += w.away[d]
				come[d] += w.come[d]
			}
		}
	}
	return away, come, nil
}

// shore is the actors with a silo on one side of a tie.
type shore struct {
	actors  []int32 // places, nearest to the tie first
	level   []int32 // per place the steps to the side's end of the tie; -1 on no shore
	deepest int     // the longest distance from the end to any actor at all
	silos   int
	silo    []int32
}

// newShore finds who is nearer to one end of a tie than to the other by two steps or more.
func newShore(f *field, end, other int32, silos int) *shore {
	mine, deepest := f.steps(end)
	theirs, _ := f.steps(other)
	s := &shore{level: make([]int32, len(f.silo)), deepest: deepest, silos: silos, silo: f.silo}
	for p := range f.silo {
		s.level[p] = -1
		if f.silo[p] >= 0 && mine[p] >= 0 && (theirs[p] < 0 || mine[p]+1 < theirs[p]) {
			s.level[p] = mine[p]
			s.actors = append(s.actors, int32(p))
		}
	}
	s.actors = sorted(s.actors, deepest+1, func(p int32) int { return int(s.level[p]) })
	return s
}

// steps returns the distance from one place to every other, -1 without a path, and the longest.
func (f *field) steps(from int32) ([]int32, int) {
	d := slices.Repeat([]int32{-1}, len(f.silo))
	d[from] = 0
	queue := []int32{from}
	for head := 0; head < len(queue); head++ {
		p := queue[head]
		for _, q := range f.to[f.start[p]:f.start[p+1]] {
			if d[q] < 0 {
				d[q] = d[p] + 1
				queue = append(queue, q)
			}
		}
	}
	return d, int(d[queue[len(queue)-1]])
}

// batchMasks is which lanes of a batch start at each level and in each silo.
type batchMasks struct {
	first, last int     // levels of the batch
	level       []lanes // from the first
	silo        []lanes
}

func (s *shore) masks(f *field, batch []int32, silos int) batchMasks {
	m := batchMasks{first: int(s.level[batch[0]]), last: int(s.level[batch[len(batch)-1]]), silo: make([]lanes, silos)}
	m.level = make([]lanes, m.last-m.first+1)
	for lane, p := range batch {
		m.level[int(s.level[p])-m.first].add(lane)
		m.silo[f.silo[p]].add(lane)
	}
	return m
}

// joinShores counts the pairs across a tie between two components, all of which had no path.
func joinShores(a, b *shore, away, come []int64) {
	here, there := a.bySilo(), b.bySilo()
	for i, row := range here {
		for j, other := range there {
			var pairs, left, right int64
			for silo := range row {
				left += row[silo]
				right += other[silo]
				pairs -= row[silo] * other[silo]
			}
			pairs += left * right
			away[0] += pairs
			come[i+1+j] += pairs
		}
	}
}

// bySilo counts the shore's actors by level and silo.
func (s *shore) bySilo() [][]int64 {
	counts := make([][]int64, s.deepest+1)
	for i := range counts {
		counts[i] = make([]int64, s.silos)
	}
	for _, p := range s.actors {
		counts[s.level[p]][s.silo[p]]++
	}
	return counts
}
