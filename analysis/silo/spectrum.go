package silo

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Spectrum counts the unordered pairs of actors in different silos by their distance: at [d] those d steps apart in the network without
// directions, at [0] those without a path. Of says the silo of every actor, -1 for none, and silos how many codes it uses.
//
// The counts are whole and exact, so that any mean over pairs can be made from them in one fixed order. Cost: as exactDistances, one
// sweep for every 256 actors outside the largest silo; memory 100 bytes an actor for each thread. It returns ctx's error when ctx ends first.
func Spectrum(ctx context.Context, g *snapshot.Graph, of []int32, silos, threads int) ([]int64, error) {
	ranked, sizes := bySize(of, silos)
	f, err := layOut(ctx, g.Symmetric(), ranked, silos)
	if err != nil {
		return nil, err
	}
	sources := make([]int32, 0, len(f.silo))
	for v, a := range f.silo {
		if a >= 0 && int(a) < silos-1 {
			sources = append(sources, int32(v))
		}
	}
	batches := f.batches(sources)
	type count struct {
		sweep *sweeper
		at    []int64
	}
	workers := make([]*count, parallel.Workers(len(batches), 1, threads))
	err = parallel.Blocks(ctx, len(batches), 1, threads, nil, func(worker, _, lo, _ int) {
		w := workers[worker]
		if w == nil {
			w = &count{sweep: newSweeper(f)}
			workers[worker] = w
		}
		// A pair is counted from its end in the smaller silo. Sources ascend by silo, so the lanes that count at a place are the first ones.
		batch := batches[lo]
		below := make([]lanes, silos)
		for a := range below {
			for lane, v := range batch {
				if f.silo[v] < int32(a) {
					below[a].add(lane)
				}
			}
		}
		w.sweep.run(ctx, batch, func(step int, place int32, by *lanes) {
			if a := f.silo[place]; a >= 0 {
				for len(w.at) <= step {
					w.at = append(w.at, 0)
				}
				w.at[step] += by.among(&below[a])
			}
		})
	})
	if err != nil {
		return nil, err
	}
	total := []int64{crossing(sizes)}
	for _, w := range workers {
		if w == nil {
			continue
		}
		for d, pairs := range w.at {
			for len(total) <= d {
				total = append(total, 0)
			}
			total[d] += pairs
			total[0] -= pairs
		}
	}
	for len(total) > 1 && total[len(total)-1] == 0 {
		total = total[:len(total)-1]
	}
	return total, nil
}

// bySize renumbers silos by their number of actors, the largest last, and returns the sizes in the new order.
func bySize(of []int32, silos int) (ranked []int32, sizes []int) {
	actors := make([]int, silos)
	for _, a := range of {
		if a >= 0 {
			actors[a]++
		}
	}
	rank := ranks(actors)
	ranked = slices.Clone(of)
	sizes = make([]int, silos)
	for v, a := range of {
		if a >= 0 {
			ranked[v] = int32(rank[a])
		}
	}
	for a, r := range rank {
		sizes[r] = actors[a]
	}
	return ranked, sizes
}

// crossing returns how many unordered pairs of actors are in different silos.
func crossing(sizes []int) int64 {
	var all, same int64
	for _, n := range sizes {
		all += int64(n)
		same += int64(n) * int64(n-1) / 2
	}
	return all*(all-1)/2 - same
}
