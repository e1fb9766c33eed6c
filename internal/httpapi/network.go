package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// revisionList is a network's changes, oldest first.
type revisionList struct {
	Revisions []app.RevisionSummary `json:"revisions"`
}

// revertRequest asks for an earlier revision to be made the newest again.
type revertRequest struct {
	NetworkPath
	Body struct {
		To int `json:"to" minimum:"0" doc:"The revision to go back to; 0 is empty."`
	}
}

// deleteRequest asks for a network to be removed.
type deleteRequest struct {
	NetworkPath
	Confirm string `query:"confirm" required:"true" maxLength:"64" doc:"The network's name once more: what is removed cannot be brought back." example:"demo"`
}

func (a *api) routesNetwork(h huma.API) {
	get(a, h, "/api/v1/networks", "list-networks", "List the stored networks",
		func(ctx context.Context, _ *struct{}) (*app.NetworkList, error) {
			list, err := a.app.Networks(ctx)
			if err == nil {
				list.Networks, err = seen(ctx, a, list.Networks, func(n app.NetworkSummary) string { return n.Name })
			}
			return list, err
		})
	get(a, h, "/api/v1/networks/{name}", "get-network", "Describe a network: its size, silo dimensions and tie types",
		func(ctx context.Context, in *NetworkPath) (*app.NetworkDetail, error) {
			return a.app.Network(ctx, in.Name)
		})
	get(a, h, "/api/v1/networks/{name}/revisions", "list-revisions", "List a network's changes, oldest first",
		func(ctx context.Context, in *NetworkPath) (*revisionList, error) {
			list, err := a.app.Revisions(ctx, in.Name)
			if auth.From(ctx).Link != "" {
				for i := range list {
					list[i].By, list[i].Message = "", "" // who works on it is not what was shared
				}
			}
			return &revisionList{Revisions: list}, err
		})
	register(a, h, http.MethodPost, "/api/v1/networks/{name}/revert", "revert-network", "Make a new revision that reads like an earlier one",
		func(ctx context.Context, in *revertRequest) (*app.RevisionSummary, error) {
			return a.app.Revert(ctx, in.Name, in.Body.To, auth.From(ctx).Name())
		})
	register(a, h, http.MethodDelete, "/api/v1/networks/{name}", "delete-network", "Remove a network with all its revisions, roles and job results",
		func(ctx context.Context, in *deleteRequest) (*struct{}, error) {
			if in.Confirm != in.Name {
				return nil, fault.New(fault.Invalid, "confirm is %q; expected %s, the network's name once more: what is removed cannot be brought back", in.Confirm, in.Name)
			}
			return &struct{}{}, a.app.Delete(ctx, in.Name)
		})
}
