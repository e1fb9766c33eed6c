package snapshot

import (
	"cmp"
	"maps"
	"slices"
)

// Builder collects actors and ties and makes a Graph of them. Actors come first, then ties by actor index.
// The zero Builder makes an undirected, unweighted graph.
type Builder struct {
	Directed bool
	Meaning  Meaning

	ids, names []string
	dimensions []Dimension
	units      *Units
	joined     bool // ties come from units, not from Tie
	sorted     bool // ids ascend already
	from, to   []int32
	weight     []float64 // beside from and to; nil as long as every weight is 1
	loops      int
}

// Actor adds an actor and returns the index to name it by in Tie. Ids must be distinct.
// The graph's own index may differ: it follows the order of ids.
func (b *Builder) Actor(id, name string) int32 {
	b.ids = append(b.ids, id)
	b.names = append(b.names, name)
	return int32(len(b.ids) - 1)
}

// Actors adds an actor for every id, named by it, and takes the slice over. Indexes follow one another.
func (b *Builder) Actors(ids []string) {
	if len(b.ids) == 0 {
		b.ids, b.names = slices.Clip(ids), slices.Clip(ids)
		return
	}
	b.ids, b.names = append(b.ids, ids...), append(b.names, ids...)
}

// Dimension adds a silo dimension: value holds one value per actor in the order they were added, "" for none.
func (b *Builder) Dimension(name string, value []string) {
	code := make(map[string]int32)
	for _, v := range value {
		if v != "" {
			code[v] = 0
		}
	}
	distinct := slices.Sorted(maps.Keys(code))
	for i, v := range distinct {
		code[v] = int32(i)
	}
	of := make([]int32, len(value))
	for i, v := range value {
		if v == "" {
			of[i] = -1
			continue
		}
		of[i] = code[v]
	}
	b.dimensions = append(b.dimensions, Dimension{Name: name, Values: distinct, Of: of})
}

// Tie adds a tie; the order of its ends matters only in a directed graph. Parallel ties add their weights. A loop is counted and left out.
func (b *Builder) Tie(u, v int32, weight float64) {
	if u == v {
		b.loops++
		return
	}
	if weight != 1 && b.weight == nil {
		b.weight = make([]float64, len(b.from), cap(b.from))
		for i := range b.weight {
			b.weight[i] = 1
		}
	}
	b.from = append(b.from, u)
	b.to = append(b.to, v)
	if b.weight != nil {
		b.weight = append(b.weight, weight)
	}
}

// Pairs adds a tie of weight 1 between from[i] and to[i] for every i. The builder takes the slices over.
func (b *Builder) Pairs(from, to []int32) {
	if b.weight != nil || len(b.from) > 0 {
		for i := range from {
			b.Tie(from[i], to[i], 1)
		}
		return
	}
	kept := 0
	for i, u := range from {
		if u != to[i] {
			from[kept], to[kept] = u, to[i]
			kept++
		}
	}
	b.loops += len(from) - kept
	b.from, b.to = from[:kept], to[:kept]
}

// Units sets what the ties were made from; members are indexes as Actor returned them. The builder takes the units over.
// The ties themselves are still added with Tie.
func (b *Builder) Units(u *Units) { b.units = u }

// Join sets the units and ties every pair of actors within each, a pair in several units by the sum of their weights. It
// needs memory only for the ties that come out, however much the units overlap. It is for an undirected graph without other
// ties: with Directed, or after Tie, Graph panics.
func (b *Builder) Join(u *Units) { b.units, b.joined = u, true }

// Graph makes the graph. The builder must not be used afterwards.
func (b *Builder) Graph() *Graph {
	if b.joined && (b.Directed || len(b.from) > 0) {
		panic("snapshot: Join makes a whole undirected graph; it takes no directions and no ties beside its units")
	}
	b.sortActors()
	b.units.sortMembers()
	g := &Graph{
		directed: b.Directed, meaning: b.Meaning, loops: b.loops,
		ids: b.ids, names: b.names, dimensions: b.dimensions, units: b.units,
	}
	slices.SortFunc(g.dimensions, func(x, y Dimension) int { return cmp.Compare(x.Name, y.Name) })
	n := len(b.ids)
	switch {
	case b.Directed:
		g.symmetric = &lazyGraph{}
		g.outStart, g.outTo, g.outW = rows(n, b.from, b.to, b.weight, false)
		g.inStart, g.inTo, g.inW = rows(n, b.to, b.from, b.weight, false)
		g.ties = len(g.outTo)
		return g
	case b.joined:
		g.outStart, g.outTo, g.outW = pairRows(n, b.units)
	default:
		g.outStart, g.outTo, g.outW = rows(n, b.from, b.to, b.weight, true)
	}
	g.inStart, g.inTo, g.inW = g.outStart, g.outTo, g.outW
	g.ties = len(g.outTo) / 2
	return g
}

// sortActors puts actors in the order of their ids and renumbers everything that names them.
func (b *Builder) sortActors() {
	if b.sorted || slices.IsSorted(b.ids) {
		return
	}
	n := len(b.ids)
	order := make([]int32, n) // order[new] = old
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(b.ids[x], b.ids[y]) })
	place := make([]int32, n) // place[old] = new
	ids, names := make([]string, n), make([]string, n)
	for now, old := range order {
		place[old] = int32(now)
		ids[now], names[now] = b.ids[old], b.names[old]
	}
	b.ids, b.names = ids, names
	for d := range b.dimensions {
		of := make([]int32, n)
		for now, old := range order {
			of[now] = b.dimensions[d].Of[old]
		}
		b.dimensions[d].Of = of
	}
	for i := range b.from {
		b.from[i], b.to[i] = place[b.from[i]], place[b.to[i]]
	}
	if b.units != nil {
		for i := range b.units.Members {
			b.units.Members[i] = place[b.units.Members[i]]
		}
	}
}
