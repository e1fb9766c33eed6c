package app

import (
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/whatif"
	"github.com/sillat/sillat/pkg/fault"
)

// WhatIfRequest asks what some edits would change.
type WhatIfRequest struct {
	Source Source
	Query  Query
	Silo   string
	Edits  Edits
}

// Edits is what to change in the sandbox, with actors and activities by id. Nothing is stored.
type Edits struct {
	AddActors        []SandboxActor `json:"add_actors,omitempty"`
	RemoveActors     []string       `json:"remove_actors,omitempty"`
	AddTies          [][2]string    `json:"add_ties,omitempty"`
	RemoveTies       [][2]string    `json:"remove_ties,omitempty"`
	AddActivities    [][]string     `json:"add_activities,omitempty"` // the actors that take part in each
	RemoveActivities []string       `json:"remove_activities,omitempty"`
}

// SandboxActor is an actor to add. Among its attributes "silo" stands for the dimension asked about, unless one is called so.
type SandboxActor struct {
	ID         string            `json:"id"`
	Name       string            `json:"name,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

// WhatIfResult is every headline figure before and after the edits.
type WhatIfResult struct {
	Run    Record        `json:"run"`
	Edits  Edits         `json:"edits"`
	Before WhatIfFigures `json:"before"`
	After  WhatIfFigures `json:"after"`
	Pairs  []WhatIfPair  `json:"pairs"` // pairs of silos whose observed weight or ties change, the largest change first
	Gone   [][2]string   `json:"gone_ties" doc:"Ties between actors that stay which the edits take away, with an ended activity too; at most 10,000."`
}

// mostGone is how many ties that go an answer lists.
const mostGone = 10_000

// WhatIfFigures is the headline figures of one network.
type WhatIfFigures struct {
	Actors           int    `json:"actors"`
	Ties             int    `json:"ties"`
	Reach            Number `json:"reach"` // mean of 1/distance over pairs of actors in different silos
	CrossPairs       int64  `json:"cross_pairs"`
	UnreachablePairs int64  `json:"unreachable_pairs"`
	MeanDistance     Number `json:"mean_distance"`
	Components       int    `json:"components"`
	LargestPart      int    `json:"largest_part"`
	Isolates         int    `json:"isolates"`
	Density          Number `json:"density"`
	EI               Number `json:"e_i"`
	SinglePoints     int    `json:"single_points"` // actors whose leaving would cut others off
}

// WhatIfPair is what lies between two silos before and after.
type WhatIfPair struct {
	A      string     `json:"a"`
	B      string     `json:"b"`
	Before WhatIfCell `json:"before"`
	After  WhatIfCell `json:"after"`
}

// WhatIfCell is the tie weight between two silos and what chance alone would give.
type WhatIfCell struct {
	Observed     Number `json:"observed"`
	ObservedTies int64  `json:"observed_ties"`
	Expected     Number `json:"expected"`
}

// WhatIf makes edits in a sandbox and compares the headline figures. The stored network stays as it is.
func (a *App) WhatIf(ctx context.Context, r WhatIfRequest) (*WhatIfResult, error) {
	ctx, clock := a.start(ctx, "whatif")
	defer clock.end()
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	edits, err := r.Edits.on(v, r.Silo)
	if err != nil {
		return nil, err
	}
	c, err := whatif.Compare(ctx, v.Graph, r.Silo, edits, r.Query.Threads)
	if err != nil {
		return nil, refused(err)
	}
	out := &WhatIfResult{Edits: r.Edits, Before: whatIfFigures(c.Before), After: whatIfFigures(c.After), Pairs: whatIfPairs(c.Pairs), Gone: [][2]string{}}
	if len(r.Edits.RemoveTies)+len(r.Edits.RemoveActivities) > 0 {
		out.Gone = whatif.Gone(v.Graph, c.Edited, mostGone)
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "whatif", r.Silo
	out.Run.warn(c.Warnings...)
	return out, nil
}

// on puts the edits in the terms of a view.
func (e Edits) on(v *view, dimension string) (whatif.Edits, error) {
	out := whatif.Edits{
		RemoveActors: e.RemoveActors, AddTies: e.AddTies, RemoveTies: e.RemoveTies, AddActivities: e.AddActivities,
		Weighting: map[string]whatif.Weighting{"count": whatif.Count, "pairs": whatif.Pairs}[v.query.Projection],
	}
	_, named := v.Graph.Dimension("silo")
	for _, a := range e.AddActors {
		actor := whatif.NewActor{ID: a.ID, Name: a.Name}
		for _, name := range sortedKeys(a.Attributes) {
			value := whatif.Value{Dimension: name, Silo: a.Attributes[name]}
			if name == "silo" && !named {
				value.Dimension = dimension
			}
			actor.Values = append(actor.Values, value)
		}
		out.AddActors = append(out.AddActors, actor)
	}
	for _, id := range e.RemoveActivities {
		unit := slices.Index(v.Activities, id)
		if unit < 0 {
			return out, fault.New(fault.Invalid, "whatif: parameter remove-activity is %q; expected the id of an activity with at least two actors in the network as selected", id)
		}
		out.RemoveActivity = append(out.RemoveActivity, unit)
	}
	return out, nil
}

// ParseSandboxActor reads an actor to add as it is typed: ID, or ID:attribute=value, with any number of attributes. Ids and values may
// hold colons.
func ParseSandboxActor(text string) SandboxActor {
	var a SandboxActor
	var last string // the attribute that a part without one belongs to
	for i, part := range strings.Split(text, ":") {
		name, value, assigns := strings.Cut(part, "=")
		switch {
		case assigns && i > 0:
			if a.Attributes == nil {
				a.Attributes = make(map[string]string)
			}
			last, a.Attributes[name] = name, value
		case i == 0:
			a.ID = part
		case last != "":
			a.Attributes[last] += ":" + part
		default:
			a.ID += ":" + part
		}
	}
	return a
}

func whatIfFigures(f whatif.Figures) WhatIfFigures {
	return WhatIfFigures{
		Actors: f.Actors, Ties: f.Ties, Reach: Number(f.Reach), CrossPairs: f.CrossPairs, UnreachablePairs: f.UnreachablePairs,
		MeanDistance: Number(f.MeanDistance), Components: f.Components, LargestPart: f.LargestPart, Isolates: f.Isolates,
		Density: Number(f.Density), EI: Number(f.EI), SinglePoints: f.SinglePoints,
	}
}

func whatIfCell(c silo.Cell) WhatIfCell {
	return WhatIfCell{Observed: Number(c.Observed), ObservedTies: c.Ties, Expected: Number(c.Expected)}
}
