package store

import (
	"context"
	"errors"
	"time"

	"github.com/sillat/sillat/internal/together"
	"github.com/sillat/sillat/pkg/fault"
)

// lookPatience is how long the store may take to give a document that a request cannot go on without. Such documents are small and found
// by their key, so a store that takes longer is one that hangs.
const lookPatience = 5 * time.Second

// Looks reads documents as they stand now for many who ask at the same time: those who ask for the same one share a look at it that
// began after they asked. Every request of a program asks for its token, its account and its role. It is safe for concurrent use.
type Looks struct {
	kept   Documents
	asking together.Asking[Document]
}

// NewLooks makes Looks at documents.
func NewLooks(kept Documents) *Looks { return &Looks{kept: kept} }

// Document is Documents.Document, and a fault.Unavailable when that takes too long. The document's body is shared and must not be changed.
func (l *Looks) Document(ctx context.Context, kind, id string) (Document, error) {
	d, err := l.asking.Ask(ctx, kind+"/"+id, func(ctx context.Context) (Document, error) {
		bounded, stop := context.WithTimeout(ctx, lookPatience)
		defer stop()
		d, err := l.kept.Document(bounded, kind, id)
		if err != nil && ctx.Err() == nil && errors.Is(bounded.Err(), context.DeadlineExceeded) {
			err = fault.New(fault.Unavailable, "the store did not answer within %s; try again in some seconds, and look at the store if it stays so", lookPatience)
		}
		return d, err
	})
	if err != nil && ctx.Err() != nil {
		err = fault.New(fault.Cancelled, "the work on the store was cancelled before it was done; nothing of it was stored")
	}
	return d, err
}
