package bridging

import (
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// scope says which pairs of actors count: those in different silos, or in the two silos asked for.
type scope struct {
	silo  []int32 // per actor; -1 when the actor has none or it is not asked for
	silos int     // how many codes silo uses
	known []int32 // actors with a silo, ascending
	pairs int64   // unordered pairs of actors in different silos
}

func newScope(dim *snapshot.Dimension, between []string) *scope {
	sc := &scope{silo: dim.Of, silos: len(dim.Values)}
	if len(between) == 2 {
		// The other actors still carry paths, but no pair and no new tie ends at them.
		sc.silo = make([]int32, len(dim.Of))
		for a, code := range dim.Of {
			sc.silo[a] = -1
			if code >= 0 && (dim.Values[code] == between[0] || dim.Values[code] == between[1]) {
				sc.silo[a] = code
			}
		}
	}
	for a, code := range sc.silo {
		if code >= 0 {
			sc.known = append(sc.known, int32(a))
		}
	}
	sc.pairs = sc.crossPairs(sc.known)
	return sc
}

// crossPairs returns how many unordered pairs of the actors are in different silos.
func (sc *scope) crossPairs(actors []int32) int64 {
	size := make([]int64, sc.silos)
	var all, same int64
	for _, a := range actors {
		if c := sc.silo[a]; c >= 0 {
			same += size[c]
			size[c]++
			all++
		}
	}
	return all*(all-1)/2 - same
}

// crosses reports whether the two actors are in different silos that count.
func (sc *scope) crosses(a, b int32) bool {
	return sc.silo[a] >= 0 && sc.silo[b] >= 0 && sc.silo[a] != sc.silo[b]
}

// parts is the network's components: sets of actors that can reach each other.
type parts struct {
	of      []int32   // per actor the component
	members [][]int32 // per component its actors; empty once merged into another
	count   int
}

func newParts(g *snapshot.Graph) *parts {
	p := &parts{of: make([]int32, g.Len())}
	for a := range p.of {
		p.of[a] = -1
	}
	for a := range int32(g.Len()) {
		if p.of[a] >= 0 {
			continue
		}
		c := int32(len(p.members))
		p.of[a] = c
		queue := []int32{a}
		for head := 0; head < len(queue); head++ {
			for _, b := range g.Out(queue[head]) {
				if p.of[b] < 0 {
					p.of[b] = c
					queue = append(queue, b)
				}
			}
		}
		p.members = append(p.members, queue)
	}
	p.count = len(p.members)
	return p
}

// joins returns how many pairs of the scope a tie between two actors would join, none when they can reach each other.
func (p *parts) joins(sc *scope, u, v int32) int64 {
	a, b := p.of[u], p.of[v]
	if a == b {
		return 0
	}
	return sc.crossPairs(slices.Concat(p.members[a], p.members[b])) - sc.crossPairs(p.members[a]) - sc.crossPairs(p.members[b])
}

// join notes a tie between two actors.
func (p *parts) join(u, v int32) {
	a, b := p.of[u], p.of[v]
	if a == b {
		return
	}
	a, b = min(a, b), max(a, b)
	for _, x := range p.members[b] {
		p.of[x] = a
	}
	p.members[a] = append(p.members[a], p.members[b]...)
	p.members[b] = nil
	p.count--
}

// reachable returns how many pairs of the scope can reach each other.
func (p *parts) reachable(sc *scope) int64 {
	var sum int64
	for _, members := range p.members {
		sum += sc.crossPairs(members)
	}
	return sum
}
