package layout

import (
	"context"
	"math"
)

const (
	// room is how far apart any two actors stand in the end.
	room = 0.5
	// unhideRounds limits the pushing apart; some tens are usual.
	unhideRounds = 300
)

// unhide pushes bodies apart that are nearer than room, half each, until none are. What is still too near after the rounds is taken out by
// drawing the whole picture larger. A round is O(n): only bodies in cells of the grid next to one another are compared.
func unhide(ctx context.Context, body []point) error {
	var g grid
	for range unhideRounds {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		g.build(body)
		if g.push(body) == 0 {
			return nil
		}
	}
	g.build(body)
	scale := 1.0
	g.near(body, func(_, _ int32, d float64) { scale = max(scale, room/max(d, 1e-6)) })
	for u := range body {
		body[u].x *= scale
		body[u].y *= scale
	}
	return nil
}

// grid sorts bodies into cells as wide as room, by counting.
type grid struct {
	low           point
	width, height int
	begin         []int32 // by cell, in order; one more at the end
	in            []int32 // the bodies of a cell, ascending
	cell          []int32 // by body
	side          float64
}

// build sorts the bodies. Where they are spread so far that cells of room would be far more than bodies, cells are larger.
func (g *grid) build(body []point) {
	low, high := body[0], body[0]
	for _, p := range body {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	most := 4*float64(len(body)) + 16
	g.low = low
	g.side = max(room, math.Sqrt((high.x-low.x)*(high.y-low.y)/most), (high.x-low.x)/most, (high.y-low.y)/most)
	g.width, g.height = int((high.x-low.x)/g.side)+1, int((high.y-low.y)/g.side)+1
	g.begin = append(g.begin[:0], make([]int32, g.width*g.height+1)...)
	g.cell = append(g.cell[:0], make([]int32, len(body))...)
	g.in = append(g.in[:0], make([]int32, len(body))...)
	for u, p := range body {
		c := int32(int((p.y-low.y)/g.side)*g.width + int((p.x-low.x)/g.side))
		g.cell[u] = c
		g.begin[c+1]++
	}
	for c := 1; c < len(g.begin); c++ {
		g.begin[c] += g.begin[c-1]
	}
	next := append([]int32(nil), g.begin...)
	for u, c := range g.cell {
		g.in[next[c]] = int32(u)
		next[c]++
	}
}

// near visits every two bodies that were in neighbouring cells and are nearer than room, each pair once.
func (g *grid) near(body []point, visit func(u, v int32, d float64)) {
	for u := range int32(len(body)) {
		column, row := int(g.cell[u])%g.width, int(g.cell[u])/g.width
		for y := max(row-1, 0); y <= min(row+1, g.height-1); y++ {
			first, last := y*g.width+max(column-1, 0), y*g.width+min(column+1, g.width-1)
			for _, v := range g.in[g.begin[first]:g.begin[last+1]] {
				if v <= u {
					continue
				}
				dx, dy := body[u].x-body[v].x, body[u].y-body[v].y
				if d := dx*dx + dy*dy; d < room*room {
					visit(u, v, math.Sqrt(d))
				}
			}
		}
	}
}

// push moves every two bodies that are too near apart, a little more than needed so that rounds end, and returns how many pairs were.
func (g *grid) push(body []point) (pairs int) {
	g.near(body, func(u, v int32, d float64) {
		pairs++
		away := point{body[u].x - body[v].x, body[u].y - body[v].y}
		if d == 0 {
			away = sunflower(int(u+v)+1, 1) // any direction will do for two that coincide
		}
		by := (1.02*room - d) / 2 / away.length()
		body[u].x += away.x * by
		body[u].y += away.y * by
		body[v].x -= away.x * by
		body[v].y -= away.y * by
	})
	return pairs
}
