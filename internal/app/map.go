package app

import (
	"context"

	"github.com/sillat/sillat/analysis/layout"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// MapRequest asks for what the map draws.
type MapRequest struct {
	Source Source
	Query  Query
	Silo   string
}

// MapResult is silos as bubbles and the actors inside them, with the ties between both. Actors and ties are in columns, because a
// map has tens of thousands of them.
type MapResult struct {
	Run      Record    `json:"run"`
	Silo     string    `json:"silo"`
	Silos    []MapSilo `json:"silos"` // as in the dimension; last, with an empty name, the actors without a value, if there are any
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
	Expected Number `json:"expected"` // mean weight under the degree-keeping null
}

// MapActors holds the actors in columns, by id.
type MapActors struct {
	ID     []string  `json:"id"`
	Name   []string  `json:"name"`
	Silo   []int32   `json:"silo"` // index into silos
	X      []float32 `json:"x"`
	Y      []float32 `json:"y"`
	Degree []int32   `json:"degree"`
}

// MapTies holds the ties in columns, each once, ends by actor index.
type MapTies struct {
	Source []int32   `json:"source"`
	Target []int32   `json:"target"`
	Weight []float32 `json:"weight"`
}

// Map places the silos and actors of a network and lists the ties between them.
func (a *App) Map(ctx context.Context, r MapRequest) (*MapResult, error) {
	clock := a.start()
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	g := v.Graph.Symmetric()
	mixing, err := silo.Mix(ctx, g, r.Silo)
	if err != nil {
		return nil, refused(err)
	}
	dimension, _ := g.Dimension(r.Silo) // there is one: Mix has found it
	positions := layout.Silos(g, dimension, layout.Options{Threads: r.Query.Threads})
	out := &MapResult{Silo: r.Silo, Silos: []MapSilo{}, SiloTies: siloTies(mixing), Actors: mapActors(g, dimension, positions), Ties: mapTies(g)}
	for i, b := range positions.Silos {
		bubble := MapSilo{Name: b.Name, Actors: b.Actors, X: Number(b.X), Y: Number(b.Y), R: Number(b.R)}
		if b.Code >= 0 {
			bubble.Inside = Number(mixing.Between(i, i).Observed)
		}
		out.Silos = append(out.Silos, bubble)
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "map", r.Silo
	return out, nil
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
		ID: make([]string, n), Name: make([]string, n), Silo: make([]int32, n), X: make([]float32, n), Y: make([]float32, n), Degree: make([]int32, n),
	}
	for u := range n {
		out.ID[u], out.Name[u] = g.ID(int32(u)), g.Name(int32(u))
		out.Silo[u] = d.Of[u]
		if d.Of[u] < 0 {
			out.Silo[u] = int32(len(p.Silos) - 1) // the bubble of those without a value stands last
		}
		out.X[u], out.Y[u] = float32(p.X[u]), float32(p.Y[u])
		out.Degree[u] = int32(len(g.Out(int32(u))))
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
