package difference

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// matched is two snapshots with their actors in one list.
type matched struct {
	before, after *snapshot.Graph
	ids, names    []string
	inBefore      []int32 // per listed actor its index there; -1 when it is not
	inAfter       []int32
	ofBefore      []int32 // per actor of the earlier snapshot its place in the list
	ofAfter       []int32
}

// match merges the actors of both, which ascend by id.
func match(before, after *snapshot.Graph) *matched {
	m := &matched{before: before, after: after, ofBefore: make([]int32, before.Len()), ofAfter: make([]int32, after.Len())}
	for i, j := int32(0), int32(0); int(i) < before.Len() || int(j) < after.Len(); {
		order := 0
		switch {
		case int(i) == before.Len():
			order = 1
		case int(j) == after.Len():
			order = -1
		default:
			order = cmp.Compare(before.ID(i), after.ID(j))
		}
		at, u, v := int32(len(m.ids)), int32(-1), int32(-1)
		if order <= 0 {
			u, m.ofBefore[i] = i, at
			i++
		}
		if order >= 0 {
			v, m.ofAfter[j] = j, at
			j++
		}
		m.inBefore, m.inAfter = append(m.inBefore, u), append(m.inAfter, v)
		if v >= 0 {
			m.ids, m.names = append(m.ids, after.ID(v)), append(m.names, after.Name(v))
		} else {
			m.ids, m.names = append(m.ids, before.ID(u)), append(m.names, before.Name(u))
		}
	}
	return m
}

// actors says who came, went and moved, and what that makes of the silos.
func (m *matched) actors(dimension string, into *Difference) {
	silos := map[string]*Silo{}
	count := func(name string) *Silo {
		if silos[name] == nil {
			silos[name] = &Silo{Name: name}
		}
		return silos[name]
	}
	for at := range m.ids {
		u, v := m.inBefore[at], m.inAfter[at]
		old, now := siloOf(m.before, u, dimension), siloOf(m.after, v, dimension)
		a := Actor{ID: m.ids[at], Name: m.names[at], Silo: now}
		if old != "" {
			count(old).Before++
		}
		if now != "" {
			count(now).After++
		}
		switch {
		case u < 0:
			a.Ties = tiesOf(m.after, v)
			into.Appeared = append(into.Appeared, a)
		case v < 0:
			a.Silo, a.Ties = old, tiesOf(m.before, u)
			into.Gone = append(into.Gone, a)
		default:
			had, has := tiesOf(m.before, u), tiesOf(m.after, v)
			a.Ties = has
			if had == 0 && has > 0 {
				into.Woke = append(into.Woke, a)
			}
			if had > 0 && has == 0 {
				into.Slept = append(into.Slept, a)
			}
			if old != now {
				into.Moved = append(into.Moved, Move{ID: a.ID, Name: a.Name, From: old, To: now})
				if old != "" {
					count(old).Out++
				}
				if now != "" {
					count(now).In++
				}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(silos)) {
		into.Silos = append(into.Silos, *silos[name])
	}
}

// siloOf is an actor's silo, "" when it has none or is not there.
func siloOf(g *snapshot.Graph, u int32, dimension string) string {
	d, ok := g.Dimension(dimension)
	if !ok || u < 0 || d.Of[u] < 0 {
		return ""
	}
	return d.Values[d.Of[u]]
}

// tiesOf counts an actor's ties in either direction.
func tiesOf(g *snapshot.Graph, u int32) int {
	if !g.Directed() {
		return len(g.Out(u))
	}
	return len(g.Out(u)) + len(g.In(u))
}
