package bridging

import (
	"context"
	"math/bits"
	"slices"
)

// atOnce is how many actors are searched from together: a bit of a word for each.
const atOnce = 64

// together searches from up to 64 actors at once: one breadth-first search in which every actor holds the set of those that have reached it (Then et al.
// 2014, The more the merrier, doi 10.14778/2735496.2735507). In a small world they reach it in a few steps, so a tie is gone along a few times and not 64.
// It is scratch space for one goroutine.
type together struct {
	seen, now, next []uint64 // per actor who has reached it, who did in the last step, and who does in this one
	front, reached  []int32  // actors with somebody in now, and in next
}

// search returns the distances from each of the actors, which differ, and the largest finite one. Both are of no use when ctx ends first.
func (s *together) search(ctx context.Context, f *field, from []int32) (rows [][]uint16, ecc []int32) {
	n := f.g.Len()
	if s.seen == nil {
		s.seen, s.now, s.next = make([]uint64, n), make([]uint64, n), make([]uint64, n)
	}
	clear(s.seen)
	rows, ecc = make([][]uint16, len(from)), make([]int32, len(from))
	s.front = append(s.front[:0], from...)
	for i, a := range from {
		rows[i] = slices.Repeat([]uint16{unreachable}, n)
		rows[i][a] = 0
		s.seen[a], s.now[a] = 1<<i, 1<<i
	}
	for step := 1; len(s.front) > 0; step++ {
		s.goOn(ctx, f)
		far := uint16(min(step, unreachable-1))
		var moved uint64
		for _, v := range s.reached {
			moved |= s.next[v]
			for set := s.next[v]; set != 0; set &= set - 1 {
				rows[bits.TrailingZeros64(set)][v] = far
			}
		}
		for set := moved; set != 0; set &= set - 1 {
			ecc[bits.TrailingZeros64(set)] = int32(far)
		}
		s.now, s.next = s.next, s.now
		s.front, s.reached = s.reached, s.front
	}
	return rows, ecc
}

// goOn takes a step from everyone in front, and empties now. It reaches nobody when ctx has ended.
func (s *together) goOn(ctx context.Context, f *field) {
	start, to, _ := f.g.Rows()
	seen, next, reached := s.seen, s.next, s.reached[:0]
	for i, u := range s.front {
		if i%4096 == 0 && ctx.Err() != nil {
			clear(s.now)
			clear(s.next)
			reached = reached[:0]
			break
		}
		here := s.now[u]
		s.now[u] = 0
		for _, neighbours := range [2][]int32{to[start[u]:start[u+1]], f.added[u]} {
			for _, v := range neighbours {
				fresh := here &^ seen[v]
				if fresh == 0 {
					continue
				}
				if next[v] == 0 {
					reached = append(reached, v)
				}
				seen[v] |= fresh
				next[v] |= fresh
			}
		}
	}
	s.reached = reached
}
