package httpapi

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"github.com/sillat/sillat/pkg/fault"
)

// strict refuses query parameters that the description library lets pass although the description does not: one given twice that is no
// list, and a number or a switch without a value, which would silently be taken for its default, as a list would whose first value is empty.
func strict(h huma.API) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		u := c.URL()
		asked := u.Query()
		for _, p := range c.Operation().Parameters {
			values := asked[p.Name]
			if p.In != "query" || len(values) == 0 || p.Schema == nil {
				continue
			}
			list, detail := p.Schema.Type == huma.TypeArray, ""
			switch {
			case list && len(values) > 1 && slices.Contains(values, ""):
				detail = "the parameter " + p.Name + " is given more than once, and once without a value; leave that out"
			case list:
				continue
			case len(values) > 1:
				detail = "the parameter " + p.Name + " is given more than once; give it once"
			case values[0] == "" && (p.Schema.Type != huma.TypeString || len(p.Schema.Enum) > 0):
				detail = "the parameter " + p.Name + " is empty; expected a value of type " + p.Schema.Type + ", or leave it out"
			default:
				continue
			}
			_ = huma.WriteErr(h, c, http.StatusUnprocessableEntity, detail) // the client may be gone
			return
		}
		c, at := nulls(h, c)
		if at != "" {
			_ = huma.WriteErr(h, c, http.StatusUnprocessableEntity, at+" is null; expected a value, or leave it out")
			return
		}
		next(c)
	}
}

// sameOrigin refuses what a page of another site would have a reader's browser change here.
func (a *api) sameOrigin() echo.MiddlewareFunc {
	protection := http.NewCrossOriginProtection()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := protection.Check(c.Request()); err != nil {
				return a.refuse(c, fault.New(fault.Forbidden, "a page of another site sent this, or a browser that is too old to say; open this service's own page"))
			}
			return next(c)
		}
	}
}

// apiMethods are those that an operation can have.
var apiMethods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// absent answers for what is not there: a problem that says so, or which methods there are for an address that knows others.
func absent(c echo.Context) error {
	var known []string
	e := c.Echo()
	for _, method := range apiMethods {
		look := e.AcquireContext()
		e.Router().Find(method, c.Request().URL.EscapedPath(), look)
		if path := look.Path(); strings.HasPrefix(path, "/api/") && path != everythingElse {
			known = append(known, method)
		}
		e.ReleaseContext(look)
	}
	if len(known) == 0 || slices.Contains(known, c.Request().Method) {
		return echo.ErrNotFound
	}
	if slices.Contains(known, http.MethodGet) {
		known = append(known, http.MethodHead)
	}
	c.Response().Header().Set(echo.HeaderAllow, strings.Join(known, ", "))
	return echo.NewHTTPError(http.StatusMethodNotAllowed, "there is no "+c.Request().Method+" at this address; it knows "+strings.Join(known, ", "))
}

// everythingElse is what no operation is registered for.
const everythingElse = "/api/*"
