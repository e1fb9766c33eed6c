package snapshot

import (
	"cmp"
	"slices"
)

// Units lists what the ties were made from when the network has activities: each activity as a group of actors, and each
// collaboration as a group of two. Gaps need it, because a null model must keep activities whole.
type Units struct {
	Start   []int64   // unit i has Members[Start[i]:Start[i+1]]
	Members []int32   // actor indexes, ascending and distinct within a unit
	Weight  []float64 // what each pair of the unit's actors adds to their tie's weight
}

// Len returns how many units there are.
func (u *Units) Len() int {
	if u == nil {
		return 0
	}
	return len(u.Weight)
}

// Of returns the members of unit i.
func (u *Units) Of(i int) []int32 { return u.Members[u.Start[i]:u.Start[i+1]] }

// sortMembers puts the members of every unit in ascending order.
func (u *Units) sortMembers() {
	for i := range u.Len() {
		if members := u.Of(i); !slices.IsSorted(members) {
			slices.Sort(members)
		}
	}
}

// among returns the units as the kept actors see them: others leave, and a unit left with fewer than two is dropped.
// Place gives each actor's new index, or -1.
func (u *Units) among(place []int32) *Units {
	if u == nil {
		return nil
	}
	kept := &Units{Start: []int64{0}}
	for i := range u.Len() {
		before := len(kept.Members)
		for _, v := range u.Of(i) {
			if place[v] >= 0 {
				kept.Members = append(kept.Members, place[v])
			}
		}
		if len(kept.Members) < before+2 {
			kept.Members = kept.Members[:before]
			continue
		}
		kept.Start = append(kept.Start, int64(len(kept.Members)))
		kept.Weight = append(kept.Weight, u.Weight[i])
	}
	return kept
}

// pairRows makes the rows of the graph in which all actors of a unit are tied: the product of the membership matrix with
// its transpose, row by row, so that parallel pairs are never held side by side.
func pairRows(n int, u *Units) ([]int64, []int32, []float64) {
	first, unit := u.byActor(n)
	seen := make([]int32, n) // seen[v] = row+1 when v already stands in the row
	start := make([]int64, n+1)
	for a := range n {
		for _, i := range unit[first[a]:first[a+1]] {
			for _, v := range u.Of(int(i)) {
				if seen[v] != int32(a+1) && int(v) != a {
					seen[v] = int32(a + 1)
					start[a+1]++
				}
			}
		}
	}
	for a := range n {
		start[a+1] += start[a]
	}
	to := make([]int32, start[n])
	w := make([]float64, start[n])
	next := slices.Clone(start[:n])
	total := make([]float64, n)
	var row []int32
	clear(seen)
	for a := range n {
		row = row[:0]
		for _, i := range unit[first[a]:first[a+1]] {
			for _, v := range u.Of(int(i)) {
				switch {
				case int(v) == a:
				case seen[v] != int32(a+1):
					seen[v], total[v] = int32(a+1), u.Weight[i]
					row = append(row, v)
				default:
					total[v] += u.Weight[i]
				}
			}
		}
		// Each entry goes to the other end's row: as a ascends, every row comes out sorted without sorting.
		for _, v := range row {
			to[next[v]], w[next[v]] = int32(a), total[v]
			next[v]++
		}
	}
	return start, to, unlessAllOne(w)
}

// byActor returns the units of every actor, lightest first, so that a pair's weights are always added in the same order.
func (u *Units) byActor(n int) (first []int64, unit []int32) {
	order := make([]int32, u.Len())
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(i, j int32) int { return cmp.Compare(u.Weight[i], u.Weight[j]) })
	first = make([]int64, n+1)
	if u == nil {
		return first, nil
	}
	for _, v := range u.Members {
		first[v+1]++
	}
	for a := range n {
		first[a+1] += first[a]
	}
	unit = make([]int32, len(u.Members))
	next := slices.Clone(first[:n])
	for _, i := range order {
		for _, v := range u.Of(int(i)) {
			unit[next[v]] = i
			next[v]++
		}
	}
	return first, unit
}
