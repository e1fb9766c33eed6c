package app

import (
	"context"
	"time"

	"github.com/sillat/sillat/internal/audit"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/veil"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Audit is where changes and readings of data of persons are noted; nil when the store keeps no documents.
func (a *App) Audit() *audit.Log { return a.audit }

func auditOf(o Options) *audit.Log {
	if kept, ok := o.Store.(store.Documents); ok {
		return audit.New(kept, o.Now)
	}
	return nil
}

// noteReading notes that ctx's reader, who sees everything, reads a revision, if that holds persons. What cannot be noted is not read.
func (a *App) noteReading(ctx context.Context, s store.Store, n network.Network, revision int) error {
	e, ok := audit.From(ctx)
	e.Network, e.Kind = n.Name, audit.Read
	noticed := noticedBy(ctx)
	if !ok || noticed == nil && a.audit.Lately(e) {
		return nil
	}
	persons, err := a.hasPersons(ctx, s, n, revision)
	if err != nil || !persons {
		return err
	}
	if noticed != nil {
		noticed.Store(true)
	}
	return a.audit.Note(ctx, e)
}

// noteActor notes that ctx's reader is given one actor. It is called for actors that are there: ids that somebody tried are not kept.
func (a *App) noteActor(ctx context.Context, name, actor string) (context.Context, error) {
	e, ok := audit.From(ctx)
	if !ok || veil.From(ctx).Key() != "" {
		return ctx, nil
	}
	e.Subject = actor
	ctx = audit.With(ctx, e)
	return ctx, a.NoteReading(ctx, name)
}

// NoteReading notes that ctx's reader is given what was read of a network for readers who see everything, if the network holds persons.
func (a *App) NoteReading(ctx context.Context, name string) error {
	s, err := a.stored()
	if err != nil {
		return err
	}
	n, err := s.Network(ctx, name)
	if err != nil {
		return err
	}
	return a.noteReading(ctx, s, n, n.Revision)
}

// AuditPage is a part of the audit log, oldest first.
type AuditPage struct {
	Entries []audit.Entry `json:"entries"`
	Next    string        `json:"next,omitempty"` // cursor of the next page
}

// AuditRequest asks for a part of the audit log.
type AuditRequest struct {
	Network string // "": of all, and of the service
	Since   string // a date; "": from the beginning
	Until   string // a date, whose day is included; "": to the end
	Cursor  string // Next of the page before
	Limit   int    // 0: all
}

// ReadAudit returns a part of the audit log.
func (a *App) ReadAudit(ctx context.Context, r AuditRequest) (*AuditPage, error) {
	if a.audit == nil {
		return nil, fault.New(fault.Unavailable, "this store keeps no audit log; use one that does")
	}
	f := audit.Filter{Network: r.Network}
	var err error
	if f.Since, err = day("since", r.Since); err != nil {
		return nil, err
	}
	if f.Until, err = day("until", r.Until); err != nil {
		return nil, err
	}
	if !f.Until.IsZero() {
		f.Until = f.Until.AddDate(0, 0, 1)
	}
	after, err := afterCursor(r.Cursor)
	if err != nil {
		return nil, err
	}
	f.After = after
	out, last := &AuditPage{Entries: []audit.Entry{}}, ""
	err = a.audit.List(ctx, f, func(id string, e audit.Entry) bool {
		if r.Limit > 0 && len(out.Entries) == r.Limit {
			out.Next = cursorAfter(last)
			return false
		}
		out.Entries, last = append(out.Entries, e), id
		return true
	})
	return out, err
}

func day(name, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return t, fault.New(fault.Invalid, "%s is %q; expected a date such as 2026-01-31", name, text)
	}
	return t, nil
}
