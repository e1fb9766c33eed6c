package whatif

import (
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Apply returns the network with the edits made, and sentences about edits whose effect is less than it seems. It returns an
// *analysis.ArgumentError for an edit that cannot be made.
//
// An activity that loses participants gives the remaining pairs what an activity of the remaining size gives. A tie that is removed although
// its two actors also meet in a larger activity is gone as a step on paths; the activity keeps its weight between their silos. In a network
// that has activities, or gets one, every tie is a unit of its own beside them. Cost: O(n + m), and the pairs of all units.
func Apply(g *snapshot.Graph, e Edits) (*snapshot.Graph, []notice.Notice, error) {
	p, err := e.check(g)
	if err != nil {
		return nil, nil, err
	}
	b, place := p.actorsOf(g)
	if g.Units() == nil && len(p.activities) == 0 {
		p.eachTie(g, func(u, v int32, w float64) { b.Tie(place[u], place[v], w) })
		for _, t := range p.add {
			b.Tie(place[t[0]], place[t[1]], 1)
		}
		return b.Graph(), p.notes, nil
	}
	units := &snapshot.Units{Start: []int64{0}}
	if old := g.Units(); old != nil {
		p.keepUnits(old, place, e.Weighting, units)
	} else {
		p.eachTie(g, func(u, v int32, w float64) { appendUnit(units, w, place[u], place[v]) })
	}
	for _, members := range p.activities {
		placed := make([]int32, len(members))
		for i, u := range members {
			placed[i] = place[u]
		}
		appendUnit(units, e.Weighting.weight(len(members)), placed...)
	}
	for _, t := range p.add {
		appendUnit(units, 1, place[t[0]], place[t[1]])
	}
	b.Join(units)
	edited := b.Graph()
	return p.untie(g, edited), p.notes, nil
}

// actorsOf begins the edited graph with its actors and dimensions, and says where each actor, added ones last, stands in the builder; -1 for a
// removed one.
func (p *plan) actorsOf(g *snapshot.Graph) (*snapshot.Builder, []int32) {
	b := &snapshot.Builder{Directed: g.Directed(), Meaning: g.Meaning()}
	place := make([]int32, g.Len()+len(p.actors))
	for u := range int32(g.Len()) {
		place[u] = -1
		if !p.gone[u] {
			place[u] = b.Actor(g.ID(u), g.Name(u))
		}
	}
	for i, a := range p.actors {
		place[g.Len()+i] = b.Actor(a.ID, a.Name)
	}
	for _, d := range g.Dimensions() {
		var silos []string
		for u, code := range d.Of {
			switch {
			case p.gone[u]:
			case code < 0:
				silos = append(silos, "")
			default:
				silos = append(silos, d.Values[code])
			}
		}
		for _, a := range p.actors {
			silo := ""
			for _, v := range a.Values {
				if v.Dimension == d.Name {
					silo = v.Silo
				}
			}
			silos = append(silos, silo)
		}
		b.Dimension(d.Name, silos)
	}
	return b, place
}

// eachTie calls do for every tie that stays.
func (p *plan) eachTie(g *snapshot.Graph, do func(u, v int32, weight float64)) {
	for u := range int32(g.Len()) {
		if p.gone[u] {
			continue
		}
		weights := g.OutWeights(u)
		for i, v := range g.Out(u) {
			if p.gone[v] || !g.Directed() && v < u {
				continue
			}
			if _, removed := p.remove[[2]int32{u, v}]; removed {
				continue
			}
			w := 1.0
			if weights != nil {
				w = weights[i]
			}
			do(u, v, w)
		}
	}
}

// keepUnits copies the units that stay.
func (p *plan) keepUnits(old *snapshot.Units, place []int32, weighting Weighting, kept *snapshot.Units) {
	var members []int32
	for i := range old.Len() {
		unit := old.Of(i)
		if p.ended[i] {
			continue
		}
		if len(unit) == 2 {
			if _, removed := p.remove[[2]int32{unit[0], unit[1]}]; removed {
				continue
			}
		}
		members = members[:0]
		for _, u := range unit {
			if place[u] >= 0 {
				members = append(members, place[u])
			}
		}
		if len(members) < 2 {
			continue
		}
		w := old.Weight[i]
		if left := len(unit) - len(members); left > 0 {
			w = weighting.without(w, left)
		}
		appendUnit(kept, w, members...)
	}
}

func appendUnit(units *snapshot.Units, weight float64, members ...int32) {
	units.Members = append(units.Members, members...)
	units.Start = append(units.Start, int64(len(units.Members)))
	units.Weight = append(units.Weight, weight)
}

// untie takes ties away that larger activities still make, leaving the units as they are, and notes it.
func (p *plan) untie(g, edited *snapshot.Graph) *snapshot.Graph {
	left := make(map[[2]int32]struct{})
	for u := range int32(g.Len()) {
		for _, v := range g.Out(u) {
			if _, removed := p.remove[[2]int32{u, v}]; !removed {
				continue
			}
			nu, _ := edited.Index(g.ID(u))
			nv, _ := edited.Index(g.ID(v))
			if edited.HasTie(nu, nv) && !p.tiesAnew(u, v) {
				left[tieKey(edited, nu, nv)] = struct{}{}
				p.notes = append(p.notes, notice.MeetInLarger.Of(g.ID(u), g.ID(v)))
			}
		}
	}
	if len(left) == 0 {
		return edited
	}
	again := &plan{gone: make([]bool, edited.Len()), remove: left}
	b, _ := again.actorsOf(edited)
	b.Units(edited.Units())
	again.eachTie(edited, b.Tie)
	return b.Graph()
}

// tiesAnew reports whether an added tie or activity ties two actors again.
func (p *plan) tiesAnew(u, v int32) bool {
	for _, members := range p.activities {
		if slices.Contains(members, u) && slices.Contains(members, v) {
			return true
		}
	}
	return slices.Contains(p.add, [2]int32{u, v}) || slices.Contains(p.add, [2]int32{v, u})
}
