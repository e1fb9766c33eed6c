package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/auth"
)

// accountSummary is an account as admins see it.
type accountSummary struct {
	Name     string    `json:"name"`
	Admin    bool      `json:"admin"`
	Disabled bool      `json:"disabled"`
	Made     time.Time `json:"made"`
}

// accountList is all accounts by name.
type accountList struct {
	Accounts []accountSummary `json:"accounts"`
}

// accountRequest asks for a new account.
type accountRequest struct {
	Body struct {
		Name     string `json:"name" maxLength:"100" doc:"Lower-case letters a-z, digits and ._@+-." example:"aino.virtanen"`
		Password string `json:"password,omitempty" maxLength:"1000" writeOnly:"true" doc:"At least 12 characters; none for who signs in with an issuer."`
		Admin    bool   `json:"admin,omitempty"`
	}
}

// AccountPath names an account.
type AccountPath struct {
	Account string `path:"account" maxLength:"100" doc:"The account's name." example:"aino.virtanen"`
}

// accountChange is what to change of an account; what is left out stays.
type accountChange struct {
	AccountPath
	Body struct {
		Password *string `json:"password,omitempty" maxLength:"1000" writeOnly:"true"`
		Admin    *bool   `json:"admin,omitempty"`
		Disabled *bool   `json:"disabled,omitempty"`
	}
}

func (a *api) routesAccounts(h huma.API) {
	get(a, h, "/api/v1/accounts", "list-accounts", "List the accounts", func(ctx context.Context, _ *struct{}) (*accountList, error) {
		b, err := a.book()
		if err != nil {
			return nil, err
		}
		all, err := b.Accounts(ctx)
		out := &accountList{Accounts: []accountSummary{}}
		for _, one := range all {
			out.Accounts = append(out.Accounts, accountSummary{Name: one.Name, Admin: one.Admin, Disabled: one.Disabled, Made: one.Made})
		}
		return out, err
	})
	register(a, h, http.MethodPost, "/api/v1/accounts", "add-account", "Make an account, which has no role anywhere yet",
		func(ctx context.Context, in *accountRequest) (*struct{}, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			return &struct{}{}, b.AddAccount(ctx, auth.NewAccount{Name: in.Body.Name, Password: in.Body.Password, Admin: in.Body.Admin})
		})
	register(a, h, http.MethodPatch, "/api/v1/accounts/{account}", "change-account", "Change an account; a new password or disabling ends its sessions and voids its tokens",
		func(ctx context.Context, in *accountChange) (*struct{}, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			return &struct{}{}, b.ChangeAccount(ctx, in.Account, auth.AccountChange{Password: in.Body.Password, Admin: in.Body.Admin, Disabled: in.Body.Disabled})
		})
}
