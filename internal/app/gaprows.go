package app

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/pkg/fault"
)

// GapRowsRequest asks what one gap is made of.
type GapRowsRequest struct {
	GapsRequest
	Between []string // two silos; with directions, from the first to the second
}

// GapRowsResult is one gap of the whole list, opened down to its rows: the weights of activities and ties add up to what is observed,
// and so do those of the actors of either silo.
type GapRowsResult struct {
	Run        Record        `json:"run"`
	Directed   bool          `json:"directed"`
	Null       string        `json:"null"`
	Gaps       []GapFigure   `json:"gaps"`       // this one, with its rank among all
	Activities []GapActivity `json:"activities"` // heaviest first
	Ties       []GapTie      `json:"ties"`       // collaborations, heaviest first
	Actors     []GapActor    `json:"actors"`     // who contributes, most first
}

// GapActivity is an activity with actors of both silos.
type GapActivity struct {
	ID     string     `json:"id"`
	Weight Number     `json:"weight"` // it adds to what is observed
	A      []ActorRef `json:"a"`
	B      []ActorRef `json:"b"`
}

// GapTie is a collaboration between two actors of the silos.
type GapTie struct {
	A      ActorRef `json:"a"`
	B      ActorRef `json:"b"`
	Weight Number   `json:"weight"`
}

// GapActor is an actor with ties to the other silo.
type GapActor struct {
	ActorRef
	Silo     string `json:"silo"`
	Weight   Number `json:"weight"`   // of its part of what is observed
	Partners int    `json:"partners"` // different actors of the other silo
}

// GapRows finds one gap and what ties the two silos today.
func (a *App) GapRows(ctx context.Context, r GapRowsRequest) (*GapRowsResult, error) {
	if len(r.Between) != 2 {
		return nil, fault.New(fault.Invalid, "between names %d silos; expected two, as A,B", len(r.Between))
	}
	ctx, clock := a.start(ctx, "gap rows")
	defer clock.end()
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	opt := r.options()
	link, err := silo.LinkBetween(ctx, v.Graph, r.Silo, r.Between[0], r.Between[1], opt)
	if err != nil {
		return nil, refused(err)
	}
	list, err := silo.Gaps(ctx, v.Graph, r.Silo, opt)
	if err != nil {
		return nil, refused(err)
	}
	i := slices.IndexFunc(list.Gaps, func(g silo.Gap) bool { return g.A == link.A && g.B == link.B })
	out := &GapRowsResult{
		Directed: list.Directed, Null: list.Null, Gaps: []GapFigure{gapFigure(v.Graph, &list.Gaps[i], list.Approximate)},
		Activities: []GapActivity{}, Ties: []GapTie{}, Actors: []GapActor{},
	}
	for _, p := range link.Parts {
		if p.Unit >= 0 && p.Unit < len(v.Activities) {
			out.Activities = append(out.Activities, GapActivity{ID: v.Activities[p.Unit], Weight: Number(p.Weight), A: refs(v.Graph, p.A), B: refs(v.Graph, p.B)})
			continue
		}
		out.Ties = append(out.Ties, GapTie{A: ref(v.Graph, p.A[0]), B: ref(v.Graph, p.B[0]), Weight: Number(p.Weight)})
	}
	for _, c := range link.Actors {
		actor := GapActor{ActorRef: ref(v.Graph, c.Actor), Silo: link.B, Weight: Number(c.Weight), Partners: c.Partners}
		if c.OfA {
			actor.Silo = link.A
		}
		out.Actors = append(out.Actors, actor)
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Analysis, out.Run.Silo = "gaps", r.Silo
	r.parameters(out.Run.Parameters)
	out.Run.Parameters["between"] = r.Between[0] + "," + r.Between[1]
	out.Run.warn(list.Warnings...)
	return out, nil
}
