package paths

import (
	"cmp"
	"context"
	"slices"
)

// mostTried is up to how many sets of all members but one every set is tried, times the actors that each is tried with.
const mostTried = 100_000

// setsOf is how many sets of all members but one there are, or 0 when they are too many to try every one.
func (k *keySet) setsOf(size int) int64 {
	sets, n := 1, k.g.Len()
	for i := range size - 1 {
		if sets = sets * (n - i) / (i + 1); sets*n > mostTried {
			return 0
		}
	}
	return int64(sets)
}

// tryEvery looks at every set of so many members, and takes the one that reaches most when it reaches more than the present one. The last member
// of each is the one that brings most beside the others.
func (k *keySet) tryEvery(ctx context.Context, size int) error {
	order := make([]int32, k.g.Len()) // by place in the network, so that names decide nothing
	for u := range order {
		order[u] = int32(u)
	}
	slices.SortStableFunc(order, func(u, v int32) int { return cmp.Compare(k.place[v], k.place[u]) })
	most, found := k.sum(), k.members
	var choose func(chosen []int32, from int) error
	choose = func(chosen []int32, from int) error {
		if len(chosen) == size-1 {
			k.start(chosen)
			gains, err := k.gains(ctx)
			if err != nil {
				return err
			}
			last := k.best(gains)
			if reach := k.sum() + gains[last]; reach > most {
				most, found = reach, append(slices.Clone(chosen), last)
			}
			return nil
		}
		for i := from; i < len(order); i++ {
			if err := choose(append(chosen, order[i]), i+1); err != nil {
				return err
			}
		}
		return nil
	}
	if err := choose(make([]int32, 0, size), 0); err != nil {
		return err
	}
	k.start(found)
	return nil
}

// sum is what the members reach, in units.
func (k *keySet) sum() (sum float64) {
	for _, d := range k.distance {
		sum += inverse(d)
	}
	return sum
}
