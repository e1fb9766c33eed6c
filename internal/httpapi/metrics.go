package httpapi

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// metricsRequest asks for scores.
type metricsRequest struct {
	NetworkPath
	Selectors
	Metric []string `query:"metric" required:"true" doc:"Ids of metrics; the catalogue lists them." example:"[\"degree\",\"betweenness\"]"`
	Silo   string   `query:"silo" maxLength:"200" doc:"The silo dimension, for metrics that need one."`
	Bands  int      `query:"bands" minimum:"0" maximum:"2000" doc:"Add every actor's rank and the best and worst one over so many resampled networks."`
	Set    []string `query:"set,explode" doc:"A metric's parameters, NAME=VALUE or METRIC.NAME=VALUE." example:"[\"damping=0.9\"]"`
}

func (a *api) routesMetrics(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/metrics", "compute-metrics", "Compute metrics for every actor",
		func(ctx context.Context, in *metricsRequest) (*app.MetricsResult, error) {
			values := map[string]string{}
			for _, text := range in.Set {
				name, value, ok := strings.Cut(text, "=")
				if !ok {
					return nil, fault.New(fault.Invalid, "set is %q; expected NAME=VALUE", text)
				}
				values[name] = value
			}
			return a.app.Metrics(ctx, app.MetricsRequest{
				Source: app.Stored(in.Name), Query: in.query(), Metrics: in.Metric, Silo: in.Silo, Values: values, Bands: in.Bands,
			})
		})
}
