package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// listsRequest asks for ready-made lists.
type listsRequest struct {
	NetworkPath
	Selectors
	Silo   string   `query:"silo" maxLength:"200" doc:"The actor attribute whose values are the silos; lists that compare silos need one." example:"silo_sector"`
	List   []string `query:"list" maxItems:"30" doc:"Only these lists; none: all." example:"[\"single-points\"]"`
	Place  string   `query:"place" maxLength:"200" doc:"The attribute of places; left out, region."`
	Roles  string   `query:"roles" maxLength:"200" doc:"participations, or the attribute that says who develops, funds and adopts; left out, participations where they name roles, else role."`
	Level  string   `query:"level" maxLength:"200" doc:"The attribute that says who is national and who regional; left out, level."`
	Levels []string `query:"levels" maxItems:"10" doc:"Attributes that nest, the finest first; EU at the end groups countries. Left out, municipality, region, country and EU, those that there are."`
	Word   []string `query:"word,explode" maxItems:"20" doc:"What the data call a developer, funder, adopter, national or regional actor." example:"[\"developer=tutkija\"]"`
}

func (a *api) routesLists(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/lists", "make-lists", "Make ready-made lists: whom to invite, whom to relieve, who lacks a funder or a developer",
		func(ctx context.Context, in *listsRequest) (*app.ListsResult, error) {
			return a.app.Lists(ctx, app.ListsRequest{
				Source: app.Stored(in.Name), Query: in.query(), Silo: in.Silo, Lists: in.List, Place: in.Place, Roles: in.Roles, Level: in.Level,
				Levels: in.Levels, Words: in.Word,
			})
		})
}
