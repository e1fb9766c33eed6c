package community

import "math"

// stabilityOf returns how well the other divisions agree with the one kept: their mean adjusted Rand index with it, NaN when there are none.
func stabilityOf(divisions [][]int32, kept int) float64 {
	stability := math.NaN()
	for try, other := range divisions {
		if try != kept {
			stability = addTo(stability, newTable(divisions[kept], other).ari()/float64(len(divisions)-1))
		}
	}
	return stability
}
