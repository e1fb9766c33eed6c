package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// mapRequest asks for the map. Unlike gaps and bridges it needs no silos.
type mapRequest struct {
	NetworkPath
	Selectors
	Silo      string `query:"silo" maxLength:"200" doc:"The actor attribute whose values are the silos; without one the map shows communities, or a plain picture." example:"silo_sector"`
	Group     string `query:"group" enum:"communities,plain" doc:"What to show without a silo: the circles that ties make (Leiden), or every actor where its ties pull it. Communities where there are any, unless told."`
	Positions bool   `query:"positions" default:"true" doc:"Whether to place silos and actors. Without positions the answer comes sooner, for instance for another date of the same map."`
	Ties      bool   `query:"ties" default:"true" doc:"Whether to list the ties between actors. Those between silos come in any case."`
}

func (a *api) routesMap(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/map", "get-map", "Positions of silos or communities and actors, with the ties to draw between them",
		func(ctx context.Context, in *mapRequest) (*app.MapResult, error) {
			return a.app.Map(ctx, app.MapRequest{
				Source: app.Stored(in.Name), Query: in.query(), Silo: in.Silo, Group: in.Group, Unplaced: !in.Positions, Untied: !in.Ties,
			})
		})
}
