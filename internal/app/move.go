package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/sillat/sillat/internal/backup"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// MoveRequest asks for a network to be copied, with all its revisions, into another store.
type MoveRequest struct {
	Network      string
	To           *App   // on the other store; it may be this App, for a copy under another name
	As           string // its name there; "": the same
	DeleteSource bool   // remove the original once the copy is verified
	Progress     Steps
}

// Steps takes the progress of work in several steps: which step, how much of it is done, and of how much.
type Steps func(step string, done, all int64)

// MoveResult is what a move did.
type MoveResult struct {
	Network       string `json:"network"` // its name in the other store
	Revisions     int    `json:"revisions"`
	Records       int64  `json:"records"` // versions of records
	Digest        string `json:"sha256"`  // over revisions and content at every revision, equal in both stores
	SourceDeleted bool   `json:"source_deleted"`
}

// Move copies a network with all its revisions into another store, reads the copy back and compares it, revision by revision and
// record by record, with what was sent. A copy that differs is removed again. The original is removed only when asked, after the
// comparison, and not when it changed meanwhile (fault.Conflict).
func (a *App) Move(ctx context.Context, r MoveRequest) (*MoveResult, error) {
	if r.As == "" {
		r.As = r.Network
	}
	from, err := a.mover()
	if err != nil {
		return nil, err
	}
	to, err := r.To.mover()
	if err != nil {
		return nil, err
	}
	out := &MoveResult{Network: r.As}
	var sent store.History
	digest := backup.NewDigest()
	err = from.History(ctx, r.Network, func(h store.History) error {
		sent = h
		out.Revisions = len(h.Revisions)
		return to.Adopt(ctx, r.As, counted(digest.Watch(h), &out.Records, r.Progress.of("copying "+r.Network, h.Records())))
	})
	if err != nil {
		return nil, err
	}
	out.Digest = digest.Sum()
	if err := verify(ctx, to, r, out); err != nil {
		// Whatever ended the comparison, also a cancelled ctx, must not leave a copy that nobody vouches for.
		return nil, errors.Join(err, r.To.store.Delete(context.WithoutCancel(ctx), r.As))
	}
	if err := errors.Join(a.carryLedger(ctx, r), a.carryDecisions(ctx, r)); err != nil {
		return nil, errors.Join(err, r.To.Delete(context.WithoutCancel(ctx), r.As))
	}
	if !r.DeleteSource {
		return out, nil
	}
	now, err := a.store.Revisions(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(now, sent.Revisions) {
		return nil, fault.New(fault.Conflict, "network %q was changed while it was copied, so it was not deleted; the copy %q stands at revision %d",
			r.Network, r.As, out.Revisions)
	}
	if err := a.Delete(ctx, r.Network); err != nil {
		return nil, err
	}
	out.SourceDeleted = true
	return out, nil
}

// verify reads a copy back.
func verify(ctx context.Context, to store.Mover, r MoveRequest, sent *MoveResult) error {
	digest, n := backup.NewDigest(), int64(0)
	err := to.History(ctx, r.As, func(h store.History) error {
		for _, err := range counted(digest.Watch(h), &n, r.Progress.of("comparing", sent.Records)).Versions {
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if sum := digest.Sum(); sum != sent.Digest {
		return fmt.Errorf("the copy of network %q reads otherwise than the original (%d records, checksum %s; want %d and %s); it was removed and the original is untouched",
			r.Network, n, sum, sent.Records, sent.Digest)
	}
	return nil
}

// mover returns the store when whole networks can leave and enter it.
func (a *App) mover() (store.Mover, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	m, can := s.(store.Mover)
	if !can {
		return nil, fault.New(fault.Invalid, "this store cannot hand over or take in whole networks; choose another with --store or --to")
	}
	return m, nil
}

// of returns the progress of one step of a known size.
func (s Steps) of(step string, all int64) func(done int64) {
	if s == nil {
		return func(int64) {}
	}
	return func(done int64) {
		if done%1024 == 0 || done == all { // often enough for the eye
			s(step, done, all)
		}
	}
}

// counted is h, whose versions are counted in n and told to progress as they are walked.
func counted(h store.History, n *int64, progress func(done int64)) store.History {
	return store.History{Revisions: h.Revisions, Versions: func(yield func(store.Version, error) bool) {
		for v, err := range h.Versions {
			if err == nil {
				*n++
				progress(*n)
			}
			if !yield(v, err) {
				return
			}
		}
	}}
}
