// Package partition numbers the groups that a metric divides the actors into, so that the same division always reads the same.
package partition

import (
	"cmp"
	"slices"

	"github.com/sillat/sillat/analysis/scratch"
)

var places scratch.Of[int32]

// Number renumbers groups in place from 0 by decreasing size, groups of equal size by their first member, and returns their
// sizes in the new order. Of holds one group per actor, any numbers from 0 to below len(of); every group returned has members.
func Number(of []int32) (sizes []int) {
	type group struct{ label, first, size int32 }
	var groups []group
	place := places.Take(len(of)) // per label 1 + its place in groups, 0 when not met yet
	defer places.Give(place)
	clear(place)
	for u := 0; u < len(of); {
		label, begin := of[u], u
		for u++; u < len(of) && of[u] == label; {
			u++
		}
		if place[label] == 0 {
			groups = append(groups, group{label: label, first: int32(begin)})
			place[label] = int32(len(groups))
		}
		groups[place[label]-1].size += int32(u - begin)
	}
	slices.SortFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.first, b.first))
	})
	sizes = make([]int, len(groups))
	for number, g := range groups {
		place[g.label] = int32(number)
		sizes[number] = int(g.size)
	}
	for u, label := range of {
		of[u] = place[label]
	}
	return sizes
}

// Scores returns the numbers as a column for people, who count from 1.
func Scores(of []int32) []float64 {
	scores := make([]float64, len(of))
	for u, number := range of {
		scores[u] = float64(number + 1)
	}
	return scores
}
