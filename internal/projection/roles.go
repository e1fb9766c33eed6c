package projection

import (
	"cmp"
	"slices"

	"github.com/sillat/sillat/pkg/network"
)

// Role is one word that participations use for what an actor does in an activity, such as developer, funder or adopter.
type Role struct {
	Name   string
	Actors []int32 // the graph's actors that take part in some activity so, ascending
}

// holders finds who holds which role in the participations of the date window. An actor may hold several. Selected tie types play no part:
// what an actor is does not depend on which of its ties are looked at.
func (p *projector) holders() []Role {
	from, to := p.s.window()
	roles := make([]Role, len(p.roles.ids))
	for i, name := range p.roles.ids {
		roles[i].Name = name
	}
	for _, t := range p.parts {
		a := &p.activities.rows[t.activity]
		if t.role >= 0 && p.place[t.actor] >= 0 && network.Overlaps(cmp.Or(t.start, a.start), cmp.Or(t.end, a.end), from, to) {
			roles[t.role].Actors = append(roles[t.role].Actors, p.place[t.actor])
		}
	}
	roles = slices.DeleteFunc(roles, func(r Role) bool { return len(r.Actors) == 0 })
	for i := range roles {
		slices.Sort(roles[i].Actors)
		roles[i].Actors = slices.Clip(slices.Compact(roles[i].Actors))
	}
	slices.SortFunc(roles, func(a, b Role) int { return cmp.Compare(a.Name, b.Name) })
	return roles
}

// rolesBytes is the memory that roles take.
func rolesBytes(roles []Role) (n int64) {
	for _, r := range roles {
		n += int64(4*len(r.Actors) + len(r.Name))
	}
	return n
}
