package app

import (
	"context"
	"slices"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/internal/tracing"
)

// Record says how a result came about, so that it can be made again exactly.
type Record struct {
	Metric     string            `json:"metric,omitempty"`   // the metrics' ids, for a metrics run
	Analysis   string            `json:"analysis,omitempty"` // gaps, bridges or map, for the others
	Version    string            `json:"version"`
	Network    string            `json:"network"`
	Revision   int               `json:"revision"` // 0 when read straight from files
	Silo       string            `json:"silo,omitempty"`
	Parameters map[string]string `json:"parameters"` // selectors and arguments that differ from their defaults
	Seed       uint64            `json:"seed"`
	Threads    int               `json:"threads"`
	Started    time.Time         `json:"started"`
	Timing     Timing            `json:"timing"`
	Warnings   []string          `json:"warnings"`
	Notices    []report.Notice   `json:"notices" doc:"The warnings again, in every language and for machines."`
}

// Timing is what a run took.
type Timing struct {
	LoadSeconds    float64 `json:"load_s"`
	ComputeSeconds float64 `json:"compute_s"`
	FitSeconds     float64 `json:"fit_s,omitempty"` // of the computing: learning plausibility from the history; nothing when a model was at hand
	PeakBytes      int64   `json:"peak_rss_bytes"`  // of the whole process so far; 0 where the system does not tell
}

// stopwatch fills in a record's times as a use case goes on, and tells them to whoever traces it.
type stopwatch struct {
	app     *App
	span    trace.Span
	whole   bool // the record was made
	started time.Time
	loaded  time.Time
	fitted  time.Duration
}

// start begins an analysis. The caller defers end.
func (a *App) start(ctx context.Context, analysis string) (context.Context, *stopwatch) {
	ctx, span := tracing.Begin(ctx, analysis)
	return ctx, &stopwatch{app: a, span: span, started: a.now()}
}

// load marks the end of loading.
func (s *stopwatch) load() {
	s.loaded = s.app.now()
	s.span.AddEvent("loaded")
}

// end marks the end of an analysis, whether it came to a record or not.
func (s *stopwatch) end() {
	if !s.whole {
		tracing.GivenUp(s.span)
	}
	s.span.End()
}

// record makes the record of a run on a view, now complete.
func (s *stopwatch) record(v *view, threads int) Record {
	if s.whole = true; s.span.IsRecording() {
		s.span.SetAttributes(attribute.Int("sillat.revision", v.revision), attribute.Int("sillat.actors", v.Graph.Len()),
			attribute.Int("sillat.ties", v.Graph.Ties()), attribute.Int("sillat.threads", threads))
	}
	r := Record{
		Version: s.app.version, Network: v.name, Revision: v.revision, Parameters: v.query.parameters(), Seed: v.query.Seed, Threads: threads,
		Started: s.started.UTC(),
		Timing: Timing{
			LoadSeconds: s.loaded.Sub(s.started).Seconds(), ComputeSeconds: s.app.now().Sub(s.loaded).Seconds(), FitSeconds: s.fitted.Seconds(),
			PeakBytes: peakBytes(),
		},
		Warnings: []string{}, Notices: []report.Notice{},
	}
	r.warn(v.Warnings...)
	return r
}

// warn adds what a reader must know to trust the figures; what is said already is not said twice.
func (r *Record) warn(said ...notice.Notice) {
	for _, n := range said {
		if text := n.String(); !slices.Contains(r.Warnings, text) {
			r.Warnings, r.Notices = append(r.Warnings, text), append(r.Notices, report.Notices([]notice.Notice{n})...)
		}
	}
}
