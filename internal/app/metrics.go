package app

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/catalog"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// MetricsRequest asks for scores.
type MetricsRequest struct {
	Source   Source
	Query    Query
	Metrics  []string          // ids, in the order of the columns
	Silo     string            // "" when no metric needs one
	Values   map[string]string // parameters, as "damping" or, when several metrics have one, "pagerank.damping"
	Bands    int               // resampled networks behind rank bands; 0: no bands
	Write    bool              // also show the scores in the store, beside the actors
	Progress func(metric string, done, all int64)
}

// MetricsResult is the scores of every actor, in the order of their ids.
type MetricsResult struct {
	Run    Record            `json:"run"`
	Scores ScoreTable        `json:"scores"`
	Values map[string]Number `json:"values"`           // network-level figures by name
	Groups []GroupFigures    `json:"groups,omitempty"` // figures per silo or community
	Ties   []TieFigure       `json:"ties,omitempty"`   // ties singled out
	Next   string            `json:"next,omitempty"`   // cursor of the next page of scores

	Written []string `json:"-"` // the names under which the store shows the scores, when that was asked for
}

// GroupFigures is what a metric says of one silo or community.
type GroupFigures struct {
	Metric string            `json:"metric"`
	Name   string            `json:"name"`
	Actors int               `json:"actors"`
	Values map[string]Number `json:"values"`
}

// TieFigure is what a metric says of one tie.
type TieFigure struct {
	Metric string `json:"metric"`
	Source string `json:"source"`
	Target string `json:"target"`
	Value  Number `json:"value"`
}

// Metrics computes metrics on a source. Unknown ids and arguments are a fault.Invalid that names them and the choices.
func (a *App) Metrics(ctx context.Context, r MetricsRequest) (*MetricsResult, error) {
	metrics, err := find(r.Metrics)
	if err != nil {
		return nil, err
	}
	values, err := distribute(metrics, r.Values)
	if err != nil {
		return nil, err
	}
	if err := checkBands(r.Bands); err != nil {
		return nil, err
	}
	var scorer store.Scorer
	if r.Write {
		if scorer, err = a.scorer(r.Source); err != nil {
			return nil, err
		}
	}
	ctx, clock := a.start(ctx, "metrics")
	defer clock.end()
	v, err := a.open(ctx, r.Source, r.Query)
	if err != nil {
		return nil, err
	}
	clock.load()
	out := &MetricsResult{Values: map[string]Number{}, Scores: newScoreTable(v.Graph)}
	var warnings []notice.Notice
	for i, m := range metrics {
		args := analysis.Args{Silo: r.Silo, Threads: r.Query.Threads, Seed: r.Query.Seed, Values: values[i]}
		if r.Progress != nil {
			args.Progress = func(done, all int64) { r.Progress(m.ID, done, all) }
		}
		result, err := runTraced(ctx, v.Graph, m, args)
		if err != nil {
			return nil, refused(err)
		}
		for c, column := range m.Columns {
			out.Scores.add(column.ID, result.Scores[c])
		}
		if r.Bands > 0 && !m.Columns[0].Group {
			if err := out.addBands(ctx, v.Graph, m, args, r.Bands, result.Scores[0], len(metrics) > 1); err != nil {
				return nil, refused(err)
			}
		}
		out.take(v, m, result, len(metrics) > 1)
		warnings = append(warnings, result.Warnings...)
	}
	out.Run = clock.record(v, threads(r.Query.Threads))
	out.Run.Metric, out.Run.Silo = strings.Join(r.Metrics, ","), r.Silo
	for id, value := range r.Values {
		out.Run.Parameters[id] = value
	}
	if r.Bands > 0 {
		out.Run.Parameters["bands"] = strconv.Itoa(r.Bands)
	}
	out.Run.warn(warnings...)
	if scorer != nil {
		if err := out.write(ctx, scorer); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// runTraced runs a metric as a part of its own of whatever is traced.
func runTraced(ctx context.Context, g *snapshot.Graph, m *analysis.Metric, args analysis.Args) (result analysis.Result, err error) {
	ctx, span := tracing.Begin(ctx, "metric "+m.ID)
	defer func() { tracing.End(span, err) }()
	return analysis.Run(ctx, g, m, args)
}

// take copies what a metric found beside its scores. Among several metrics a figure's name is led by its metric's id.
func (out *MetricsResult) take(v *view, m *analysis.Metric, result analysis.Result, several bool) {
	for _, value := range result.Values {
		name := value.Name
		if several {
			name = m.ID + "." + name
		}
		out.Values[name] = Number(value.Value)
	}
	for _, group := range result.Groups {
		figures := make(map[string]Number, len(group.Values))
		for _, value := range group.Values {
			figures[value.Name] = Number(value.Value)
		}
		out.Groups = append(out.Groups, GroupFigures{Metric: m.ID, Name: group.Name, Actors: group.Actors, Values: figures})
	}
	for _, tie := range result.Ties {
		out.Ties = append(out.Ties, TieFigure{Metric: m.ID, Source: v.Graph.ID(tie.From), Target: v.Graph.ID(tie.To), Value: Number(tie.Value)})
	}
}

// find returns the metrics with the given ids.
func find(ids []string) ([]*analysis.Metric, error) {
	if len(ids) == 0 {
		return nil, fault.New(fault.Invalid, "no metric named; choose from %s", strings.Join(metricIDs(), ", "))
	}
	metrics := make([]*analysis.Metric, 0, len(ids))
	seen := map[string]bool{}
	for _, id := range ids {
		m, ok := catalog.Find(id)
		if !ok {
			return nil, fault.New(fault.Invalid, "there is no metric %q; choose from %s", id, strings.Join(metricIDs(), ", "))
		}
		if seen[id] {
			return nil, fault.New(fault.Invalid, "metric %q is named twice; name it once", id)
		}
		seen[id] = true
		metrics = append(metrics, m)
	}
	return metrics, nil
}

// distribute gives each metric its own parameters. A bare name goes to every metric that has it; "metric.name" to that one.
func distribute(metrics []*analysis.Metric, given map[string]string) ([]map[string]string, error) {
	values := make([]map[string]string, len(metrics))
	used := map[string]bool{}
	for i, m := range metrics {
		values[i] = map[string]string{}
		for _, p := range m.Params {
			for _, name := range []string{p.ID, m.ID + "." + p.ID} {
				if text, ok := given[name]; ok {
					values[i][p.ID] = text
					used[name] = true
				}
			}
		}
	}
	for _, name := range sortedKeys(given) {
		if !used[name] {
			return nil, fault.New(fault.Invalid, "no metric asked for has a parameter %q; sillat catalog lists the parameters", name)
		}
	}
	return values, nil
}

// refused turns a refused argument into a fault that a caller may read.
func refused(err error) error {
	if bad, ok := errors.AsType[*analysis.ArgumentError](err); ok {
		return fault.New(fault.Invalid, "%s", bad.Error())
	}
	if large, ok := errors.AsType[*analysis.OverflowError](err); ok {
		return fault.New(fault.BadInput, "%s", large.Error())
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", fault.New(fault.Cancelled, "the run was cancelled before it was done"), err)
	}
	return err
}

func threads(asked int) int {
	if asked > 0 {
		return asked
	}
	return runtime.GOMAXPROCS(0)
}
