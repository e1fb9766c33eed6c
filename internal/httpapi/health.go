package httpapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
)

// health is the answer of a service that works.
type health struct {
	Status string `json:"status" enum:"ok"`
}

func (a *api) routesHealth(h huma.API) {
	get(a, h, "/api/v1/live", "get-liveness", "Whether the service runs at all, whatever its store does",
		func(context.Context, *struct{}) (*health, error) { return &health{Status: "ok"}, nil })
	get(a, h, "/api/v1/ready", "get-readiness", "Whether the store answers, with its tables or constraints at this program's version",
		func(ctx context.Context, _ *struct{}) (*health, error) {
			return &health{Status: "ok"}, a.app.Ready(ctx)
		})
}
