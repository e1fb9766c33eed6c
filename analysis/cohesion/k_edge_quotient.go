package cohesion

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// bundles is an undirected network of classes of actors, in which all ties between two classes are one bundle.
type bundles struct {
	actor []int32 // the member that stands for each class
	start []int64
	to    []int32 // the classes that a class has a bundle to
	many  []int32 // beside to: how many ties
	back  []int64 // beside to: where the bundle stands in the other end's row
}

func (q *bundles) len() int32 { return int32(len(q.actor)) }

// ties returns how many ties leave a class.
func (q *bundles) ties(u int32) (sum int) {
	for _, c := range q.many[q.start[u]:q.start[u+1]] {
		sum += int(c)
	}
	return sum
}

// quotient makes the network of the classes, without what is inside them. Classes that are neighbours mostly get numbers near each
// other, as a breadth-first walk meets them.
func quotient(ctx context.Context, g *snapshot.Graph, c *classes) (*bundles, error) {
	n := int32(g.Len())
	q := &bundles{start: []int64{0}}
	number := make([]int32, n) // per standing member 1 + the number of its class
	next := make([]int32, n)   // the members of a class, as a list from the one that stands for it
	for u := range next {
		next[u] = -1
	}
	for u := n - 1; u >= 0; u-- {
		if r := c.of(u); r != u {
			next[u], next[r] = next[r], u
		}
	}
	place := make([]int64, n) // by the standing member of a class: where the bundle to it stands, when it is in the row at hand
	for u := range place {
		place[u] = -1
	}
	seen := 0
	for root := range n {
		if c.of(root) != root || number[root] != 0 {
			continue
		}
		q.actor = append(q.actor, root)
		number[root] = q.len()
		for head := q.len() - 1; head < q.len(); head++ {
			begin := int64(len(q.to))
			for u := q.actor[head]; u >= 0; u = next[u] {
				for _, v := range g.Out(u) {
					r := c.of(v)
					if r == q.actor[head] {
						continue
					}
					if number[r] == 0 {
						q.actor = append(q.actor, r)
						number[r] = q.len()
					}
					if place[r] < begin {
						place[r] = int64(len(q.to))
						q.to, q.many = append(q.to, number[r]-1), append(q.many, 0)
					}
					q.many[place[r]]++
				}
				if seen += 1 + len(g.Out(u)); seen > patience {
					if seen = 0; ctx.Err() != nil {
						return nil, ctx.Err()
					}
				}
			}
			q.start = append(q.start, int64(len(q.to)))
		}
	}
	return q, q.match(ctx)
}

// match finds for every bundle where it stands in the other end's row.
func (q *bundles) match(ctx context.Context) error {
	q.back = make([]int64, len(q.to))
	next := slices.Clone(q.start[:q.len()])
	arriving, from := make([]int64, len(q.to)), make([]int32, len(q.to)) // the bundles by the class they lead to; where each comes from
	if ctx.Err() != nil {                                                // making room has taken a while, too
		return ctx.Err()
	}
	look := looker{ctx: ctx}
	for u := range q.len() {
		if look.ended(1 + int(q.start[u+1]-q.start[u])) {
			return ctx.Err()
		}
		for e := q.start[u]; e < q.start[u+1]; e++ {
			from[e] = u
			arriving[next[q.to[e]]] = e // as many lead to a class as from it
			next[q.to[e]]++
		}
	}
	at := make([]int64, q.len()) // by class: where the bundle to it stands in the row at hand
	for u := range q.len() {
		if look.ended(1 + int(q.start[u+1]-q.start[u])) {
			return ctx.Err()
		}
		for e := q.start[u]; e < q.start[u+1]; e++ {
			at[q.to[e]] = e
		}
		for _, e := range arriving[q.start[u]:q.start[u+1]] {
			q.back[e] = at[from[e]]
		}
	}
	return ctx.Err()
}

// sweep joins classes that are seen to be held together by k ties, and returns how many joins it made. The classes are taken up one by
// one, always the one with the most ties to those taken up before; a tie that is the k-th or later from there to its end joins its
// ends: Nagamochi & Ibaraki 1992.
func (q *bundles) sweep(ctx context.Context, k int, c *classes) (joins int, err error) {
	n := q.len()
	ties := make([]int, n) // to those taken up; -1 once taken up itself
	waiting := [][]int32{make([]int32, n)}
	for u := range waiting[0] {
		waiting[0][u] = n - 1 - int32(u) // the last is taken first
	}
	seen := 0
	for most := 0; most >= 0; {
		last := len(waiting[most]) - 1
		if last < 0 {
			most--
			continue
		}
		u := waiting[most][last]
		waiting[most] = waiting[most][:last]
		if ties[u] != most {
			continue // it has moved up since, or is taken
		}
		ties[u] = -1
		for e := q.start[u]; e < q.start[u+1]; e++ {
			v := q.to[e]
			if ties[v] < 0 {
				continue
			}
			ties[v] += int(q.many[e])
			if ties[v] >= k && c.join(q.actor[u], q.actor[v]) {
				joins++
			}
			for len(waiting) <= ties[v] {
				waiting = append(waiting, nil)
			}
			waiting[ties[v]] = append(waiting[ties[v]], v)
			most = max(most, ties[v])
		}
		if seen += 1 + int(q.start[u+1]-q.start[u]); seen > patience {
			if seen = 0; ctx.Err() != nil {
				return 0, ctx.Err()
			}
		}
	}
	return joins, ctx.Err()
}
