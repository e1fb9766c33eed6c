package auth

import (
	"context"
	"fmt"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// The kinds of documents that a Book keeps.
const (
	accountKind  = "account"  // by name
	identityKind = "identity" // by digest of issuer and subject: who an issuer's people are here
	roleKind     = "role"     // by network/account
	claimKind    = "claim"    // by network: who is making it
	tokenKind    = "token"    // by id
	sessionKind  = "session"  // by id
	linkKind     = "link"     // by id: share links
	loginKind    = "login"    // by id: logins that an issuer has not answered yet
)

// record is a document's content with the version it was read at.
type record[T any] struct {
	Value   T
	kind    string
	id      string
	version int
}

// load reads a document as it stands now.
func load[T any](ctx context.Context, b *Book, kind, id string) (record[T], error) {
	d, err := b.kept.Document(ctx, kind, id)
	if err != nil {
		return record[T]{}, err
	}
	return decode[T](d)
}

// recall is load as every request can afford it: as the document stood at most store.Recently ago, and never before what this Book changed.
func recall[T any](ctx context.Context, b *Book, kind, id string) (record[T], error) {
	d, err := b.kept.Recent(ctx, kind, id)
	if err != nil {
		return record[T]{}, err
	}
	return decode[T](d)
}

func decode[T any](d store.Document) (record[T], error) {
	r := record[T]{kind: d.Kind, id: d.ID, version: d.Version}
	if err := json.Unmarshal(d.Body, &r.Value); err != nil {
		return r, fmt.Errorf("the %s %q in the store cannot be read: %w", d.Kind, d.ID, err)
	}
	return r, nil
}

// save stores a record: a new one when it was not loaded, else over the version that was.
func (r record[T]) save(ctx context.Context, b *Book) error {
	body, err := json.Marshal(r.Value)
	if err != nil {
		return fmt.Errorf("keep %s: %w", r.kind, err)
	}
	_, err = b.kept.PutDocument(ctx, store.Document{Kind: r.kind, ID: r.id, Version: r.version, Body: body})
	return err
}

// change loads a record, lets f change it and saves it, again when somebody else changed it meanwhile.
func change[T any](ctx context.Context, b *Book, kind, id string, f func(*T) error) error {
	for {
		r, err := load[T](ctx, b, kind, id)
		if err != nil {
			return err
		}
		if err := f(&r.Value); err != nil {
			return err
		}
		if err = r.save(ctx, b); fault.CodeOf(err) != fault.Conflict {
			return err
		}
	}
}

// each hands all records of a kind whose ids begin with prefix to f.
func each[T any](ctx context.Context, b *Book, kind, prefix string, f func(record[T]) error) error {
	return store.EachDocument(ctx, b.kept, kind, prefix, func(d store.Document) error {
		r, err := decode[T](d)
		if err != nil {
			return err
		}
		return f(r)
	})
}

// drop removes a document; one that is gone already is as good.
func (b *Book) drop(ctx context.Context, kind, id string) error {
	if err := b.kept.DropDocument(ctx, kind, id); fault.CodeOf(err) != fault.NotFound {
		return err
	}
	return nil
}
