package community

import (
	"context"
	"math/rand/v2"
)

// leiden improves a division of a network as Traag, Waltman and van Eck do: nodes move, every community found is divided anew from
// inside, and the parts become the nodes of a smaller network whose division begins with the communities found. A part that a
// community no longer holds can so leave it as a whole. On the way back every level is moved once more from where the one above left it (Rotta &
// Noack 2011, doi 10.1145/1963190.1970376): that finds most of what going through the levels a second time would, in less time.
type leiden struct {
	ctx      context.Context
	r        *rand.Rand
	perMass  float64 // γ for a pair of masses: 1/2m times the resolution for modularity, the resolution itself for CPM
	progress *tally  // nil when what is done is no longer worth telling
}

// improve leaves a better division in of, its communities numbered from 0 without holes, and reports whether it changed. It returns ctx's
// error when ctx ends first.
func (m *leiden) improve(l *level, of []int32) (changed bool, err error) {
	moved, err := m.move(l, of)
	if err != nil {
		return moved, err
	}
	m.progress = nil // the levels above are a small part of the work
	communities := compact(of)
	if communities == l.len() {
		return moved, nil // every node is alone and wants to be
	}
	parts, err := m.refine(l, of, communities)
	if err != nil {
		return moved, err
	}
	count := compact(parts)
	if count == l.len() {
		return moved, nil // nothing holds together well enough to be merged for good
	}
	up, err := l.merge(m.ctx, parts, count)
	if err != nil {
		return moved, err
	}
	above := make([]int32, count)
	for u, part := range parts {
		above[part] = of[u]
	}
	further, err := m.improve(up, above)
	if err != nil || !further {
		return moved, err
	}
	for u, part := range parts {
		of[u] = above[part]
	}
	if _, err := m.move(l, of); err != nil {
		return true, err
	}
	compact(of)
	return true, nil
}

// window is how many nodes lying near each other in memory are looked at in random order before the next so many.
const window = 2048

// inWindows returns all nodes in random order, first the windows and then the nodes in each: random enough that the order of ids
// favours nobody, and near enough that the cache helps.
func inWindows(n int32, r *rand.Rand) []int32 {
	order := make([]int32, 0, n)
	for _, w := range r.Perm(int((n + window - 1) / window)) {
		begin := len(order)
		for u := int32(w * window); u < min(int32((w+1)*window), n); u++ {
			order = append(order, u)
		}
		part := order[begin:]
		r.Shuffle(len(part), func(i, j int) { part[i], part[j] = part[j], part[i] })
	}
	return order
}
