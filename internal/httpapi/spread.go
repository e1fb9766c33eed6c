package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// SpreadRequest asks how far an idea would be carried.
type SpreadRequest struct {
	NetworkPath
	Preference
	Selectors
	SiloQuery
	Start    []string `query:"start,explode" doc:"The ids of the actors who start." example:"[\"FIK-001\"]"`
	Choose   int      `query:"choose" minimum:"0" maximum:"100" default:"0" doc:"Choose so many actors to start with, beside those named."`
	Goal     string   `query:"goal" enum:"actors,shares,silos" default:"actors" doc:"What a choice is for: as many actors as possible, as large a share of every silo, or anybody in as many silos."`
	Among    []string `query:"among,explode" maxItems:"20" doc:"Choose only from those with attribute=value, or role=NAME; all must hold." example:"[\"level=national\"]"`
	Model    string   `query:"model" enum:"cascade,share,threshold,contacts" default:"cascade" doc:"How an idea passes on: with the same chance over every tie, with a tie's share in what comes to the other, at a share of adopters that is drawn, or from so many contacts."`
	Chance   float64  `query:"chance" minimum:"0" maximum:"1" default:"0.1" doc:"Of a cascade: the chance on a tie."`
	Contacts int      `query:"contacts" minimum:"1" maximum:"1000" default:"2" doc:"Of contacts: how many must have adopted."`
	Steps    int      `query:"steps" minimum:"0" maximum:"1000000" default:"0" doc:"How many steps it goes at most; 0: as far as it gets."`
	Draws    int      `query:"draws" minimum:"2" maximum:"100000" default:"1000" doc:"How many draws the figures and their intervals are made from."`
	Top      int      `query:"top" minimum:"0" maximum:"1000000" default:"20" doc:"How many actors to name whom it comes to most likely."`
}

func (r *SpreadRequest) parameters() *app.SpreadParameters {
	return &app.SpreadParameters{
		SelectorParameters: app.SelectorParametersOf(r.query()), Silo: r.Silo, From: r.Start, Choose: r.Choose, Goal: r.Goal, Among: r.Among,
		Model: r.Model, Chance: r.Chance, Contacts: r.Contacts, Steps: r.Steps, Draws: r.Draws, Top: r.Top,
	}
}

func (a *api) routesSpread(h huma.API) {
	slow(a, h, http.MethodGet, "/api/v1/networks/{name}/spread", "spread-idea", "How far an idea would be carried from some actors, or with whom to start so that it comes far",
		func(ctx context.Context, in *SpreadRequest) (*app.SpreadResult, error) {
			return a.app.Spread(ctx, in.parameters().Request(in.Name, nil))
		},
		func(in *SpreadRequest) (string, app.JobRequest) {
			return in.Prefer, app.JobRequest{Network: in.Name, Analysis: "spread", Parameters: in.parameters()}
		})
}
