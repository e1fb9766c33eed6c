// Package audit keeps who changed what and who read data of persons, for owners, admins and supervisors. Entries are documents in the
// store, so that every server and command on one store writes the same log.
package audit

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"sync"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// Entry is one thing that somebody did. It holds no values of what was read or changed.
type Entry struct {
	At      time.Time `json:"at"`
	Who     string    `json:"who"`
	Via     string    `json:"via" doc:"session, token and its id, link and its id, this machine, or command line."`
	Kind    string    `json:"kind" enum:"read,change" doc:"A change, or a reading of data of persons."`
	What    string    `json:"what" doc:"The operation or command."`
	Network string    `json:"network,omitempty"`
	Subject string    `json:"subject,omitempty" doc:"What of it: an actor, an account, a token, a link or a job."`
	Request string    `json:"request,omitempty" doc:"The request's id, as in the log of the service."`
}

type byKey struct{}

// With returns a context in which From finds who does what: an entry without its time, kind and network.
func With(ctx context.Context, e Entry) context.Context { return context.WithValue(ctx, byKey{}, e) }

// Unnoted returns a context that says nothing of who does what: what is read in it is noted otherwise.
func Unnoted(ctx context.Context) context.Context { return context.WithValue(ctx, byKey{}, nil) }

// From returns who does what; ok is false when nothing says.
func From(ctx context.Context) (e Entry, ok bool) {
	e, ok = ctx.Value(byKey{}).(Entry)
	return e, ok
}

// The kinds of entries.
const (
	Read   = "read"
	Change = "change"
)

const kind = "audit"

// stamp begins the id of an entry, so that entries are kept in the order of time.
const stamp = "20060102T150405.000000000"

// again is how long the same reading by the same reader is one entry: a page that is open asks many times.
const again = 10 * time.Minute

// mostRecent bounds how many readings are remembered.
const mostRecent = 10_000

// Log writes and reads entries. It is safe for concurrent use. A nil Log keeps nothing.
type Log struct {
	kept store.Documents
	now  func() time.Time

	mu     sync.Mutex
	recent map[Entry]time.Time // readings noted lately, without time and request
}

// New makes a log.
func New(kept store.Documents, now func() time.Time) *Log {
	return &Log{kept: kept, now: now, recent: map[Entry]time.Time{}}
}

// Note writes an entry. A reading that was noted lately is not noted again.
func (l *Log) Note(ctx context.Context, e Entry) error {
	if l == nil {
		return nil
	}
	e.At = l.now().UTC()
	if e.Kind == Read && l.Lately(e) {
		return nil
	}
	body, err := json.Marshal(e)
	if err != nil {
		return err
	}
	chance := make([]byte, 6)
	_, _ = rand.Read(chance) // never fails: crypto/rand ends the program instead
	d := store.Document{Kind: kind, ID: e.At.Format(stamp) + "-" + hex.EncodeToString(chance), Body: body}
	if _, err := l.kept.PutDocument(ctx, d); err != nil {
		return err
	}
	if e.Kind == Read {
		l.remember(e)
	}
	return nil
}

// Lately reports whether a reading was noted so short a time ago that it would not be noted again.
func (l *Log) Lately(e Entry) bool {
	if l == nil {
		return true
	}
	e.At, e.Request = time.Time{}, ""
	l.mu.Lock()
	defer l.mu.Unlock()
	at, ok := l.recent[e]
	return ok && l.now().Before(at.Add(again))
}

func (l *Log) remember(e Entry) {
	at := e.At
	e.At, e.Request = time.Time{}, ""
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.recent) >= mostRecent {
		clear(l.recent)
	}
	l.recent[e] = at
}

// Filter chooses entries. Empty fields choose all.
type Filter struct {
	Network      string
	Since, Until time.Time
	After        string // the id of the entry before the first; see List
	Limit        int    // at most so many; 0: all
}

// pageSize is how many documents are read at a time.
const pageSize = 500

// List hands the entries to take, oldest first, with their ids, until it returns false.
func (l *Log) List(ctx context.Context, f Filter, take func(id string, e Entry) bool) error {
	if l == nil {
		return nil
	}
	after := f.After
	if after == "" && !f.Since.IsZero() {
		after = f.Since.UTC().Format(stamp)
	}
	for {
		page, err := l.kept.Documents(ctx, kind, "", after, pageSize)
		if err != nil {
			return err
		}
		for _, d := range page {
			after = d.ID
			var e Entry
			if err := json.Unmarshal(d.Body, &e); err != nil {
				return fault.New(fault.Internal, "the audit entry %s cannot be read: %v", d.ID, err)
			}
			if !f.Until.IsZero() && !e.At.Before(f.Until) {
				return nil
			}
			if (f.Network == "" || e.Network == f.Network) && !take(d.ID, e) {
				return nil
			}
		}
		if len(page) < pageSize {
			return nil
		}
	}
}

// Erased stands in place of a subject that was erased.
const Erased = "(erased)"

// Forget takes an actor's id out of all entries on a network, and returns of how many: that something was done stays, with whom does not.
func (l *Log) Forget(ctx context.Context, network, subject string) (n int, err error) {
	if l == nil {
		return 0, nil
	}
	var ids []string
	err = l.List(ctx, Filter{Network: network}, func(id string, e Entry) bool {
		if e.Subject == subject {
			ids = append(ids, id)
		}
		return true
	})
	for _, id := range ids {
		if err == nil {
			err = l.blank(ctx, id)
		}
		n++
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.recent != nil {
		clear(l.recent)
	}
	return n, err
}

func (l *Log) blank(ctx context.Context, id string) error {
	for {
		d, err := l.kept.Document(ctx, kind, id)
		if err != nil {
			return err
		}
		var e Entry
		if err := json.Unmarshal(d.Body, &e); err != nil {
			return err
		}
		e.Subject = Erased
		if d.Body, err = json.Marshal(e); err != nil {
			return err
		}
		if _, err = l.kept.PutDocument(ctx, d); fault.CodeOf(err) != fault.Conflict {
			return err
		}
	}
}
