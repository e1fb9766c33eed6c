package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// actorsRequest asks for a page of actors.
type actorsRequest struct {
	NetworkPath
	Search string `query:"q" maxLength:"200" doc:"Part of a name or id."`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many to return at most."`
	Cursor string `query:"cursor" maxLength:"2000" doc:"The value of next of the page before."`
}

func (a *api) routesActor(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/actors", "list-actors", "List a network's actors by id, page by page",
		func(ctx context.Context, in *actorsRequest) (*app.ActorPage, error) {
			return a.app.Actors(ctx, app.ActorsRequest{Network: in.Name, Search: in.Search, Limit: in.Limit, Cursor: in.Cursor})
		})
	get(a, h, "/api/v1/networks/{name}/actors/{id}", "get-actor", "Show one actor with its ties and activities",
		func(ctx context.Context, in *actorPath) (*app.ActorCard, error) {
			return a.app.Actor(ctx, in.Name, in.ID)
		})
}
