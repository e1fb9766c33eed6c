package app

import (
	"context"
	"encoding/hex"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// TryWriting writes a small record into the store, reads it and removes it.
func (a *App) TryWriting(ctx context.Context) error {
	s, err := a.stored()
	if err != nil {
		return err
	}
	kept, ok := s.(store.Documents)
	if !ok {
		return fault.New(fault.Unavailable, "this store keeps no records of the service")
	}
	d := store.Document{Kind: "trial", ID: hex.EncodeToString(newSecret()[:8]), Body: []byte("{}")}
	if _, err := kept.PutDocument(ctx, d); err != nil {
		return err
	}
	if _, err := kept.Document(ctx, d.Kind, d.ID); err != nil {
		return err
	}
	return kept.DropDocument(ctx, d.Kind, d.ID)
}
