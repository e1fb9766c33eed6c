package community

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"

	"github.com/sillat/sillat/analysis/splitmix"
)

// maxRounds bounds the refining of places: real networks are told apart in five or so, and a chain never would be.
const maxRounds = 16

// inOrderOfPlace returns the same network with its nodes numbered by their place in it rather than by id, and which node each
// number stands for. A division depends on the numbering; this way it does not depend on what the actors are called, except
// where several have the same place (two tips of a star, the actors of a ring), of which then the smaller id comes first. The numbers
// follow a walk from neighbour to neighbour: those alike are so numbered alike too, mostly, and neighbours lie near in memory.
func (l *level) inOrderOfPlace(ctx context.Context) (*level, []int32, error) {
	places, err := l.places(ctx)
	if err != nil {
		return nil, nil, err
	}
	first, err := byPlace(ctx, places)
	if err != nil {
		return nil, nil, err
	}
	sorted, err := l.renumbered(ctx, first)
	if err != nil {
		return nil, nil, err
	}
	walk, err := sorted.walk(ctx)
	if err != nil {
		return nil, nil, err
	}
	order := make([]int32, l.len())
	for k, i := range walk {
		order[k] = first[i]
	}
	net, err := sorted.renumbered(ctx, walk)
	if err != nil {
		return nil, nil, err
	}
	net.addUp()
	return net, order, ctx.Err()
}

type placed struct {
	place uint64
	node  int32
}

// byPlace returns the nodes by their places, those of the same place by number. They are sorted in parts by the places' first bits, so that it can
// look whether it was cancelled between.
func byPlace(ctx context.Context, places []uint64) ([]int32, error) {
	const bits, parts = 8, 1 << 8
	var begin [parts + 1]int
	for _, place := range places {
		begin[place>>(64-bits)+1]++
	}
	for i := range parts {
		begin[i+1] += begin[i]
	}
	next, all := begin, make([]placed, len(places))
	for u, place := range places {
		part := place >> (64 - bits)
		all[next[part]] = placed{place, int32(u)}
		next[part]++
	}
	order := make([]int32, len(places))
	for i := range parts {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		part := all[begin[i]:begin[i+1]]
		slices.SortFunc(part, func(x, y placed) int {
			if x.place != y.place {
				return cmp.Compare(x.place, y.place)
			}
			return cmp.Compare(x.node, y.node)
		})
		for k, p := range part {
			order[begin[i]+k] = p.node
		}
	}
	return order, nil
}

// walk returns all nodes in the order a breadth-first walk meets them, beginning in every component at its first node.
func (l *level) walk(ctx context.Context) ([]int32, error) {
	order, met := make([]int32, 0, l.len()), make([]bool, l.len())
	seen := 0
	for root := range int32(l.len()) {
		if met[root] {
			continue
		}
		met[root] = true
		order = append(order, root)
		for head := len(order) - 1; head < len(order); head++ {
			row, _ := l.row(order[head])
			for _, v := range row {
				if !met[v] {
					met[v] = true
					order = append(order, v)
				}
			}
			if seen += 1 + len(row); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return nil, ctx.Err()
				}
			}
		}
	}
	return order, nil
}

// renumbered returns the network with order[k] as node k, its ends not added up.
func (l *level) renumbered(ctx context.Context, order []int32) (*level, error) {
	to := &level{start: make([]int64, l.len()+1), to: make([]int32, len(l.to)), ends: make([]float64, l.len())}
	if l.strength != nil {
		to.strength = make([]float64, len(l.to))
	}
	for k, u := range order {
		to.start[k+1] = to.start[k] + l.start[u+1] - l.start[u]
	}
	number := make([]int32, l.len())
	for k, u := range order {
		number[u] = int32(k)
	}
	next := slices.Clone(to.start[:l.len()])
	seen := 0
	for k, u := range order { // neighbours come in the new order, so every row fills in ascending order, and so do its sums
		row, strength := l.row(u)
		if seen += 1 + len(row); seen > patience {
			if seen = 0; ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
		for i, v := range row {
			place := next[number[v]]
			next[number[v]]++
			to.to[place] = int32(k)
			if strength != nil {
				to.strength[place] = strength[i]
			}
		}
	}
	return to, nil
}

// places gives every node a number that depends only on how it stands in the network: its ties and their strengths, those of its
// neighbours, and so on outwards, round by round until no more nodes are told apart (Weisfeiler & Leman 1968, by hash).
func (l *level) places(ctx context.Context) ([]uint64, error) {
	n := l.len()
	now, next := make([]uint64, n), make([]uint64, n)
	alone := make([]uint64, n) // what a node adds to each neighbour's sum over a tie of strength 1
	different := newDistinct(n)
	distinct, seen := 1, 0
	for range maxRounds {
		for u, place := range now {
			alone[u] = splitmix.Scatter(place ^ math.Float64bits(1))
		}
		for u := range int32(n) {
			row, strength := l.row(u)
			sum := uint64(0) // whole numbers, so that the order of the neighbours cannot show
			if strength == nil {
				for _, v := range row {
					sum += alone[v]
				}
			}
			for k, s := range strength {
				sum += splitmix.Scatter(now[row[k]] ^ math.Float64bits(s))
			}
			next[u] = splitmix.Scatter(now[u] + splitmix.Scatter(sum))
			if seen += 1 + len(row); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return nil, ctx.Err()
				}
			}
		}
		now, next = next, now
		before := distinct
		if distinct = different.count(now); distinct == before || distinct == n {
			break
		}
	}
	return now, ctx.Err()
}

// distinct counts different numbers that have no pattern, in a table of twice their number at least.
type distinct struct {
	slots []uint64 // a number stands at its low bits, or after; 0 is empty
}

func newDistinct(n int) *distinct {
	return &distinct{slots: make([]uint64, 1<<bits.Len(uint(2*n)))}
}

func (d *distinct) count(numbers []uint64) (different int) {
	clear(d.slots)
	mask := uint64(len(d.slots) - 1)
	for _, x := range numbers {
		x = max(x, 1)
		at := x & mask
		for d.slots[at] != 0 && d.slots[at] != x {
			at = (at + 1) & mask
		}
		if d.slots[at] == 0 {
			d.slots[at] = x
			different++
		}
	}
	return different
}
