package app

import (
	"context"
	"log/slog"
	"net/netip"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/internal/webhooks"
	"github.com/sillat/sillat/pkg/fault"
)

// Webhooks returns where the store keeps whom to tell of what comes about.
func (a *App) Webhooks() (*webhooks.Book, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	kept, ok := s.(store.Documents)
	if !ok {
		return nil, fault.New(fault.Unavailable, "this store keeps no webhooks; use one that does")
	}
	return webhooks.NewBook(s, kept, a.now), nil
}

// WebhookSender makes what sends to them, also to the networks around this machine that are allowed.
func (a *App) WebhookSender(allow []netip.Prefix, log *slog.Logger, traces *tracing.Traces) (*webhooks.Sender, error) {
	b, err := a.Webhooks()
	if err != nil {
		return nil, err
	}
	jobs, _ := a.store.(store.Jobs)
	return webhooks.NewSender(webhooks.Options{Book: b, Jobs: jobs, Allow: allow, Log: log, Traces: traces}), nil
}

// forgetWebhooks ends the hooks of a network that was deleted.
func (a *App) forgetWebhooks(ctx context.Context, name string) error {
	if _, ok := a.store.(store.Documents); !ok {
		return nil
	}
	b, err := a.Webhooks()
	if err != nil {
		return err
	}
	return b.Forget(ctx, name)
}
