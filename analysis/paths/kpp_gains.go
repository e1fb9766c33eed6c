package paths

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"

	"github.com/sillat/sillat/analysis/parallel"
)

// unit is 1 in gains: inverse distances are rounded to whole numbers of a part in 2^30, so that gains add up the same in any order and equal ones
// are equal. A sum over eight million actors is still exact.
const unit = 1 << 30

// inverse is 1/d in units, and what an actor at that distance adds to the reach; an actor is as near to itself as a contact, and −1 means unreached.
func inverse(d int32) float64 {
	if d < 0 {
		return 0
	}
	return math.Round(unit / float64(max(d, 1)))
}

// gains returns what each actor would add to the reach, in units, as another member.
func (k *keySet) gains(ctx context.Context) ([]float64, error) {
	find := k.gainsTogether
	if k.few() {
		find = k.gainsAlone
	}
	gains, err := find(ctx)
	k.done++
	k.args.Report(k.done, k.sweeps)
	return gains, err
}

// gainsTogether returns what gains does. All are found together: everyone is searched from against the ties,
// 128 at a time, and where a search from j arrives at v over d ties, v as a member would bring j from its distance to d. Searched in the order of that distance,
// the sources that gain are counted by it.
func (k *keySet) gainsTogether(ctx context.Context) ([]float64, error) {
	n := k.turned.len()
	order := make([]int32, n) // in the ways' own numbers; unreached ones last
	from := func(j int32) uint32 { return uint32(k.distance[k.turned.actor[j]]) }
	for j := range order {
		order[j] = int32(j)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(from(x), from(y)) })
	sums := make([]float64, n)
	scratch := make([]*frontier, parallel.Workers(n, together, k.args.Threads))
	err := parallel.Sum(ctx, n, together, k.args.Threads, nil, sums, func(worker, lo, hi int, part []float64) {
		if scratch[worker] == nil {
			scratch[worker] = newFrontier(n)
		}
		f, sources := scratch[worker], order[lo:hi]
		for _, v := range sources {
			part[v] += unit - inverse(int32(from(v))) // itself
		}
		f.beginAt(sources)
		runs := runsOf(sources, from)
		for d := int32(1); len(f.active) > 0 && f.step(ctx, k.turned); d++ {
			for len(runs) > 0 && runs[0].from <= uint32(d) { // near enough already
				runs = runs[1:]
			}
			if len(runs) == 0 {
				break
			}
			now := inverse(d)
			for _, v := range f.active {
				for i := range runs {
					part[v] += float64(runs[i].countIn(&f.now[v])) * (now - runs[i].has)
				}
			}
		}
	})
	gains := make([]float64, n)
	for v, u := range k.turned.actor {
		gains[u] = sums[v]
	}
	return gains, err
}

// run is the sources that are equally far from the members.
type run struct {
	from uint32
	has  float64 // what such a source adds to the reach now
	mask lanes
}

// runsOf returns the runs of sources that ascend by distance, and stand in the frontier's lanes in that order.
func runsOf(sources []int32, from func(int32) uint32) []run {
	var runs []run
	for i, v := range sources {
		if d := from(v); len(runs) == 0 || runs[len(runs)-1].from != d {
			runs = append(runs, run{from: d, has: inverse(int32(d))})
		}
		runs[len(runs)-1].mask[i/64] |= 1 << (i % 64)
	}
	return runs
}

func (r *run) countIn(now *lanes) int {
	c := 0
	for i, x := range now {
		c += bits.OnesCount64(x & r.mask[i])
	}
	return c
}
