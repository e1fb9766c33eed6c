package main

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/client"
)

// Duplicates proposes actors of the server's network that may stand in it twice.
func (r *remote) Duplicates(ctx context.Context, q app.DuplicatesRequest) (*app.Duplicates, error) {
	v := url.Values{"least": {strconv.FormatFloat(q.Least, 'g', -1, 64)}, "limit": {strconv.Itoa(q.Limit)}}
	out := new(app.Duplicates)
	return out, r.Do(ctx, client.Call{Path: at(q.Network, "/duplicates"), Query: v}, out)
}

// Merge makes one actor of two on the server. Who did it is who the token stands for.
func (r *remote) Merge(ctx context.Context, q app.MergeRequest) (*app.MergeResult, error) {
	out := new(app.MergeResult)
	body := map[string]string{"keep": q.Keep, "drop": q.Drop}
	return out, r.Do(ctx, client.Call{Method: http.MethodPost, Path: at(q.Network, "/duplicates/merge"), Body: body, Once: true}, out)
}

// KeepApart has the server remember that two actors are two, or takes that back.
func (r *remote) KeepApart(ctx context.Context, q app.ApartRequest) (*app.ApartResult, error) {
	out := new(app.ApartResult)
	body := map[string]any{"a": q.A, "b": q.B, "apart": !q.Open}
	return out, r.Do(ctx, client.Call{Method: http.MethodPost, Path: at(q.Network, "/duplicates/apart"), Body: body}, out)
}
