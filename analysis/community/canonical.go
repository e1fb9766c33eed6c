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
	net, order, err := l.alongWalk(ctx, first)
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

// alongWalk returns the network with its nodes numbered as a breadth-first walk meets them, beginning in every component at its first node, and
// which node each number stands for; its ends are not added up. First lists the nodes in the order that decides: of a node's neighbours the one that
// comes first there is met first.
//
// When the walk is at a node all its neighbours are met, so that where their rows begin is known, and the node takes its place in each of them:
// every row fills in ascending order.
func (l *level) alongWalk(ctx context.Context, first []int32) (*level, []int32, error) {
	n := l.len()
	to := &level{start: make([]int64, n+1), to: make([]int32, len(l.to)), ends: make([]float64, n)}
	if l.strength != nil {
		to.strength = make([]float64, len(l.to))
	}
	next := make([]int64, n) // by node where in its row the next neighbour goes; before it is met, the complement of its place in first
	for k, u := range first {
		next[u] = ^int64(k)
	}
	order := make([]int32, 0, n)
	met := make([]int32, 0, n) // places in first of those that the node walked from has met
	end := int64(0)            // of the rows of all that were met
	meet := func(u int32) {
		next[u] = end
		end += l.start[u+1] - l.start[u]
		order = append(order, u)
		to.start[len(order)] = end
	}
	seen := 0
	for _, root := range first {
		if next[root] >= 0 {
			continue
		}
		meet(root)
		for k := len(order) - 1; k < len(order); k++ {
			row, strength := l.row(order[k])
			met = met[:0]
			for _, v := range row {
				if place := next[v]; place < 0 {
					met = append(met, int32(^place))
				}
			}
			slices.Sort(met)
			for _, place := range met {
				meet(first[place])
			}
			for i, v := range row {
				to.to[next[v]] = int32(k)
				if strength != nil {
					to.strength[next[v]] = strength[i]
				}
				next[v]++
			}
			if seen += 1 + len(row); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return nil, nil, ctx.Err()
				}
			}
		}
	}
	return to, order, nil
}

// places gives every node a number that depends only on how it stands in the network: its ties and their strengths, those of its
// neighbours, and so on outwards, round by round until no more nodes are told apart (Weisfeiler & Leman 1968, by hash). A node whose number no
// other has keeps it: it cannot be told apart any better, so that later rounds look only at the few that are still alike.
func (l *level) places(ctx context.Context) ([]uint64, error) {
	n := int32(l.len())
	now, next := make([]uint64, n), make([]uint64, n)
	alone := make([]uint64, n) // what a node adds to each neighbour's sum over a tie of strength 1
	alike := make([]int32, n)
	for u := range n {
		row, _ := l.row(u)
		alike[u], now[u] = u, splitmix.Scatter(uint64(len(row)))
	}
	counted := counter{}
	kinds, seen := 0, 0 // kinds of nodes among those alike
	for range maxRounds {
		for _, u := range alike {
			alone[u] = splitmix.Scatter(now[u] ^ math.Float64bits(1))
		}
		for _, u := range alike {
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
		for _, u := range alike {
			now[u] = next[u]
		}
		before := kinds
		if kinds = counted.count(now, alike); kinds == before {
			break
		}
		still := alike[:0]
		for _, u := range alike {
			if counted.several(now[u]) {
				still = append(still, u)
			}
		}
		kinds -= len(alike) - len(still)
		if alike = still; len(alike) == 0 {
			break
		}
	}
	return now, ctx.Err()
}

// counter tells different numbers that have no pattern, and which of them came more than once, in a table of twice their number at least. It takes two
// numbers that differ in the last bit for one.
type counter struct {
	slots []uint64 // a number stands at its low bits, or after, its last bit 1 when it came more than once; 0 is empty
}

// count begins anew with the numbers of the given nodes and returns how many different ones there are.
func (c *counter) count(numbers []uint64, nodes []int32) (different int) {
	size := 1 << bits.Len(uint(2*len(nodes)))
	if cap(c.slots) < size {
		c.slots = make([]uint64, size)
	}
	c.slots = c.slots[:size]
	clear(c.slots)
	for _, u := range nodes {
		x, at := c.find(numbers[u])
		if c.slots[at] == 0 {
			c.slots[at] = x
			different++
			continue
		}
		c.slots[at] = x | 1
	}
	return different
}

// several reports whether a number that was counted came more than once.
func (c *counter) several(number uint64) bool {
	_, at := c.find(number)
	return c.slots[at]&1 != 0
}

// find returns what a number is kept as, and where it stands or would stand.
func (c *counter) find(number uint64) (x, at uint64) {
	mask := uint64(len(c.slots) - 1)
	x = max(number&^1, 2)
	for at = x >> 1 & mask; c.slots[at] != 0 && c.slots[at]&^1 != x; {
		at = (at + 1) & mask
	}
	return x, at
}
