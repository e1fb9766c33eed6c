package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

func (a *api) routesMap(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/map", "get-map", "Positions of silos and actors with the ties to draw between them",
		func(ctx context.Context, in *siloRequest) (*app.MapResult, error) {
			return a.app.Map(ctx, app.MapRequest{Source: app.Stored(in.Name), Query: in.query(), Silo: in.Silo})
		})
}
