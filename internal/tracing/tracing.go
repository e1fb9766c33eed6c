// Package tracing tells an OpenTelemetry collector what the parts of a request, a job and a message took, when the service was told of one.
//
// It is off unless the environment names a collector, and costs nothing then: whoever begins a part of some work asks the context whether
// anybody records the work, and is given a span that does nothing. What is told holds names of routes and analyses and counts, never an
// address, a parameter, an id of an actor or the name of a network: a collector is another system, with readers of its own.
package tracing

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/sillat/sillat/pkg/fault"
)

// scope names this program as the one that made the spans.
const scope = "github.com/sillat/sillat"

// Traces begins traces and sends them. A nil Traces records nothing. It is safe for concurrent use.
type Traces struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
}

// idle is a part of work that nobody records.
var idle trace.Span = noop.Span{}

// Begin begins a part of the work that ctx belongs to. The caller ends the span. It records nothing unless the work is recorded.
func Begin(ctx context.Context, name string, about ...attribute.KeyValue) (context.Context, trace.Span) {
	whole := trace.SpanFromContext(ctx)
	if !whole.IsRecording() {
		return ctx, idle
	}
	return whole.TracerProvider().Tracer(scope).Start(ctx, name, trace.WithAttributes(about...))
}

// Note adds to the span that ctx's work belongs to, if it is recorded.
func Note(ctx context.Context, about ...attribute.KeyValue) {
	trace.SpanFromContext(ctx).SetAttributes(about...)
}

// End ends a part of the work, which failed when err is not nil.
func End(span trace.Span, err error) {
	Failed(span, err)
	span.End()
}

// Failed marks a span as failed by the code of an error, not by its text: that may name an actor or a file. Nil marks nothing.
func Failed(span trace.Span, err error) {
	if err == nil || !span.IsRecording() {
		return
	}
	code := string(fault.CodeOf(err))
	span.SetAttributes(attribute.String("error.type", code))
	span.SetStatus(codes.Error, code)
}

// GivenUp marks a span of work that did not come to its end; the span around it knows why.
func GivenUp(span trace.Span) { span.SetStatus(codes.Error, "not finished") }

// ID is the trace that ctx's work belongs to, as collectors write it; "" when nobody records it.
func ID(ctx context.Context) string {
	c := trace.SpanContextFromContext(ctx)
	if !c.IsSampled() {
		return ""
	}
	return c.TraceID().String()
}

// On reports whether anything may be recorded.
func (t *Traces) On() bool { return t != nil }

// header is how a trace goes from one system to the next (W3C Trace Context).
var header = propagation.TraceContext{}

// Request begins what a service does for a request: a part of the trace that its headers name, or a trace of its own. The span is named
// after the route's template.
func (t *Traces) Request(r *http.Request, route string) (context.Context, trace.Span) {
	if t == nil {
		return r.Context(), idle
	}
	ctx := header.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
	return t.tracer.Start(ctx, r.Method+" "+route, trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attribute.String("http.request.method", r.Method), attribute.String("http.route", route)))
}

// Answered notes a request's status. That a client asked what it may not is no failure of the service.
func Answered(span trace.Span, status int) {
	span.SetAttributes(attribute.Int("http.response.status_code", status))
	if status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, http.StatusText(status))
	}
}

// Work begins work that no request waits for.
func (t *Traces) Work(ctx context.Context, name string, kind trace.SpanKind, about ...attribute.KeyValue) (context.Context, trace.Span) {
	if t == nil {
		return ctx, idle
	}
	return t.tracer.Start(ctx, name, trace.WithSpanKind(kind), trace.WithAttributes(about...))
}

// HandOn adds to the headers of a message which trace it belongs to, if any.
func HandOn(ctx context.Context, h http.Header) { header.Inject(ctx, propagation.HeaderCarrier(h)) }

// parting is how long a stopping service waits for its last spans to be taken.
const parting = 3 * time.Second

// Stop sends what was recorded and not yet sent, and ends the sending, within some seconds whether the collector answers or not.
func (t *Traces) Stop(ctx context.Context, log *slog.Logger) {
	if t == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), parting)
	defer cancel()
	if err := t.provider.Shutdown(ctx); err != nil {
		log.Warn("the last traces were not sent", "error", err)
	}
}
