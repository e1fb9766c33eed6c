package layout

import (
	"math"

	"github.com/sillat/sillat/analysis/snapshot"
)

// known is where the actors of a component stood in an earlier picture.
type known struct {
	at []point // by place in the component
	in []bool  // whether the actor was in the picture
}

// earlier returns where the actors of a component stood, or nil when fewer than half of them were there: then old places would only
// bend the new picture.
func earlier(g *snapshot.Graph, actors []int32, where Earlier) *known {
	if where == nil {
		return nil
	}
	k := &known{at: make([]point, len(actors)), in: make([]bool, len(actors))}
	found := 0
	for i, u := range actors {
		if k.at[i], k.in[i] = where.at(g.ID(u)); k.in[i] {
			found++
		}
	}
	if 2*found < len(actors) {
		return nil
	}
	return k
}

// leeway is how far in all an actor may go from where it stood: hardly at all when nobody is new, and the farther the more the picture must
// make room.
func (k *known) leeway() float64 {
	newcomers := 0.0
	for _, in := range k.in {
		if !in {
			newcomers++
		}
	}
	n := float64(len(k.in))
	return 0.5 + newcomers/n*math.Sqrt(n)/2
}

// grown returns where everyone starts: those who were there where they stood, newcomers in the middle of their contacts that have a place
// already. Newcomers of the same contacts stand around that middle like the seeds of a sunflower.
func (k *known) grown(c *component) []point {
	body := append([]point(nil), k.at...)
	placed := append([]bool(nil), k.in...)
	var queue []int32
	for u := range placed {
		if placed[u] {
			queue = append(queue, int32(u))
		}
	}
	for head := 0; head < len(queue); head++ {
		for _, v := range c.row(queue[head]) {
			if placed[v] {
				continue
			}
			var sum point
			contacts := 0.0
			for _, w := range c.row(v) {
				if placed[w] {
					sum.x += body[w].x
					sum.y += body[w].y
					contacts++
				}
			}
			seed := sunflower(1+head, 0.5)
			body[v] = point{sum.x/contacts + seed.x/seed.length(), sum.y/contacts + seed.y/seed.length()}
			placed[v] = true
			queue = append(queue, v)
		}
	}
	return body
}

// earlierPlaces returns where the bubbles stood and which of them did; none when fewer than half are known.
func (p *Positions) earlierPlaces(where Earlier) (stood []point, found []bool) {
	stood, found = make([]point, len(p.Silos)), make([]bool, len(p.Silos))
	count := 0
	for i, b := range p.Silos {
		if stood[i], found[i] = where.at(b.Name); found[i] {
			count++
		}
	}
	if 2*count < len(p.Silos) {
		clear(found)
	}
	return stood, found
}

// shift returns the mean way from where things are to where they stood, of those that were found; false when none was.
func shift(at, stood []point, found []bool) (by point, ok bool) {
	count := 0.0
	for i := range at {
		if found[i] {
			by.x += stood[i].x - at[i].x
			by.y += stood[i].y - at[i].y
			count++
		}
	}
	return point{by.x / max(count, 1), by.y / max(count, 1)}, count > 0
}

// packBeside lets the boxes that stay where they are, the earlier ones first, as far as they do not overlap, and packs the others below them.
func packBeside(boxes []box, stays []bool) {
	var fixed, moving []box
	var place []int // of those that move
	for i, b := range boxes {
		free := stays[i]
		for _, f := range fixed {
			free = free && !b.overlaps(f)
		}
		if free {
			fixed = append(fixed, b)
		} else {
			moving, place = append(moving, b), append(place, i)
		}
	}
	pack(moving)
	var by point
	if len(fixed) > 0 && len(moving) > 0 {
		left, right, bottom := fixed[0].x, fixed[0].x, fixed[0].y
		for _, b := range fixed {
			left, right, bottom = min(left, b.x-b.width/2), max(right, b.x+b.width/2), max(bottom, b.y+b.height/2)
		}
		top := moving[0].y
		for _, b := range moving {
			top = min(top, b.y-b.height/2)
		}
		by = point{(left + right) / 2, bottom - top}
	}
	for i, b := range moving {
		boxes[place[i]].x, boxes[place[i]].y = b.x+by.x, b.y+by.y
	}
}

// overlaps reports whether two boxes share so much ground that actors of one could stand nearer than room to actors of the other: each box has
// half a unit to spare on every side.
func (b box) overlaps(c box) bool {
	const spare = 1 - room
	return math.Abs(b.x-c.x) < (b.width+c.width)/2-spare && math.Abs(b.y-c.y) < (b.height+c.height)/2-spare
}
