// Package layout places actors on the map. Silos draws each silo as a bubble with its actors inside, well-connected silos near each
// other; Force draws the actors by their ties alone.
//
// Positions are in units of about one actor: two neighbouring actors stand roughly 1 apart, and x grows to the right, y downwards. They
// are centred on the origin: the picture reaches as far left as right, and as far up as down. The same graph and options give the same
// positions, bit for bit, whatever the number of threads; nothing is drawn at random. With an earlier picture of the network (Options) what was
// there stays about where it was, so that a map does not jump when the network grows; then the origin stays too.
// A layout is a picture, not a measurement: no metric may be read from it.
package layout

// Options tune a layout. The zero Options are the defaults.
type Options struct {
	Threads    int // at most so many goroutines; 0 or less means all cores. Never changes a position
	Iterations int // rounds of improvement; 0 or less means as many as the size allows within about a second

	Actors Earlier // where actors stood, by id
	Silos  Earlier // where bubbles stood, by name; Silos needs both
}

// Earlier says where something of a name stood in an earlier picture, and whether it was in it. A nil Earlier is no picture.
type Earlier func(name string) (x, y float64, ok bool)

// at returns where something stood.
func (e Earlier) at(name string) (point, bool) {
	if e == nil {
		return point{}, false
	}
	x, y, ok := e(name)
	return point{x, y}, ok
}

// box is a rectangle to pack.
type box struct {
	width, height float64
	x, y          float64 // its centre, once packed
}

// point is a place in the plane.
type point struct{ x, y float64 }
