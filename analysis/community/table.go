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

func newTable(a, b []int32) *table {
	t := &table{}
	pairs := make([]cell, 0, len(a))
	for u, first := range a {
		if second := b[u]; first >= 0 && second >= 0 {
			pairs = append(pairs, cell{first, second, 1})
		}
	}
	t.n = len(pairs)
	slices.SortFunc(pairs, func(x, y cell) int { return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(x.second, y.second)) })
	for _, p := range pairs {
		if last := len(t.cells) - 1; last >= 0 && t.cells[last].first == p.first && t.cells[last].second == p.second {
			t.cells[last].actors++
			continue
		}
		t.cells = append(t.cells, p)
	}
	t.first = sums(t.cells, func(c cell) int32 { return c.first })
	t.second = sums(t.cells, func(c cell) int32 { return c.second })
	return t
}

// sums adds the cells up by one of their groups, ascending.
func sums(cells []cell, group func(cell) int32) []groupSize {
	cells = slices.Clone(cells)
	slices.SortStableFunc(cells, func(x, y cell) int { return cmp.Compare(group(x), group(y)) })
	var all []groupSize
	for _, c := range cells {
		if last := len(all) - 1; last >= 0 && all[last].group == group(c) {
			all[last].actors += c.actors
			continue
		}
		all = append(all, groupSize{group(c), c.actors})
	}
	return all
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
		c, _ := slices.BinarySearchFunc(t.cells, cell{first: first[u], second: second[u]}, func(x, y cell) int {
			return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(x.second, y.second))
		})
		g, _ := slices.BinarySearchFunc(t.first, first[u], func(g groupSize, group int32) int { return cmp.Compare(g.group, group) })
		shares[u] = float64(t.cells[c].actors) / float64(t.first[g].actors)
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
