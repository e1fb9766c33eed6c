package snapshot

// Places returns a number for every actor that depends only on how it stands in the network and not on names or their order, to choose by
// where figures are equal: actors that no renaming tells apart have equal numbers, and others mostly different ones. It is the colour refinement of
// Weisfeiler and Lehman (1968) over eight steps; weights and dimensions have no part in it. Time O(n + m).
func (g *Graph) Places() []uint64 {
	const steps = 8
	place, next := make([]uint64, g.Len()), make([]uint64, g.Len())
	for range steps {
		for u := range int32(g.Len()) {
			sum := scatter(place[u])
			for _, v := range g.Out(u) {
				sum += scatter(place[v] + 1)
			}
			if g.directed {
				for _, v := range g.In(u) {
					sum += scatter(place[v] + 2)
				}
			}
			next[u] = scatter(sum)
		}
		place, next = next, place
	}
	return place
}

// scatter is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195): near numbers become unlike ones.
func scatter(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
