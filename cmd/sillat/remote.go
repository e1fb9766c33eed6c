package main

import (
	"context"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/client"
	"github.com/sillat/sillat/pkg/fault"
)

// remote is a server as a desk. What may take long is asked as a job, so that its progress shows and a connection that breaks loses nothing.
type remote struct {
	*client.Client
	network string // that the command is about
}

// parts is how many parts of a job's progress a bar knows.
const parts = 1000

// compute asks for an analysis as a job and reads its result.
func (r *remote) compute(ctx context.Context, analysis string, parameters any, progress func(done, all int64), into any) error {
	report := func(j *client.Job) {
		if progress != nil {
			progress(int64(parts*j.Progress), parts)
		}
	}
	return r.Compute(ctx, client.JobRequest{Network: r.network, Analysis: analysis, Parameters: parameters}, report, into)
}

// at is an address below a network's.
func at(network, below string) string { return "/networks/" + url.PathEscape(network) + below }

// at is an address below the network's.
func (r *remote) at(below string) string { return at(r.network, below) }

// read asks for something of the network that comes at once.
func (r *remote) read(ctx context.Context, below string, query url.Values, into any) error {
	return r.Do(ctx, client.Call{Path: r.at(below), Query: query}, into)
}

// Metrics computes metrics on the server.
func (r *remote) Metrics(ctx context.Context, q app.MetricsRequest) (*app.MetricsResult, error) {
	progress := func(done, all int64) { q.Progress("on the server", done, all) }
	if q.Progress == nil {
		progress = nil
	}
	out := new(app.MetricsResult)
	return out, r.compute(ctx, "metrics", app.MetricsParameters{
		SelectorParameters: app.SelectorParametersOf(q.Query), Metric: q.Metrics, Silo: q.Silo, Bands: q.Bands, Set: q.Values,
	}, progress, out)
}

// Gaps compares silos on the server. The lists beside them are asked for too: they are not part of its answer.
func (r *remote) Gaps(ctx context.Context, q app.GapsRequest) (*app.GapsResult, error) {
	out := new(app.GapsResult)
	err := r.compute(ctx, "gaps", app.GapsParameters{
		SelectorParameters: app.SelectorParametersOf(q.Query), Silo: q.Silo, Within: q.Within, Null: nullOf(q), Draws: drawsOf(q), Top: q.Top,
	}, q.Progress, out)
	if err != nil {
		return nil, err
	}
	lists, err := r.Lists(ctx, app.ListsRequest{Query: q.Query, Silo: q.Silo, Lists: app.ListsBesideGaps()})
	if err != nil {
		return nil, err
	}
	out.Lists = lists.Lists
	return out, nil
}

// GapRows opens one gap on the server.
func (r *remote) GapRows(ctx context.Context, q app.GapRowsRequest) (*app.GapRowsResult, error) {
	if len(q.Between) != 2 {
		return nil, fault.New(fault.Invalid, "between names %d silos; expected two, A,B", len(q.Between))
	}
	v := selectors(q.Query)
	v.Set("silo", q.Silo)
	v.Set("a", q.Between[0])
	v.Set("b", q.Between[1])
	v.Set("null", nullOf(q.GapsRequest))
	v.Set("draws", strconv.Itoa(drawsOf(q.GapsRequest)))
	if q.Within != "" {
		v.Set("within", q.Within)
	}
	out := new(app.GapRowsResult)
	return out, r.read(ctx, "/gaps/rows", v, out)
}

func nullOf(q app.GapsRequest) string {
	if q.Null == "" {
		return "stubs"
	}
	return q.Null
}

func drawsOf(q app.GapsRequest) int {
	if q.Draws == 0 {
		return 1000
	}
	return q.Draws
}

// Bridges plans bridges on the server.
func (r *remote) Bridges(ctx context.Context, q app.BridgesRequest) (*app.BridgesResult, error) {
	out := new(app.BridgesResult)
	return out, r.compute(ctx, "bridges", app.BridgesParameters{
		SelectorParameters: app.SelectorParametersOf(q.Query), Silo: q.Silo, K: q.K, Between: q.Between, Aim: q.Aim, Kind: q.Kind, Theme: q.Themes,
		By: by(q.ByValue, "gain"), Limits: q.Limits,
	}, q.Progress, out)
}

func by(value bool, otherwise string) string {
	if value {
		return "value"
	}
	return otherwise
}

// Suggest ranks new partners on the server.
func (r *remote) Suggest(ctx context.Context, q app.SuggestRequest) (*app.SuggestResult, error) {
	out := new(app.SuggestResult)
	return out, r.compute(ctx, "suggest", app.SuggestParameters{
		SelectorParameters: app.SelectorParametersOf(q.Query), Actor: q.Actors, K: q.K, Silo: q.Silo, Across: q.Across, By: by(q.ByValue, "plausibility"),
	}, q.Progress, out)
}

// Evaluate compares suggestions with what came true, on the server.
func (r *remote) Evaluate(ctx context.Context, q app.EvaluateRequest) (*app.EvaluateResult, error) {
	out := new(app.EvaluateResult)
	if q.PlansOnly {
		q.Actors = 1 // as few as the server lets one ask for
	}
	err := r.compute(ctx, "evaluate", app.EvaluateParameters{
		SelectorParameters: app.SelectorParametersOf(q.Query), Split: q.Split, Actors: q.Actors, K: q.K, Silo: q.Silos, Bridges: q.Bridges, EachSilo: q.EachSilo,
	}, q.Progress, out)
	if q.PlansOnly {
		out.Trials = []app.TrialFigure{}
	}
	return out, err
}

// WhatIf makes edits in a sandbox on the server.
func (r *remote) WhatIf(ctx context.Context, q app.WhatIfRequest) (*app.WhatIfResult, error) {
	out := new(app.WhatIfResult)
	return out, r.compute(ctx, "whatif", app.WhatIfParameters{SelectorParameters: app.SelectorParametersOf(q.Query), Silo: q.Silo, Edits: q.Edits}, nil, out)
}

// Spread lets an idea loose on the server.
func (r *remote) Spread(ctx context.Context, q app.SpreadRequest) (*app.SpreadResult, error) {
	out := new(app.SpreadResult)
	return out, r.compute(ctx, "spread", q.Parameters(), q.Progress, out)
}

// Diff compares two times on the server.
func (r *remote) Diff(ctx context.Context, q app.DiffRequest) (*app.DiffResult, error) {
	out := new(app.DiffResult)
	return out, r.compute(ctx, "diff", app.DiffParameters{
		SelectorParameters: app.SelectorParametersOf(q.Query), From: q.Before.Date, To: q.After.Date, FromRevision: q.Before.Revision, ToRevision: q.After.Revision,
		Silo: q.Silo, Ties: !q.TiesLeft,
	}, nil, out)
}

// Report makes the brief's figures on the server; the page is written here.
func (r *remote) Report(ctx context.Context, q app.ReportRequest) (*app.ReportResult, error) {
	out := new(app.ReportResult)
	return out, r.compute(ctx, "report", app.ReportParameters{
		SelectorParameters: app.SelectorParametersOf(q.Query), Silo: q.Silo, Bridges: q.Bridges, Since: q.Since.Date, SinceRevision: q.Since.Revision,
	}, q.Progress, out)
}

// Lists makes ready-made lists on the server.
func (r *remote) Lists(ctx context.Context, q app.ListsRequest) (*app.ListsResult, error) {
	v := selectors(q.Query)
	set(v, "silo", q.Silo)
	set(v, "place", q.Place)
	set(v, "roles", q.Roles)
	set(v, "level", q.Level)
	several(v, "list", q.Lists)
	several(v, "levels", q.Levels)
	each(v, "word", q.Words)
	out := new(app.ListsResult)
	return out, r.read(ctx, "/lists", v, out)
}

// Extract takes a part out of a network on the server.
func (r *remote) Extract(ctx context.Context, q app.ExtractRequest) (*app.ExtractResult, error) {
	v := selectors(q.Query)
	each(v, "around", q.Around)
	v.Set("steps", strconv.Itoa(q.Steps))
	v.Set("along", strconv.FormatBool(q.Along))
	out := new(app.ExtractResult)
	return out, r.read(ctx, "/part", v, out)
}

// Networks lists the server's networks in which one has a role.
func (r *remote) Networks(ctx context.Context) (*app.NetworkList, error) {
	out := new(app.NetworkList)
	return out, r.Do(ctx, client.Call{Path: "/networks"}, out)
}

// Network describes one of the server's networks.
func (r *remote) Network(ctx context.Context, name string) (*app.NetworkDetail, error) {
	out := new(app.NetworkDetail)
	return out, (&remote{r.Client, name}).read(ctx, "", nil, out)
}

// Revisions lists the changes of one of the server's networks.
func (r *remote) Revisions(ctx context.Context, name string) ([]app.RevisionSummary, error) {
	var out struct {
		Revisions []app.RevisionSummary `json:"revisions"`
	}
	err := (&remote{r.Client, name}).read(ctx, "/revisions", nil, &out)
	return out.Revisions, err
}

// Revert goes back to an earlier revision. Who did it is who the token stands for.
func (r *remote) Revert(ctx context.Context, name string, to int, _ string) (*app.RevisionSummary, error) {
	out := new(app.RevisionSummary)
	path := "/networks/" + url.PathEscape(name) + "/revert"
	return out, r.Do(ctx, client.Call{Method: http.MethodPost, Path: path, Body: map[string]int{"to": to}, Once: true}, out)
}

// Delete removes a network from the server.
func (r *remote) Delete(ctx context.Context, name string) error {
	path := "/networks/" + url.PathEscape(name)
	return r.Do(ctx, client.Call{Method: http.MethodDelete, Path: path, Query: url.Values{"confirm": {name}}}, nil)
}

// Import uploads files, and the files of folders.
func (r *remote) Import(ctx context.Context, q app.ImportRequest) (*app.ImportResult, error) {
	if q.Network == "" {
		return nil, fault.New(fault.Invalid, "--network is missing; the server checks files for a network")
	}
	files, err := app.ImportFiles(q.Paths)
	if err != nil {
		return nil, err
	}
	got, err := r.Client.Import(ctx, q.Network, client.ImportQuery{Files: machine{}, Paths: files, DryRun: q.DryRun, AddUnlisted: q.AddUnlisted, Columns: q.Columns})
	if err != nil {
		return nil, err
	}
	// The same JSON in the words of the use case, so that it is shown alike.
	text, err := json.Marshal(got)
	if err != nil {
		return nil, err
	}
	out := new(app.ImportResult)
	return out, json.Unmarshal(text, out)
}

// machine is the files of this machine by any path, also one from its root.
type machine struct{}

// Open opens a file.
func (machine) Open(name string) (fs.File, error) { return os.Open(name) }

// selectors are a query's as query parameters; what is usual is left out.
func selectors(q app.Query) url.Values {
	v := url.Values{}
	several(v, "tie-type", q.TieTypes)
	set(v, "directed", q.Directed)
	set(v, "weights", q.Weights)
	each(v, "where", q.Where)
	set(v, "as-of", q.AsOf)
	set(v, "from", q.From)
	set(v, "to", q.To)
	set(v, "projection", q.Projection)
	v.Set("revision", strconv.Itoa(q.Revision))
	v.Set("seed", strconv.FormatUint(q.Seed, 10))
	return v
}

func set(v url.Values, name, value string) {
	if value != "" {
		v.Set(name, value)
	}
}

// several sets a list that the API reads with commas.
func several(v url.Values, name string, list []string) { set(v, name, strings.Join(list, ",")) }

// each adds one parameter for each value: values may hold commas.
func each(v url.Values, name string, list []string) {
	for _, value := range list {
		v.Add(name, value)
	}
}
