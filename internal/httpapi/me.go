package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// sessionCookie holds a session's secret. By its prefix a browser takes it only over TLS or from this machine, for this host alone.
const sessionCookie = "__Host-sillat"

// me is who asks.
type me struct {
	Account string `json:"account" doc:"Empty for who has not signed in, and where no login is asked."`
	Admin   bool   `json:"admin"`
	Login   bool   `json:"login" doc:"Whether this service asks for a login."`
	Issuer  bool   `json:"issuer" doc:"Whether one can sign in at /sign-in/issuer."`
	Link    *came  `json:"link,omitempty" doc:"The share link by which somebody comes."`
	Edits   bool   `json:"edits" doc:"Whether the network that was asked about may be changed; false when none was."`
	Owns    bool   `json:"owns" doc:"Whether the network that was asked about may be shared, and settled who sees what; false when none was."`
}

// meRequest may ask what one may do in a network.
type meRequest struct {
	Network string `query:"network" maxLength:"64" doc:"A network, to learn what one may do there."`
}

// came is the share link by which somebody comes.
type came struct {
	Network   string `json:"network" doc:"The only network that it shows."`
	SilosOnly bool   `json:"silos_only"`
	Nameless  bool   `json:"nameless"`
}

// signInRequest is an account's name and password.
type signInRequest struct {
	Body struct {
		Account  string `json:"account" maxLength:"200"`
		Password string `json:"password" maxLength:"1000" writeOnly:"true"`
	}
}

// signedIn answers a sign-in: the session itself is in the cookie.
type signedIn struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      struct {
		Account string    `json:"account"`
		Expires time.Time `json:"expires"`
	}
}

// signedOut takes the cookie back.
type signedOut struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

// sessionHeader is the session that a browser holds.
type sessionHeader struct {
	Session string `cookie:"__Host-sillat"`
	Link    string `cookie:"__Host-sillat-link"`
}

// passwordChange asks for a new password.
type passwordChange struct {
	Body struct {
		Old string `json:"old" maxLength:"1000" writeOnly:"true"`
		New string `json:"new" maxLength:"1000" writeOnly:"true" doc:"At least 12 characters."`
	}
}

func (a *api) routesMe(h huma.API) {
	get(a, h, "/api/v1/me", "get-me", "Say who asks", func(ctx context.Context, in *meRequest) (*me, error) {
		who := auth.From(ctx)
		out := &me{Account: who.Account, Admin: who.Admin, Login: a.access != nil, Issuer: a.access != nil && a.access.Issuer != nil}
		if who.Link != "" {
			out.Link = &came{Network: who.Network, SilosOnly: who.SilosOnly, Nameless: who.Nameless}
		}
		if in.Network != "" {
			role := auth.Owner
			if a.access != nil {
				var err error
				if role, err = a.access.Book.Role(ctx, who, in.Network); err != nil {
					return nil, err
				}
			}
			out.Edits, out.Owns = who.May(auth.Edit, role), who.May(auth.Own, role)
		}
		return out, nil
	})
	huma.Register(h, operation(http.MethodPost, "/api/v1/sign-in", "sign-in", "Sign in with an account's name and password"),
		func(ctx context.Context, in *signInRequest) (*signedIn, error) {
			out := &signedIn{}
			shown, expires, err := a.signIn(ctx, in.Body.Account, in.Body.Password)
			if err != nil {
				return nil, a.fail(ctx, err)
			}
			out.SetCookie, out.Body.Account, out.Body.Expires = []http.Cookie{cookie(sessionCookie, shown, expires), left()}, in.Body.Account, expires
			return out, nil
		})
	huma.Register(h, operation(http.MethodPost, "/api/v1/sign-out", "sign-out", "End the session; who comes by a share link leaves it and is who they were before"),
		func(ctx context.Context, in *sessionHeader) (*signedOut, error) {
			if in.Link != "" {
				return &signedOut{SetCookie: left()}, nil
			}
			if a.access != nil {
				if err := a.access.Book.SignOut(ctx, in.Session); err != nil {
					return nil, a.fail(ctx, err)
				}
			}
			return &signedOut{SetCookie: cookie(sessionCookie, "", time.Unix(1, 0))}, nil
		})
	register(a, h, http.MethodPost, "/api/v1/me/password", "change-password", "Change one's own password, which ends all sessions and voids all tokens",
		func(ctx context.Context, in *passwordChange) (*struct{}, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			who := auth.From(ctx)
			if who.Token != "" {
				return nil, fault.New(fault.Forbidden, "a token cannot change its account's password; sign in")
			}
			if err := a.slowDown(ctx, who.Account); err != nil {
				return nil, err
			}
			if _, _, err := b.SignIn(ctx, who.Account, in.Body.Old); err != nil {
				return nil, err
			}
			return &struct{}{}, b.ChangeAccount(ctx, who.Account, auth.AccountChange{Password: &in.Body.New})
		})
}

// cookie is one that scripts cannot read and other sites cannot send.
func cookie(name, value string, expires time.Time) http.Cookie {
	return http.Cookie{Name: name, Value: value, Path: "/", Expires: expires, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

// left takes a share link's cookie back: who signs in is somebody from then on.
func left() http.Cookie { return cookie(linkCookie, "", time.Unix(1, 0)) }

// book returns where accounts are kept, or a fault where no login is asked.
func (a *api) book() (*auth.Book, error) {
	if a.access == nil {
		return nil, fault.New(fault.Conflict, "this service asks nobody to sign in, so it has no accounts; serve it with --login to use them")
	}
	return a.access.Book, nil
}

// signIn begins a session, unless that was tried too often.
func (a *api) signIn(ctx context.Context, account, password string) (string, time.Time, error) {
	b, err := a.book()
	if err != nil {
		return "", time.Time{}, err
	}
	if err := a.slowDown(ctx, account); err != nil {
		return "", time.Time{}, err
	}
	shown, expires, err := b.SignIn(ctx, account, password)
	if err == nil {
		err = a.noteSignIn(ctx, account)
	}
	return shown, expires, err
}

// slowDown refuses more attempts at passwords than a person makes, from one address and at one account.
func (a *api) slowDown(ctx context.Context, account string) error {
	for _, key := range []string{"from " + addressOf(ctx), "at " + account} {
		ok, err := a.attempts.Allow(key)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.TooMany, "too many attempts to sign in; wait a minute and try again")
		}
	}
	return nil
}

type addressKey struct{}

// addressOf is where a request comes from. It is known where people sign in.
func addressOf(ctx context.Context) string {
	address, _ := ctx.Value(addressKey{}).(string)
	return address
}
