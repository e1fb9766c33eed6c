package app

import (
	"context"

	"go.opentelemetry.io/otel/attribute"

	"github.com/sillat/sillat/internal/shelf"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/network"
)

// reading hands a revision of a stored network to v, from the shelf when it was read before. Revision 0 is the empty network.
func (a *App) reading(ctx context.Context, from store.Store, n network.Network, revision int, v network.Visitor) error {
	if revision == 0 {
		return nil
	}
	fetch := func(v network.Visitor) (err error) {
		ctx, span := tracing.Begin(ctx, "read store", attribute.Int("sillat.revision", revision))
		defer func() { tracing.End(span, err) }()
		_, err = from.Read(ctx, n.Name, revision, v)
		return err
	}
	if revision > n.Revision {
		return fetch(v) // to be told that there is none
	}
	return a.shelf.Read(ctx, kept(n, revision), fetch, v)
}

// kept is how the shelf knows a revision.
func kept(n network.Network, revision int) shelf.Revision {
	return shelf.Revision{Network: n.Name, State: identity(n), Number: revision}
}

// tidyShelf lets go of what networks no longer are.
func (a *App) tidyShelf(now []network.Network) {
	present := make([]shelf.Revision, len(now))
	for i, n := range now {
		present[i] = kept(n, n.Revision)
	}
	a.shelf.Sweep(present)
}
