package app

import (
	"context"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/backup"
	"github.com/sillat/sillat/internal/ledger"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// A ledger goes where its network goes: to another store, and into a backup and out of it.

// carryLedger takes a moved network's entries along.
func (a *App) carryLedger(ctx context.Context, r MoveRequest) error {
	entries, err := a.ledgerEntries(ctx, r.Network)
	if err != nil {
		return err
	}
	return r.To.adoptLedger(ctx, r.As, entries)
}

// ledgerEntries are all entries of a network; none where the store keeps no ledger.
func (a *App) ledgerEntries(ctx context.Context, network string) ([]ledger.Entry, error) {
	kept, ok := a.store.(store.Documents)
	if !ok {
		return nil, nil
	}
	return ledger.NewBook(kept, a.now).Entries(ctx, network)
}

// adoptLedger stores entries of a network that came from elsewhere. Where the store keeps no ledger they are lost, as they would be anyway.
func (a *App) adoptLedger(ctx context.Context, network string, entries []ledger.Entry) error {
	kept, ok := a.store.(store.Documents)
	if !ok {
		return nil
	}
	return ledger.NewBook(kept, a.now).Adopt(ctx, network, entries)
}

// ledgersIn reads the entries in a backup, so that a damaged one is found before anything is stored.
func ledgersIn(c backup.Contents) (map[string][]ledger.Entry, error) {
	all := map[string][]ledger.Entry{}
	for name, texts := range c.Ledgers {
		for _, text := range texts {
			var e ledger.Entry
			err := json.Unmarshal(text, &e)
			if err == nil {
				err = e.Check()
			}
			if err != nil {
				return nil, fault.New(fault.BadInput, "the backup holds an entry of the ledger of %s that cannot be read (%v), so nothing was stored", name, err)
			}
			all[name] = append(all[name], e)
		}
	}
	return all, nil
}
