package brokerage

import (
	"cmp"
	"context"
	"slices"
)

// mostSets is up to how many sets of all members but one every set is tried.
const mostSets = 2000

// few reports whether every set of so many members can be tried.
func (s *cutSet) few(size int) bool {
	sets := 1
	for i := range size - 1 {
		if sets = sets * (s.g.Len() - i) / (i + 1); sets > mostSets {
			return false
		}
	}
	return true
}

// tryAll looks at every set of so many members, and takes the one that parts most pairs when it parts more than the present one. The last
// member of each is the best one that the sweep without the others shows.
func (s *cutSet) tryAll(ctx context.Context, size int) error {
	order := make([]int32, s.g.Len()) // by place in the network, so that names decide nothing
	for u := range order {
		order[u] = int32(u)
	}
	slices.SortStableFunc(order, func(u, v int32) int { return cmp.Compare(s.place[v], s.place[u]) })
	least, found := s.connected, s.members
	clear(s.gone)
	var chosen []int32
	var choose func(from int) error
	choose = func(from int) error {
		if len(chosen) == size-1 {
			if err := s.sweep(ctx); err != nil {
				return err
			}
			if last := s.best(); last >= 0 && s.without[last] < least {
				least, found = s.without[last], append(slices.Clone(chosen), last)
			}
			return nil
		}
		for i := from; i < len(order); i++ {
			u := order[i]
			chosen, s.gone[u] = append(chosen, u), true
			if err := choose(i + 1); err != nil {
				return err
			}
			chosen, s.gone[u] = chosen[:len(chosen)-1], false
		}
		return nil
	}
	if err := choose(0); err != nil {
		return err
	}
	s.members = found
	for _, u := range found {
		s.gone[u] = true
	}
	return s.sweep(ctx)
}
