package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// roleList is who has which role in a network.
type roleList struct {
	Roles []auth.Grant `json:"roles"`
}

// roleRequest asks for a role in a network.
type roleRequest struct {
	NetworkPath
	AccountPath
	Body struct {
		Role auth.Role `json:"role" doc:"viewer, editor or owner; none takes the role."`
	}
}

func (a *api) routesRoles(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/roles", "list-roles", "List who has which role in a network",
		func(ctx context.Context, in *NetworkPath) (*roleList, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			list, err := b.Grants(ctx, in.Name)
			return &roleList{Roles: list}, err
		})
	register(a, h, http.MethodPut, "/api/v1/networks/{name}/roles/{account}", "set-role", "Give an account a role in a network, or take it",
		func(ctx context.Context, in *roleRequest) (*struct{}, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			there, err := a.app.Has(ctx, in.Name)
			if err != nil {
				return nil, err
			}
			if !there {
				return nil, fault.New(fault.NotFound, "there is no network named %q", in.Name)
			}
			return &struct{}{}, b.Grant(ctx, auth.Grant{Network: in.Name, Account: in.Account, Role: in.Body.Role})
		})
}
