package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// tokenList is an account's tokens, oldest first.
type tokenList struct {
	Tokens []auth.Token `json:"tokens"`
}

// tokenRequest asks for a token of one's own account.
type tokenRequest struct {
	Body struct {
		Label   string    `json:"label" minLength:"1" maxLength:"100" doc:"What it is for." example:"nightly export"`
		Role    auth.Role `json:"role" doc:"The most that it may do in any network: viewer, editor or owner." example:"viewer"`
		Admin   bool      `json:"admin,omitempty" doc:"It may also do what an admin may."`
		Network string    `json:"network,omitempty" maxLength:"64" doc:"Only in this network."`
		Days    int       `json:"days" minimum:"1" maximum:"366" doc:"Until it expires." example:"90"`
	}
}

// madeToken is a token with its secret, which is shown here and never again.
type madeToken struct {
	auth.Token
	Secret string `json:"secret" doc:"Send it in the header Authorization: Bearer …. It is never shown again."`
}

// tokenPath names a token.
type tokenPath struct {
	ID string `path:"id" maxLength:"64" doc:"The token's id."`
}

func (a *api) routesTokens(h huma.API) {
	get(a, h, "/api/v1/tokens", "list-tokens", "List one's own tokens", func(ctx context.Context, _ *struct{}) (*tokenList, error) {
		b, err := a.book()
		if err != nil {
			return nil, err
		}
		list, err := b.Tokens(ctx, auth.From(ctx).Account)
		return &tokenList{Tokens: list}, err
	})
	register(a, h, http.MethodPost, "/api/v1/tokens", "make-token", "Make a token for a program, which stands for one's own account",
		func(ctx context.Context, in *tokenRequest) (*madeToken, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			who := auth.From(ctx)
			if who.Token != "" {
				return nil, fault.New(fault.Forbidden, "a token cannot make tokens, or it would outlive its own end; sign in")
			}
			t, shown, err := b.MakeToken(ctx, auth.TokenRequest{
				Account: who.Account, Label: in.Body.Label, Role: in.Body.Role, Admin: in.Body.Admin, Network: in.Body.Network, Days: in.Body.Days,
			})
			return &madeToken{Token: t, Secret: shown}, err
		})
	register(a, h, http.MethodDelete, "/api/v1/tokens/{id}", "revoke-token", "End one of one's own tokens",
		func(ctx context.Context, in *tokenPath) (*struct{}, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			return &struct{}{}, b.Revoke(ctx, auth.From(ctx).Account, in.ID)
		})
}
