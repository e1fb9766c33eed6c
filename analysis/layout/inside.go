package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// fill places the actors inside their bubbles on a sunflower head, those with the most ties to other bubbles outermost and facing them.
// Those of an earlier picture face where they faced there.
func (p *Positions) fill(g *snapshot.Graph, bubbleOf []int32, opt Options) {
	members := make([][]int32, len(p.Silos))
	for u, b := range bubbleOf {
		members[b] = append(members[b], int32(u))
	}
	pulls := make([]pull, g.Len())
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			if a, b := &p.Silos[bubbleOf[u]], &p.Silos[bubbleOf[v]]; a != b {
				pulls[u].towards(a, b)
				pulls[v].towards(b, a)
			}
		}
	}
	for u, b := range bubbleOf {
		middle, known := opt.Silos.at(p.Silos[b].Name)
		if stood, ok := opt.Actors.at(g.ID(int32(u))); ok && known {
			pulls[u].sum = point{stood.x - middle.x, stood.y - middle.y}
		}
	}
	for b := range members {
		p.fillBubble(&p.Silos[b], members[b], pulls)
	}
}

// pull is where an actor's ties to other bubbles draw it.
type pull struct {
	ties int
	sum  point // of unit vectors
}

func (p *pull) towards(from, to *Bubble) {
	dx, dy := to.X-from.X, to.Y-from.Y
	d := math.Hypot(dx, dy)
	p.ties++
	p.sum.x += dx / d
	p.sum.y += dy / d
}

func (p *Positions) fillBubble(b *Bubble, members []int32, pulls []pull) {
	slices.SortStableFunc(members, func(u, v int32) int { return cmp.Compare(pulls[u].ties, pulls[v].ties) })
	// Seed i stands at distance √i, so the seeds from (√end−1)² to end are the rim of what is left, one actor wide. Within it,
	// whoever is pulled most chooses first.
	for first, end := 0, len(members); end > 0; end = first {
		inner := max(math.Sqrt(float64(end))-1, 0)
		first = int(inner * inner)
		free := make([]point, 0, end-first)
		for i := first; i < end; i++ {
			free = append(free, sunflower(i, spread))
		}
		for i := end - 1; i >= first; i-- {
			u := members[i]
			best := 0
			for s, at := range free {
				if at.x*pulls[u].sum.x+at.y*pulls[u].sum.y > free[best].x*pulls[u].sum.x+free[best].y*pulls[u].sum.y {
					best = s
				}
			}
			p.X[u], p.Y[u] = b.X+free[best].x, b.Y+free[best].y
			free = slices.Delete(free, best, best+1)
		}
	}
}
