package brokerage

import (
	"cmp"
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// roleCounts is how often every actor stands in every role.
type roleCounts struct {
	open   []int64 // roles of them for each actor
	sizes  []int   // actors per silo
	arcs   int64   // directed ties among actors with a silo; an undirected tie is two
	astray int     // actors without a silo
}

// of returns an actor's count of a kind.
func (r *roleCounts) of(v, kind int) int64 {
	counts := r.open[v*int(roles) : (v+1)*int(roles)]
	if kind < int(roles) {
		return counts[kind]
	}
	sum := int64(0)
	for _, c := range counts {
		sum += c
	}
	return sum
}

// countRoles counts the open triples a→v→c of every actor v with a silo. From all pairs of a contact that leads to v and one that v leads
// to, which numbers by silo tell without looking at the pairs, it takes away those of an actor with itself and those with a tie a→c.
func countRoles(ctx context.Context, g *snapshot.Graph, of []int32, a analysis.Args) (*roleCounts, error) {
	silos := int32(0)
	for _, s := range of {
		silos = max(silos, s+1)
	}
	found := &roleCounts{open: make([]int64, g.Len()*int(roles)), sizes: make([]int, silos)}
	for _, s := range of {
		if s < 0 {
			found.astray++
			continue
		}
		found.sizes[s]++
	}
	up, err := orient(ctx, g, of)
	if err != nil {
		return nil, err
	}
	closed, err := up.closed(ctx, of, a)
	if err != nil {
		return nil, err
	}
	arcs := make([]int64, parallel.Workers(g.Len(), rowsPerBlock, a.Threads))
	counters := make([]siloCounter, len(arcs))
	err = parallel.Blocks(ctx, g.Len(), rowsPerBlock, a.Threads, nil, func(worker, _, lo, hi int) {
		c := &counters[worker]
		if c.in == nil {
			c.in, c.out = make([]int64, silos), make([]int64, silos)
		}
		for v := lo; v < hi; v++ {
			if of[v] >= 0 {
				counts := found.open[v*int(roles) : (v+1)*int(roles)]
				arcs[worker] += c.pairs(g, int32(v), of, counts)
				for k := range counts {
					counts[k] -= closed[v*int(roles)+k]
				}
			}
		}
	})
	for _, n := range arcs {
		found.arcs += n
	}
	return found, err
}

// siloCounter counts an actor's contacts by silo; all zero between actors.
type siloCounter struct{ in, out []int64 }

// pairs adds to counts, by role, the pairs of one contact that leads to v and another that v leads to, and returns how many v leads to.
func (c *siloCounter) pairs(g *snapshot.Graph, v int32, of []int32, counts []int64) int64 {
	var in, out int64
	for _, a := range g.In(v) {
		if s := of[a]; s >= 0 {
			c.in[s]++
			in++
		}
	}
	for _, b := range g.Out(v) {
		if s := of[b]; s >= 0 {
			c.out[s]++
			out++
		}
	}
	own := of[v]
	inside, outside := c.in[own], c.out[own]
	together := int64(0) // pairs of one other silo
	for _, a := range g.In(v) {
		if s := of[a]; s >= 0 && s != own {
			together += c.out[s]
		}
	}
	counts[coordinator] += inside * outside
	counts[consultant] += together
	counts[gatekeeper] += (in - inside) * outside
	counts[representative] += inside * (out - outside)
	counts[liaison] += (in-inside)*(out-outside) - together
	for _, a := range both(g, v) {
		if s := of[a]; s == own {
			counts[coordinator]-- // a contact is no pair with itself
		} else if s >= 0 {
			counts[consultant]--
		}
	}
	for _, a := range g.In(v) {
		if s := of[a]; s >= 0 {
			c.in[s] = 0
		}
	}
	for _, b := range g.Out(v) {
		if s := of[b]; s >= 0 {
			c.out[s] = 0
		}
	}
	return out
}

// both returns the actors that v has a tie to and one from.
func both(g *snapshot.Graph, v int32) []int32 {
	if !g.Directed() {
		return g.Out(v)
	}
	var mutual []int32
	in := g.In(v)
	for _, a := range g.Out(v) {
		for len(in) > 0 && in[0] < a {
			in = in[1:]
		}
		if len(in) > 0 && in[0] == a {
			mutual = append(mutual, a)
		}
	}
	return mutual
}

// oriented is the ties among actors with a silo, each once, from the actor of fewer ties to the one of more: then no actor has more
// than √(2m) ties to follow, however large the hubs, and every triangle is found once.
type oriented struct {
	start []int64
	to    []int32
	way   []uint8 // beside to: onward when the tie leads along the row, back when it leads against it, or both
	// mutual tells that every tie leads both ways.
	mutual bool
}

const (
	onward uint8 = 1
	back   uint8 = 2
)

func orient(ctx context.Context, g *snapshot.Graph, of []int32) (*oriented, error) {
	n := g.Len()
	whole := g.Symmetric()
	o := &oriented{start: make([]int64, n+1), to: make([]int32, 0, whole.Ties()), way: make([]uint8, 0, whole.Ties()), mutual: !g.Directed()}
	seen := 0
	for u := range int32(n) {
		if of[u] >= 0 {
			row, out, in := whole.Out(u), g.Out(u), g.In(u)
			for _, v := range row {
				var way uint8
				if len(out) > 0 && out[0] == v {
					way, out = way|onward, out[1:]
				}
				if len(in) > 0 && in[0] == v {
					way, in = way|back, in[1:]
				}
				if of[v] >= 0 && cmp.Or(cmp.Compare(len(row), len(whole.Out(v))), cmp.Compare(u, v)) < 0 {
					o.to, o.way = append(o.to, v), append(o.way, way)
				}
			}
			seen += len(row)
		}
		o.start[u+1] = int64(len(o.to))
		if seen > patience {
			if seen = 0; ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
	return o, ctx.Err()
}

// closed counts, by actor v and role, the triples a→v→c that have a tie a→c: in each triangle up to six.
func (o *oriented) closed(ctx context.Context, of []int32, a analysis.Args) ([]int64, error) {
	const block = 128
	n := len(of)
	type scratch struct {
		way  []uint8 // of the tie from the actor at hand, 0 where there is none
		at   []int64
		seen int
	}
	workers := make([]scratch, parallel.Workers(n, block, a.Threads))
	err := parallel.Blocks(ctx, n, block, a.Threads, a.Progress, func(worker, _, lo, hi int) {
		w := &workers[worker]
		if w.at == nil {
			w.way, w.at = make([]uint8, n), make([]int64, n*int(roles))
		}
		for u := int32(lo); u < int32(hi); u++ {
			row := o.to[o.start[u]:o.start[u+1]]
			ways := o.way[o.start[u]:o.start[u+1]]
			for i, v := range row {
				w.way[v] = ways[i]
			}
			for i, v := range row {
				next := o.to[o.start[v]:o.start[v+1]]
				for j, x := range next {
					switch {
					case w.way[x] == 0:
					case o.mutual:
						triangle{u, v, x}.closeBothWays(of, w.at)
					default:
						triangle{u, v, x}.close(of, ways[i], w.way[x], o.way[o.start[v]+int64(j)], w.at)
					}
				}
				if w.seen += len(next) + 1; w.seen > patience {
					if w.seen = 0; ctx.Err() != nil {
						return
					}
				}
			}
			for _, v := range row {
				w.way[v] = 0
			}
		}
	})
	all := make([]int64, n*int(roles))
	for _, w := range workers { // whole numbers: the order of adding cannot show
		for i, count := range w.at {
			all[i] += count
		}
	}
	return all, err
}

// triangle is three actors that all have ties with each other.
type triangle [3]int32

// close counts the triangle's transitive triples at their brokers. The ways are those of the ties from the first actor to the second, the first to the
// third and the second to the third.
func (t triangle) close(of []int32, second, third, between uint8, at []int64) {
	s := [3]int32{of[t[0]], of[t[1]], of[t[2]]}
	for _, p := range &passages {
		if second&p.need[0] == p.need[0] && third&p.need[1] == p.need[1] && between&p.need[2] == p.need[2] {
			at[int(t[p.v])*int(roles)+int(roleOf(s[p.a], s[p.v], s[p.c]))]++
		}
	}
}

// closeBothWays is close where all ties lead both ways: then each corner is a broker of the other two in both directions. It is what close would
// do, in a third of the time.
func (t triangle) closeBothWays(of []int32, at []int64) {
	for v := range t {
		a, c := t[(v+1)%3], t[(v+2)%3]
		counts := at[int(t[v])*int(roles) : (int(t[v])+1)*int(roles)]
		switch own, sa, sc := of[t[v]], of[a], of[c]; {
		case sa == sc && sa == own:
			counts[coordinator] += 2
		case sa == sc:
			counts[consultant] += 2
		case sa == own || sc == own:
			counts[gatekeeper]++
			counts[representative]++
		default:
			counts[liaison] += 2
		}
	}
}

// passage is one order a→v→c of a triangle's corners, and the ways its three ties must then lead.
type passage struct {
	a, v, c int
	need    [3]uint8 // of the ties between corners 0 and 1, 0 and 2, 1 and 2
}

var passages = [6]passage{
	{0, 1, 2, [3]uint8{onward, onward, onward}},
	{0, 2, 1, [3]uint8{onward, onward, back}},
	{1, 0, 2, [3]uint8{back, onward, onward}},
	{1, 2, 0, [3]uint8{back, back, onward}},
	{2, 0, 1, [3]uint8{onward, back, back}},
	{2, 1, 0, [3]uint8{back, back, back}},
}
