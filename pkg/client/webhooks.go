package client

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Webhook is another system that is told of new revisions and ended jobs.
type Webhook struct {
	ID      string    `json:"id"`
	Network string    `json:"network"`
	URL     string    `json:"url"`
	Label   string    `json:"label"`
	Events  []string  `json:"events"`
	By      string    `json:"by"`
	Made    time.Time `json:"made"`
}

// NewWebhook is a webhook to make.
type NewWebhook struct {
	URL    string   `json:"url"`
	Label  string   `json:"label,omitempty"`
	Events []string `json:"events,omitempty"` // revision.made, job.ended; empty: all
}

// MadeWebhook is a webhook with the secret that its messages are signed with, which is shown once.
type MadeWebhook struct {
	Webhook
	Secret string `json:"secret"`
}

// Delivery is one message to a webhook and what became of it.
type Delivery struct {
	ID       string     `json:"id"`
	Event    string     `json:"event"`
	State    string     `json:"state"` // waiting, delivered or given up
	Made     time.Time  `json:"made"`
	Attempts int        `json:"attempts"`
	Last     *time.Time `json:"last,omitempty"`
	Next     *time.Time `json:"next,omitempty"`
	Status   int        `json:"status,omitempty"`
	Error    string     `json:"error,omitempty"`
	Body     string     `json:"body"`
}

// Webhooks lists a network's webhooks.
func (c *Client) Webhooks(ctx context.Context, network string) ([]Webhook, error) {
	list, err := get[struct{ Webhooks []Webhook }](ctx, c, at(network, "/webhooks"), nil)
	if err != nil {
		return nil, err
	}
	return list.Webhooks, nil
}

// MakeWebhook has a network's news told to another system. It is never sent twice.
func (c *Client) MakeWebhook(ctx context.Context, network string, hook NewWebhook) (*MadeWebhook, error) {
	out := new(MadeWebhook)
	return out, c.Do(ctx, Call{Method: http.MethodPost, Path: at(network, "/webhooks"), Body: hook, Once: true}, out)
}

// RotateWebhook gives a webhook a new secret; the old one ends at once.
func (c *Client) RotateWebhook(ctx context.Context, network, id string) (*MadeWebhook, error) {
	out := new(MadeWebhook)
	return out, c.Do(ctx, Call{Method: http.MethodPost, Path: at(network, "/webhooks/"+url.PathEscape(id)+"/secret"), Once: true}, out)
}

// RemoveWebhook ends a webhook; what waits for it is not sent.
func (c *Client) RemoveWebhook(ctx context.Context, network, id string) error {
	return c.Do(ctx, Call{Method: http.MethodDelete, Path: at(network, "/webhooks/"+url.PathEscape(id))}, nil)
}

// Deliveries lists a webhook's messages: those that wait, then the newest.
func (c *Client) Deliveries(ctx context.Context, network, id string) ([]Delivery, error) {
	list, err := get[struct{ Deliveries []Delivery }](ctx, c, at(network, "/webhooks/"+url.PathEscape(id)+"/deliveries"), nil)
	if err != nil {
		return nil, err
	}
	return list.Deliveries, nil
}
