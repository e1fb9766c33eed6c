package layout

import (
	"cmp"
	"math"
	"slices"
)

const (
	// mostArranged is how many bubbles are arranged by nearness; it takes all pairs of them.
	mostArranged = 512
	// arrangeWork limits rounds times pairs, so that hundreds of silos take no longer than a moment.
	arrangeWork = 40_000_000
	// separateRounds limits the pushing apart; a few dozen rounds are usual.
	separateRounds = 500
)

// place sets the bubbles' centres: first by stress majorisation, as near as their ties ask for, then pushed apart until none overlap.
func (p *Positions) place(ties [][]float64, opt Options) {
	k := len(p.Silos)
	if ties == nil {
		boxes := make([]box, k)
		for i, b := range p.Silos {
			boxes[i] = box{width: 2*b.R + gap, height: 2*b.R + gap}
		}
		pack(boxes)
		for i := range p.Silos {
			p.Silos[i].X, p.Silos[i].Y = boxes[i].x, boxes[i].y
		}
		return
	}
	rounds := opt.Iterations
	if rounds <= 0 {
		rounds = min(300, arrangeWork/max(k*k, 1))
	}
	at := p.sunflowerBySize()
	stood, found := p.earlierPlaces(opt.Silos)
	for i, ok := range found {
		if ok {
			at[i] = stood[i]
		}
	}
	majorise(at, p.targets(ties), rounds, stood, found)
	p.separate(at)
	if k == 0 {
		return
	}
	if by, ok := shift(at, stood, found); ok {
		for i := range p.Silos {
			p.Silos[i].X, p.Silos[i].Y = at[i].x+by.x, at[i].y+by.y
		}
		return
	}
	low, high := at[0], at[0]
	for i, b := range p.Silos {
		low = point{min(low.x, at[i].x-b.R), min(low.y, at[i].y-b.R)}
		high = point{max(high.x, at[i].x+b.R), max(high.y, at[i].y+b.R)}
	}
	for i := range p.Silos {
		p.Silos[i].X, p.Silos[i].Y = at[i].x-(low.x+high.x)/2, at[i].y-(low.y+high.y)/2
	}
}

// sunflowerBySize is where the bubbles start: the largest in the middle, each next one a golden angle on.
func (p *Positions) sunflowerBySize() []point {
	order := make([]int, len(p.Silos))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p.Silos[j].Actors, p.Silos[i].Actors) })
	at := make([]point, len(order))
	var area float64
	for i, b := range order {
		at[b] = sunflower(i, 1.2*math.Sqrt(area/max(float64(i), 1)))
		area += p.Silos[b].R * p.Silos[b].R
	}
	return at
}

// sunflower returns the i-th seed of a sunflower head, at distance spread·√i from the middle.
func sunflower(i int, spread float64) point {
	goldenAngle := math.Pi * (3 - math.Sqrt(5))
	sin, cos := math.Sincos(float64(i) * goldenAngle)
	r := spread * math.Sqrt(float64(i))
	return point{r * cos, r * sin}
}

// targets returns how far apart every two bubbles should be: touching when no pair shares more ties for its size, and farther, up to
// two mean diameters, the fewer ties they share. Ties between a and b are measured against √(all of a's · all of b's).
func (p *Positions) targets(ties [][]float64) [][]float64 {
	k := len(ties)
	total := make([]float64, k)
	var meanRadius float64
	for a := range ties {
		for _, t := range ties[a] {
			total[a] += t
		}
		meanRadius += p.Silos[a].R / float64(k)
	}
	near := make([][]float64, k)
	var nearest float64
	for a := range ties {
		near[a] = make([]float64, k)
		for b, t := range ties[a] {
			if t > 0 {
				near[a][b] = t / math.Sqrt(total[a]*total[b])
				nearest = max(nearest, near[a][b])
			}
		}
	}
	for a := range near {
		for b := range near[a] {
			far := 1.0
			if nearest > 0 {
				far -= near[a][b] / nearest
			}
			near[a][b] = p.Silos[a].R + p.Silos[b].R + gap + 4*meanRadius*far
		}
	}
	return near
}

// majorise moves points so that their distances come close to the targets, by the SMACOF iteration with weights 1/target².
// E. R. Gansner, Y. Koren, S. North (2005), Graph drawing by stress majorization, doi:10.1007/978-3-540-31843-9_25.
// Points that were found in an earlier picture are drawn back to where they stood, with three times the weight of all the others' wishes: so
// they come nearer to what is asked from one picture to the next, and do not jump there.
func majorise(at []point, target [][]float64, rounds int, stood []point, found []bool) {
	const hold = 3
	next := make([]point, len(at))
	for range rounds {
		for i, p := range at {
			var sum point
			var weights float64
			for j, q := range at {
				if i == j {
					continue
				}
				weight := 1 / (target[i][j] * target[i][j])
				dx, dy, d := p.x-q.x, p.y-q.y, math.Hypot(p.x-q.x, p.y-q.y)
				if d > 0 {
					dx, dy = dx/d, dy/d
				}
				sum.x += weight * (q.x + target[i][j]*dx)
				sum.y += weight * (q.y + target[i][j]*dy)
				weights += weight
			}
			next[i] = p
			if found[i] {
				sum.x += hold * weights * stood[i].x
				sum.y += hold * weights * stood[i].y
				weights *= 1 + hold
			}
			if weights > 0 {
				next[i] = point{sum.x / weights, sum.y / weights}
			}
		}
		copy(at, next)
	}
}

// separate pushes overlapping bubbles apart, small ones farther than large ones; what overlap is left after the rounds is taken out by
// drawing the whole picture larger.
func (p *Positions) separate(at []point) {
	for range separateRounds {
		moved := false
		for i := range at {
			for j := range i {
				need := p.Silos[i].R + p.Silos[j].R + gap
				dx, dy := at[i].x-at[j].x, at[i].y-at[j].y
				if dx*dx+dy*dy >= need*need {
					continue
				}
				moved = true
				d := math.Hypot(dx, dy)
				if d == 0 {
					dx, d = 1, 1 // any direction will do for two that coincide
					need++
				}
				// A little more than needed, so that rounds end.
				push := 1.01*need - d
				ri, rj := p.Silos[i].R*p.Silos[i].R, p.Silos[j].R*p.Silos[j].R
				share := rj / (ri + rj)
				at[i].x += dx / d * push * share
				at[i].y += dy / d * push * share
				at[j].x -= dx / d * push * (1 - share)
				at[j].y -= dy / d * push * (1 - share)
			}
		}
		if !moved {
			return
		}
	}
	scale := 1.0
	for i := range at {
		for j := range i {
			d := math.Hypot(at[i].x-at[j].x, at[i].y-at[j].y)
			scale = max(scale, (p.Silos[i].R+p.Silos[j].R+gap)/d)
		}
	}
	for i := range at {
		at[i].x *= scale
		at[i].y *= scale
	}
}
