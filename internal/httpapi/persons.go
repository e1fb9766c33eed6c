package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
)

func (a *api) routesPersons(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/persons", "list-persons", "List the persons in a network: their organisation, consent, and when they are due to be erased",
		func(ctx context.Context, in *NetworkPath) (*app.PersonList, error) {
			return a.app.Persons(ctx, in.Name)
		})
	get(a, h, "/api/v1/networks/{name}/persons/{id}", "get-person", "Everything that any revision of a network holds of one actor, as a person may ask for it",
		func(ctx context.Context, in *actorPath) (*app.PersonFile, error) {
			return a.app.Person(ctx, in.Name, in.ID)
		})
	register(a, h, http.MethodDelete, "/api/v1/networks/{name}/persons/{id}", "erase-person",
		"Erase one actor from every revision, cache and result, and prove it; this cannot be undone",
		func(ctx context.Context, in *actorPath) (*app.EraseResult, error) {
			return a.app.Erase(ctx, in.Name, in.ID, auth.From(ctx).Name())
		})
}
