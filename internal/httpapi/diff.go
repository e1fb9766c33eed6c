package httpapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
)

// diffRequest asks what changed between two times. Its from and to are no window of the selectors but the two times.
type diffRequest struct {
	NetworkPath
	Preference
	From         string   `query:"from" maxLength:"40" doc:"The earlier date, or a period as two dates with two dots between them." example:"2021"`
	To           string   `query:"to" maxLength:"40" doc:"The later date or period." example:"2023"`
	FromRevision int      `query:"from-revision" minimum:"0" doc:"The earlier revision; 0 is the one before the later one, or the same one where dates are given."`
	ToRevision   int      `query:"to-revision" minimum:"0" doc:"The later revision; 0 is the newest."`
	Silo         string   `query:"silo" maxLength:"200" doc:"The actor attribute whose values are the silos; without it, what needs silos is null." example:"silo_sector"`
	Ties         bool     `query:"ties" default:"true" doc:"false leaves the ties between actors out and only counts them."`
	TieType      []string `query:"tie-type" doc:"Only ties of these types."`
	Directed     string   `query:"directed" enum:"auto,yes,no" default:"auto" doc:"Whether ties have a direction."`
	Weights      string   `query:"weights" enum:"none,strength,distance" default:"none" doc:"What a tie's weight means."`
	Where        []string `query:"where,explode" doc:"Only actors with attribute=value; all conditions must hold."`
	Projection   string   `query:"projection" enum:"newman,count,pairs" default:"newman" doc:"What each pair of an activity's k actors gets: 1/(k-1), 1 or 1/C(k,2)."`
}

func (r *diffRequest) parameters() *app.DiffParameters {
	return &app.DiffParameters{
		SelectorParameters: app.SelectorParameters{
			TieType: r.TieType, Directed: r.Directed, Weights: r.Weights, Where: r.Where, Projection: r.Projection, Seed: 1,
		},
		From: r.From, To: r.To,
		FromRevision: r.FromRevision, ToRevision: r.ToRevision, Silo: r.Silo, Ties: r.Ties,
	}
}

func (a *api) routesDiff(h huma.API) {
	slow(a, h, http.MethodGet, "/api/v1/networks/{name}/diff", "compare-times", "Compare a network at two dates or revisions: who and what came, went and moved, and every headline figure",
		func(ctx context.Context, in *diffRequest) (*app.DiffResult, error) {
			return a.app.Diff(ctx, in.parameters().Request(in.Name))
		},
		func(in *diffRequest) (string, app.JobRequest) {
			return in.Prefer, app.JobRequest{Network: in.Name, Analysis: "diff", Parameters: in.parameters()}
		})
}
