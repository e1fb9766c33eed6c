package layout

import (
	"math"
	"slices"
)

const (
	// crowd is how many bodies a cell holds on average when crowding is looked at.
	crowd = 16
	// mostCrowded is how many bodies stand on a unit of area where it is crowded, at most: half of what would fit, so that pushing apart moves
	// each body only among those next to it.
	mostCrowded = 2.0
	// crowdedShare is the share of bodies that stand where it is no more crowded than that. The rest are pushed apart.
	crowdedShare = 0.95
)

// makeRoom draws a picture larger until most bodies stand where there is room for them. Pushing alone would find room only at the rim of a
// crowd, and carry bodies far from those they belong to.
func makeRoom(body []point) {
	low, high := body[0], body[0]
	for _, p := range body {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	width, height := high.x-low.x, high.y-low.y
	cells := max(1, float64(len(body))/crowd)
	side := max(math.Sqrt(width*height/cells), width/cells, height/cells)
	if !(side > 0) {
		return // all stand in one place; pushing apart is all there is
	}
	columns := int(width/side) + 1
	in := make([]int32, columns*(int(height/side)+1))
	of := make([]int32, len(body))
	for u, p := range body {
		of[u] = int32(int((p.y-low.y)/side)*columns + int((p.x-low.x)/side))
		in[of[u]]++
	}
	beside := make([]int32, len(body)) // how many stand in each body's cell
	for u, c := range of {
		beside[u] = in[c]
	}
	slices.Sort(beside)
	density := float64(beside[int(crowdedShare*float64(len(beside)-1))]) / (side * side)
	scale := math.Sqrt(density / mostCrowded)
	if scale <= 1 {
		return
	}
	for u := range body {
		body[u].x *= scale
		body[u].y *= scale
	}
}
