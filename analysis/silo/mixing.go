// Package silo measures how the silos of a dimension are tied to each other: what there is, what chance alone would give, how far
// they are apart and what holds them together.
//
// A step is one tie, whatever its weight. Gaps follow the directions that ties have; every other figure is of the network without directions.
package silo

import (
	"context"
	"math"

	"github.com/sillat/sillat/analysis/nullmodel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Mixing is who works with whom: the weight and the ties between and inside the silos of a dimension, and what the null model of
// package nullmodel gives for them.
type Mixing struct {
	Dimension string
	Silos     []string // ascending
	Actors    []int    // per silo
	Slots     []int64  // per silo: participations of its actors in activities, and ends of their ties; only those where ties begin, when directed

	Unassigned      int     // actors without a silo
	UnassignedSlots int64   // their slots; they take part in chance but are in no pair
	Total           float64 // weight of all pairs, those with unassigned actors included

	Directed bool    // the fields are of ties that lead from the first silo to the second
	Heads    []int64 // when directed: per silo the ends of ties that lead to its actors

	weight  []float64 // [a*silos+b] for a ≤ b, or for all when directed
	ties    []int64
	null    nullmodel.Model
	leading nullmodel.Directed
}

// Cell is one field of a mixing matrix.
type Cell struct {
	Observed float64 // weight
	Ties     int64   // distinct ties
	Expected float64 // mean weight under the null
	SD       float64 // standard deviation under the null
}

// Mix makes the mixing matrix of a dimension, without directions. The weight comes from the network's units: each pair of actors that
// share an activity of k adds the activity's pair weight, 1/(k−1) unless the projection was asked for another. Without activities every
// tie counts 1, or its weight when weights mean strength. It refuses an unknown dimension and one of more than MaxSilos silos with an
// *analysis.ArgumentError. Cost: time Σk² over units and ties, memory silos².
func Mix(ctx context.Context, g *snapshot.Graph, dimension string) (*Mixing, error) {
	d, err := comparable(g, "gaps", dimension)
	if err != nil {
		return nil, err
	}
	return mixed(ctx, g.Symmetric(), d)
}

// mixed makes the mixing matrix of a dimension with the directions that the network has.
func mixed(ctx context.Context, g *snapshot.Graph, d *snapshot.Dimension) (*Mixing, error) {
	s := len(d.Values)
	m := &Mixing{
		Dimension: d.Name, Silos: d.Values, Actors: make([]int, s), Slots: make([]int64, s), Directed: g.Directed(),
		weight: make([]float64, s*s), ties: make([]int64, s*s),
	}
	for _, a := range d.Of {
		if a < 0 {
			m.Unassigned++
		} else {
			m.Actors[a]++
		}
	}
	var err error
	if m.Directed {
		m.Heads = make([]int64, s)
		err = m.addDirected(ctx, g, d.Of)
		m.Total = m.leading.Total()
		return m, err
	}
	if u := g.Units(); u != nil {
		err = m.addUnits(ctx, u, d.Of)
	}
	if err == nil {
		err = m.addTies(ctx, g, d.Of)
	}
	if err != nil {
		return nil, err
	}
	m.Total = m.null.Total()
	return m, nil
}

// Between returns the field of two silos, by index into Silos: of what leads from a to b when directed, else in either order; the same
// silo twice gives the ties inside it.
func (m *Mixing) Between(a, b int) Cell {
	c := m.counted(a, b)
	variance := 0.0
	switch {
	case m.Directed:
		c.Expected, variance = m.leading.Between(m.Slots[a], m.Heads[b])
	case a == b:
		c.Expected, variance = m.null.Within(m.Slots[a])
	default:
		c.Expected, variance = m.null.Between(m.Slots[a], m.Slots[b])
	}
	c.SD = math.Sqrt(variance)
	return c
}

// counted is Between without what chance gives.
func (m *Mixing) counted(a, b int) Cell {
	at := m.at(int32(a), int32(b))
	return Cell{Observed: m.weight[at], Ties: m.ties[at]}
}

// atMost is the probability that chance gives as little as observed between two different silos, or less.
func (m *Mixing) atMost(observed float64, a, b int) float64 {
	if m.Directed {
		return m.leading.AtMost(observed, m.Slots[a], m.Heads[b])
	}
	return m.null.AtMost(observed, m.Slots[a], m.Slots[b])
}

// addUnits counts slots and weight of activities and collaborations. A unit is looked at silo by silo: how many members each has in it.
func (m *Mixing) addUnits(ctx context.Context, u *snapshot.Units, of []int32) error {
	members := make([]float64, len(m.Silos)) // of the unit in hand
	var present []int32
	for i := range u.Len() {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		present = present[:0]
		unit := u.Of(i)
		for _, v := range unit {
			a := of[v]
			if a < 0 {
				m.UnassignedSlots++
				continue
			}
			if members[a] == 0 {
				present = append(present, a)
			}
			members[a]++
			m.Slots[a]++
		}
		w := u.Weight[i]
		if len(unit) < 2 {
			w = 0 // one actor makes no pair, whatever weight its activity has
		}
		m.null.Add(len(unit), w)
		for j, a := range present {
			m.weight[m.at(a, a)] += w * members[a] * (members[a] - 1) / 2
			for _, b := range present[j+1:] {
				m.weight[m.at(a, b)] += w * members[a] * members[b]
			}
		}
		for _, a := range present {
			members[a] = 0
		}
	}
	return nil
}

// addTies counts distinct ties and, in a network without activities, their slots and weight: there each tie is a unit of two.
func (m *Mixing) addTies(ctx context.Context, g *snapshot.Graph, of []int32) error {
	alone := g.Units() == nil
	for u := range int32(g.Len()) {
		if u%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a := of[u]
		if alone {
			if a < 0 {
				m.UnassignedSlots += int64(len(g.Out(u)))
			} else {
				m.Slots[a] += int64(len(g.Out(u)))
			}
		}
		for i, v := range g.Out(u) {
			if v < u {
				continue
			}
			w := strength(g, u, i)
			if alone {
				m.null.Add(2, w)
			}
			if b := of[v]; a >= 0 && b >= 0 {
				m.ties[m.at(a, b)]++
				if alone {
					m.weight[m.at(a, b)] += w
				}
			}
		}
	}
	return nil
}

// addDirected counts ties that have a direction, with their ends and weight.
func (m *Mixing) addDirected(ctx context.Context, g *snapshot.Graph, of []int32) error {
	for u := range int32(g.Len()) {
		if u%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		a := of[u]
		if a < 0 {
			m.UnassignedSlots += int64(len(g.Out(u)))
		} else {
			m.Slots[a] += int64(len(g.Out(u)))
		}
		for i, v := range g.Out(u) {
			w := strength(g, u, i)
			m.leading.Add(w)
			b := of[v]
			if b >= 0 {
				m.Heads[b]++
			}
			if a >= 0 && b >= 0 {
				m.ties[m.at(a, b)]++
				m.weight[m.at(a, b)] += w
			}
		}
	}
	return nil
}

// strength is what the i-th tie of an actor counts: its weight when weights mean strength, else 1.
func strength(g *snapshot.Graph, u int32, i int) float64 {
	if weights := g.OutWeights(u); g.Meaning() == snapshot.Strength && weights != nil {
		return weights[i]
	}
	return 1
}

func (m *Mixing) at(a, b int32) int {
	if !m.Directed && b < a {
		a, b = b, a
	}
	return int(a)*len(m.Silos) + int(b)
}
