package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// privacyRequest settles anew what viewers see of persons.
type privacyRequest struct {
	NetworkPath
	Body app.Privacy
}

func (a *api) routesPrivacy(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/privacy", "get-privacy", "What viewers see of the persons in a network",
		func(ctx context.Context, in *NetworkPath) (*app.Privacy, error) { return a.app.Privacy(ctx, in.Name) })
	register(a, h, http.MethodPut, "/api/v1/networks/{name}/privacy", "set-privacy", "Settle what viewers see of the persons in a network",
		func(ctx context.Context, in *privacyRequest) (*struct{}, error) {
			return &struct{}{}, a.app.SetPrivacy(ctx, in.Name, in.Body)
		})
}
