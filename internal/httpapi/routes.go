package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// routes is the table of contents: one line per resource, each in a file of its own.
func (a *api) routes(h huma.API) {
	a.routesNetwork(h)
	a.routesImport(h)
	a.routesChanges(h)
	a.routesExport(h)
	a.routesBackup(h)
	a.routesActor(h)
	a.routesCatalog(h)
	a.routesMetrics(h)
	a.routesGaps(h)
	a.routesLists(h)
	a.routesBridges(h)
	a.routesLedger(h)
	a.routesDuplicates(h)
	a.routesSuggest(h)
	a.routesEvaluate(h)
	a.routesExtract(h)
	a.routesWhatIf(h)
	a.routesSpread(h)
	a.routesDiff(h)
	a.routesReport(h)
	a.routesMap(h)
	a.routesChoices(h)
	a.routesJobs(h)
	a.routesHealth(h)
	a.routesMe(h)
	a.routesTokens(h)
	a.routesAccounts(h)
	a.routesRoles(h)
	a.routesLinks(h)
	a.routesWebhooks(h)
	a.routesPrivacy(h)
	a.routesPersons(h)
	a.routesAudit(h)
	boundLists(h.OpenAPI())
	describeNulls(h.OpenAPI())
}

// get registers a reading endpoint: its path, a name for generated clients, a sentence, and the use case.
func get[In, Out any](a *api, h huma.API, path, name, summary string, do func(context.Context, *In) (*Out, error)) {
	register(a, h, http.MethodGet, path, name, summary, do)
}

func register[In, Out any](a *api, h huma.API, method, path, name, summary string, do func(context.Context, *In) (*Out, error)) {
	huma.Register(h, operation(method, path, name, summary), func(ctx context.Context, in *In) (*body[Out], error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		return &body[Out]{Body: out}, nil
	})
}

// operation describes an endpoint.
func operation(method, path, name, summary string) huma.Operation {
	o := huma.Operation{
		Method: method, Path: path, OperationID: name, Summary: summary,
		Errors: []int{
			http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusRequestURITooLong,
			http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable,
		},
	}
	if method != http.MethodGet {
		o.MaxBodyBytes = jobLimit
	}
	return o
}

// body is an answer whose body is a use case's result as it is.
type body[T any] struct {
	Body *T
}
