package silo

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// harmonicUnit is what a distance of one step adds to a sum of 1/distance kept in whole numbers, so that the order of adding cannot
// show in the result. It is divisible by every distance up to 22; a longer one, d, is rounded by less than d/232,792,560 of itself.
const harmonicUnit = 232792560

// distances is what is known of the shortest paths between silos, by [a*silos+b], a < b; of paths from a to b, for all, when directed.
type distances struct {
	reachable []int64   // pairs of actors with a path between them; exact always without directions
	mean      []float64 // steps over these pairs; NaN when there are none
	harmonic  []float64 // 1/steps over all pairs
	meanSE    []float64 // standard errors; zero where exact
	harmSE    []float64
	sources   int // actors whose paths were followed
}

func newDistances(f *field, silos int) *distances {
	d := &distances{
		reachable: make([]int64, silos*silos),
		mean:      make([]float64, silos*silos), meanSE: make([]float64, silos*silos),
		harmonic: make([]float64, silos*silos), harmSE: make([]float64, silos*silos),
	}
	if f.directed {
		return d // who reaches whom must be followed
	}
	for _, part := range f.parts {
		for a, x := range part {
			if x == 0 {
				continue
			}
			for b := a + 1; b < silos; b++ {
				d.reachable[a*silos+b] += x * part[b]
			}
		}
	}
	return d
}

// ranks orders silos by their actors: a pair's paths are followed from the lower rank, so nobody in the largest silo need be a source.
func ranks(actors []int) []int {
	order := make([]int, len(actors))
	for a := range order {
		order[a] = a
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(actors[a], actors[b]) })
	rank := make([]int, len(actors))
	for i, a := range order {
		rank[a] = i
	}
	return rank
}

// exactDistances follows every actor outside the largest silo, and every actor when directed. Cost: n/256 sweeps over the ties per step of the diameter, most of
// which stop early; memory 100 bytes an actor and 16 bytes a pair of silos for each thread.
func exactDistances(ctx context.Context, f *field, actors []int, threads int, report func(done, all int64)) (*distances, error) {
	silos, rank := len(actors), ranks(actors)
	sources := make([]int32, 0, len(f.silo))
	for v, a := range f.silo {
		if a >= 0 && (f.directed || rank[a] < silos-1) {
			sources = append(sources, int32(v))
		}
	}
	batches := f.batches(sources)
	type sums struct {
		sweep                    *sweeper
		steps, harmonic, reached []int64
	}
	workers := make([]*sums, parallel.Workers(len(batches), 1, threads))
	err := parallel.Blocks(ctx, len(batches), 1, threads, report, func(worker, _, lo, _ int) {
		w := workers[worker]
		if w == nil {
			w = &sums{sweep: newSweeper(f), steps: make([]int64, silos*silos), harmonic: make([]int64, silos*silos)}
			if f.directed {
				w.reached = make([]int64, silos*silos)
			}
			workers[worker] = w
		}
		runs := siloRuns(f, batches[lo])
		w.sweep.run(ctx, batches[lo], func(step int, place int32, by *lanes) {
			b := f.silo[place]
			if b < 0 {
				return
			}
			if f.directed {
				for i := range runs {
					if r := &runs[i]; r.silo != b {
						count, at := by.among(&r.mask), int(r.silo)*silos+int(b)
						w.steps[at] += count * int64(step)
						w.harmonic[at] += count * int64(harmonicUnit/step)
						w.reached[at] += count
					}
				}
				return
			}
			for i := range runs {
				if r := &runs[i]; rank[r.silo] < rank[b] {
					count := by.among(&r.mask)
					at := int(min(r.silo, b))*silos + int(max(r.silo, b))
					w.steps[at] += count * int64(step)
					w.harmonic[at] += count * int64(harmonicUnit/step)
				}
			}
		})
	})
	if err != nil {
		return nil, err
	}
	d := newDistances(f, silos)
	d.sources = len(sources)
	for a := range silos {
		for b := range silos {
			if b == a || b < a && !f.directed {
				continue
			}
			at := a*silos + b
			var steps, harmonic int64
			for _, w := range workers {
				if w == nil {
					continue
				}
				steps += w.steps[at]
				harmonic += w.harmonic[at]
				if f.directed {
					d.reachable[at] += w.reached[at]
				}
			}
			d.mean[at] = float64(steps) / float64(d.reachable[at])
			d.harmonic[at] = float64(harmonic) / harmonicUnit / (float64(actors[a]) * float64(actors[b]))
		}
	}
	return d, nil
}

// batches cuts sources, ascending places, into runs of one component and at most 256. Components that no two silos meet in are left out.
func (f *field) batches(sources []int32) [][]int32 {
	var cut [][]int32
	for lo := 0; lo < len(sources); {
		c := f.component[sources[lo]]
		hi := lo
		for hi < len(sources) && hi-lo < laneCount && f.component[sources[hi]] == c {
			hi++
		}
		if f.parts[c] != nil {
			cut = append(cut, sources[lo:hi])
		}
		lo = hi
	}
	return cut
}

// siloRun is the lanes of a batch whose sources belong to one silo.
type siloRun struct {
	silo int32
	mask lanes
}

func siloRuns(f *field, batch []int32) []siloRun {
	var runs []siloRun
	for lane, v := range batch {
		if a := f.silo[v]; len(runs) == 0 || runs[len(runs)-1].silo != a {
			runs = append(runs, siloRun{silo: a})
		}
		runs[len(runs)-1].mask.add(lane)
	}
	return runs
}
