package httpapi

import (
	"context"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// needs is what each operation needs of who asks. One that is not listed is refused to everybody.
var needs = map[string]auth.Need{
	"get-readiness": auth.Anyone,
	"get-liveness":  auth.Anyone,
	"get-me":        auth.Anyone,
	"sign-in":       auth.Anyone,
	"sign-out":      auth.Anyone,
	"list-metrics":  auth.Anyone,

	"submit-job":     auth.SignedIn, // and the handler asks for a viewer of the job's network
	"list-jobs":      auth.SignedIn, // and sees those on networks in which it has a role
	"get-job":        auth.SignedIn,
	"get-job-result": auth.SignedIn,
	"watch-job":      auth.SignedIn,
	"cancel-job":     auth.SignedIn,

	"list-networks":   auth.Come, // and sees those in which it has a role
	"change-password": auth.SignedIn,
	"list-tokens":     auth.SignedIn,
	"make-token":      auth.SignedIn,
	"revoke-token":    auth.SignedIn,

	"get-network":  auth.ViewSilos,
	"list-choices": auth.ViewSilos,
	"find-gaps":    auth.ViewSilos,
	"get-map":      auth.ViewSilos,
	"get-overview": auth.ViewSilos,

	"list-revisions":       auth.View,
	"list-actors":          auth.View,
	"list-activities":      auth.View,
	"get-actor":            auth.View,
	"compute-metrics":      auth.View,
	"open-gap":             auth.View,
	"make-lists":           auth.View,
	"list-ledger":          auth.View,
	"get-ledger-entry":     auth.View,
	"plan-bridges":         auth.View,
	"plan-limited-bridges": auth.View,
	"suggest-partners":     auth.View,
	"get-map-ties":         auth.View,
	"compare-whatif":       auth.View, // nothing of it is stored
	"spread-idea":          auth.View,
	"write-report":         auth.View,
	"compare-times":        auth.View,
	"evaluate-suggestions": auth.View,
	"extract-part":         auth.View,
	"export-records":       auth.View,
	"export-scores":        auth.View,
	"get-scores":           auth.View,

	"import-files":      auth.Found,
	"change-network":    auth.Found,
	"list-changes":      auth.Edit, // of records as they are stored
	"revert-network":    auth.Edit,
	"delete-network":    auth.Own,
	"add-ledger":        auth.Edit,
	"move-ledger-entry": auth.Edit,
	"list-duplicates":   auth.Edit, // names as they are stored
	"merge-actors":      auth.Edit,
	"keep-apart":        auth.Edit,

	"list-roles":  auth.Own,
	"set-role":    auth.Own,
	"list-links":  auth.Own,
	"make-link":   auth.Own,
	"revoke-link": auth.Own,
	"get-privacy": auth.Own,

	"list-webhooks":   auth.Own,
	"make-webhook":    auth.Own,
	"remove-webhook":  auth.Own,
	"rotate-webhook":  auth.Own,
	"list-deliveries": auth.Own,

	"set-privacy": auth.Own,

	"list-persons": auth.Own,
	"get-person":   auth.Own,
	"erase-person": auth.Own,
	"read-audit":   auth.Own,

	"back-up-network": auth.Own, // persons too, from all revisions

	"back-up":          auth.Administer,
	"restore-networks": auth.Administer, // of networks that nobody has a role in
	"read-whole-audit": auth.Administer,

	"list-accounts":  auth.Administer,
	"add-account":    auth.Administer,
	"change-account": auth.Administer,
}

// Access is how the service knows who asks. A nil Access asks nobody: the service is bound to this machine.
type Access struct {
	Book    *auth.Book
	Issuer  *auth.Issuer // nil: only passwords and tokens
	Host    string       // the name under which people reach the service; "" is this machine's only
	Proxies []*net.IPNet // from where a proxy may say whom it speaks for
}

// hosts refuses requests that name another host: a page on the internet must not reach the service by a name that it lets resolve
// to this machine.
func (x *Access) hosts() echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			host := c.Request().Host
			if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
				host = host[:i]
			}
			switch host = strings.Trim(host, "[]"); host {
			case "localhost", "127.0.0.1", "::1":
				return next(c)
			}
			if x == nil || x.Host == "" {
				return echo.NewHTTPError(http.StatusMisdirectedRequest, "this service answers only to localhost, 127.0.0.1 and [::1]")
			}
			if !strings.EqualFold(host, x.Host) {
				return echo.NewHTTPError(http.StatusMisdirectedRequest, "this service answers only to "+x.Host)
			}
			return next(c)
		}
	}
}

// addresses tells where a request comes from: from whom it arrived, unless that is a proxy that says more.
func (x *Access) addresses() echo.IPExtractor {
	if x == nil || len(x.Proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range x.Proxies {
		options = append(options, echo.TrustIPRange(p))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// identify says who asks, for all that comes after it. A token that is not valid is refused at once, and after some such without looking
// for it; a session that has ended is nobody.
func (a *api) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if a.access == nil {
			c.SetRequest(r.WithContext(auth.With(r.Context(), auth.Machine)))
			return next(c)
		}
		address := c.RealIP()
		shown := r.Header.Get(echo.HeaderAuthorization) != ""
		if shown && !a.guesses.may(address) {
			a.seen.refused.WithLabelValues(string(fault.TooMany)).Inc()
			c.Response().Header().Set("Retry-After", "5")
			return a.refuse(c, fault.New(fault.TooMany, "too many tokens that are not valid came from this address; wait a while, and send one that is"))
		}
		who, err := a.who(r)
		if err != nil {
			if shown && fault.CodeOf(err) == fault.Unauthorized {
				a.guesses.missed(address)
			}
			return a.refuse(c, err)
		}
		ctx := context.WithValue(r.Context(), addressKey{}, address)
		c.SetRequest(r.WithContext(app.Unsettled(auth.With(ctx, who))))
		return next(c)
	}
}

func (a *api) who(r *http.Request) (auth.Principal, error) {
	if header := r.Header.Get(echo.HeaderAuthorization); header != "" {
		kind, secret, _ := strings.Cut(header, " ")
		if !strings.EqualFold(kind, "Bearer") {
			return auth.Principal{}, fault.New(fault.Unauthorized, "the header Authorization is of another kind; expected Bearer and a token")
		}
		if secret = strings.TrimSpace(secret); auth.IsLink(secret) {
			who, _, err := a.access.Book.ByLink(r.Context(), secret)
			return who, err
		}
		return a.access.Book.ByToken(r.Context(), secret)
	}
	if cookie, err := r.Cookie(linkCookie); err == nil {
		who, _, err := a.access.Book.ByLink(r.Context(), cookie.Value)
		if err == nil || fault.CodeOf(err) != fault.Unauthorized {
			return who, err
		}
	}
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return auth.Principal{}, nil
	}
	return a.access.Book.BySession(r.Context(), cookie.Value)
}

// refuse answers with a problem outside of the described operations.
func (a *api) refuse(c echo.Context, err error) error {
	p := a.problem(c.Request().Context(), err)
	if p.Status == http.StatusUnauthorized {
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/problem+json")
	c.Response().WriteHeader(p.Status)
	return encode(c.Response(), p)
}

// authorize lets a request through to its operation when who asks may do what it needs.
func (a *api) authorize(h huma.API) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		name := c.Param("name")
		ctx, done, err := c.Context(), func() error { return nil }, error(nil)
		if settledOf(ctx) == nil { // else it was let in before, for the same
			ctx, done, err = a.admit(ctx, needs[c.Operation().OperationID], name)
		}
		if err == nil {
			next(huma.WithContext(c, audit.With(ctx, entry(ctx, c.Operation().OperationID))))
			a.noteChange(ctx, c)
			err = done()
			if err != nil {
				a.log.ErrorContext(ctx, "who made a network could not be kept", "error", err)
			}
			return
		}
		p := a.problem(c.Context(), err)
		if p.Status == http.StatusUnauthorized {
			c.SetHeader(echo.HeaderWWWAuthenticate, "Bearer")
		}
		_ = huma.WriteErr(h, c, p.Status, p.Detail) // the client may be gone
	}
}

// admit decides, and settles in the context that it returns how much of the network who asks may see. done is called when the request
// has been answered.
func (a *api) admit(ctx context.Context, need auth.Need, network string) (_ context.Context, done func() error, err error) {
	done = func() error { return nil }
	who := auth.From(ctx)
	role := auth.Owner
	if a.access != nil && network != "" {
		if role, err = a.access.Book.Role(ctx, who, network); err != nil {
			return ctx, nil, err
		}
	}
	if who.May(need, role) {
		ctx, err = a.see(ctx, who, role, network)
		return ctx, done, err
	}
	if need == auth.Found && role == auth.None && who.May(auth.Edit, auth.Owner) && (who.Network == "" || who.Network == network) {
		mine, err := a.access.Book.Claim(ctx, network, who.Account, func(ctx context.Context) (bool, error) { return a.app.Has(ctx, network) })
		if err != nil {
			return ctx, nil, err
		}
		if mine {
			return ctx, func() error {
				ctx := context.WithoutCancel(ctx) // the import is stored, whoever still listens
				made, err := a.app.Has(ctx, network)
				if err != nil {
					return err
				}
				return a.access.Book.Settle(ctx, network, who.Account, made)
			}, nil
		}
	}
	switch {
	case !who.Known():
		if who.Link != "" && network == who.Network {
			return ctx, nil, fault.New(fault.Forbidden, "this share link shows less than that: %s is needed; sign in, or ask who sent it", need)
		}
		return ctx, nil, fault.New(fault.Unauthorized, "this needs a login: sign in, or send a token in the header Authorization: Bearer …")
	case network != "" && role == auth.None:
		return ctx, nil, fault.New(fault.NotFound, "there is no network named %q, or you have no role in it; ask its owner for one", network)
	}
	return ctx, nil, fault.New(fault.Forbidden, "this needs more than you may here: %s; ask the network's owner, or use a token that may do more", need)
}

// see settles how much of a network somebody sees who may see it.
func (a *api) see(ctx context.Context, who auth.Principal, role auth.Role, network string) (context.Context, error) {
	if a.access == nil || network == "" {
		return ctx, nil
	}
	sight := app.Sight{Everything: who.May(auth.Edit, role), SilosOnly: who.SilosOnly, Nameless: who.Nameless}
	if who.Nameless {
		sight.Apart = who.Link
	}
	return a.app.See(ctx, network, sight)
}

// seen keeps of a list what belongs to networks in which who asks has a role.
func seen[T any](ctx context.Context, a *api, list []T, network func(T) string) ([]T, error) {
	if a.access == nil {
		return list, nil
	}
	who := auth.From(ctx)
	var failed error
	list = slices.DeleteFunc(list, func(t T) bool {
		role, err := a.access.Book.Role(ctx, who, network(t))
		if err != nil {
			failed = err
		}
		return !who.May(auth.ViewSilos, role)
	})
	return list, failed
}
