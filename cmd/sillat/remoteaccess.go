package main

import (
	"context"
	"net/http"
	"net/url"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/client"
	"github.com/sillat/sillat/pkg/fault"
)

// rights is where accounts, roles, tokens and share links are kept: in a store, or by a server.
type rights interface {
	AddAccount(context.Context, auth.NewAccount) error
	Accounts(context.Context) ([]auth.Account, error)
	ChangeAccount(ctx context.Context, name string, c auth.AccountChange) error
	Grant(context.Context, auth.Grant) error
	Grants(ctx context.Context, network string) ([]auth.Grant, error)
	MakeToken(context.Context, auth.TokenRequest) (auth.Token, string, error)
	Tokens(ctx context.Context, account string) ([]auth.Token, error)
	Revoke(ctx context.Context, account, id string) error
	Share(context.Context, auth.LinkRequest) (auth.Link, string, error)
	Links(ctx context.Context, network string) ([]auth.Link, error)
	Unshare(ctx context.Context, network, id string) error
}

// withRights opens what keeps accounts for a command.
func withRights(s *session, ctx context.Context, do func(rights) error) error {
	if s.serverName() != "" {
		r, err := s.openServer()
		if err != nil {
			return err
		}
		return do(remoteRights{r.Client})
	}
	a, done, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer done()
	b, err := a.Book()
	if err != nil {
		return err
	}
	return do(b)
}

// remoteRights is a server's accounts, in the words of the use case, so that they are shown alike. What it may do is what the token may.
type remoteRights struct{ *client.Client }

// AddAccount makes an account.
func (r remoteRights) AddAccount(ctx context.Context, n auth.NewAccount) error {
	return r.Client.AddAccount(ctx, client.NewAccount{Name: n.Name, Password: n.Password, Admin: n.Admin})
}

// Accounts lists the accounts.
func (r remoteRights) Accounts(ctx context.Context) ([]auth.Account, error) {
	var out struct {
		Accounts []auth.Account `json:"accounts"`
	}
	err := r.Do(ctx, client.Call{Path: "/accounts"}, &out)
	return out.Accounts, err
}

// ChangeAccount changes an account.
func (r remoteRights) ChangeAccount(ctx context.Context, name string, c auth.AccountChange) error {
	return r.Client.ChangeAccount(ctx, name, client.AccountChange{Password: c.Password, Admin: c.Admin, Disabled: c.Disabled})
}

// Grant gives an account a role in a network, or takes it.
func (r remoteRights) Grant(ctx context.Context, g auth.Grant) error {
	return r.SetRole(ctx, g.Network, g.Account, g.Role.String())
}

// Grants lists who has which role in a network.
func (r remoteRights) Grants(ctx context.Context, network string) ([]auth.Grant, error) {
	var out struct {
		Roles []auth.Grant `json:"roles"`
	}
	err := r.Do(ctx, client.Call{Path: at(network, "/roles")}, &out)
	return out.Roles, err
}

// MakeToken is what a server does for a person alone.
func (r remoteRights) MakeToken(context.Context, auth.TokenRequest) (auth.Token, string, error) {
	return auth.Token{}, "", fault.New(fault.Forbidden,
		"a token cannot make tokens, or it would outlive its own end; sign in on the server's page to make one, or run this where the store is, with --store")
}

// Tokens lists the tokens of the account that the token stands for; a server shows nobody another's.
func (r remoteRights) Tokens(ctx context.Context, account string) ([]auth.Token, error) {
	var out struct {
		Tokens []auth.Token `json:"tokens"`
	}
	if err := r.Do(ctx, client.Call{Path: "/tokens"}, &out); err != nil {
		return nil, err
	}
	for _, t := range out.Tokens {
		if account != "" && t.Account != account {
			return nil, fault.New(fault.Forbidden, "a server lists one's own tokens only, those of %s; leave %s out, or run this where the store is, with --store", t.Account, account)
		}
	}
	return out.Tokens, nil
}

// Revoke ends a token of the account that the token stands for.
func (r remoteRights) Revoke(ctx context.Context, _, id string) error { return r.RevokeToken(ctx, id) }

// Share makes a share link. Who made it is who the token stands for.
func (r remoteRights) Share(ctx context.Context, q auth.LinkRequest) (auth.Link, string, error) {
	var out struct {
		auth.Link
		Secret string `json:"secret"`
	}
	body := client.NewLink{Label: q.Label, Days: q.Days, SilosOnly: q.SilosOnly, Nameless: q.Nameless}
	err := r.Do(ctx, client.Call{Method: http.MethodPost, Path: at(q.Network, "/links"), Body: body, Once: true}, &out)
	return out.Link, out.Secret, err
}

// Links lists a network's share links.
func (r remoteRights) Links(ctx context.Context, network string) ([]auth.Link, error) {
	var out struct {
		Links []auth.Link `json:"links"`
	}
	err := r.Do(ctx, client.Call{Path: at(network, "/links")}, &out)
	return out.Links, err
}

// Unshare ends a share link.
func (r remoteRights) Unshare(ctx context.Context, network, id string) error {
	if network == "" {
		return fault.New(fault.Invalid, "--network is missing; a server ends a share link below the network that it shows")
	}
	return r.Do(ctx, client.Call{Method: http.MethodDelete, Path: at(network, "/links/"+url.PathEscape(id))}, nil)
}
