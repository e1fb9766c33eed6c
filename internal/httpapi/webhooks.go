package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/webhooks"
)

// hookList is a network's webhooks.
type hookList struct {
	Webhooks []webhooks.Hook `json:"webhooks"`
}

// hookRequest asks for a webhook.
type hookRequest struct {
	NetworkPath
	Body struct {
		URL    string   `json:"url" minLength:"1" maxLength:"2000" doc:"Where to send messages: https:// and a host on the internet, unless the service allows others." example:"https://example.org/sillat"`
		Label  string   `json:"label,omitempty" maxLength:"100" doc:"Whom or what it is for." example:"data warehouse"`
		Events []string `json:"events,omitempty" maxItems:"2" enum:"revision.made,job.ended" doc:"What to tell; all when left out."`
	}
}

// madeHook is a webhook with its secret, which is shown here and never again.
type madeHook struct {
	webhooks.Hook
	Secret string `json:"secret" doc:"What messages are signed with, by Standard Webhooks. It is never shown again."`
}

// hookPath names a webhook.
type hookPath struct {
	NetworkPath
	ID string `path:"id" maxLength:"64" doc:"The webhook's id."`
}

// deliveryList is what was sent to a webhook, and what waits.
type deliveryList struct {
	Deliveries []webhooks.Delivery `json:"deliveries"`
}

func (a *api) routesWebhooks(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/webhooks", "list-webhooks", "List a network's webhooks",
		func(ctx context.Context, in *NetworkPath) (*hookList, error) {
			b, err := a.app.Webhooks()
			if err != nil {
				return nil, err
			}
			list, err := b.List(ctx, in.Name)
			return &hookList{Webhooks: list}, err
		})
	register(a, h, http.MethodPost, "/api/v1/networks/{name}/webhooks", "make-webhook", "Have each new revision and each ended job told to another system by a signed message",
		func(ctx context.Context, in *hookRequest) (*madeHook, error) {
			b, err := a.app.Webhooks()
			if err != nil {
				return nil, err
			}
			made, secret, err := b.Add(ctx, webhooks.Request{
				Network: in.Name, URL: in.Body.URL, Label: in.Body.Label, Events: in.Body.Events, By: auth.From(ctx).Name(),
			})
			return &madeHook{Hook: made, Secret: secret}, err
		})
	register(a, h, http.MethodDelete, "/api/v1/networks/{name}/webhooks/{id}", "remove-webhook", "End a webhook; what waits for it is not sent",
		func(ctx context.Context, in *hookPath) (*struct{}, error) {
			b, err := a.app.Webhooks()
			if err != nil {
				return nil, err
			}
			return &struct{}{}, b.Remove(ctx, in.Name, in.ID)
		})
	register(a, h, http.MethodPost, "/api/v1/networks/{name}/webhooks/{id}/secret", "rotate-webhook", "Give a webhook a new secret; the old one ends at once",
		func(ctx context.Context, in *hookPath) (*madeHook, error) {
			b, err := a.app.Webhooks()
			if err != nil {
				return nil, err
			}
			hook, secret, err := b.Rotate(ctx, in.Name, in.ID)
			return &madeHook{Hook: hook, Secret: secret}, err
		})
	get(a, h, "/api/v1/networks/{name}/webhooks/{id}/deliveries", "list-deliveries", "List a webhook's messages and what became of them: those that wait, then the newest",
		func(ctx context.Context, in *hookPath) (*deliveryList, error) {
			b, err := a.app.Webhooks()
			if err != nil {
				return nil, err
			}
			list, err := b.Deliveries(ctx, in.Name, in.ID)
			return &deliveryList{Deliveries: list}, err
		})
}
