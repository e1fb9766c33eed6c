package httpapi

import (
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
)

// longestAddress is the most bytes of an address with all that it asks for, escaped. Proxies on the way often take less, 8 KiB.
const longestAddress = 32 << 10

// MostHead is how large the head of a request may be before a server reads no further. It is larger than the longest address, so that whoever
// asks for too much is told what to do instead: what the server itself says of a head beyond this is no problem that the description knows.
const MostHead = 256 << 10

// Bounds of a list in an address that states none of its own. A job's parameters, which are a body, hold longer ones.
var (
	mostValues   = 100
	longestValue = 500 // characters
)

// addresses refuses what asks for too much in its address.
func addresses(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if n := len(c.Request().RequestURI); n > longestAddress {
			return echo.NewHTTPError(http.StatusRequestURITooLong, fmt.Sprintf("the address has %d bytes; expected at most %d: ask for fewer values at a time, or "+
				"as a job, whose parameters are sent as a body", n, longestAddress))
		}
		return next(c)
	}
}

// boundLists gives every list in an address its bound, and those of its values.
func boundLists(d *huma.OpenAPI) {
	for _, item := range d.Paths {
		for _, o := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if o == nil {
				continue
			}
			for _, p := range o.Parameters {
				if p.In != "query" || p.Schema == nil || p.Schema.Type != huma.TypeArray {
					continue
				}
				if p.Schema.MaxItems == nil {
					p.Schema.MaxItems = &mostValues
				}
				if v := p.Schema.Items; v.Type == huma.TypeString && v.MaxLength == nil && len(v.Enum) == 0 {
					v.MaxLength = &longestValue
				}
				p.Schema.PrecomputeMessages() // those of its values, too
			}
		}
	}
}
