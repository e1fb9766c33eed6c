package snapshot

// Bytes returns the memory that the graph's structure takes: row starts, neighbours and stored weights, but not ids, names,
// dimensions and units. An undirected graph of n ≥ 1 actors and m ties that all weigh 1 takes 8(n+1) + 8m bytes; stored weights add
// 16m, and a directed graph, which keeps both directions of its ties, takes 16(n+1) + 8m and 16m for weights.
func (g *Graph) Bytes() int64 {
	b := 8*int64(len(g.outStart)) + 4*int64(len(g.outTo)) + 8*int64(len(g.outW))
	if g.directed {
		b += 8*int64(len(g.inStart)) + 4*int64(len(g.inTo)) + 8*int64(len(g.inW))
	}
	return b
}

// Footprint returns the memory of everything the graph holds: Bytes, and ids, names, dimensions and units.
func (g *Graph) Footprint() int64 {
	const header = 16 // of a string
	b := g.Bytes()
	for u := range g.ids {
		b += 2*header + int64(len(g.ids[u])+len(g.names[u]))
	}
	for _, d := range g.dimensions {
		b += 4 * int64(len(d.Of))
		for _, v := range d.Values {
			b += header + int64(len(v))
		}
	}
	if u := g.units; u != nil {
		b += 8*int64(len(u.Start)) + 4*int64(len(u.Members)) + 8*int64(len(u.Weight))
	}
	return b
}
