package app

import (
	"context"
	"strconv"

	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/fault"
)

// How the map puts actors together.
const (
	BySilo        = "silo"        // by the values of a dimension
	ByCommunities = "communities" // by the circles that their ties make
	Plain         = "plain"       // not at all: actors stand where their ties pull them
)

// MapRequest asks for what the map draws.
type MapRequest struct {
	Source Source
	Query  Query
	Silo   string // "": the network is drawn without silos, as Group says
	Group  string // without a silo, ByCommunities or Plain; "" is by communities, where there are any

	Unplaced bool // leave the positions out: whoever has them from another request only wants to know who and what is there
	Untied   bool // leave the ties between actors out, which are most of the answer in a large network; those between silos stay
	Pairs    int  // only so many ties between silos, see cutPairs; 0: all
	Like     int  // an earlier revision of the stored network: what its map shows stays about where it is there; 0: no other map
}

// MapResult is silos as bubbles and the actors inside them, with the ties between both. Actors and ties are in columns, because a
// map has tens of thousands of them.
type MapResult struct {
	Run      Record    `json:"run"`
	Silo     string    `json:"silo"`
	Grouping string    `json:"grouping" enum:"silo,communities,plain"` // silo, communities or plain
	Choices  []string  `json:"choices"`                                // the dimensions that it could be drawn by
	Silos    []MapSilo `json:"silos"`                                  // as in the dimension, or communities by number, the largest first; last, with an empty name, actors in none of them
	Pairs    int       `json:"pairs"`                                  // of silos that there is something to say of; silo_ties may hold fewer
	SiloTies []SiloTie `json:"silo_ties"`
	Actors   MapActors `json:"actors"`
	Ties     MapTies   `json:"ties"`
}

// MapSilo is one bubble. Positions share one unit; y grows downwards.
type MapSilo struct {
	Name   string `json:"name"`
	Actors int    `json:"actors"`
	Inside Number `json:"inside"` // tie weight between its own actors
	X      Number `json:"x"`
	Y      Number `json:"y"`
	R      Number `json:"r"`
}

// SiloTie is what lies between two silos, by index.
type SiloTie struct {
	A        int    `json:"a"`
	B        int    `json:"b"`
	Ties     int64  `json:"ties"`
	Weight   Number `json:"weight"`
	Expected Number `json:"expected"` // mean weight under the degree-keeping null; null between communities, which are made so that few ties join them
}

// MapActors holds the actors in columns, by id.
type MapActors struct {
	ID     []string  `json:"id"`
	Name   []string  `json:"name"`
	Silo   []int32   `json:"silo"` // index into silos; -1 on a plain map
	X      []float32 `json:"x"`    // empty when positions were not asked for, like y
	Y      []float32 `json:"y"`
	Degree []int32   `json:"degree"`
}

// MapTies holds the ties in columns, each once, ends by actor index.
type MapTies struct {
	Source []int32   `json:"source"`
	Target []int32   `json:"target"`
	Weight []float32 `json:"weight"`
}

// Map places the silos and actors of a network and lists the ties between them. Without a silo it groups actors by communities or not at
// all, and says so.
func (a *App) Map(ctx context.Context, r MapRequest) (*MapResult, error) {
	ctx, clock := a.start(ctx, "map")
	defer clock.end()
	if r.Silo != "" && r.Group != "" {
		return nil, fault.New(fault.Invalid, "map: silo is %q and group is %q; give one of them", r.Silo, r.Group)
	}
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	drawn, err := a.drawn(ctx, v, r)
	if err != nil {
		return nil, refused(err)
	}
	out := *drawn
	if !r.Untied {
		out.Ties = mapTies(v.Graph.Symmetric())
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "map", r.Silo
	if r.Group != "" {
		out.Run.Parameters["group"] = r.Group
	}
	if r.Pairs != 0 && r.Pairs != UsualPairs {
		out.Run.Parameters["pairs"] = strconv.Itoa(r.Pairs)
	}
	if r.Like > 0 {
		out.Run.Parameters["like"] = strconv.Itoa(r.Like)
	}
	if len(out.SiloTies) < out.Pairs {
		out.Run.warn(notice.PairsCut.Of(out.Pairs, r.Pairs))
	}
	out.discreet(ctx)
	return &out, nil
}

// drawn returns the map but for the ties between actors and the record, drawn now or before.
func (a *App) drawn(ctx context.Context, v *view, r MapRequest) (*MapResult, error) {
	if r.Unplaced {
		r.Like = 0 // it only says where things stand
	}
	return a.drawings.get(v.Projected, r, func() (*MapResult, error) {
		var model *MapResult
		if r.Like > 0 {
			then := r
			then.Query.Revision, then.Like = r.Like, 0
			earlier, err := a.open(ctx, then.Source, then.Query)
			if err != nil {
				return nil, err
			}
			if model, err = a.drawn(ctx, earlier, then); err != nil {
				return nil, err
			}
		}
		return draw(ctx, v.Graph.Symmetric(), r, model)
	})
}

// draw makes the map but for the ties between actors and the record; with a model, which may be nil, like that.
func draw(ctx context.Context, g *snapshot.Graph, r MapRequest, model *MapResult) (*MapResult, error) {
	out := &MapResult{Silo: r.Silo, Choices: []string{}, Silos: []MapSilo{}, Ties: MapTies{Source: []int32{}, Target: []int32{}, Weight: []float32{}}}
	for _, d := range g.Dimensions() {
		out.Choices = append(out.Choices, d.Name)
	}
	grouped, err := groupForMap(ctx, g, r)
	if err != nil {
		return nil, err
	}
	out.Grouping, out.Pairs, out.SiloTies = grouped.by, len(grouped.ties), cutPairs(grouped.ties, r.Pairs)
	positions, err := grouped.place(ctx, g, r, model)
	if err != nil {
		return nil, err
	}
	for i, b := range positions.Silos {
		bubble := MapSilo{Name: b.Name, Actors: b.Actors, X: Number(b.X), Y: Number(b.Y), R: Number(b.R)}
		if b.Code >= 0 {
			bubble.Inside = Number(grouped.inside[i])
		}
		out.Silos = append(out.Silos, bubble)
	}
	out.Actors = mapActors(g, grouped.dimension, positions)
	return out, nil
}

// MapTies lists the ties between the actors of a map, by their places in its columns.
func (a *App) MapTies(ctx context.Context, src Source, q Query) (*MapTies, error) {
	v, err := a.open(ctx, src, q)
	if err != nil {
		return nil, err
	}
	ties := mapTies(v.Graph.Symmetric())
	return &ties, nil
}

func siloTies(m *silo.Mixing) []SiloTie {
	out := []SiloTie{}
	for a := range m.Silos {
		for b := a + 1; b < len(m.Silos); b++ {
			c := m.Between(a, b)
			out = append(out, SiloTie{A: a, B: b, Ties: c.Ties, Weight: Number(c.Observed), Expected: Number(c.Expected)})
		}
	}
	return out
}

func mapActors(g *snapshot.Graph, d *snapshot.Dimension, p layout.Positions) MapActors {
	n := g.Len()
	out := MapActors{
		ID: make([]string, n), Name: make([]string, n), Silo: make([]int32, n), X: make([]float32, len(p.X)), Y: make([]float32, len(p.X)), Degree: make([]int32, n),
	}
	for u := range n {
		out.ID[u], out.Name[u] = g.ID(int32(u)), g.Name(int32(u))
		switch {
		case d == nil:
			out.Silo[u] = -1
		case d.Of[u] < 0:
			out.Silo[u] = int32(len(p.Silos) - 1) // the bubble of those without a value stands last
		default:
			out.Silo[u] = d.Of[u]
		}
		out.Degree[u] = int32(len(g.Out(int32(u))))
	}
	for u := range p.X {
		out.X[u], out.Y[u] = float32(p.X[u]), float32(p.Y[u])
	}
	return out
}

func mapTies(g *snapshot.Graph) MapTies {
	out := MapTies{Source: make([]int32, 0, g.Ties()), Target: make([]int32, 0, g.Ties()), Weight: make([]float32, 0, g.Ties())}
	for u := range int32(g.Len()) {
		weights := g.OutWeights(u)
		for i, v := range g.Out(u) {
			if v < u {
				continue // each tie once
			}
			w := float32(1)
			if weights != nil {
				w = float32(weights[i])
			}
			out.Source, out.Target, out.Weight = append(out.Source, u), append(out.Target, v), append(out.Weight, w)
		}
	}
	return out
}
