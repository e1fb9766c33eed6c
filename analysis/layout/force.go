package layout

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Force places actors by their ties alone: ties pull, actors push each other away. Connected components are laid out one by one and
// packed side by side, the largest first and actors without ties last. Directions and weights of ties do not count, but for strengths where
// communities are looked for.
//
// Each component starts from its distances to a few landmark actors (Brandes and Pich's pivot scaling); where it is large and ways are short, from
// its communities, laid out by themselves; or from where its actors stood in an earlier picture. It is then relaxed with the forces of
// T. M. J. Fruchterman and E. M. Reingold (1991), doi:10.1002/spe.4380211102, far actors taken together. Last, the picture is drawn as large as
// its crowds need, and actors nearer than half a unit are pushed apart, so that none hides another. About O((n + m) log n) a round; 100,000 actors
// take some seconds. It returns ctx's error when ctx ends first.
func Force(ctx context.Context, g *snapshot.Graph, opt Options) (x, y []float64, err error) {
	g = g.Symmetric()
	at := make([]point, g.Len())
	components := componentsBySize(g)
	boxes := make([]box, len(components))
	middle := make([]point, len(components))
	stays := make([]bool, len(components))
	draw := drawing{graph: g, at: at, opt: opt}
	for i, c := range components {
		start := earlier(g, c, opt.Actors)
		if err := draw.place(ctx, c, start); err != nil {
			return nil, nil, err
		}
		boxes[i], middle[i] = around(c, at)
		if stays[i] = start != nil; stays[i] {
			boxes[i].x, boxes[i].y = middle[i].x, middle[i].y
		}
	}
	packBeside(boxes, stays)
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

// drawing is a picture by ties alone that is being made.
type drawing struct {
	graph       *snapshot.Graph
	at          []point
	opt         Options
	communities []int32 // by actor, once a component has asked for them
}

// place lays one component out, beginning at start when there is one.
func (w *drawing) place(ctx context.Context, actors []int32, start *known) error {
	n := len(actors)
	if n == 1 {
		if start != nil {
			w.at[actors[0]] = start.at[0]
		}
		return ctx.Err()
	}
	local := localOf(w.graph, actors)
	rounds, reach := w.opt.Iterations, 0.1*math.Sqrt(float64(n))
	if rounds <= 0 {
		rounds = max(10, min(300, 40_000/n))
	}
	var body []point
	switch {
	case start != nil:
		body = start.grown(local)
		rounds = max(1, rounds/4)
		reach = 2 * start.leeway() / float64(rounds)
	case local.crowded():
		var err error
		if body, err = w.fromCommunities(ctx, local, actors); err != nil {
			return err
		}
		reach = 3 // about a community's own room: the communities are where they should be
	default:
		body = scaled(local)
	}
	if err := relax(ctx, local, body, rounds, reach, w.opt.Threads); err != nil {
		return err
	}
	if start == nil {
		makeRoom(body)
	}
	if err := unhide(ctx, body); err != nil {
		return err
	}
	for i, u := range actors {
		w.at[u] = body[i]
	}
	return ctx.Err()
}

// fromCommunities returns where the actors of a component begin by the communities of the network.
func (w *drawing) fromCommunities(ctx context.Context, local *component, actors []int32) ([]point, error) {
	if w.communities == nil {
		of, err := communitiesOf(ctx, w.graph, w.opt.Threads)
		if err != nil {
			return nil, err
		}
		w.communities = of
	}
	own := make([]int32, len(actors))
	for i, u := range actors {
		own[i] = w.communities[u]
	}
	return clustered(local, own).spreadOut(ctx, len(actors))
}

// relax moves the bodies of a component where the forces draw them, in the first round by farthest at most, and ever less.
func relax(ctx context.Context, local *component, body []point, rounds int, farthest float64, threads int) error {
	n := len(body)
	push := make([]point, n)
	stacks := make([][]visit, parallelism(threads))
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
		move(body, push, farthest*(1-float64(round)/float64(rounds)))
	}
	return ctx.Err()
}

// move moves bodies a tenth of the way that the forces on them ask for, by reach at most.
func move(body, push []point, reach float64) {
	for u, f := range push {
		if d := f.length(); d > 0 {
			step := min(0.1*d, reach) / d
			body[u].x += f.x * step
			body[u].y += f.y * step
		}
	}
}
