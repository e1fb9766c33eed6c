package layout

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Force places actors by their ties alone: ties pull, actors push each other away. Connected components are laid out one by one and
// packed side by side, the largest first and actors without ties last. Directions and weights of ties do not count.
//
// Each component starts from its distances to a few landmark actors (Brandes and Pich's pivot scaling) and is then relaxed with the
// forces of T. M. J. Fruchterman and E. M. Reingold (1991), doi:10.1002/spe.4380211102, far actors taken together. About O((n + m) log n) a
// round; 5,000 actors take about a second. It returns ctx's error when ctx ends first.
func Force(ctx context.Context, g *snapshot.Graph, opt Options) (x, y []float64, err error) {
	g = g.Symmetric()
	at := make([]point, g.Len())
	components := componentsBySize(g)
	boxes := make([]box, len(components))
	middle := make([]point, len(components))
	for i, c := range components {
		if err := place(ctx, g, c, at, opt); err != nil {
			return nil, nil, err
		}
		boxes[i], middle[i] = around(c, at)
	}
	pack(boxes)
	x, y = make([]float64, g.Len()), make([]float64, g.Len())
	for i, c := range components {
		for _, u := range c {
			x[u] = at[u].x - middle[i].x + boxes[i].x
			y[u] = at[u].y - middle[i].y + boxes[i].y
		}
	}
	return x, y, ctx.Err()
}

// around returns the box of some actors, with half an actor's room on each side, and its middle.
func around(actors []int32, at []point) (box, point) {
	low, high := at[actors[0]], at[actors[0]]
	for _, u := range actors {
		low = point{min(low.x, at[u].x), min(low.y, at[u].y)}
		high = point{max(high.x, at[u].x), max(high.y, at[u].y)}
	}
	return box{width: high.x - low.x + 1, height: high.y - low.y + 1}, point{(low.x + high.x) / 2, (low.y + high.y) / 2}
}

// place lays one component out.
func place(ctx context.Context, g *snapshot.Graph, actors []int32, at []point, opt Options) error {
	n := len(actors)
	if n == 1 {
		return ctx.Err()
	}
	local := localOf(g, actors)
	body := scaled(local)
	rounds := opt.Iterations
	if rounds <= 0 {
		rounds = max(40, min(300, 400_000/n))
	}
	push := make([]point, n)
	stacks := make([][]visit, parallelism(opt.Threads))
	var tree quadtree
	for round := range rounds {
		tree.build(body)
		err := parallel.Blocks(ctx, n, 256, len(stacks), nil, func(worker, _, lo, hi int) {
			if stacks[worker] == nil {
				stacks[worker] = make([]visit, 0, 4*deepest)
			}
			for u := lo; u < hi; u++ {
				force := tree.push(body[u], stacks[worker])
				for _, v := range local.row(int32(u)) {
					dx, dy := body[u].x-body[v].x, body[u].y-body[v].y
					d := math.Sqrt(dx*dx + dy*dy)
					force.x -= dx * d
					force.y -= dy * d
				}
				push[u] = force
			}
		})
		if err != nil {
			return err
		}
		// The farthest that an actor may move shrinks to nothing, so the picture comes to rest.
		reach := 0.1 * math.Sqrt(float64(n)) * (1 - float64(round)/float64(rounds))
		for u, f := range push {
			if d := f.length(); d > 0 {
				step := min(0.1*d, reach) / d
				body[u].x += f.x * step
				body[u].y += f.y * step
			}
		}
	}
	for i, u := range actors {
		at[u] = body[i]
	}
	return ctx.Err()
}
