package client

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Me is who asks.
type Me struct {
	Account string `json:"account"` // "" for who has not signed in, and where no login is asked
	Admin   bool   `json:"admin"`
	Login   bool   `json:"login"`  // whether the service asks for a login
	Issuer  bool   `json:"issuer"` // whether one can sign in with an issuer
	Edits   bool   `json:"edits"`  // whether the network that MeIn asked about may be changed
	Owns    bool   `json:"owns"`   // whether it may be shared, and settled who sees what
}

// Me says who asks, by the token.
func (c *Client) Me(ctx context.Context) (*Me, error) { return c.MeIn(ctx, "") }

// MeIn says who asks, and what that may do in a network.
func (c *Client) MeIn(ctx context.Context, network string) (*Me, error) {
	v := values{}
	v.text("network", network)
	return get[Me](ctx, c, "/me", v)
}

// Token is one of one's own tokens, without its secret.
type Token struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Label   string    `json:"label"`
	Role    string    `json:"role"` // the most that it may do in any network
	Admin   bool      `json:"admin"`
	Network string    `json:"network"` // only in this one; "": all
	Made    time.Time `json:"made"`
	Expires time.Time `json:"expires"`
}

// Tokens lists one's own tokens. Making them needs a person: sign in on the map page, or sillat access token on the server.
func (c *Client) Tokens(ctx context.Context) ([]Token, error) {
	list, err := get[struct{ Tokens []Token }](ctx, c, "/tokens", nil)
	if err != nil {
		return nil, err
	}
	return list.Tokens, nil
}

// RevokeToken ends one of one's own tokens.
func (c *Client) RevokeToken(ctx context.Context, id string) error {
	return c.Do(ctx, Call{Method: http.MethodDelete, Path: "/tokens/" + url.PathEscape(id)}, nil)
}

// Grant is an account's role in a network.
type Grant struct {
	Network string `json:"network"`
	Account string `json:"account"`
	Role    string `json:"role"` // viewer, editor or owner
}

// Roles lists who has which role in a network.
func (c *Client) Roles(ctx context.Context, network string) ([]Grant, error) {
	list, err := get[struct{ Roles []Grant }](ctx, c, at(network, "/roles"), nil)
	if err != nil {
		return nil, err
	}
	return list.Roles, nil
}

// SetRole gives an account a role in a network; none takes it.
func (c *Client) SetRole(ctx context.Context, network, account, role string) error {
	path := at(network, "/roles/"+url.PathEscape(account))
	return c.Do(ctx, Call{Method: http.MethodPut, Path: path, Body: map[string]string{"role": role}}, nil)
}

// Account is an account as admins see it.
type Account struct {
	Name     string    `json:"name"`
	Admin    bool      `json:"admin"`
	Disabled bool      `json:"disabled"`
	Made     time.Time `json:"made"`
}

// Accounts lists the accounts.
func (c *Client) Accounts(ctx context.Context) ([]Account, error) {
	list, err := get[struct{ Accounts []Account }](ctx, c, "/accounts", nil)
	if err != nil {
		return nil, err
	}
	return list.Accounts, nil
}

// NewAccount is an account to make, which has no role anywhere yet.
type NewAccount struct {
	Name     string `json:"name"`
	Password string `json:"password,omitempty"` // at least 12 characters; "" for who signs in with an issuer
	Admin    bool   `json:"admin,omitempty"`
}

// AddAccount makes an account. It is never sent twice.
func (c *Client) AddAccount(ctx context.Context, a NewAccount) error {
	return c.Do(ctx, Call{Method: http.MethodPost, Path: "/accounts", Body: a, Once: true}, nil)
}

// AccountChange is what to change of an account; what is nil stays.
type AccountChange struct {
	Password *string `json:"password,omitempty"`
	Admin    *bool   `json:"admin,omitempty"`
	Disabled *bool   `json:"disabled,omitempty"`
}

// ChangeAccount changes an account; a new password or disabling ends its sessions and voids its tokens.
func (c *Client) ChangeAccount(ctx context.Context, name string, change AccountChange) error {
	return c.Do(ctx, Call{Method: http.MethodPatch, Path: "/accounts/" + url.PathEscape(name), Body: change}, nil)
}
