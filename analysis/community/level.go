package community

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

// level is an undirected network in which a node stands for one actor or for a community of the level below.
type level struct {
	start    []int64
	to       []int32   // a node's neighbours, itself left out
	strength []float64 // beside to; nil when all are 1
	ends     []float64 // per node the strength of all ties of its actors, those inside it twice
	all      float64   // sum of ends: twice the strength of all ties
}

func (l *level) len() int { return len(l.ends) }

func (l *level) row(u int32) ([]int32, []float64) {
	lo, hi := l.start[u], l.start[u+1]
	if l.strength == nil {
		return l.to[lo:hi], nil
	}
	return l.to[lo:hi], l.strength[lo:hi]
}

// newLevel is the network itself, every actor a node.
func newLevel(g *snapshot.Graph) *level {
	g = g.Symmetric()
	l := &level{strength: strengthOf(g), ends: make([]float64, g.Len())}
	l.start, l.to, _ = g.Rows()
	l.addUp()
	return l
}

// addUp sets the ends from the strengths.
func (l *level) addUp() {
	for u := range int32(l.len()) {
		to, strength := l.row(u)
		if strength == nil {
			l.ends[u] = float64(len(to))
		}
		for _, s := range strength {
			l.ends[u] += s
		}
		l.all += l.ends[u]
	}
}

// compact renumbers the communities from 0 in the order of their first nodes and returns how many there are.
func compact(of []int32) int {
	number := make([]int32, len(of)) // 1 + the new number, 0 when not met yet
	next := int32(0)
	for u, c := range of {
		if number[c] == 0 {
			next++
			number[c] = next
		}
		of[u] = number[c] - 1
	}
	return int(next)
}

// merge makes the next level: a node for each community, numbered without holes. Ties between two communities become one of
// their summed strength; what is inside a community stays only in its ends.
func (l *level) merge(ctx context.Context, of []int32, communities int) (*level, error) {
	members, first := gather(of, communities)
	up := &level{
		start: make([]int64, communities+1), ends: make([]float64, communities), all: l.all,
		to: make([]int32, 0, len(l.to)/4), strength: make([]float64, 0, len(l.to)/4),
	}
	n := newNeighbourhood(communities)
	seen := 0
	for c := range int32(communities) {
		n.clear()
		for _, u := range members[first[c]:first[c+1]] {
			up.ends[c] += l.ends[u]
			to, strength := l.row(u)
			n.add(to, strength, of)
			if seen += 1 + len(to); seen > patience {
				if seen = 0; ctx.Err() != nil {
					return nil, ctx.Err()
				}
			}
		}
		for _, d := range n.met {
			if d != c {
				up.to = append(up.to, d)
				up.strength = append(up.strength, n.toward[d])
			}
		}
		up.start[c+1] = int64(len(up.to))
	}
	return up, nil
}

// gather lists the nodes by community: those of c are members[first[c]:first[c+1]], ascending.
func gather(of []int32, communities int) (members, first []int32) {
	first = make([]int32, communities+1)
	for _, c := range of {
		first[c+1]++
	}
	for c := range communities {
		first[c+1] += first[c]
	}
	members = make([]int32, len(of))
	next := append([]int32(nil), first[:communities]...)
	for u, c := range of {
		members[next[c]] = int32(u)
		next[c]++
	}
	return members, first
}

// within sums the ties that lead to nodes of a community.
func within(to []int32, strength []float64, of []int32, community int32) (sum float64) {
	if strength == nil {
		count := 0
		for _, v := range to {
			one := 0
			if of[v] == community {
				one = 1
			}
			count += one
		}
		return float64(count)
	}
	for k, v := range to {
		if of[v] == community {
			sum += strength[k]
		}
	}
	return sum
}

// neighbourhood sums a node's ties by the community they lead to. Its arrays are as long as there are communities, so that adding is
// one indexed step without a question: what is met for the first time shows in the sign.
type neighbourhood struct {
	toward []float64 // unmet for a community not met; at the end what leads nowhere that counts, which is never unmet
	met    []int32   // in the order met
	room   []int32   // what met lies in, and one more to write to
}

// unmet is −0: adding a strength to it gives the strength, and a sum of strengths, which are never negative, is not −0.
var unmet = math.Copysign(0, -1)

func newNeighbourhood(communities int) *neighbourhood {
	n := &neighbourhood{toward: make([]float64, communities+1), room: make([]int32, communities+1)}
	for c := range communities {
		n.toward[c] = unmet
	}
	return n
}

func (n *neighbourhood) clear() {
	for _, c := range n.met {
		n.toward[c] = unmet
	}
	n.met = n.room[:0]
}

// add adds a node's ties, each to the community of its far end.
func (n *neighbourhood) add(to []int32, strength []float64, of []int32) {
	toward, room, count := n.toward, n.room, len(n.met)
	one := 1.0
	for k, v := range to {
		if strength != nil {
			one = strength[k]
		}
		c := of[v]
		sum := toward[c]
		room[count] = c
		count += int(math.Float64bits(sum) >> 63) // 1 when it is unmet
		toward[c] = sum + one
	}
	n.met = room[:count]
}

// addWithin adds those of a node's ties that stay in its community, each to the part of its far end.
func (n *neighbourhood) addWithin(to []int32, strength []float64, parts, of []int32, community int32) {
	toward, room, count := n.toward, n.room, len(n.met)
	one, nowhere := 1.0, int32(len(toward)-1)
	for k, v := range to {
		if strength != nil {
			one = strength[k]
		}
		part := parts[v]
		if of[v] != community {
			part = nowhere
		}
		sum := toward[part]
		room[count] = part
		count += int(math.Float64bits(sum) >> 63)
		toward[part] = sum + one
	}
	n.met = room[:count]
}
