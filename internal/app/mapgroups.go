package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/community"
	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/fault"
)

// smallestCommunity is the fewest actors that get a bubble of their own on the map: two who know only each other are no circle.
const smallestCommunity = 3

// mapGroups is what the map shows as bubbles.
type mapGroups struct {
	by        string
	dimension *snapshot.Dimension // nil on a plain map
	inside    []float64           // tie weight inside each group
	ties      []SiloTie
}

// groupForMap decides what the bubbles are: silos when a dimension is asked for, else communities, else nothing.
func groupForMap(ctx context.Context, g *snapshot.Graph, r MapRequest) (*mapGroups, error) {
	switch r.Group {
	case "", ByCommunities, Plain:
	default:
		return nil, fault.New(fault.Invalid, "map: group is %q; choose one of %s, %s", r.Group, ByCommunities, Plain)
	}
	if r.Silo == "" {
		if r.Group != Plain && g.Ties() > 0 {
			return communitiesForMap(ctx, g, r.Query)
		}
		return &mapGroups{by: Plain, ties: []SiloTie{}}, nil
	}
	mixing, err := silo.Mix(ctx, g, r.Silo)
	if err != nil {
		return nil, err
	}
	dimension, _ := g.Dimension(r.Silo) // there is one: Mix has found it
	out := &mapGroups{by: BySilo, dimension: dimension, ties: siloTies(mixing), inside: make([]float64, len(mixing.Silos))}
	for i := range out.inside {
		out.inside[i] = mixing.Between(i, i).Observed
	}
	return out, nil
}

// communitiesForMap makes a dimension of the communities that Leiden finds, by decreasing size; actors of smaller ones are in none.
func communitiesForMap(ctx context.Context, g *snapshot.Graph, q Query) (*mapGroups, error) {
	found, err := analysis.Run(ctx, g, &community.Leiden, analysis.Args{Threads: q.Threads, Seed: q.Seed})
	if err != nil {
		return nil, fmt.Errorf("communities: %w", err)
	}
	size := map[int32]int{}
	of := make([]int32, g.Len())
	for u, number := range found.Scores[0] {
		of[u] = int32(number) - 1
		size[of[u]]++
	}
	d := &snapshot.Dimension{Name: ByCommunities, Of: of}
	// Communities are numbered by decreasing size, so those that are large enough come first.
	for size[int32(len(d.Values))] >= smallestCommunity {
		d.Values = append(d.Values, strconv.Itoa(len(d.Values)+1))
	}
	for u := range of {
		if int(of[u]) >= len(d.Values) {
			of[u] = -1
		}
	}
	if len(d.Values) == 0 {
		return &mapGroups{by: Plain, ties: []SiloTie{}}, nil
	}
	out := &mapGroups{by: ByCommunities, dimension: d, inside: make([]float64, len(d.Values))}
	out.ties = out.count(g)
	return out, nil
}

// count adds up the ties between every two groups, and their weight. What chance would give is left open.
func (m *mapGroups) count(g *snapshot.Graph) []SiloTie {
	at := make(map[[2]int32]*SiloTie)
	for u := range int32(g.Len()) {
		weights := g.OutWeights(u)
		for i, v := range g.Out(u) {
			a, b := m.dimension.Of[u], m.dimension.Of[v]
			if v < u || a < 0 || b < 0 {
				continue
			}
			w := 1.0
			if weights != nil {
				w = weights[i]
			}
			if a == b {
				m.inside[a] += w
				continue
			}
			pair := [2]int32{min(a, b), max(a, b)}
			if at[pair] == nil {
				at[pair] = &SiloTie{A: int(pair[0]), B: int(pair[1]), Expected: undefined}
			}
			at[pair].Ties++
			at[pair].Weight += Number(w)
		}
	}
	out := make([]SiloTie, 0, len(at))
	for _, tie := range at {
		out = append(out, *tie)
	}
	slices.SortFunc(out, byPlace)
	return out
}

// place finds the positions, like those of a model when there is one, or only the bubbles' names and sizes when positions are not wanted.
func (m *mapGroups) place(ctx context.Context, g *snapshot.Graph, r MapRequest, model *MapResult) (layout.Positions, error) {
	opt := layout.Options{Threads: r.Query.Threads}
	if model != nil {
		opt.Actors = model.actorsAt()
		opt.Silos = m.middles(g, opt.Actors)
	}
	switch {
	case r.Unplaced:
		return m.unplaced(g), nil
	case m.dimension == nil:
		x, y, err := layout.Force(ctx, g, opt)
		return layout.Positions{X: x, Y: y}, err
	default:
		return layout.Silos(g, m.dimension, opt), nil
	}
}

// actorsAt tells where the map shows an actor.
func (m *MapResult) actorsAt() layout.Earlier {
	return func(id string) (x, y float64, ok bool) {
		i, ok := slices.BinarySearch(m.Actors.ID, id)
		if !ok || len(m.Actors.X) == 0 {
			return 0, 0, false
		}
		return float64(m.Actors.X[i]), float64(m.Actors.Y[i]), true
	}
}

// middles tells in the middle of which places the members of a bubble stood. A bubble's name would not do: the second largest community may have
// become the third.
func (m *mapGroups) middles(g *snapshot.Graph, actors layout.Earlier) layout.Earlier {
	if m.dimension == nil {
		return nil
	}
	type sum struct{ x, y, members float64 }
	of := map[string]*sum{}
	for u, code := range m.dimension.Of {
		name := ""
		if code >= 0 {
			name = m.dimension.Values[code]
		}
		if x, y, ok := actors(g.ID(int32(u))); ok {
			if of[name] == nil {
				of[name] = &sum{}
			}
			of[name].x += x
			of[name].y += y
			of[name].members++
		}
	}
	return func(name string) (x, y float64, ok bool) {
		s := of[name]
		if s == nil {
			return 0, 0, false
		}
		return s.x / s.members, s.y / s.members, true
	}
}

// unplaced lists the bubbles as layout.Silos does, without putting them anywhere.
func (m *mapGroups) unplaced(g *snapshot.Graph) layout.Positions {
	var p layout.Positions
	if m.dimension == nil {
		return p
	}
	for code, name := range m.dimension.Values {
		p.Silos = append(p.Silos, layout.Bubble{Name: name, Code: int32(code)})
	}
	none := layout.Bubble{Code: -1}
	for _, code := range m.dimension.Of {
		if code < 0 {
			none.Actors++
		} else {
			p.Silos[code].Actors++
		}
	}
	if none.Actors > 0 {
		p.Silos = append(p.Silos, none)
	}
	return p
}
