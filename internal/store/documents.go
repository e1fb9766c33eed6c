package store

import (
	"context"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// Documents is a Store that also keeps small records of the service itself, such as accounts, tokens and roles, so that every server
// on one store knows the same. They belong to no network and have no revisions.
//
// Its methods fail as those of Store do. storetest.RunDocuments tests the promises.
type Documents interface {
	// Document returns one document, or a fault.NotFound.
	Document(ctx context.Context, kind, id string) (Document, error)

	// Documents lists at most most documents of a kind whose ids begin with prefix and come after after, by id.
	Documents(ctx context.Context, kind, prefix, after string, most int) ([]Document, error)

	// PutDocument stores a document and returns it with its new version. With Version 0 it must be new, else it must stand at that
	// very version, so that of two who change it at once one is told; a fault.Conflict says that it is not so.
	// The kind and id must pass CheckDocument.
	PutDocument(ctx context.Context, d Document) (Document, error)

	// DropDocument removes a document. One that is not there is a fault.NotFound.
	DropDocument(ctx context.Context, kind, id string) error
}

// Document is a small record of the service.
type Document struct {
	Kind    string
	ID      string
	Version int // 1 when it was stored first; it grows by 1 with each change
	Body    []byte
}

// longestID and largestDocument bound what a document may be.
const (
	longestID       = 1000
	largestDocument = 1 << 20
)

// CheckDocument refuses what a store would order or keep differently from another: a kind is lower-case letters, an id visible ASCII.
func CheckDocument(d Document) error {
	if d.Kind == "" || strings.Trim(d.Kind, "abcdefghijklmnopqrstuvwxyz") != "" {
		return fault.New(fault.Invalid, "%q is no kind of document; write lower-case letters", d.Kind)
	}
	if d.ID == "" || len(d.ID) > longestID || strings.ContainsFunc(d.ID, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fault.New(fault.Invalid, "%q cannot name a document; write 1 to %d visible ASCII characters", d.ID, longestID)
	}
	if len(d.Body) > largestDocument {
		return fault.New(fault.TooLarge, "document %s %s has %d bytes; at most %d can be kept", d.Kind, d.ID, len(d.Body), largestDocument)
	}
	return nil
}

// documentPage is how many documents are read at a time.
const documentPage = 200

// EachDocument hands all documents of a kind whose ids begin with prefix to f, by id, page by page: f may drop what it is given. It ends
// with the first error of f.
func EachDocument(ctx context.Context, kept Documents, kind, prefix string, f func(Document) error) error {
	for after := ""; ; {
		page, err := kept.Documents(ctx, kind, prefix, after, documentPage)
		if err != nil {
			return err
		}
		for _, d := range page {
			after = d.ID
			if err := f(d); err != nil {
				return err
			}
		}
		if len(page) < documentPage {
			return nil
		}
	}
}

// NoDocument is the fault for a document that is not there.
func NoDocument(kind, id string) error {
	return fault.New(fault.NotFound, "there is no %s %q", kind, id)
}

// StaleDocument is the fault for a document that does not stand at the version it was thought to.
func StaleDocument(d Document) error {
	if d.Version == 0 {
		return fault.New(fault.Conflict, "there is already a %s %q", d.Kind, d.ID)
	}
	return fault.New(fault.Conflict, "the %s %q was changed by someone else meanwhile; read it again and repeat the change", d.Kind, d.ID)
}
