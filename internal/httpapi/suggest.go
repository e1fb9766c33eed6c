package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// suggestRequest asks whom actors may work with next.
type suggestRequest struct {
	NetworkPath
	Preference
	Selectors
	Actor  []string `query:"actor,explode" doc:"The ids of the actors to suggest for." example:"[\"FIK-001\"]" required:"true" minItems:"1"`
	K      int      `query:"k" minimum:"1" maximum:"100" default:"20" doc:"How many suggestions for each actor."`
	Silo   string   `query:"silo" maxLength:"200" doc:"The actor attribute whose values are the silos that gain is about; without it there is no gain." example:"silo_sector"`
	Across bool     `query:"across" doc:"Only candidates in another silo."`
	By     string   `query:"by" enum:"plausibility,value" default:"plausibility" doc:"What ranks the suggestions: plausibility, or gain times plausibility."`
}

func (a *api) routesSuggest(h huma.API) {
	slow(a, h, http.MethodGet, "/api/v1/networks/{name}/suggestions", "suggest-partners", "Rank whom actors may work with next, by the network's own history",
		func(ctx context.Context, in *suggestRequest) (*app.SuggestResult, error) {
			return a.app.Suggest(ctx, app.SuggestRequest{
				Source: app.Stored(in.Name), Query: in.query(), Actors: in.Actor, K: in.K, Silo: in.Silo, ByValue: in.By == "value", Across: in.Across,
			})
		},
		func(in *suggestRequest) (string, app.JobRequest) {
			return in.Prefer, app.JobRequest{Network: in.Name, Analysis: "suggest", Parameters: &app.SuggestParameters{
				SelectorParameters: app.SelectorParametersOf(in.query()), Actor: in.Actor, K: in.K, Silo: in.Silo, Across: in.Across, By: in.By,
			}}
		})
}
