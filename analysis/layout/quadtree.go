package layout

import "math"

const (
	// accuracy is the Barnes–Hut opening angle: a cell is taken for one body when it looks narrower than this.
	accuracy = 1.2
	// deepest stops the division of cells when bodies coincide; they then share a leaf.
	deepest = 48
)

// quadtree groups bodies of weight 1, so that far ones can be taken together.
// J. Barnes, P. Hut (1986), A hierarchical O(N log N) force-calculation algorithm, doi:10.1038/324446a0.
type quadtree struct {
	cells []cell
	side  float64
}

type cell struct {
	child  [4]int32 // 0: none, since the root is no one's child
	middle point    // of the bodies
	bodies float64
	leaf   bool
}

// build makes the tree of the bodies, reusing its memory.
func (t *quadtree) build(at []point) {
	low, high := at[0], at[0]
	for _, p := range at {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	t.side = max(high.x-low.x, high.y-low.y)
	t.cells = append(t.cells[:0], cell{})
	for _, p := range at {
		t.insert(p, low)
	}
	for i := range t.cells {
		c := &t.cells[i]
		c.middle.x /= c.bodies
		c.middle.y /= c.bodies
	}
}

// insert adds a body; until build ends, middle holds the sum of the bodies' places.
func (t *quadtree) insert(p, corner point) {
	at, side := int32(0), t.side
	for depth := 0; ; depth++ {
		c := &t.cells[at]
		if c.bodies == 0 {
			*c = cell{middle: p, bodies: 1, leaf: true}
			return
		}
		if c.leaf && depth < deepest {
			// The body that had the leaf to itself moves one cell down.
			old := c.middle
			quadrant, _ := quarter(old, corner, side)
			t.cells = append(t.cells, cell{middle: old, bodies: 1, leaf: true})
			c = &t.cells[at]
			c.leaf = false
			c.child[quadrant] = int32(len(t.cells) - 1)
		}
		c.middle.x += p.x
		c.middle.y += p.y
		c.bodies++
		if c.leaf {
			return
		}
		var quadrant int
		quadrant, corner = quarter(p, corner, side)
		side /= 2
		if c.child[quadrant] == 0 {
			c.child[quadrant] = int32(len(t.cells))
			t.cells = append(t.cells, cell{})
		}
		at = t.cells[at].child[quadrant]
	}
}

// quarter returns which quarter of a cell a place is in, and that quarter's corner.
func quarter(p, corner point, side float64) (int, point) {
	quadrant := 0
	if p.x >= corner.x+side/2 {
		quadrant, corner.x = 1, corner.x+side/2
	}
	if p.y >= corner.y+side/2 {
		quadrant, corner.y = quadrant+2, corner.y+side/2
	}
	return quadrant, corner
}

// push returns the sum over all other bodies of 1/distance, away from each. Bodies in the same place do not push.
func (t *quadtree) push(p point, stack []visit) point {
	var sum point
	stack = append(stack[:0], visit{0, t.side})
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		c := &t.cells[v.cell]
		dx, dy := p.x-c.middle.x, p.y-c.middle.y
		d2 := dx*dx + dy*dy
		if c.leaf || v.side*v.side < accuracy*accuracy*d2 {
			if d2 > 0 {
				share := c.bodies / d2
				sum.x += share * dx
				sum.y += share * dy
			}
			continue
		}
		for _, child := range c.child {
			if child != 0 {
				stack = append(stack, visit{child, v.side / 2})
			}
		}
	}
	return sum
}

// visit is a cell still to be looked at.
type visit struct {
	cell int32
	side float64
}

// length returns how far a vector reaches.
func (p point) length() float64 { return math.Hypot(p.x, p.y) }
