package layout

import (
	"cmp"
	"math"
	"slices"
)

// pack places boxes in rows without overlap, the tallest first, in a sheet about 4/3 as wide as it is high, centred on the origin.
// Boxes of equal height keep their order.
func pack(boxes []box) {
	order := make([]int, len(boxes))
	var area, widest float64
	for i, b := range boxes {
		order[i] = i
		area += b.width * b.height
		widest = max(widest, b.width)
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(boxes[j].height, boxes[i].height) })
	sheet := max(widest, math.Sqrt(area*4/3))
	var left, top, rowHeight, right float64
	for _, i := range order {
		b := &boxes[i]
		if left > 0 && left+b.width > sheet {
			left, top, rowHeight = 0, top+rowHeight, 0
		}
		b.x, b.y = left+b.width/2, top+b.height/2
		left += b.width
		rowHeight = max(rowHeight, b.height)
		right = max(right, left)
	}
	for i := range boxes {
		boxes[i].x -= right / 2
		boxes[i].y -= (top + rowHeight) / 2
	}
}
