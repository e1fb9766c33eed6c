package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
)

// duplicatesRequest asks which actors may be one.
type duplicatesRequest struct {
	NetworkPath
	Least float64 `query:"least" minimum:"0.5" maximum:"1" default:"0.8" doc:"The lowest score that is shown." example:"0.8"`
	Limit int     `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many pairs to return at most, the likeliest."`
}

// mergeRequest makes one actor of two.
type mergeRequest struct {
	NetworkPath
	Base
	Body struct {
		Keep string `json:"keep" minLength:"1" maxLength:"1000" doc:"Id of the actor that stays, with its name and attributes." example:"FIK-001"`
		Drop string `json:"drop" minLength:"1" maxLength:"1000" doc:"Id of the actor that goes: its collaborations, participations and attributes that the other lacks go over." example:"FIK-002"`
	}
}

// apartRequest keeps two actors apart.
type apartRequest struct {
	NetworkPath
	Body struct {
		A     string `json:"a" minLength:"1" maxLength:"1000" doc:"Id of the one." example:"FIK-001"`
		B     string `json:"b" minLength:"1" maxLength:"1000" doc:"Id of the other." example:"FIK-002"`
		Apart bool   `json:"apart" doc:"Whether they are two. False takes it back: they may be proposed again."`
	}
}

func (a *api) routesDuplicates(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/duplicates", "list-duplicates", "Propose actors that may stand in the network twice, with reasons for and against",
		func(ctx context.Context, in *duplicatesRequest) (*app.Duplicates, error) {
			return a.app.Duplicates(ctx, app.DuplicatesRequest{Network: in.Name, Least: in.Least, Limit: in.Limit})
		})
	register(a, h, http.MethodPost, "/api/v1/networks/{name}/duplicates/merge", "merge-actors",
		"Make one actor of two as one revision, and remember it for later imports; reverting undoes it",
		func(ctx context.Context, in *mergeRequest) (*app.MergeResult, error) {
			base, err := in.revision()
			if err != nil {
				return nil, err
			}
			return a.app.Merge(ctx, app.MergeRequest{Network: in.Name, Keep: in.Body.Keep, Drop: in.Body.Drop, Base: base, By: auth.From(ctx).Name()})
		})
	register(a, h, http.MethodPost, "/api/v1/networks/{name}/duplicates/apart", "keep-apart",
		"Remember that two actors are two, so that they are proposed no more, or take that back",
		func(ctx context.Context, in *apartRequest) (*app.ApartResult, error) {
			return a.app.KeepApart(ctx, app.ApartRequest{Network: in.Name, A: in.Body.A, B: in.Body.B, Open: !in.Body.Apart, By: auth.From(ctx).Name()})
		})
}
