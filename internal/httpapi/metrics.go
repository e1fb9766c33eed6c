package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// metricsRequest asks for scores.
type metricsRequest struct {
	NetworkPath
	Preference
	Selectors
	Metric []string `query:"metric" required:"true" doc:"Ids of metrics; the catalogue lists them." example:"[\"degree\",\"pagerank\"]"`
	Silo   string   `query:"silo" maxLength:"200" doc:"The silo dimension, for metrics that need one."`
	Bands  int      `query:"bands" minimum:"0" maximum:"2000" doc:"Add every actor's rank and the best and worst one over so many resampled networks."`
	Sort   string   `query:"sort" maxLength:"200" doc:"A column of the scores; with a - before it from the highest. By id when left out. Jobs keep all rows." example:"-degree"`
	Fields []string `query:"fields" doc:"Columns of the scores to tell; all when left out. Jobs keep all." example:"[\"degree\"]"`
	Limit  int      `query:"limit" minimum:"0" maximum:"1000000" default:"0" doc:"How many rows of scores; 0: all. Jobs keep all."`
	Cursor string   `query:"cursor" maxLength:"20" doc:"The value of next of the page before."`
	Set    []string `query:"set,explode" doc:"A metric's parameters, NAME=VALUE or METRIC.NAME=VALUE." example:"[\"damping=0.9\"]"`
}

// values are the parameters by name.
func (r *metricsRequest) values() map[string]string {
	values := map[string]string{}
	for _, text := range r.Set {
		name, value, _ := strings.Cut(text, "=")
		values[name] = value
	}
	return values
}

// Resolve refuses parameters without a value.
func (r *metricsRequest) Resolve(huma.Context) []error {
	for _, text := range r.Set {
		if !strings.Contains(text, "=") {
			return []error{newProblem(http.StatusBadRequest, fault.Invalid, fmt.Sprintf("set is %q; expected NAME=VALUE", text))}
		}
	}
	return nil
}

func (a *api) routesMetrics(h huma.API) {
	slow(a, h, http.MethodGet, "/api/v1/networks/{name}/metrics", "compute-metrics", "Compute metrics for every actor",
		func(ctx context.Context, in *metricsRequest) (*app.MetricsResult, error) {
			out, err := a.app.Metrics(ctx, app.MetricsRequest{
				Source: app.Stored(in.Name), Query: in.query(), Metrics: in.Metric, Silo: in.Silo, Values: in.values(), Bands: in.Bands,
			})
			if err != nil {
				return nil, err
			}
			return out, out.View(app.ScoreView{Sort: in.Sort, Fields: in.Fields, Limit: in.Limit, Cursor: in.Cursor})
		},
		func(in *metricsRequest) (string, app.JobRequest) {
			return in.Prefer, app.JobRequest{Network: in.Name, Analysis: "metrics", Parameters: &app.MetricsParameters{
				SelectorParameters: app.SelectorParametersOf(in.query()), Metric: in.Metric, Silo: in.Silo, Bands: in.Bands, Set: in.values(),
			}}
		})
}
