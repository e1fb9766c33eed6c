package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/url"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// A tombstone remembers that an actor was erased from a network, without saying whom: it is a keyed digest of the id. It outlives the network,
// so that restoring an earlier backup does not bring the person back.
const (
	tombstoneKind = "tombstone"
	graveKeyKind  = "gravekey"
	graveKeyID    = "of-all-networks"
)

// tombstoneID is where an erased actor's tombstone is kept.
func tombstoneID(key []byte, name, actor string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(name + "\x00" + actor))
	return url.PathEscape(name) + "/" + hex.EncodeToString(mac.Sum(nil))
}

// bury sets an actor's tombstone.
func (a *App) bury(ctx context.Context, name, actor string) error {
	kept, ok := a.store.(store.Documents)
	if !ok {
		return nil
	}
	key, err := graveKey(ctx, kept)
	if err != nil {
		return err
	}
	_, err = kept.PutDocument(ctx, store.Document{Kind: tombstoneKind, ID: tombstoneID(key, name, actor), Body: []byte("{}")})
	if fault.CodeOf(err) == fault.Conflict {
		return nil // it stands already
	}
	return err
}

// graveKey is the secret by which tombstones are made; it is made when it is first needed.
func graveKey(ctx context.Context, kept store.Documents) ([]byte, error) {
	for {
		d, err := kept.Document(ctx, graveKeyKind, graveKeyID)
		if fault.CodeOf(err) != fault.NotFound {
			return d.Body, err
		}
		d, err = kept.PutDocument(ctx, store.Document{Kind: graveKeyKind, ID: graveKeyID, Body: []byte(hex.EncodeToString(newSecret()))})
		if fault.CodeOf(err) != fault.Conflict {
			return d.Body, err
		}
	}
}

// rebury erases from a restored network whom tombstones under any of the names remember, and returns how many that were.
func (a *App) rebury(ctx context.Context, stored string, names ...string) (int, error) {
	kept, ok := a.store.(store.Documents)
	if !ok {
		return 0, nil
	}
	stones := map[string]bool{}
	for _, name := range names {
		err := store.EachDocument(ctx, kept, tombstoneKind, url.PathEscape(name)+"/", func(d store.Document) error {
			stones[d.ID] = true
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	if len(stones) == 0 {
		return 0, nil
	}
	key, err := graveKey(ctx, kept)
	if err != nil {
		return 0, err
	}
	m, err := a.mover()
	if err != nil {
		return 0, err
	}
	var gone []string
	err = m.History(ctx, stored, func(h store.History) error {
		for v, err := range h.Versions {
			if err != nil {
				return err
			}
			if v.Actor == nil {
				return nil // actors come first
			}
			if len(gone) > 0 && gone[len(gone)-1] == v.Actor.ID {
				continue // another version of the same
			}
			for _, name := range names {
				if stones[tombstoneID(key, name, v.Actor.ID)] {
					gone = append(gone, v.Actor.ID)
					break
				}
			}
		}
		return nil
	})
	defer a.standing.Forget(stored)
	for _, actor := range gone {
		if err == nil {
			_, err = a.store.Erase(ctx, stored, actor, network.Change{By: "restore", Message: "erase again whom an earlier erasure removed"})
		}
		if err == nil {
			err = a.bury(ctx, stored, actor)
		}
	}
	return len(gone), err
}
