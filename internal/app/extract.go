package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/pkg/fault"
)

// ExtractRequest asks for a part of a network: what its selectors choose and, when actors are named, only what is near them.
type ExtractRequest struct {
	Source Source
	Query  Query
	Around []string // ids of actors; none: all that the query selects
	Steps  int      // how many steps away to go from them, at least 0
	Along  bool     // steps follow the directions of ties
}

// ExtractResult is the actors and ties of a part of a network, by id.
type ExtractResult struct {
	Run        Record           `json:"run"`
	Dimensions []string         `json:"dimensions"` // what the actors' attributes are called, ascending
	Actors     []ExtractedActor `json:"actors"`
	Ties       []ExtractedTie   `json:"ties"`
	Directed   bool             `json:"directed"`
	Density    Number           `json:"density"` // share of the possible ties of the part that are there
}

// ExtractedActor is one actor of the part.
type ExtractedActor struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Steps      int               `json:"steps"` // from the nearest of the actors asked about; 0 when none was named
	Attributes map[string]string `json:"attributes,omitempty"`
}

// ExtractedTie is one tie of the part, with the weight that the query's projection gives it.
type ExtractedTie struct {
	Source string `json:"source"`
	Target string `json:"target"`
	Weight Number `json:"weight"`
}

// Extract takes a part out of a network. An unknown actor, or a negative number of steps, is a fault.Invalid.
func (a *App) Extract(ctx context.Context, r ExtractRequest) (*ExtractResult, error) {
	if r.Steps < 0 {
		return nil, fault.New(fault.Invalid, "steps is %d; expected 0 or more", r.Steps)
	}
	ctx, clock := a.start(ctx, "extract")
	defer clock.end()
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	part, away, err := around(v.Graph, r)
	if err != nil {
		return nil, err
	}
	out := &ExtractResult{Directed: part.Directed(), Dimensions: []string{}, Actors: make([]ExtractedActor, 0, part.Len()), Ties: make([]ExtractedTie, 0, part.Ties())}
	for _, d := range part.Dimensions() {
		out.Dimensions = append(out.Dimensions, d.Name)
	}
	for u := range int32(part.Len()) {
		actor := ExtractedActor{ID: part.ID(u), Name: part.Name(u), Attributes: map[string]string{}}
		if away != nil {
			actor.Steps = away[u]
		}
		for _, d := range part.Dimensions() {
			if code := d.Of[u]; code >= 0 {
				actor.Attributes[d.Name] = d.Values[code]
			}
		}
		out.Actors = append(out.Actors, actor)
		weights := part.OutWeights(u)
		for i, w := range part.Out(u) {
			if !part.Directed() && w < u {
				continue
			}
			weight := 1.0
			if weights != nil {
				weight = weights[i]
			}
			out.Ties = append(out.Ties, ExtractedTie{Source: part.ID(u), Target: part.ID(w), Weight: Number(weight)})
		}
	}
	possible := float64(part.Len()) * float64(part.Len()-1)
	if !part.Directed() {
		possible /= 2
	}
	out.Density = Number(float64(part.Ties()) / possible)
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis = "extract"
	if len(r.Around) > 0 {
		out.Run.Parameters["around"], out.Run.Parameters["steps"] = strings.Join(r.Around, ","), strconv.Itoa(r.Steps)
		out.Run.Parameters["along"] = fmt.Sprint(r.Along)
	}
	return out, ctx.Err()
}

// around returns the part that is asked for, and for each of its actors how far away it is: nil when no actor is named.
func around(g *snapshot.Graph, r ExtractRequest) (*snapshot.Graph, []int, error) {
	if len(r.Around) == 0 {
		return g, nil, nil
	}
	var from []int32
	for _, id := range r.Around {
		u, ok := g.Index(id)
		if !ok {
			return nil, nil, fault.New(fault.Invalid, "around is %q; expected the id of an actor that the selectors choose", id)
		}
		from = append(from, u)
	}
	keep, away := g.Around(from, r.Steps, r.Along)
	return g.Subgraph(keep), away, nil
}
