package tracing_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/sillat/sillat/internal/testkit/collector"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// variables are all that the tests set, so that none of the machine's own is read.
var variables = []string{
	"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL",
	"OTEL_TRACES_EXPORTER", "OTEL_SDK_DISABLED", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_SAMPLER", "OTEL_EXPORTER_OTLP_HEADERS",
}

// environment sets some of them and empties the rest.
func environment(t *testing.T, set map[string]string) {
	t.Helper()
	for _, name := range variables {
		t.Setenv(name, set[name])
	}
}

// sends makes what sends to a collector.
func sends(t *testing.T, log *slog.Logger, set map[string]string) *tracing.Traces {
	t.Helper()
	environment(t, set)
	traces, err := tracing.FromEnvironment(t.Context(), "test", log)
	if err != nil || !traces.On() {
		t.Fatalf("traces are %v, %v", traces, err)
	}
	return traces
}

var silent = slog.New(slog.DiscardHandler)

func TestATraceArrivesWithItsParts(t *testing.T) {
	to := collector.New(t)
	traces := sends(t, silent, map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": to.URL})
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/networks/secret-name?where=secret", nil)
	r.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	ctx, request := traces.Request(r, "/networks/:name")
	inner, part := tracing.Begin(ctx, "gaps", attribute.Int("sillat.revision", 7))
	if id := tracing.ID(inner); id != "0af7651916cd43dd8448eb211c80319c" {
		t.Errorf("the log would be told of trace %q", id)
	}
	onward := http.Header{}
	tracing.HandOn(inner, onward)
	tracing.Failed(part, fault.New(fault.NotFound, "there is no actor Secret Person"))
	part.End()
	tracing.Answered(request, http.StatusServiceUnavailable)
	request.End()
	traces.Stop(t.Context(), silent)

	whole, gaps := to.Named("GET /networks/:name"), to.Named("gaps")
	if whole.Trace != "0af7651916cd43dd8448eb211c80319c" || whole.Parent != "b7ad6b7169203331" || whole.Kind != "SPAN_KIND_SERVER" {
		t.Errorf("the request is %+v; want a part of the trace in its header", whole)
	}
	if whole.About["http.route"] != "/networks/:name" || whole.About["http.response.status_code"] != int64(503) || whole.Failed != "Service Unavailable" {
		t.Errorf("of the request is told %+v, failed %q", whole.About, whole.Failed)
	}
	if gaps.Parent != whole.ID || gaps.About["sillat.revision"] != int64(7) || gaps.Failed != "not_found" || gaps.About["error.type"] != "not_found" {
		t.Errorf("the part is %+v of %s", gaps, whole.ID)
	}
	if whole.Service["service.name"] != "sillat" || whole.Service["service.version"] != "test" {
		t.Errorf("the service is %+v", whole.Service)
	}
	if want := "00-" + gaps.Trace + "-" + gaps.ID + "-01"; onward.Get("Traceparent") != want {
		t.Errorf("what is sent on carries %q; want %q", onward.Get("Traceparent"), want)
	}
	if text := string(to.Raw()); strings.Contains(strings.ToLower(text), "secret") {
		t.Error("the collector was told an address, a query or the text of an error")
	}
}

// TestNothingIsRecordedUnlessAsked holds what is always in the way of every request to no memory at all.
func TestNothingIsRecordedUnlessAsked(t *testing.T) {
	environment(t, nil)
	traces, err := tracing.FromEnvironment(t.Context(), "test", silent)
	if traces.On() || err != nil {
		t.Fatalf("without a collector: %v, %v", traces, err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
	r.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	if n := testing.AllocsPerRun(100, func() { follow(traces, r) }); n != 0 {
		t.Errorf("a request takes %g allocations", n)
	}
	if ctx, _ := traces.Request(r, "/"); tracing.ID(ctx) != "" || ctx != r.Context() {
		t.Error("a trace is taken up although nobody records it")
	}
	traces.Stop(t.Context(), silent)
}

// follow does what a request does that computes something.
func follow(traces *tracing.Traces, r *http.Request) {
	ctx, request := traces.Request(r, "/")
	ctx, work := traces.Work(ctx, "job", trace.SpanKindInternal)
	inner, part := tracing.Begin(ctx, "gaps")
	tracing.Failed(part, errors.ErrUnsupported)
	part.End()
	work.End()
	tracing.Note(inner)
	_ = tracing.ID(inner)
	request.End()
}

func BenchmarkFollowingARequest(b *testing.B) {
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/", nil)
	for b.Loop() {
		follow(nil, r)
	}
}

// TestACollectorThatHangsHoldsUpNobody sends more than its queue takes to one that never answers: each part still ends at once, which the
// test's own time limit would notice, and stopping gives up.
func TestACollectorThatHangsHoldsUpNobody(t *testing.T) {
	to := collector.New(t)
	to.Hang()
	traces := sends(t, silent, map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": to.URL})
	for range 10_000 {
		_, span := traces.Work(t.Context(), "work", trace.SpanKindInternal)
		span.End()
	}
	var log bytes.Buffer
	traces.Stop(t.Context(), slog.New(slog.NewTextHandler(&log, nil)))
	if !strings.Contains(log.String(), "the last traces were not sent") {
		t.Errorf("the log says %q", log.String())
	}
}

func TestACollectorThatIsAwayIsToldOfOnce(t *testing.T) {
	var log bytes.Buffer
	traces := sends(t, slog.New(slog.NewTextHandler(&log, nil)), map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"})
	for range 2_000 { // several batches
		_, span := traces.Work(t.Context(), "work", trace.SpanKindInternal)
		span.End()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // a service that was told to stop still takes its time
	traces.Stop(ctx, slog.New(slog.DiscardHandler))
	if n := strings.Count(log.String(), "traces are not taken by the collector"); n != 1 {
		t.Errorf("the log tells of it %d times: %s", n, log.String())
	}
}

func TestWhatTheEnvironmentSays(t *testing.T) {
	for _, c := range []struct {
		set  map[string]string
		on   bool
		says string
	}{
		{nil, false, ""},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, true, ""},
		{map[string]string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "https://collector.example/v1/traces"}, true, ""},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"}, false, ""},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "none"}, false, ""},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER": "zipkin"}, false, `"zipkin"`},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4317", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, false, `"grpc"; expected http/protobuf`},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "127.0.0.1:4318"}, false, "expected one such as http://"},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "https://me:hidden@collector.example"}, false, "OTEL_EXPORTER_OTLP_HEADERS instead"},
	} {
		environment(t, c.set)
		traces, err := tracing.FromEnvironment(t.Context(), "test", silent)
		if traces.On() != c.on || c.says == "" && err != nil {
			t.Errorf("%v: on %v, %v", c.set, traces.On(), err)
		}
		if c.says != "" && (fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "hidden")) {
			t.Errorf("%v: %v; want it to say %q", c.set, err, c.says)
		}
		traces.Stop(t.Context(), silent)
	}
}
