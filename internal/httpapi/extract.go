package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// extractRequest asks for a part of a network.
type extractRequest struct {
	NetworkPath
	Selectors
	Around []string `query:"around,explode" doc:"Only what is near these actors, by id; none: all that the selectors choose." example:"[\"FIK-001\"]"`
	Steps  int      `query:"steps" minimum:"0" maximum:"100" default:"1" doc:"How many steps away to go from them."`
	Along  bool     `query:"along" doc:"Steps follow the directions of ties."`
}

func (a *api) routesExtract(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/part", "extract-part", "The actors near some actors, or those that the selectors choose, and the ties between them",
		func(ctx context.Context, in *extractRequest) (*app.ExtractResult, error) {
			return a.app.Extract(ctx, app.ExtractRequest{Source: app.Stored(in.Name), Query: in.query(), Around: in.Around, Steps: in.Steps, Along: in.Along})
		})
}
