package main

import (
	"context"
	"net/http"
	"net/url"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/pkg/client"
)

// persons is what a network's owner asks about the persons in it, of a store or of a server.
type persons interface {
	Persons(ctx context.Context, network string) (*app.PersonList, error)
	Person(ctx context.Context, network, actor string) (*app.PersonFile, error)
	Erase(ctx context.Context, network, actor, by string) (*app.EraseResult, error)
	EraseDue(ctx context.Context, network, by string) ([]*app.EraseResult, error)
	Privacy(ctx context.Context, network string) (*app.Privacy, error)
	SetPrivacy(ctx context.Context, network string, p app.Privacy) error
	ReadAudit(context.Context, app.AuditRequest) (*app.AuditPage, error)
}

// Persons lists the persons in one of the server's networks.
func (r *remote) Persons(ctx context.Context, network string) (*app.PersonList, error) {
	out := new(app.PersonList)
	return out, r.Do(ctx, client.Call{Path: at(network, "/persons")}, out)
}

// Person is everything that the server's network holds of one actor.
func (r *remote) Person(ctx context.Context, network, actor string) (*app.PersonFile, error) {
	out := new(app.PersonFile)
	return out, r.Do(ctx, client.Call{Path: at(network, "/persons/"+url.PathEscape(actor))}, out)
}

// Erase erases a person on the server. Who did it is who the token stands for.
func (r *remote) Erase(ctx context.Context, network, actor, _ string) (*app.EraseResult, error) {
	out := new(app.EraseResult)
	return out, r.Do(ctx, client.Call{Method: http.MethodDelete, Path: at(network, "/persons/"+url.PathEscape(actor))}, out)
}

// EraseDue erases on the server all whose retention has run out, one after the other.
func (r *remote) EraseDue(ctx context.Context, network, by string) ([]*app.EraseResult, error) {
	return app.EraseOverdue(ctx, r, network, by)
}

// Privacy is what is settled about the persons in one of the server's networks.
func (r *remote) Privacy(ctx context.Context, network string) (*app.Privacy, error) {
	out := new(app.Privacy)
	return out, r.Do(ctx, client.Call{Path: at(network, "/privacy")}, out)
}

// SetPrivacy settles it anew.
func (r *remote) SetPrivacy(ctx context.Context, network string, p app.Privacy) error {
	return r.Do(ctx, client.Call{Method: http.MethodPut, Path: at(network, "/privacy"), Body: p}, nil)
}

// ReadAudit reads the server's audit log, or that of one network, page by page.
func (r *remote) ReadAudit(ctx context.Context, q app.AuditRequest) (*app.AuditPage, error) {
	path := "/audit"
	if q.Network != "" {
		path = at(q.Network, "/audit")
	}
	v := url.Values{"limit": {"10000"}}
	set(v, "since", q.Since)
	set(v, "until", q.Until)
	out := &app.AuditPage{Entries: []audit.Entry{}}
	for {
		var page app.AuditPage
		if err := r.Do(ctx, client.Call{Path: path, Query: v}, &page); err != nil {
			return nil, err
		}
		if out.Entries = append(out.Entries, page.Entries...); page.Next == "" {
			return out, nil
		}
		v.Set("cursor", page.Next)
	}
}
