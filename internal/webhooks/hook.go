// Package webhooks tells other systems by HTTP what came about in a network: a new revision, or the end of a background job.
//
// Hooks and what is still to be sent are documents in the store. So nothing is forgotten when a service stops, and of several services on
// one store each message is sent by one. What came about is read from the store too, by comparing how a network stands with what was
// told, so that it does not matter which program changed it.
package webhooks

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// What is told.
const (
	RevisionMade = "revision.made"
	JobEnded     = "job.ended"
)

// Events are all of them.
var Events = []string{RevisionMade, JobEnded}

// The kinds of documents.
const (
	hookKind    = "webhook"   // by network/id
	waitingKind = "hookqueue" // by network/id/message: what is still to be sent
	endedKind   = "hookended" // by network/id/message: what was sent, or given up
)

// mostHooks is how many a network may have.
const mostHooks = 20

// Hook is where to send what of a network.
type Hook struct {
	ID      string    `json:"id"`
	Network string    `json:"network"`
	URL     string    `json:"url"`
	Label   string    `json:"label"`
	Events  []string  `json:"events" enum:"revision.made,job.ended"`
	By      string    `json:"by"`
	Made    time.Time `json:"made"`
}

// keptHook is what the store keeps of it. The secret is kept as it is, because each message is signed with it.
type keptHook struct {
	Hook
	Secret []byte `json:"secret"`
	Told   int    `json:"told"` // the newest revision that was told, or that stood when the hook was made
}

// Request asks for a hook.
type Request struct {
	Network string
	URL     string
	Label   string
	Events  []string // none: all
	By      string
}

// Book keeps hooks. It is safe for concurrent use.
type Book struct {
	kept  store.Documents
	store store.Store
	now   func() time.Time
}

// NewBook makes a Book on a store that keeps documents.
func NewBook(s store.Store, kept store.Documents, now func() time.Time) *Book {
	return &Book{kept: kept, store: s, now: now}
}

func prefixOf(network string) string { return url.PathEscape(network) + "/" }

func hookID(network, id string) string { return prefixOf(network) + id }

// Add makes a hook and returns its secret, which is shown this once. It tells what comes about from now on.
func (b *Book) Add(ctx context.Context, r Request) (Hook, string, error) {
	if err := checkURL(r.URL); err != nil {
		return Hook{}, "", err
	}
	if len(r.Events) == 0 {
		r.Events = Events
	}
	for _, e := range r.Events {
		if !slices.Contains(Events, e) {
			return Hook{}, "", fault.New(fault.Invalid, "the event is %q; expected %s", e, strings.Join(Events, " or "))
		}
	}
	n, err := b.store.Network(ctx, r.Network)
	if err != nil {
		return Hook{}, "", err
	}
	list, err := b.List(ctx, r.Network)
	if err != nil {
		return Hook{}, "", err
	}
	if len(list) >= mostHooks {
		return Hook{}, "", fault.New(fault.Conflict, "network %s has %d webhooks, which is as many as one may have; remove one first", r.Network, len(list))
	}
	id := make([]byte, 10)
	_, _ = rand.Read(id) // never fails: crypto/rand ends the program instead
	h := keptHook{
		Hook: Hook{
			ID: strings.ToLower(base32.StdEncoding.EncodeToString(id)), Network: r.Network, URL: r.URL, Label: r.Label,
			Events: slices.Compact(slices.Sorted(slices.Values(r.Events))), By: r.By, Made: b.now().UTC().Truncate(time.Millisecond),
		},
		Secret: newSecret(), Told: n.Revision,
	}
	if _, err := b.put(ctx, hookKind, hookID(h.Network, h.ID), 0, h); err != nil {
		return Hook{}, "", err
	}
	return h.Hook, shown(h.Secret), nil
}

func newSecret() []byte {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails: crypto/rand ends the program instead
	return secret
}

// shown is a secret as libraries for Standard Webhooks take it.
func shown(secret []byte) string { return "whsec_" + base64.StdEncoding.EncodeToString(secret) }

// List returns a network's hooks, by id.
func (b *Book) List(ctx context.Context, network string) ([]Hook, error) {
	list := []Hook{}
	err := each(ctx, b, hookKind, prefixOf(network), func(d store.Document, h keptHook) error {
		list = append(list, h.Hook)
		return nil
	})
	return list, err
}

// Rotate gives a hook a new secret, which is shown this once. Messages that wait are signed with the new one.
func (b *Book) Rotate(ctx context.Context, network, id string) (Hook, string, error) {
	for {
		h, version, err := b.hook(ctx, network, id)
		if err != nil {
			return Hook{}, "", err
		}
		h.Secret = newSecret()
		if _, err = b.put(ctx, hookKind, hookID(network, id), version, h); fault.CodeOf(err) != fault.Conflict {
			return h.Hook, shown(h.Secret), err
		}
	}
}

// Remove ends a hook, with what waits for it and what is known of its deliveries.
func (b *Book) Remove(ctx context.Context, network, id string) error {
	if _, _, err := b.hook(ctx, network, id); err != nil {
		return err
	}
	if err := b.kept.DropDocument(ctx, hookKind, hookID(network, id)); err != nil {
		return err
	}
	return b.dropDeliveries(ctx, hookID(network, id)+"/")
}

// Forget ends all hooks of a network that was deleted.
func (b *Book) Forget(ctx context.Context, network string) error {
	if err := b.drop(ctx, hookKind, prefixOf(network)); err != nil {
		return err
	}
	return b.dropDeliveries(ctx, prefixOf(network))
}

func (b *Book) dropDeliveries(ctx context.Context, prefix string) error {
	if err := b.drop(ctx, waitingKind, prefix); err != nil {
		return err
	}
	return b.drop(ctx, endedKind, prefix)
}

func (b *Book) hook(ctx context.Context, network, id string) (keptHook, int, error) {
	var h keptHook
	if id == "" || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return h, 0, noHook(network, id)
	}
	d, err := b.kept.Document(ctx, hookKind, hookID(network, id))
	if fault.CodeOf(err) == fault.NotFound {
		return h, 0, noHook(network, id)
	}
	if err != nil {
		return h, 0, err
	}
	return h, d.Version, json.Unmarshal(d.Body, &h)
}

func noHook(network, id string) error {
	return fault.New(fault.NotFound, "network %s has no webhook %q", network, id)
}

func (b *Book) put(ctx context.Context, kind, id string, version int, v any) (int, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return 0, err
	}
	d, err := b.kept.PutDocument(ctx, store.Document{Kind: kind, ID: id, Version: version, Body: body})
	return d.Version, err
}

func (b *Book) drop(ctx context.Context, kind, prefix string) error {
	return each(ctx, b, kind, prefix, func(d store.Document, _ struct{}) error {
		if err := b.kept.DropDocument(ctx, kind, d.ID); fault.CodeOf(err) != fault.NotFound {
			return err
		}
		return nil
	})
}

// each hands the documents of a kind whose ids begin with prefix to f, by id.
func each[T any](ctx context.Context, b *Book, kind, prefix string, f func(store.Document, T) error) error {
	return store.EachDocument(ctx, b.kept, kind, prefix, func(d store.Document) error {
		var v T
		if err := json.Unmarshal(d.Body, &v); err != nil {
			return fault.New(fault.Internal, "the %s %s in the store cannot be read: %v", kind, d.ID, err)
		}
		return f(d, v)
	})
}
