package main

import (
	"context"
	"net/http"
	"net/url"

	"github.com/sillat/sillat/internal/webhooks"
	"github.com/sillat/sillat/pkg/client"
)

// hooks is where a network's webhooks are kept: in a store, or by a server.
type hooks interface {
	Add(context.Context, webhooks.Request) (webhooks.Hook, string, error)
	List(ctx context.Context, network string) ([]webhooks.Hook, error)
	Rotate(ctx context.Context, network, id string) (webhooks.Hook, string, error)
	Remove(ctx context.Context, network, id string) error
	Deliveries(ctx context.Context, network, id string) ([]webhooks.Delivery, error)
}

// openHooks opens the server, or else the store. The caller closes what it returns.
func (s *session) openHooks(ctx context.Context) (hooks, func(), error) {
	if s.serverName() != "" {
		r, err := s.openServer()
		if err != nil {
			return nil, nil, err
		}
		return remoteHooks{r.Client}, func() {}, nil
	}
	a, done, err := s.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	b, err := a.Webhooks()
	if err != nil {
		done()
		return nil, nil, err
	}
	return b, done, nil
}

// remoteHooks is a server's webhooks, in the words of the use case, so that they are shown alike.
type remoteHooks struct{ *client.Client }

// madeHook is a webhook with its secret.
type madeHook struct {
	webhooks.Hook
	Secret string `json:"secret"`
}

func hookAt(network, id, below string) string {
	return at(network, "/webhooks/"+url.PathEscape(id)+below)
}

// Add makes a webhook. Who made it is who the token stands for.
func (r remoteHooks) Add(ctx context.Context, q webhooks.Request) (webhooks.Hook, string, error) {
	var out madeHook
	body := client.NewWebhook{URL: q.URL, Label: q.Label, Events: q.Events}
	err := r.Do(ctx, client.Call{Method: http.MethodPost, Path: at(q.Network, "/webhooks"), Body: body, Once: true}, &out)
	return out.Hook, out.Secret, err
}

// List lists a network's webhooks.
func (r remoteHooks) List(ctx context.Context, network string) ([]webhooks.Hook, error) {
	var out struct {
		Webhooks []webhooks.Hook `json:"webhooks"`
	}
	err := r.Do(ctx, client.Call{Path: at(network, "/webhooks")}, &out)
	return out.Webhooks, err
}

// Rotate gives a webhook a new secret.
func (r remoteHooks) Rotate(ctx context.Context, network, id string) (webhooks.Hook, string, error) {
	var out madeHook
	err := r.Do(ctx, client.Call{Method: http.MethodPost, Path: hookAt(network, id, "/secret"), Once: true}, &out)
	return out.Hook, out.Secret, err
}

// Remove ends a webhook.
func (r remoteHooks) Remove(ctx context.Context, network, id string) error {
	return r.RemoveWebhook(ctx, network, id)
}

// Deliveries lists a webhook's messages.
func (r remoteHooks) Deliveries(ctx context.Context, network, id string) ([]webhooks.Delivery, error) {
	var out struct {
		Deliveries []webhooks.Delivery `json:"deliveries"`
	}
	err := r.Do(ctx, client.Call{Path: hookAt(network, id, "/deliveries")}, &out)
	return out.Deliveries, err
}
