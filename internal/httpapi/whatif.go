package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// whatIfRequest asks what some edits would change.
type whatIfRequest struct {
	NetworkPath
	Preference
	Selectors
	SiloQuery
	Body app.Edits
}

func (a *api) routesWhatIf(h huma.API) {
	slow(a, h, http.MethodPost, "/api/v1/networks/{name}/whatif", "compare-whatif", "Compare the headline figures before and after edits in a sandbox; nothing is stored",
		func(ctx context.Context, in *whatIfRequest) (*app.WhatIfResult, error) {
			return a.app.WhatIf(ctx, app.WhatIfRequest{Source: app.Stored(in.Name), Query: in.query(), Silo: in.Silo, Edits: in.Body})
		},
		func(in *whatIfRequest) (string, app.JobRequest) {
			return in.Prefer, app.JobRequest{Network: in.Name, Analysis: "whatif", Parameters: &app.WhatIfParameters{
				SelectorParameters: app.SelectorParametersOf(in.query()), Silo: in.Silo, Edits: in.Body,
			}}
		})
}
