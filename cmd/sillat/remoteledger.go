package main

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/client"
)

// Ledger reads a page of what was suggested, and what became of it, on the server.
func (r *remote) Ledger(ctx context.Context, q app.LedgerRequest) (*app.Ledger, error) {
	v := url.Values{"limit": {strconv.Itoa(q.Limit)}}
	set(v, "state", q.State)
	set(v, "actor", q.Actor)
	set(v, "cursor", q.Cursor)
	out := new(app.Ledger)
	return out, r.Do(ctx, client.Call{Path: at(q.Network, "/ledger"), Query: v}, out)
}

// AddLedger enters suggestions on the server. Who did it is who the token stands for.
func (r *remote) AddLedger(ctx context.Context, q app.LedgerAdd) (*app.LedgerAdded, error) {
	body := struct {
		Silo        string                 `json:"silo,omitempty"`
		Revision    int                    `json:"revision,omitempty"`
		Note        string                 `json:"note,omitempty"`
		Suggestions []app.LedgerSuggestion `json:"suggestions"`
	}{q.Silo, q.Revision, q.Note, q.Suggestions}
	out := new(app.LedgerAdded)
	return out, r.Do(ctx, client.Call{Method: http.MethodPost, Path: at(q.Network, "/ledger"), Body: body}, out)
}

// MoveLedger says on the server what became of an entry.
func (r *remote) MoveLedger(ctx context.Context, q app.LedgerMove) (*app.LedgerEntry, error) {
	body := client.LedgerMove{State: q.State, Version: q.Version, Note: q.Note}
	out := new(app.LedgerEntry)
	return out, r.Do(ctx, client.Call{Method: http.MethodPatch, Path: at(q.Network, "/ledger/"+url.PathEscape(q.ID)), Body: body, Once: true}, out)
}
