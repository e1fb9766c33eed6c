package silo

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// What is summed over the sampled sources of a silo, for each other silo: with x the steps to the actors it reaches there, c their
// number and h the sum of 1/steps.
const (
	sumX = iota
	sumC
	sumH
	sumXX
	sumXC
	sumCC
	sumHH
	sumKinds
)

// sampledDistances follows perSilo actors of each silo, drawn without replacement, to all others. A pair is estimated from the silo
// with fewer actors, so it is exact when that one is followed whole. The mean is the ratio estimator Σx/Σc and the closeness the mean
// of h; both come with the standard error of simple random sampling from a finite population (Cochran 1977, Sampling Techniques, 2.6 and 6.4).
// When directed, a pair is estimated from the silo that paths lead from, and so is the number of its reachable pairs.
func sampledDistances(ctx context.Context, f *field, actors []int, perSilo int, seed uint64, threads int, report func(done, all int64)) (*distances, error) {
	silos, rank := len(actors), ranks(actors)
	sources := drawSources(f, actors, rank, perSilo, seed)
	batches := f.batches(sources)
	type scratch struct {
		sweep *sweeper
		tally *tally
	}
	workers := make([]*scratch, parallel.Workers(len(batches), 1, threads))
	total := make([]float64, silos*silos*sumKinds)
	err := parallel.Sum(ctx, len(batches), 1, threads, report, total, func(worker, lo, _ int, part []float64) {
		w := workers[worker]
		if w == nil {
			w = &scratch{newSweeper(f), newTally(silos)}
			workers[worker] = w
		}
		w.tally.clear()
		w.sweep.run(ctx, batches[lo], func(step int, place int32, by *lanes) {
			if b := f.silo[place]; b >= 0 {
				w.tally.add(step, b, by)
			}
		})
		w.tally.flush()
		for lane, v := range batches[lo] {
			a := int(f.silo[v])
			for b := range silos {
				x, c, h := w.tally.of(lane, b)
				sums := part[(a*silos+b)*sumKinds:][:sumKinds]
				sums[sumX] += x
				sums[sumC] += c
				sums[sumH] += h
				sums[sumXX] += x * x
				sums[sumXC] += x * c
				sums[sumCC] += c * c
				sums[sumHH] += h * h
			}
		}
	})
	if err != nil {
		return nil, err
	}
	d := newDistances(f, silos)
	d.sources = len(sources)
	for a := range silos {
		for b := range silos {
			sums := total[(a*silos+b)*sumKinds:][:sumKinds]
			switch {
			case f.directed && a != b:
				at := a*silos + b
				d.estimate(at, sums, perSilo, actors[a], actors[b])
				d.reachable[at] = int64(math.Round(sums[sumC] / float64(min(perSilo, actors[a])) * float64(actors[a])))
			case !f.directed && rank[a] < rank[b]:
				d.estimate(min(a, b)*silos+max(a, b), sums, perSilo, actors[a], actors[b])
			}
		}
	}
	return d, nil
}

// estimate fills in one pair from the sums over the sources in its smaller silo.
func (d *distances) estimate(at int, sums []float64, perSilo, from, to int) {
	k := float64(min(perSilo, from))
	ratio := sums[sumX] / sums[sumC]
	d.mean[at] = ratio
	d.harmonic[at] = sums[sumH] / k / float64(to)
	if from <= perSilo {
		return
	}
	left := (1 - k/float64(from)) / (k * (k - 1))
	spread := max(0, sums[sumXX]-2*ratio*sums[sumXC]+ratio*ratio*sums[sumCC])
	d.meanSE[at] = math.Sqrt(left*spread) / (sums[sumC] / k)
	d.harmSE[at] = math.Sqrt(left*max(0, sums[sumHH]-sums[sumH]*sums[sumH]/k)) / float64(to)
}

// drawSources draws up to perSilo actors of every silo, ascending; without directions the largest needs none.
func drawSources(f *field, actors, rank []int, perSilo int, seed uint64) []int32 {
	members := make([][]int32, len(actors))
	for v, a := range f.silo {
		if a >= 0 && (f.directed || rank[a] < len(actors)-1) {
			members[a] = append(members[a], int32(v))
		}
	}
	var sources []int32
	for a, m := range members {
		random := rand.New(rand.NewPCG(seed, uint64(a)))
		k := min(perSilo, len(m))
		for i := range k {
			j := i + random.IntN(len(m)-i)
			m[i], m[j] = m[j], m[i]
		}
		sources = append(sources, m[:k]...)
	}
	slices.Sort(sources)
	return sources
}
