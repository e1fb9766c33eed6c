package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel/attribute"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// observed is what a service counts of itself, for Prometheus.
type observed struct {
	registry             *prometheus.Registry
	took                 *prometheus.HistogramVec // seconds, by route template, method and status
	under                prometheus.Gauge         // requests being answered
	kept                 prometheus.GaugeFunc     // bytes of snapshots in memory
	answers              *prometheus.CounterVec   // answers that may be kept, by where they came from
	remembered, computed prometheus.Counter       // of them
	held                 prometheus.GaugeFunc     // bytes of answers in memory
	refused              *prometheus.CounterVec   // requests refused because somebody asks too much, by code
	store                prometheus.GaugeFunc     // 1 when the store answers
	built                prometheus.Gauge         // 1, with the version
}

// storeWait is how long the store may take to answer whoever scrapes.
const storeWait = 2 * time.Second

// storeUp is 1 when the store answers.
func storeUp(a *app.App) float64 {
	ctx, cancel := context.WithTimeout(context.Background(), storeWait)
	defer cancel()
	if a.Ready(ctx) != nil {
		return 0
	}
	return 1
}

func newObserved(of Options) *observed {
	o := &observed{
		registry: prometheus.NewRegistry(),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "sillat_request_duration_seconds", Help: "How long requests took, by route template, method and status.",
			Buckets: []float64{.001, .005, .02, .1, .5, 2, 10, 60},
		}, []string{"route", "method", "status"}),
		under: prometheus.NewGauge(prometheus.GaugeOpts{Name: "sillat_requests_in_flight", Help: "Requests being answered."}),
		kept: prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "sillat_snapshot_bytes", Help: "Bytes of snapshots kept in memory."},
			func() float64 { return float64(of.App.SnapshotBytes()) }),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sillat_answers_total", Help: "Answers that are kept when they were given, by whether they came from memory or were computed.",
		}, []string{"from"}),
		held: prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "sillat_answer_bytes", Help: "Bytes of answers kept in memory, at most."},
			func() float64 { return float64(of.App.Answers().Bytes()) }),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "sillat_requests_refused_total", Help: "Requests refused because a caller, or all together, asked too much at a time, by code.",
		}, []string{"code"}),
		store: prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "sillat_store_up", Help: "1 when the store answers within 2 seconds."},
			func() float64 { return storeUp(of.App) }),
		built: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "sillat_build_info", Help: "1, with the version of the program.", ConstLabels: prometheus.Labels{"version": of.Version},
		}),
	}
	o.built.Set(1)
	o.remembered, o.computed = o.answers.WithLabelValues(fromMemory), o.answers.WithLabelValues(computed)
	for _, code := range []fault.Code{fault.TooMany, fault.Unavailable} {
		o.refused.WithLabelValues(string(code)) // so that nothing refused is 0, not absent
	}
	o.registry.MustRegister(o.took, o.under, o.kept, o.answers, o.held, o.refused, o.store, o.built, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return o
}

// requestHeader carries a request's id, there and back, so that a line of the log and a complaint find each other.
const requestHeader = "X-Request-Id"

type requestKey struct{}

// requestOf is the id of the request that a context belongs to.
func requestOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}

// whose adds to each line that the log is told of with a context the id of the request that it is about, and the trace that it belongs to.
type whose struct{ slog.Handler }

// Handle writes one line.
func (w whose) Handle(ctx context.Context, line slog.Record) error {
	if id := requestOf(ctx); id != "" {
		line.AddAttrs(slog.String("id", id))
	}
	if id := tracing.ID(ctx); id != "" {
		line.AddAttrs(slog.String("trace", id))
	}
	return w.Handler.Handle(ctx, line)
}

// observe counts a request, has it traced and gives it an id. Routes are named by their templates: an address may name a person, and there are as
// many as there are actors.
func (a *api) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(requestHeader)
		if len(id) > 64 || uuid.Validate(id) != nil {
			id = uuid.NewString()
		}
		c.Response().Header().Set(requestHeader, id)
		route := c.Path()
		ctx, span := a.traces.Request(c.Request(), route)
		defer span.End()
		c.SetRequest(c.Request().WithContext(context.WithValue(ctx, requestKey{}, id)))
		a.seen.under.Inc()
		defer a.seen.under.Dec()
		start := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err) // answers it, so that its status is known here
		}
		status := c.Response().Status
		if span.IsRecording() {
			tracing.Answered(span, status)
			span.SetAttributes(attribute.String("sillat.request", id))
		}
		a.seen.took.WithLabelValues(route, c.Request().Method, strconv.Itoa(status)).Observe(time.Since(start).Seconds())
		level := slog.LevelDebug
		if status >= http.StatusInternalServerError {
			level = slog.LevelError
		}
		if !a.log.Enabled(c.Request().Context(), level) {
			return nil
		}
		a.log.Log(c.Request().Context(), level, "request", "method", c.Request().Method, "route", route, "status", status,
			"seconds", time.Since(start).Seconds(), "bytes", c.Response().Size)
		return nil
	}
}

// routesObserve serves what was counted, to this machine and to admins.
func (a *api) routesObserve(e *echo.Echo) {
	page := promhttp.HandlerFor(a.seen.registry, promhttp.HandlerOpts{DisableCompression: true})
	e.GET("/metrics", func(c echo.Context) error {
		if _, _, err := a.admit(c.Request().Context(), auth.Administer, ""); err != nil {
			return a.refuse(c, err)
		}
		page.ServeHTTP(c.Response(), c.Request())
		return nil
	})
}
