package httpapi

import (
	"context"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
)

// page is an answer that may go on: its header Link says where, as its body says with what cursor.
type page[T any] struct {
	Link string `header:"Link" doc:"Where the next page is, by RFC 8288; not there on the last one."`
	Body *T
}

type askedKey struct{}

// remember keeps the address that was asked for, so that a page can say where the next one is.
func remember(c huma.Context, next func(huma.Context)) {
	u := c.URL()
	next(huma.WithValue(c, askedKey{}, &u))
}

// paged makes an answer of which next is the cursor of what follows; "" when nothing does.
func paged[T any](ctx context.Context, body *T, next string) *page[T] {
	out := &page[T]{Body: body}
	if asked, ok := ctx.Value(askedKey{}).(*url.URL); ok && next != "" {
		q := asked.Query()
		q.Set("cursor", next)
		out.Link = "<" + (&url.URL{Path: asked.Path, RawPath: asked.RawPath, RawQuery: q.Encode()}).String() + `>; rel="next"`
	}
	return out
}
