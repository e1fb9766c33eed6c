// Package httpapi serves the use cases as JSON under /api/v1, described by OpenAPI 3.1, and the map page beside them.
//
// routes.go is the table of contents. Each resource has its own file; none of them knows a store or computes anything.
package httpapi

import (
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/goccy/go-json"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/tracing"
)

// Options are what a server is made of.
type Options struct {
	App     *app.App
	Map     http.Handler // the map page; nil: none
	Log     *slog.Logger // nil: the default logger
	Version string
	Jobs    *app.Jobs       // background work; nil: none
	Access  *Access         // who may do what; nil: everybody who reaches the service may do everything
	Limits  Limits          // how much one caller, and all together, may take; zero: the usual ones
	Traces  *tracing.Traces // nil: none
}

// uploadLimit is the most that one request may carry.
const uploadLimit = 256 << 20

// attemptLimit lets a person mistype a password some times, and a program guess some ten thousand a day at most.
var attemptLimit = middleware.RateLimiterMemoryStoreConfig{Rate: 1. / 6, Burst: 20, ExpiresIn: 15 * time.Minute}

// api is the server's state: the use cases and where faults of ours are logged.
type api struct {
	app     *app.App
	jobs    *app.Jobs
	log     *slog.Logger
	access  *Access
	version string
	traces  *tracing.Traces
	seen    *observed
	gate    *gate
	guesses guesses

	described huma.API
	whole     map[string]*huma.Operation  // those whose answers are kept, by route
	attempts  middleware.RateLimiterStore // at signing in
}

// New makes the handler of the whole service.
func New(o Options) http.Handler { return headAsGet(router(o)) }

// router is the service but for what HEAD means.
func router(o Options) *echo.Echo {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	o.Log = slog.New(whose{o.Log.Handler()})
	a := &api{
		app: o.App, jobs: o.Jobs, log: o.Log, access: o.Access, version: o.Version, traces: o.Traces,
		attempts: middleware.NewRateLimiterMemoryStoreWithConfig(attemptLimit),
		seen:     newObserved(o),
		gate:     newGate(o.Limits),
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.JSONSerializer = serializer{}
	e.IPExtractor = o.Access.addresses()
	e.HTTPErrorHandler = routerError
	e.Use(
		a.observe,
		middleware.RecoverWithConfig(middleware.RecoverConfig{
			LogErrorFunc: func(c echo.Context, err error, _ []byte) error {
				o.Log.ErrorContext(c.Request().Context(), "a request failed inside", "path", c.Path(), "error", err)
				return err
			},
		}),
		a.policies,
		addresses,
		o.Access.hosts(),
		a.sameOrigin(),
		middleware.BodyLimit("256M"),
		middleware.GzipWithConfig(middleware.GzipConfig{Skipper: a.compressed}),
	)
	useProblems()
	e.Use(a.identify, a.limit, a.giveAgain)
	h := humaecho.New(e, config(o.Version))
	h.UseMiddleware(a.authorize(h), a.hurry, strict(h), remember, a.fresh)
	a.routes(h)
	a.described, a.whole = h, routesOf(h.OpenAPI(), again)
	a.routesSignIn(e)
	a.routesShare(e)
	a.routesReference(e)
	a.routesObserve(e)
	e.Any(everythingElse, absent) // so that what is not there is a problem, not the map page
	if o.Map != nil {
		e.Match([]string{http.MethodGet, http.MethodHead}, "/*", echo.WrapHandler(o.Map))
	}
	return e
}

// Description returns the OpenAPI 3.1 description of the service as JSON.
func Description(version string) ([]byte, error) {
	return json.MarshalIndent(description(version), "", "  ")
}

func description(version string) *huma.OpenAPI {
	useProblems()
	h := humaecho.New(echo.New(), config(version))
	(&api{}).routes(h)
	return h.OpenAPI()
}

// nullable are properties of objects that may be null, which the description library cannot say of what stands elsewhere.
var nullable = map[string][]string{"ImportResult": {"revision"}, "ChangeResult": {"revision"}, "HitRate": {"rate_ci"}, "GapFigure": {"reason"}, "LedgerEntry": {"seen"}}

func describeNulls(d *huma.OpenAPI) {
	for name, properties := range nullable {
		s := d.Components.Schemas.Map()[name]
		for _, p := range properties {
			s.Properties[p] = &huma.Schema{AnyOf: []*huma.Schema{s.Properties[p], {Type: "null"}}}
		}
	}
}

// config is the API's description and manners. Documentation pages of the library are off: they load from other hosts.
func config(version string) huma.Config {
	huma.DefaultArrayNullable = false
	c := huma.DefaultConfig("Sillat", version)
	c.Info.Description = "Gaps between silos in a network of actors, and the bridges worth building. Every figure carries the record of how it was computed."
	c.OpenAPIPath = "/api/v1/openapi"
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.RejectUnknownQueryParameters = true
	c.Formats = map[string]huma.Format{
		"application/json": {Marshal: encode, Unmarshal: json.Unmarshal},
		"json":             {Marshal: encode, Unmarshal: json.Unmarshal},
	}
	// A figure may be null, and a row of scores has keys that are known only at run time.
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[app.Number](), reflect.TypeFor[*float64]())
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[app.ScoreTable](), reflect.TypeFor[[]map[string]any]())
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[auth.Role](), reflect.TypeFor[string]())
	return c
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// serializer makes echo's own answers use the same JSON library.
type serializer struct{}

// Serialize writes a value as JSON.
func (serializer) Serialize(c echo.Context, v any, indent string) error {
	e := json.NewEncoder(c.Response())
	e.SetIndent("", indent)
	return e.Encode(v)
}

// Deserialize reads a JSON body.
func (serializer) Deserialize(c echo.Context, v any) error {
	return json.NewDecoder(c.Request().Body).Decode(v)
}
