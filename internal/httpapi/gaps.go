package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// GapsQuery chooses which silos are compared and what chance means.
type GapsQuery struct {
	SiloQuery
	Within string `query:"within" maxLength:"400" doc:"Compare only silos inside the same silo of a second attribute, or of one of its silos." example:"region=Uusimaa"`
	Null   string `query:"null" enum:"stubs,swaps" default:"stubs" doc:"What chance means: stubs is the closed form; swaps draws networks that could be real, slower and right where the network is dense."`
	Draws  int    `query:"draws" minimum:"1" maximum:"100000" default:"1000" doc:"How many networks swaps draws."`
}

// GapsRequest asks which silos should be connected and are not.
type GapsRequest struct {
	NetworkPath
	Selectors
	GapsQuery
}

func (r *GapsRequest) gaps() app.GapsRequest {
	return app.GapsRequest{Source: app.Stored(r.Name), Query: r.query(), Silo: r.Silo, Within: r.Within, Null: r.Null, Draws: r.Draws}
}

// gapsRequest asks for gaps now, or later.
type gapsRequest struct {
	GapsRequest
	Top int `query:"top" minimum:"0" maximum:"1000000" default:"20000" doc:"At most so many gaps, the first by rank, and all pairs among the twelve largest silos; 0 for all. The answer says of how many pairs they are."`
	Preference
}

// job is the same question as a job.
func (r *gapsRequest) job() app.JobRequest {
	return app.JobRequest{Network: r.Name, Analysis: "gaps", Parameters: &app.GapsParameters{
		SelectorParameters: app.SelectorParametersOf(r.query()), Silo: r.Silo, Within: r.Within, Null: r.Null, Draws: r.Draws, Top: r.Top,
	}}
}

// gapRowsRequest asks what one gap is made of.
type gapRowsRequest struct {
	GapsRequest
	A string `query:"a" required:"true" maxLength:"200" doc:"One silo; with directions, the one that ties lead from." example:"foundation"`
	B string `query:"b" required:"true" maxLength:"200" doc:"The other silo." example:"municipality"`
}

// siloRequest asks for something that only the silos decide.
type siloRequest struct {
	NetworkPath
	Selectors
	SiloQuery
}

func (a *api) routesGaps(h huma.API) {
	slow(a, h, http.MethodGet, "/api/v1/networks/{name}/gaps", "find-gaps", "Rank pairs of silos by what is missing between them; list who is cut off and who alone holds others",
		func(ctx context.Context, in *gapsRequest) (*app.GapsResult, error) {
			asked := in.gaps()
			asked.Top = in.Top
			return a.app.Gaps(ctx, asked)
		},
		func(in *gapsRequest) (string, app.JobRequest) { return in.Prefer, in.job() })
	get(a, h, "/api/v1/networks/{name}/gaps/rows", "open-gap", "Open one gap: the activities, ties and actors that connect two silos today",
		func(ctx context.Context, in *gapRowsRequest) (*app.GapRowsResult, error) {
			return a.app.GapRows(ctx, app.GapRowsRequest{GapsRequest: in.gaps(), Between: []string{in.A, in.B}})
		})
	get(a, h, "/api/v1/networks/{name}/overview", "get-overview", "Say in words what stands out between the silos",
		func(ctx context.Context, in *siloRequest) (*app.Overview, error) {
			return a.app.Overview(ctx, app.Stored(in.Name), in.query(), in.Silo)
		})
}
