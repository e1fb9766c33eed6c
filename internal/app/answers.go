package app

import (
	"context"
	"sync/atomic"

	"github.com/sillat/sillat/internal/answers"
	"github.com/sillat/sillat/internal/audit"
)

// Answers are what was answered to questions about networks, for who asks the same again. An erasure, a revert, a deletion and new
// settings of privacy empty them of their network.
func (a *App) Answers() *answers.Cache { return a.answers }

type noticeKey struct{}

// Noticing returns a context in which it is noticed whether data of persons are read for somebody who sees them, and what tells.
func Noticing(ctx context.Context) (context.Context, func() bool) {
	var noticed atomic.Bool
	return context.WithValue(ctx, noticeKey{}, &noticed), noticed.Load
}

// noticedBy is where it is noticed; nil when nobody asks.
func noticedBy(ctx context.Context) *atomic.Bool {
	noticed, _ := ctx.Value(noticeKey{}).(*atomic.Bool)
	return noticed
}

// ReadAgain notes that ctx's reader is given once more an answer for which data of persons in a network were read. What cannot be noted
// must not be given.
func (a *App) ReadAgain(ctx context.Context, name string) error {
	e, ok := audit.From(ctx)
	if !ok {
		return nil
	}
	e.Network, e.Kind = name, audit.Read
	return a.audit.Note(ctx, e)
}
