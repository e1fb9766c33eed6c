package duplicates

import (
	"context"
	"fmt"
	"net/url"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// kind is that of the documents that hold decisions, which are kept by network/id.
const kind = "duplicate"

// Book keeps the decisions of all networks of a store. It is safe for concurrent use, also by several servers on one store.
type Book struct{ kept store.Documents }

// NewBook makes a Book.
func NewBook(kept store.Documents) *Book { return &Book{kept: kept} }

// documentID is where a decision is kept. A network's name may hold letters of any script, a document's id may not.
func documentID(network, id string) string { return url.PathEscape(network) + "/" + id }

// Document is a decision as it is kept, to store it together with what it is about.
func Document(network string, d Decision) (store.Document, error) {
	body, err := json.Marshal(d)
	if err != nil {
		return store.Document{}, fmt.Errorf("keep a decision on %s: %w", network, err)
	}
	return store.Document{Kind: kind, ID: documentID(network, d.id()), Body: body}, nil
}

// Keep stores a decision, and reports whether it is new. One that was taken already stays as it is.
func (b *Book) Keep(ctx context.Context, network string, d Decision) (bool, error) {
	if err := d.Check(); err != nil {
		return false, err
	}
	doc, err := Document(network, d)
	if err != nil {
		return false, err
	}
	if _, err = b.kept.PutDocument(ctx, doc); fault.CodeOf(err) == fault.Conflict {
		return false, nil
	}
	return err == nil, err
}

// Withdraw takes a decision back, and reports whether there was one.
func (b *Book) Withdraw(ctx context.Context, network string, d Decision) (bool, error) {
	err := b.kept.DropDocument(ctx, kind, documentID(network, d.id()))
	if fault.CodeOf(err) == fault.NotFound {
		return false, nil
	}
	return err == nil, err
}

// Decisions lists what was decided in a network.
func (b *Book) Decisions(ctx context.Context, network string) ([]Decision, error) {
	list := []Decision{}
	err := b.each(ctx, network, func(_ string, d Decision) error {
		list = append(list, d)
		return nil
	})
	return list, err
}

// Forget removes a network's decisions: it was deleted, and a new one of its name is another.
func (b *Book) Forget(ctx context.Context, network string) error {
	return b.each(ctx, network, func(id string, _ Decision) error { return b.drop(ctx, id) })
}

// Erase removes the decisions that name an actor, as the law on personal data asks, and returns how many there were.
func (b *Book) Erase(ctx context.Context, network, actor string) (int, error) {
	n := 0
	err := b.each(ctx, network, func(id string, d Decision) error {
		if d.From != actor && d.Into != actor {
			return nil
		}
		n++
		return b.drop(ctx, id)
	})
	return n, err
}

// each hands a network's decisions to f, with the ids of their documents.
func (b *Book) each(ctx context.Context, network string, f func(id string, d Decision) error) error {
	return store.EachDocument(ctx, b.kept, kind, documentID(network, ""), func(doc store.Document) error {
		var d Decision
		if err := json.Unmarshal(doc.Body, &d); err != nil {
			return fault.New(fault.Internal, "the decision %s cannot be read: %v", doc.ID, err)
		}
		return f(doc.ID, d)
	})
}

// drop removes a document; one that is gone already is as good.
func (b *Book) drop(ctx context.Context, id string) error {
	if err := b.kept.DropDocument(ctx, kind, id); fault.CodeOf(err) != fault.NotFound {
		return err
	}
	return nil
}
