package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

func (a *api) routesCatalog(h huma.API) {
	get(a, h, "/api/v1/catalog", "list-metrics", "List the metrics with their meanings, parameters, conventions and sources",
		func(context.Context, *struct{}) (*app.Catalog, error) {
			c := a.app.Catalog()
			return &c, nil
		})
}
