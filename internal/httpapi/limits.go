package httpapi

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// Limits are how much of the service one caller, and all together, may take. Zero values are the usual ones.
type Limits struct {
	Rate   float64       // requests a second of one caller, in the long run; where no login is asked there is one caller, and no limit
	Burst  int           // that one caller may send at once
	Each   int           // requests of one caller that are answered at a time
	All    int           // requests of all that are answered at a time
	Answer time.Duration // how long an answer may take to be computed
	Upload time.Duration // how long an import may take
	Body   time.Duration // how long the body of a request may take to arrive, where it is no upload
}

// usual are limits that a person at a page, and a script that asks one thing after the other, do not meet.
var usual = Limits{Rate: 50, Burst: 500, Each: 16, All: 512, Answer: 2 * time.Minute, Upload: 30 * time.Minute, Body: time.Minute}

func (l Limits) orUsual() Limits {
	return Limits{
		Rate:   cmp.Or(l.Rate, usual.Rate),
		Burst:  cmp.Or(l.Burst, usual.Burst),
		Each:   cmp.Or(l.Each, usual.Each),
		All:    cmp.Or(l.All, usual.All),
		Answer: cmp.Or(l.Answer, usual.Answer),
		Upload: cmp.Or(l.Upload, usual.Upload),
		Body:   cmp.Or(l.Body, usual.Body),
	}
}

// gate counts who is being answered, and how often everybody asks.
type gate struct {
	limits Limits
	rate   middleware.RateLimiterStore
	mu     sync.Mutex
	all    int
	each   map[string]int
}

func newGate(l Limits) *gate {
	l = l.orUsual()
	return &gate{
		limits: l, each: map[string]int{},
		rate: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{Rate: rate.Limit(l.Rate), Burst: l.Burst, ExpiresIn: 3 * time.Minute}),
	}
}

// caller is who counts as one: an account, a link, or the address of somebody unknown. The user of this machine is "", and not limited.
func caller(ctx context.Context) string {
	who := auth.From(ctx)
	switch {
	case who.Local:
		return ""
	case who.Account != "":
		return "account " + who.Account
	case who.Link != "":
		return "link " + who.Link + " " + addressOf(ctx)
	}
	return "address " + addressOf(ctx)
}

// enter lets a caller in, or says why not. Whoever was let in must leave.
func (g *gate) enter(who string) error {
	if who != "" {
		ok, err := g.rate.Allow(who)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.TooMany, "more than %g requests a second for a while; slow down and try again in some seconds", g.limits.Rate)
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.all >= g.limits.All:
		return fault.New(fault.Unavailable, "the service is answering %d requests, which is as many as it takes at a time; try again in some seconds", g.all)
	case who != "" && g.each[who] >= g.limits.Each:
		return fault.New(fault.TooMany, "%d of your requests are being answered, which is as many as one may have at a time; wait for one", g.each[who])
	}
	g.all++
	g.each[who]++
	return nil
}

func (g *gate) leave(who string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all--
	if g.each[who]--; g.each[who] == 0 {
		delete(g.each, who)
	}
}

// limit keeps callers of the API apart. Pages, health and figures for monitors are always answered: they cost little, and tell what is wrong.
func (a *api) limit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		path := c.Request().URL.Path
		if !strings.HasPrefix(path, "/api/") || path == "/api/v1/ready" || path == "/api/v1/live" {
			return next(c)
		}
		who := caller(c.Request().Context())
		if err := a.gate.enter(who); err != nil {
			a.seen.refused.WithLabelValues(string(fault.CodeOf(err))).Inc()
			c.Response().Header().Set("Retry-After", "5")
			return a.refuse(c, err)
		}
		defer a.gate.leave(who)
		return next(c)
	}
}

// endless are the operations that go on for as long as somebody listens.
var endless = map[string]bool{"watch-job": true}

// uploads are the operations whose time is mostly the sending of files, there or back.
var uploads = map[string]bool{"import-files": true, "change-network": true, "restore-networks": true, "back-up": true, "back-up-network": true}

// tooSlow ends the context of a request that took longer than it says.
type tooSlow time.Duration

func (t tooSlow) Error() string { return "it took longer than " + time.Duration(t).String() }

// hurry gives an operation its time.
func (a *api) hurry(c huma.Context, next func(huma.Context)) {
	id := c.Operation().OperationID
	if endless[id] {
		next(c)
		return
	}
	most, body := a.gate.limits.Answer, a.gate.limits.Body
	if uploads[id] {
		most, body = a.gate.limits.Upload, a.gate.limits.Upload
	}
	ctx, cancel := context.WithTimeoutCause(c.Context(), most, tooSlow(most))
	defer cancel()
	next(arrival{huma.WithContext(c, ctx), body})
}

// fail turns an error of a use case into the problem to answer with. Of a request whose time is over it says so: 503 and not that the
// client gave up.
func (a *api) fail(ctx context.Context, err error) *problemDetails {
	limit, over := errors.AsType[tooSlow](context.Cause(ctx))
	if over && (fault.CodeOf(err) == fault.Cancelled || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, limit)) {
		err = fault.New(fault.Unavailable, "this took longer than %s, so it was given up; ask for it in the background with the header Prefer: respond-async or as a job, or narrow it down",
			time.Duration(limit))
	}
	return a.problem(ctx, err)
}

// The headers that tell a browser to trust nothing more than it must. The values are shared, because every answer has them.
var (
	noSniffing  = []string{"nosniff"}
	sameReferer = []string{"same-origin"}
	onlyTLS     = []string{"max-age=31536000"}
	// apiPolicy lets a browser that is shown an answer of the API load and run nothing from it.
	apiPolicy   = []string{"default-src 'none'; frame-ancestors 'none'"}
	apiResource = []string{"same-origin"}
)

// policies tell a browser what it may do with an answer.
func (a *api) policies(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h["X-Content-Type-Options"], h["Referrer-Policy"] = noSniffing, sameReferer
		if a.access != nil {
			h["Strict-Transport-Security"] = onlyTLS // on loopback there is no encryption to insist on
		}
		if strings.HasPrefix(c.Request().URL.Path, "/api/") {
			h["Content-Security-Policy"], h["Cross-Origin-Resource-Policy"] = apiPolicy, apiResource
		}
		if c.Request().Method == http.MethodTrace {
			if err := absent(c); err != echo.ErrNotFound {
				return err // which names the methods that there are
			}
			return echo.ErrMethodNotAllowed
		}
		return next(c)
	}
}
