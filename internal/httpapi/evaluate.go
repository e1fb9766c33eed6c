package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// evaluateRequest asks how well suggestions would have come true.
type evaluateRequest struct {
	NetworkPath
	Preference
	Selectors
	Split  string   `query:"split" required:"true" minLength:"1" maxLength:"40" doc:"The date before which is learnt; what starts later is foretold." example:"2022-01-01"`
	Actors int      `query:"actors" minimum:"1" maximum:"1000000" default:"1000" doc:"How many actors to foretell for, drawn from those with a later new tie."`
	K      int      `query:"k" minimum:"1" maximum:"100" default:"20" doc:"How many suggestions for each."`
	Silo   []string `query:"silo" doc:"Besides all ties, also those between silos of these dimensions." example:"[\"silo_sector\"]"`

	Bridges  int `query:"bridges" minimum:"0" maximum:"100" default:"0" doc:"Plan so many bridges between the silos of each of these as of the split, and compare them with simpler choices by what came true."`
	EachSilo int `query:"each_silo" minimum:"0" maximum:"1000000" default:"0" doc:"With bridges: also try plans of each silo's own, for the silos of at least so many actors; 0: none."`
}

func (a *api) routesEvaluate(h huma.API) {
	slow(a, h, http.MethodGet, "/api/v1/networks/{name}/evaluation", "evaluate-suggestions", "Hold suggestions made before a date against what came after it",
		func(ctx context.Context, in *evaluateRequest) (*app.EvaluateResult, error) {
			return a.app.Evaluate(ctx, app.EvaluateRequest{
				Source: app.Stored(in.Name), Query: in.query(), Split: in.Split, Actors: in.Actors, K: in.K, Silos: in.Silo, Bridges: in.Bridges, EachSilo: in.EachSilo,
			})
		},
		func(in *evaluateRequest) (string, app.JobRequest) {
			return in.Prefer, app.JobRequest{Network: in.Name, Analysis: "evaluate", Parameters: &app.EvaluateParameters{
				SelectorParameters: app.SelectorParametersOf(in.query()), Split: in.Split, Actors: in.Actors, K: in.K, Silo: in.Silo, Bridges: in.Bridges, EachSilo: in.EachSilo,
			}}
		})
}
