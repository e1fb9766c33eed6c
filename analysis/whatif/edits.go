// Package whatif is the sandbox: a network with actors, ties and activities added or removed, and every headline figure before and after.
//
// Nothing is approximated by following an edit's consequences: the edited network is built as an import of the edited data would build
// it, and the figures are computed from that.
package whatif

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Edits is what to change, all at once; their order does not matter. Actors are named by id. The zero Edits change nothing.
type Edits struct {
	AddActors      []NewActor
	RemoveActors   []string
	AddTies        [][2]string // collaborations of weight 1; from the first to the second when the network is directed
	RemoveTies     [][2]string // whatever collaborations the two have, activities of only these two included
	AddActivities  [][]string  // the actors that take part in each
	RemoveActivity []int       // places in the network's units

	Weighting Weighting // how the network's activities were turned into ties
}

// NewActor is an actor to add.
type NewActor struct {
	ID, Name string
	Values   []Value // of silo dimensions; a dimension that is not named has none
}

// Value is an actor's silo in a dimension.
type Value struct{ Dimension, Silo string }

// Weighting is what an activity adds to the tie of each pair of its k participants.
type Weighting uint8

// The weightings of the projection.
const (
	Newman Weighting = iota // 1/(k−1)
	Count                   // 1
	Pairs                   // 1/C(k,2)
)

// weight returns what each pair of k participants gets.
func (w Weighting) weight(k int) float64 {
	switch w {
	case Count:
		return 1
	case Pairs:
		return 2 / (float64(k) * float64(k-1))
	}
	return 1 / float64(k-1)
}

// without returns what each pair still gets when some participants leave an activity that gave each pair a weight. Participants that the
// graph does not show (a selection left them out) count too, so their number comes from the weight and not from the unit.
func (w Weighting) without(weight float64, left int) float64 {
	for k := left + 2; w != Count; k++ {
		// Weights fall as k grows; the first that is as small is the one, rounding apart.
		if w.weight(k) <= weight*(1+1e-9) {
			return w.weight(k - left)
		}
	}
	return 1
}

// plan is checked edits in terms of a graph: actors are numbered as in the graph, added ones after them.
type plan struct {
	gone       []bool // per actor of the graph
	actors     []NewActor
	add        [][2]int32
	remove     map[[2]int32]struct{} // smaller index first, except in a directed graph
	activities [][]int32
	ended      []bool // per unit
	notes      []notice.Notice
}

// check resolves the ids, or returns an *analysis.ArgumentError for an edit that cannot be made.
func (e *Edits) check(g *snapshot.Graph) (*plan, error) {
	p := &plan{gone: make([]bool, g.Len()), actors: e.AddActors, remove: make(map[[2]int32]struct{}), ended: make([]bool, g.Units().Len())}
	for _, id := range e.RemoveActors {
		u, ok := g.Index(id)
		if !ok {
			return nil, refuse("remove-actor", id, "the id of an actor of the network")
		}
		p.gone[u] = true
	}
	added := make(map[string]int32)
	for i, a := range e.AddActors {
		if err := checkActor(g, a, added); err != nil {
			return nil, err
		}
		added[a.ID] = int32(g.Len() + i)
	}
	find := func(param, text, id string) (int32, error) {
		if u, ok := added[id]; ok {
			return u, nil
		}
		u, ok := g.Index(id)
		switch {
		case !ok:
			return 0, refuse(param, text, "ids of actors of the network, or of actors added with it; there is no "+strconv.Quote(id))
		case p.gone[u]:
			return 0, refuse(param, text, "actors that stay; "+strconv.Quote(id)+" is removed")
		}
		return u, nil
	}
	for _, list := range []struct {
		param string
		ties  [][2]string
		take  func(u, v int32, text string) error
	}{{"add-tie", e.AddTies, p.addTie(g)}, {"remove-tie", e.RemoveTies, p.removeTie(g)}} {
		for _, ids := range list.ties {
			text := ids[0] + "," + ids[1]
			var ends [2]int32
			for i, id := range ids {
				u, err := find(list.param, text, id)
				if err != nil {
					return nil, err
				}
				ends[i] = u
			}
			if ends[0] == ends[1] {
				return nil, refuse(list.param, text, "two different actors")
			}
			if err := list.take(ends[0], ends[1], text); err != nil {
				return nil, err
			}
		}
	}
	if err := p.takeActivities(g, e, find); err != nil {
		return nil, err
	}
	return p, nil
}

func checkActor(g *snapshot.Graph, a NewActor, added map[string]int32) error {
	if a.ID == "" {
		return refuse("add-actor", a.ID, "an id")
	}
	_, known := g.Index(a.ID)
	if _, twice := added[a.ID]; known || twice {
		return refuse("add-actor", a.ID, "an id that no actor has yet")
	}
	for _, v := range a.Values {
		if _, ok := g.Dimension(v.Dimension); !ok {
			names := make([]string, 0, len(g.Dimensions()))
			for _, d := range g.Dimensions() {
				names = append(names, d.Name)
			}
			return refuse("add-actor", a.ID+":"+v.Dimension+"="+v.Silo, "values of "+strings.Join(names, ", "))
		}
	}
	return nil
}

func (p *plan) addTie(g *snapshot.Graph) func(u, v int32, text string) error {
	return func(u, v int32, _ string) error {
		if int(max(u, v)) < g.Len() && g.HasTie(u, v) {
			p.notes = append(p.notes, notice.TiedAlready.Of(g.ID(u), g.ID(v)))
		}
		p.add = append(p.add, [2]int32{u, v})
		return nil
	}
}

func (p *plan) removeTie(g *snapshot.Graph) func(u, v int32, text string) error {
	return func(u, v int32, text string) error {
		if int(max(u, v)) >= g.Len() || !g.HasTie(u, v) {
			return refuse("remove-tie", text, "two actors with a tie; these have none")
		}
		p.remove[tieKey(g, u, v)] = struct{}{}
		return nil
	}
}

// tieKey names a tie the same way from either end.
func tieKey(g *snapshot.Graph, u, v int32) [2]int32 {
	if !g.Directed() && v < u {
		u, v = v, u
	}
	return [2]int32{u, v}
}

func (p *plan) takeActivities(g *snapshot.Graph, e *Edits, find func(param, text, id string) (int32, error)) error {
	for _, unit := range e.RemoveActivity {
		if unit < 0 || unit >= len(p.ended) {
			return refuse("remove-activity", strconv.Itoa(unit), "an activity of at least two actors of the network")
		}
		p.ended[unit] = true
	}
	for _, ids := range e.AddActivities {
		text := strings.Join(ids, ",")
		var members []int32
		for _, id := range ids {
			u, err := find("add-activity", text, id)
			if err != nil {
				return err
			}
			members = append(members, u)
		}
		slices.Sort(members)
		members = slices.Compact(members)
		switch {
		case len(members) < 2:
			return refuse("add-activity", text, "at least two different actors")
		case g.Directed():
			return refuse("add-activity", text, "a network without directions, because an activity's ties have none; read it with directed no")
		case g.Meaning() == snapshot.Distance:
			return refuse("add-activity", text, "weights that are no distances, because what an activity gives a tie is a strength")
		}
		p.activities = append(p.activities, members)
	}
	return nil
}

func refuse(param, value, expected string) error {
	return &analysis.ArgumentError{Metric: "whatif", Param: param, Value: value, Expected: expected}
}
