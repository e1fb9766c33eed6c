package storetest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/sillat/sillat/pkg/network"
)

// model is a store of one network that keeps every revision whole, in plain maps by key: slow, and too simple to be wrong.
type model struct{ states []state }

type state struct {
	actors         map[string]network.Actor
	activities     map[string]network.Activity
	collaborations map[string]network.Collaboration
	participations map[string]network.Participation
}

func newModel() *model { return &model{states: []state{stateOf(&network.Picture{})}} }

func (m *model) newest() int { return len(m.states) - 1 }

// importPicture adds a revision, or none when nothing differs but where records come from.
func (m *model) importPicture(p *network.Picture) (rev network.Revision, changed bool) {
	now, given := m.states[m.newest()], stateOf(p)
	next := state{
		actors:         upsert(now.actors, given.actors, func(a network.Actor) network.Actor { a.Source = network.Source{}; return a }),
		activities:     upsert(now.activities, given.activities, func(a network.Activity) network.Activity { a.Source = network.Source{}; return a }),
		collaborations: upsert(now.collaborations, given.collaborations, func(c network.Collaboration) network.Collaboration { c.Source = network.Source{}; return c }),
		participations: upsert(now.participations, given.participations, func(t network.Participation) network.Participation { t.Source = network.Source{}; return t }),
	}
	rev = m.difference(next)
	if rev.Added == (network.Counts{}) {
		return network.Revision{}, false
	}
	m.states = append(m.states, next)
	return rev, true
}

// become adds a revision that reads like p, or none when the newest does.
func (m *model) become(p *network.Picture) (rev network.Revision, changed bool) {
	next := stateOf(p)
	rev = m.difference(next)
	if rev.Added == (network.Counts{}) && rev.Removed == (network.Counts{}) {
		return network.Revision{}, false
	}
	m.states = append(m.states, next)
	return rev, true
}

// revert adds a revision equal to an old one.
func (m *model) revert(to int) network.Revision {
	rev := m.difference(m.states[to])
	m.states = append(m.states, m.states[to])
	return rev
}

// erase takes an actor out of every revision and adds one.
func (m *model) erase(actor string) network.Revision {
	m.states = append(m.states, m.states[m.newest()])
	rev := network.Revision{Number: m.newest()}
	for i, s := range m.states {
		p := without(s.picture(), actor)
		m.states[i] = stateOf(&p)
		if i == m.newest() {
			rev = network.Revision{Number: i, Removed: network.Counts{
				Actors: len(s.actors) - len(p.Actors), Collaborations: len(s.collaborations) - len(p.Collaborations),
				Participations: len(s.participations) - len(p.Participations),
			}}
		}
	}
	return rev
}

// holds reports whether any revision has the actor.
func (m *model) holds(actor string) bool {
	return slices.ContainsFunc(m.states, func(s state) bool { _, has := s.actors[actor]; return has })
}

// picture is what a store must read at a revision.
func (m *model) picture(revision int) network.Picture { return m.states[revision].picture() }

// difference is the revision that leads from the newest state to next.
func (m *model) difference(next state) network.Revision {
	now := m.states[m.newest()]
	rev := network.Revision{Number: len(m.states)}
	rev.Added.Actors, rev.Removed.Actors = differing(now.actors, next.actors)
	rev.Added.Activities, rev.Removed.Activities = differing(now.activities, next.activities)
	rev.Added.Collaborations, rev.Removed.Collaborations = differing(now.collaborations, next.collaborations)
	rev.Added.Participations, rev.Removed.Participations = differing(now.participations, next.participations)
	return rev
}

// stateOf files a picture's records by key; the place among equals is part of it.
func stateOf(p *network.Picture) state {
	s := state{
		map[string]network.Actor{}, map[string]network.Activity{}, map[string]network.Collaboration{}, map[string]network.Participation{},
	}
	for _, a := range p.Actors {
		s.actors[a.ID] = a
	}
	for _, a := range p.Activities {
		s.activities[a.ID] = a
	}
	for _, c := range p.Collaborations {
		if !c.Directed {
			c.From, c.To = min(c.From, c.To), max(c.From, c.To)
		}
		file(s.collaborations, fmt.Sprintf("%q %q %q %v %v", c.From, c.To, c.Type, c.Directed, c.Start), c)
	}
	for _, t := range p.Participations {
		file(s.participations, fmt.Sprintf("%q %q %q %v", t.Actor, t.Activity, t.Role, t.Start), t)
	}
	return s
}

func file[R any](records map[string]R, key string, r R) {
	place := 0
	for {
		numbered := fmt.Sprintf("%s %06d", key, place)
		if _, taken := records[numbered]; !taken {
			records[numbered] = r
			return
		}
		place++
	}
}

// picture lists a state's records in the order in which a store reads them.
func (s state) picture() network.Picture {
	p := network.Picture{}
	for _, id := range slices.Sorted(maps.Keys(s.actors)) {
		p.Actors = append(p.Actors, s.actors[id])
	}
	for _, id := range slices.Sorted(maps.Keys(s.activities)) {
		p.Activities = append(p.Activities, s.activities[id])
	}
	// Sorted by key, equals come in the order of their places, and a stable sort by the fields leaves them so.
	for _, key := range slices.Sorted(maps.Keys(s.collaborations)) {
		p.Collaborations = append(p.Collaborations, s.collaborations[key])
	}
	slices.SortStableFunc(p.Collaborations, func(a, b network.Collaboration) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Type, b.Type),
			cmp.Compare(fmt.Sprint(a.Directed), fmt.Sprint(b.Directed)), cmp.Compare(a.Start, b.Start))
	})
	for _, key := range slices.Sorted(maps.Keys(s.participations)) {
		p.Participations = append(p.Participations, s.participations[key])
	}
	slices.SortStableFunc(p.Participations, func(a, b network.Participation) int {
		return cmp.Or(cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Activity, b.Activity), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Start, b.Start))
	})
	return p
}

// upsert returns now with the records of given that are new or whose content differs.
func upsert[R any](now, given map[string]R, content func(R) R) map[string]R {
	next := maps.Clone(now)
	for key, r := range given {
		if old, has := now[key]; !has || !gocmp.Equal(content(old), content(r)) {
			next[key] = r
		}
	}
	return next
}

// differing counts the records that next has and now has not, and the other way round; a changed one counts in each.
func differing[R any](now, next map[string]R) (added, removed int) {
	for key, r := range next {
		if old, has := now[key]; !has || !gocmp.Equal(old, r) {
			added++
		}
	}
	for key, r := range now {
		if kept, has := next[key]; !has || !gocmp.Equal(kept, r) {
			removed++
		}
	}
	return added, removed
}
