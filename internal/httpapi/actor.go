package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// actorsRequest asks for a page of actors.
type actorsRequest struct {
	NetworkPath
	Search string   `query:"q" maxLength:"200" doc:"Part of a name or id."`
	Where  []string `query:"where,explode" doc:"Only actors with attribute=value; all conditions must hold." example:"[\"level=national\"]"`
	Sort   string   `query:"sort" maxLength:"200" doc:"id, name or an attribute; with a - before it from the end. By id when left out." example:"-name"`
	Fields []string `query:"fields" doc:"Which attributes to tell; id and name come always. All when left out." example:"[\"region\"]"`
	Limit  int      `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many to return at most."`
	Cursor string   `query:"cursor" maxLength:"2000" doc:"The value of next of the page before."`
}

// activitiesRequest asks for a page of activities.
type activitiesRequest struct {
	NetworkPath
	Search string `query:"q" maxLength:"200" doc:"Part of a title or id."`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many to return at most."`
	Cursor string `query:"cursor" maxLength:"2000" doc:"The value of next of the page before."`
}

func (a *api) routesActor(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/networks/{name}/actors", "list-actors", "List a network's actors, page by page: searched, filtered and sorted"),
		func(ctx context.Context, in *actorsRequest) (*page[app.ActorPage], error) {
			out, err := a.app.Actors(ctx, app.ActorsRequest{
				Network: in.Name, Search: in.Search, Where: in.Where, Sort: in.Sort, Fields: in.Fields, Limit: in.Limit, Cursor: in.Cursor,
			})
			if err != nil {
				return nil, a.fail(ctx, err)
			}
			return paged(ctx, out, out.Next), nil
		})
	get(a, h, "/api/v1/networks/{name}/actors/{id}", "get-actor", "Show one actor with its ties and activities",
		func(ctx context.Context, in *actorPath) (*app.ActorCard, error) {
			return a.app.Actor(ctx, in.Name, in.ID)
		})
	huma.Register(h, operation(http.MethodGet, "/api/v1/networks/{name}/activities", "list-activities", "List a network's activities by id, page by page, with how many take part in each"),
		func(ctx context.Context, in *activitiesRequest) (*page[app.ActivityPage], error) {
			out, err := a.app.Activities(ctx, app.ActivitiesRequest{Network: in.Name, Search: in.Search, Limit: in.Limit, Cursor: in.Cursor})
			if err != nil {
				return nil, a.fail(ctx, err)
			}
			return paged(ctx, out, out.Next), nil
		})
}
