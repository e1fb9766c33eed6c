package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// BridgesRequest asks for the ties worth making.
type BridgesRequest struct {
	NetworkPath
	Preference
	Selectors
	SiloQuery
	K       int      `query:"k" minimum:"1" maximum:"100" default:"10" doc:"How many bridges; for a convening, how many guests."`
	Between []string `query:"between" doc:"Only between these two silos." example:"[\"foundation\",\"municipality\"]"`
	Aim     string   `query:"aim" enum:"reach,robustness" default:"reach" doc:"What to bring about."`
	Kind    string   `query:"kind" enum:"tie,broker,convening,peer-learning" default:"tie" doc:"What kind of bridge."`
	Theme   []string `query:"theme" doc:"For peer-learning: the attributes of which peers share a value; none: all that say something."`
	By      string   `query:"by" enum:"gain,value" default:"gain" doc:"What the plan is chosen by: gain, or gain times plausibility."`
}

func (r *BridgesRequest) bridges(limits app.Limits) app.BridgesRequest {
	return app.BridgesRequest{
		Source: app.Stored(r.Name), Query: r.query(), Silo: r.Silo, K: r.K, Between: r.Between, Aim: r.Aim, Kind: r.Kind, Themes: r.Theme,
		ByValue: r.By == "value", Limits: limits,
	}
}

func (r *BridgesRequest) job(limits app.Limits) app.JobRequest {
	return app.JobRequest{Network: r.Name, Analysis: "bridges", Parameters: &app.BridgesParameters{
		SelectorParameters: app.SelectorParametersOf(r.query()), Silo: r.Silo, K: r.K, Between: r.Between, Aim: r.Aim, Kind: r.Kind, Theme: r.Theme,
		By: r.By, Limits: limits,
	}}
}

// limitedBridgesRequest asks for the same within limits.
type limitedBridgesRequest struct {
	BridgesRequest
	Body app.Limits
}

func (a *api) routesBridges(h huma.API) {
	slow(a, h, http.MethodGet, "/api/v1/networks/{name}/bridges", "plan-bridges", "Plan the new ties that bring silos closest together",
		func(ctx context.Context, in *BridgesRequest) (*app.BridgesResult, error) {
			return a.app.Bridges(ctx, in.bridges(app.Limits{}))
		},
		func(in *BridgesRequest) (string, app.JobRequest) { return in.Prefer, in.job(app.Limits{}) })
	slow(a, h, http.MethodPost, "/api/v1/networks/{name}/bridges", "plan-limited-bridges", "Plan bridges within limits: forbidden and mandatory ties, new ties per actor, quotas",
		func(ctx context.Context, in *limitedBridgesRequest) (*app.BridgesResult, error) {
			return a.app.Bridges(ctx, in.bridges(in.Body))
		},
		func(in *limitedBridgesRequest) (string, app.JobRequest) { return in.Prefer, in.job(in.Body) })
}
