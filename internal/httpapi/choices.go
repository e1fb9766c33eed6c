package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

func (a *api) routesChoices(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/choices", "list-choices", "What a network can be narrowed down by: the dates that its records span, and its roles with who has them",
		func(ctx context.Context, in *NetworkPath) (*app.Choices, error) {
			return a.app.Choices(ctx, in.Name)
		})
}
