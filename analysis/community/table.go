package community

import (
	"cmp"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// table is how many actors two divisions put into each pair of groups.
type table struct {
	cells         []cell      // of at least one actor, by first and then second group
	first, second []groupSize // groups of at least one actor
	begin         []int32     // per number of a first group where its cells begin; those of the last end where one more begins
	size          []int32     // per number of a first group how many actors it has
	n             int
}

type cell struct {
	first, second int32
	actors        int
}

type groupSize struct {
	group  int32
	actors int
}

// newTable counts the actors that have a group in both divisions. It needs memory for as many groups as the largest number says.
func newTable(a, b []int32) *table {
	groups := int32(0)
	for u, first := range a {
		if b[u] >= 0 {
			groups = max(groups, first+1)
		}
	}
	t := &table{begin: make([]int32, groups+1), size: make([]int32, groups)}
	others := int32(0)
	for u, first := range a {
		if second := b[u]; first >= 0 && second >= 0 {
			t.n++
			t.size[first]++
			others = max(others, second+1)
		}
	}
	// The second groups of the actors of each first one lie together, then those that are the same.
	next, at := make([]int32, groups), int32(0)
	for g, size := range t.size {
		next[g] = at
		at += size
	}
	seconds := make([]int32, t.n)
	for u, first := range a {
		if second := b[u]; first >= 0 && second >= 0 {
			seconds[next[first]] = second
			next[first]++
		}
	}
	actors, total := make([]int, others), make([]int, others)
	for g, size := range t.size {
		t.begin[g] = int32(len(t.cells))
		if size == 0 {
			continue
		}
		t.first = append(t.first, groupSize{int32(g), int(size)})
		for _, second := range seconds[next[g]-size : next[g]] {
			if actors[second] == 0 {
				t.cells = append(t.cells, cell{first: int32(g), second: second})
			}
			actors[second]++
		}
		row := t.cells[t.begin[g]:]
		slices.SortFunc(row, func(x, y cell) int { return cmp.Compare(x.second, y.second) })
		for c := range row {
			row[c].actors = actors[row[c].second]
			total[row[c].second] += row[c].actors
			actors[row[c].second] = 0
		}
	}
	t.begin[groups] = int32(len(t.cells))
	for g, actors := range total {
		if actors > 0 {
			t.second = append(t.second, groupSize{int32(g), actors})
		}
	}
	return t
}

// nmi is the normalised mutual information.
func (t *table) nmi() float64 {
	if t.n == 0 {
		return math.NaN()
	}
	n := float64(t.n)
	entropy := func(groups []groupSize) (h float64) {
		for _, g := range groups {
			p := float64(g.actors) / n
			h -= p * math.Log(p)
		}
		return h
	}
	both := entropy(t.first) + entropy(t.second)
	if len(t.first) == 1 && len(t.second) == 1 {
		return 1 // both put everyone together
	}
	joint := 0.0
	for _, c := range t.cells {
		p := float64(c.actors) / n
		joint -= p * math.Log(p)
	}
	return min(max(2*(both-joint)/both, 0), 1)
}

// ari is the adjusted Rand index.
func (t *table) ari() float64 {
	if t.n == 0 {
		return math.NaN()
	}
	pairs := func(actors int) float64 { return float64(actors) * float64(actors-1) / 2 }
	together, first, second := 0.0, 0.0, 0.0
	for _, c := range t.cells {
		together += pairs(c.actors)
	}
	for _, g := range t.first {
		first += pairs(g.actors)
	}
	for _, g := range t.second {
		second += pairs(g.actors)
	}
	most := (first + second) / 2
	expected := 0.0
	if t.n > 1 {
		expected = first * second / pairs(t.n)
	}
	if most == expected {
		return 1 // both put everyone together, or everyone apart
	}
	return (together - expected) / (most - expected)
}

// ownShare returns for every actor in a group of both divisions the share of its first group that is also in its second one; NaN for others.
func (t *table) ownShare(first, second []int32) []float64 {
	shares := make([]float64, len(first))
	for u := range first {
		shares[u] = math.NaN()
		if first[u] < 0 || second[u] < 0 {
			continue
		}
		row := t.cells[t.begin[first[u]]:t.begin[first[u]+1]]
		c, _ := slices.BinarySearchFunc(row, second[u], func(c cell, second int32) int { return cmp.Compare(c.second, second) })
		shares[u] = float64(row[c].actors) / float64(t.size[first[u]])
	}
	return shares
}

// silos tells for every silo, the second division, over how many communities its actors spread and what share the largest of these has.
func (t *table) silos(d *snapshot.Dimension) []analysis.Group {
	communities, largest, size := make([]int, len(d.Values)), make([]int, len(d.Values)), make([]int, len(d.Values))
	for _, c := range t.cells {
		communities[c.second]++
		largest[c.second] = max(largest[c.second], c.actors)
		size[c.second] += c.actors
	}
	groups := make([]analysis.Group, len(d.Values))
	for s, name := range d.Values {
		share := math.NaN()
		if size[s] > 0 {
			share = float64(largest[s]) / float64(size[s])
		}
		groups[s] = analysis.Group{Name: name, Actors: size[s], Values: []analysis.Value{
			{Name: "communities", Value: float64(communities[s])}, {Name: "largest-share", Value: share},
		}}
	}
	return groups
}
