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

// Recently is how long ago something may have been seen of the store that is told without looking again. What this program changes it tells
// of at once; what another program changes on the same store it tells of this much later at most.
const Recently = 250 * time.Millisecond

// Looks are documents for many who ask at the same time: those who ask for the same one share a look at it that began after they asked, or
// where they say so Recently. Every request of a program asks for its token, its account and its role. Who changes documents that are asked
// for so does it by the same Looks. It is safe for concurrent use.
type Looks struct {
	kept   Documents
	recent *together.Recent[Document]
}

// NewLooks makes Looks at documents.
func NewLooks(kept Documents) *Looks {
	return &Looks{kept: kept, recent: together.NewRecent[Document](Recently)}
}

// Document is Documents.Document, and a fault.Unavailable when that takes too long. The document's body is shared and must not be changed.
func (l *Looks) Document(ctx context.Context, kind, id string) (Document, error) {
	d, err := l.recent.Now(ctx, kind+"/"+id, l.look(kind, id))
	return d, ended(ctx, err)
}

// Recent is Document as it stood at most Recently ago, if none was changed by these Looks since.
func (l *Looks) Recent(ctx context.Context, kind, id string) (Document, error) {
	d, err := l.recent.Ask(ctx, kind+"/"+id, l.look(kind, id))
	return d, ended(ctx, err)
}

func (l *Looks) look(kind, id string) func(context.Context) (Document, error) {
	return func(ctx context.Context) (Document, error) {
		bounded, stop := context.WithTimeout(ctx, lookPatience)
		defer stop()
		d, err := l.kept.Document(bounded, kind, id)
		if err != nil && ctx.Err() == nil && errors.Is(bounded.Err(), context.DeadlineExceeded) {
			err = fault.New(fault.Unavailable, "the store did not answer within %s; try again in some seconds, and look at the store if it stays so", lookPatience)
		}
		return d, err
	}
}

func ended(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return fault.New(fault.Cancelled, "the work on the store was cancelled before it was done; nothing of it was stored")
	}
	return err
}

// Documents is Documents.Documents.
func (l *Looks) Documents(ctx context.Context, kind, prefix, after string, most int) ([]Document, error) {
	return l.kept.Documents(ctx, kind, prefix, after, most)
}

// PutDocument is Documents.PutDocument. When it returns, also with a fault, nobody is told any more how the document stood before.
func (l *Looks) PutDocument(ctx context.Context, d Document) (Document, error) {
	defer l.recent.Forget(d.Kind + "/" + d.ID)
	return l.kept.PutDocument(ctx, d)
}

// DropDocument is Documents.DropDocument. When it returns, also with a fault, nobody is told any more of the document.
func (l *Looks) DropDocument(ctx context.Context, kind, id string) error {
	defer l.recent.Forget(kind + "/" + id)
	return l.kept.DropDocument(ctx, kind, id)
}

// Distant is a store that is asked over a network: a look at it takes as long as many answers from memory, so that what was seen Recently is
// told without one.
type Distant interface{ Distant() }
