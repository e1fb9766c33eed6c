package silo

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// OneHub is two silos that meet through one actor only: without it no actor of one has a tie to, or a contact in common with, an actor of the other.
type OneHub struct {
	Pair         // A before B by name
	Hubs []int32 // each such actor, ascending: two or three where they hang on a single tie, or on a single chain of two
	Ties int     // between the two silos
	Via  int     // actors of other silos, or of none, that have contacts in both
}

// OneHubs finds the pairs of silos that meet through one hub, by name. Two silos meet where their actors have a tie, or a contact in common
// outside both; longer ways do not count, so unlike SinglePoints it finds hubs of connected networks too. Directions are ignored.
// It refuses a dimension as Mix does. Cost: time O(n + m) and, for each actor, the square of the number of silos among its contacts; memory silos².
func OneHubs(ctx context.Context, g *snapshot.Graph, dimensionName string) ([]OneHub, error) {
	d, err := comparable(g, "one-hubs", dimensionName)
	if err != nil {
		return nil, err
	}
	m := &meetingPoints{g: g.Symmetric(), d: d, pairs: make([]meeting, len(d.Values)*len(d.Values)), contacts: make([]int32, len(d.Values)), only: make([]int32, len(d.Values))}
	for _, pass := range []func(u int32){m.count, m.propose, m.refute} {
		for u := range int32(g.Len()) {
			if u%256 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			m.enter(u)
			pass(u)
			m.leave()
		}
	}
	var hubs []OneHub
	for a, name := range d.Values {
		for b := a + 1; b < len(d.Values); b++ {
			if p := m.pairs[a*len(d.Values)+b]; len(p.hubs) > 0 {
				slices.Sort(p.hubs)
				hubs = append(hubs, OneHub{Pair: Pair{A: name, B: d.Values[b]}, Hubs: p.hubs, Ties: p.ties, Via: p.via})
			}
		}
	}
	return hubs, ctx.Err()
}

// meeting is how two silos meet.
type meeting struct {
	ties, via int
	proposed  bool    // by a contact in common
	hubs      []int32 // those that all of it may go through
}

// meetingPoints goes over the actors, one at hand at a time.
type meetingPoints struct {
	g        *snapshot.Graph
	d        *snapshot.Dimension
	pairs    []meeting // [a*silos+b] for a < b
	contacts []int32   // of the actor at hand, by silo
	only     []int32   // one of them
	met      []int32   // silos that it has contacts in, ascending
}

func (m *meetingPoints) enter(u int32) {
	for _, v := range m.g.Out(u) {
		if s := m.d.Of[v]; s >= 0 {
			if m.contacts[s] == 0 {
				m.met = append(m.met, s)
			}
			m.contacts[s]++
			m.only[s] = v
		}
	}
	slices.Sort(m.met)
}

func (m *meetingPoints) leave() {
	for _, s := range m.met {
		m.contacts[s] = 0
	}
	m.met = m.met[:0]
}

func (m *meetingPoints) at(a, b int32) *meeting {
	return &m.pairs[int(min(a, b))*len(m.d.Values)+int(max(a, b))]
}

// between visits the pairs of other silos that the actor has contacts in.
func (m *meetingPoints) between(own int32, visit func(a, b int32)) {
	for i, a := range m.met {
		for _, b := range m.met[i+1:] {
			if a != own && b != own {
				visit(a, b)
			}
		}
	}
}

// count counts ties, each at its end in the silo of lower number, and common contacts.
func (m *meetingPoints) count(u int32) {
	own := m.d.Of[u]
	for _, s := range m.met {
		if own >= 0 && own < s {
			m.at(own, s).ties += int(m.contacts[s])
		}
	}
	m.between(own, func(a, b int32) { m.at(a, b).via++ })
}

// propose takes the actor for a hub where it is an end of every tie. Where there is none it proposes, for the first contact in common, that itself if
// there is no other, and the actors it leads to if they are alone in their silo.
func (m *meetingPoints) propose(u int32) {
	own := m.d.Of[u]
	for _, s := range m.met {
		if own >= 0 && s != own {
			if p := m.at(own, s); p.ties == int(m.contacts[s]) {
				p.hubs = append(p.hubs, u)
			}
		}
	}
	m.between(own, func(a, b int32) {
		p := m.at(a, b)
		if p.ties > 0 || p.proposed {
			return
		}
		p.proposed = true
		if p.via == 1 {
			p.hubs = append(p.hubs, u)
		}
		for _, s := range []int32{a, b} {
			if m.contacts[s] == 1 {
				p.hubs = append(p.hubs, m.only[s])
			}
		}
	})
}

// refute strikes off the hubs by which the actor's contacts in both silos do not hang together: unless the hub is the actor itself, it must be the
// actor's only contact in one of the two.
func (m *meetingPoints) refute(u int32) {
	m.between(m.d.Of[u], func(a, b int32) {
		p := m.at(a, b)
		p.hubs = slices.DeleteFunc(p.hubs, func(hub int32) bool {
			return hub != u && !(m.contacts[a] == 1 && m.only[a] == hub) && !(m.contacts[b] == 1 && m.only[b] == hub)
		})
	})
}

// ByHub counts for how many pairs of silos each hub stands, most first, equal ones by actor.
func ByHub(hubs []OneHub) []HubCount {
	var all []int32
	for _, h := range hubs {
		all = append(all, h.Hubs...)
	}
	slices.Sort(all)
	var counts []HubCount
	for i, u := range all {
		if i == 0 || all[i-1] != u {
			counts = append(counts, HubCount{Actor: u})
		}
		counts[len(counts)-1].Pairs++
	}
	slices.SortStableFunc(counts, func(x, y HubCount) int { return cmp.Compare(y.Pairs, x.Pairs) })
	return counts
}

// HubCount is for how many pairs of silos an actor is the one hub.
type HubCount struct {
	Actor int32
	Pairs int
}
