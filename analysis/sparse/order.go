package sparse

import (
	"context"
	"slices"
)

// patience is how many ties are looked at between two checks for cancellation, well under 100 ms.
const patience = 1 << 17

// bringNear renumbers the rows of a symmetric matrix in the order a breadth-first walk meets them, so that a row's neighbours lie
// together in memory: after Cuthill, E. & McKee, J. (1969), Reducing the bandwidth of sparse symmetric matrices, doi
// 10.1145/800195.805928. A product then reads a vector nearly from front to back. Time O(n + m).
func (m *Matrix) bringNear(ctx context.Context) error {
	n := m.Len()
	place := make([]int32, n)
	for u := range place {
		place[u] = -1
	}
	order := make([]int32, 0, n)
	seen := 0
	for root := range int32(n) {
		if place[root] >= 0 {
			continue
		}
		place[root] = int32(len(order))
		order = append(order, root)
		for head := len(order) - 1; head < len(order); head++ {
			row := m.from[m.start[order[head]]:m.start[order[head]+1]]
			for _, v := range row {
				if place[v] < 0 {
					place[v] = int32(len(order))
					order = append(order, v)
				}
			}
			if seen += 1 + len(row); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return ctx.Err()
				}
			}
		}
	}
	start, from := make([]int64, n+1), make([]int32, 0, len(m.from))
	var strength []float64
	if m.strength != nil {
		strength = make([]float64, 0, len(m.strength))
	}
	for i, u := range order {
		lo, hi := m.start[u], m.start[u+1]
		begin := len(from)
		for _, v := range m.from[lo:hi] {
			from = append(from, place[v])
		}
		if m.strength != nil {
			strength = append(strength, m.strength[lo:hi]...) // beside their ties, so these must keep their order
		} else {
			slices.Sort(from[begin:])
		}
		start[i+1] = int64(len(from))
		if seen += 1 + int(hi-lo); seen > patience {
			if seen = 0; ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	m.actor, m.start, m.from, m.strength = order, start, from, strength
	return ctx.Err()
}
