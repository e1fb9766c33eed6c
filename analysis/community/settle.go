package community

import (
	"context"
	"math/rand/v2"
)

// patience is how many ties are looked at between two checks for cancellation, well under 100 ms.
const patience = 1 << 18

// mover divides a network by moving nodes between communities as long as that makes the modularity larger.
type mover struct {
	ctx        context.Context
	r          *rand.Rand
	resolution float64
	progress   *tally // nil when what is done is no longer worth telling
}

// divide returns a community for every node, numbered from 0 without holes in the order of their first nodes. It returns ctx's error
// when it ends first.
//
// Nodes move to the neighbouring community that gains most, until none gains; the communities become the nodes of the next, smaller
// network, and so on. On the way back every level is moved once more from where the one above left it (Rotta & Noack 2011,
// doi 10.1145/1963190.1970376), which mends what merging whole communities could not.
func (m *mover) divide(l *level) ([]int32, error) {
	of := make([]int32, l.len())
	for u := range of {
		of[u] = int32(u)
	}
	moved, err := m.settle(l, of)
	if err != nil || !moved {
		return of, err
	}
	m.progress = nil // the levels above are a small part of the work
	up, err := l.merge(m.ctx, of, compact(of))
	if err != nil {
		return nil, err
	}
	above, err := m.divide(up)
	if err != nil {
		return nil, err
	}
	for u, c := range of {
		of[u] = above[c]
	}
	_, err = m.settle(l, of)
	compact(of)
	return of, err
}

// settle moves nodes until no single move gains, and reports whether any moved. Only nodes whose surroundings changed are looked at
// again: they wait in a queue that begins with all nodes in random order, so that the order of ids favours nobody.
func (m *mover) settle(l *level, of []int32) (moved bool, err error) {
	n := int32(l.len())
	size := make([]float64, n) // per community the ends of its nodes
	for u, c := range of {
		size[c] += l.ends[u]
	}
	queue := newRing(n, m.r)
	near := newNeighbourhood(int(n))
	perEnd := 0.0
	if l.all > 0 {
		perEnd = m.resolution / l.all
	}
	seen, told, looked := 0, int64(0), int64(0)
	tell := func() {
		if now := min(looked, int64(n)); m.progress != nil && now > told { // nodes come again, but are counted once
			m.progress.add(now - told)
			told = now
		}
	}
	for {
		u, ok := queue.pop()
		if !ok {
			tell()
			return moved, m.ctx.Err()
		}
		looked++
		to, strength := l.row(u)
		if seen += 1 + len(to); seen > patience {
			if seen = 0; m.ctx.Err() != nil {
				return moved, m.ctx.Err()
			}
			tell()
		}
		near.clear()
		near.add(to, strength, of)

		// What joining c is worth, less what is the same for every c: ties to c − γ·k_u·K_c/2m, u itself not counted in K_c.
		home := of[u]
		size[home] -= l.ends[u]
		expected := l.ends[u] * perEnd
		best, most := home, max(near.toward[home], 0)-expected*size[home]
		slack := 1e-12 * l.ends[u] // a gain smaller than rounding could be taken back, for ever
		for _, c := range near.met {
			if worth := near.toward[c] - expected*size[c]; worth > most+slack {
				best, most = c, worth
			}
		}
		size[best] += l.ends[u]
		if best == home {
			continue
		}
		of[u], moved = best, true
		for _, v := range to {
			if of[v] != best {
				queue.push(v)
			}
		}
	}
}

// ring is a queue of nodes, none of them twice, so that it never holds more than there are nodes.
type ring struct {
	nodes       []int32
	waits       []bool
	head, count int
}

// newRing returns a queue of n nodes in random order.
func newRing(n int32, r *rand.Rand) *ring {
	q := &ring{nodes: make([]int32, n), waits: make([]bool, n), count: int(n)}
	for i := range q.nodes {
		q.nodes[i], q.waits[i] = int32(i), true
	}
	r.Shuffle(len(q.nodes), func(i, j int) { q.nodes[i], q.nodes[j] = q.nodes[j], q.nodes[i] })
	return q
}

func (q *ring) pop() (int32, bool) {
	if q.count == 0 {
		return 0, false
	}
	u := q.nodes[q.head]
	q.waits[u] = false
	if q.head++; q.head == len(q.nodes) {
		q.head = 0
	}
	q.count--
	return u, true
}

func (q *ring) push(u int32) {
	if q.waits[u] {
		return
	}
	q.waits[u] = true
	tail := q.head + q.count
	if tail >= len(q.nodes) {
		tail -= len(q.nodes)
	}
	q.nodes[tail] = u
	q.count++
}
