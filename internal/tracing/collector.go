package tracing

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"

	"github.com/sillat/sillat/pkg/fault"
)

// The variables that name a collector, the one for traces alone first.
var endpoints = []string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"}

// FromEnvironment makes what sends traces to the collector that the environment names by OpenTelemetry's own variables; nil when it names
// none. What it names wrongly is a fault.Invalid. A collector that does not answer is told of in the log, once until it answers again,
// and delays nothing: spans wait in a queue of 2,048 (OTEL_BSP_MAX_QUEUE_SIZE), and those that find it full are dropped.
func FromEnvironment(ctx context.Context, version string, log *slog.Logger) (*Traces, error) {
	wanted, err := wanted()
	if err != nil || !wanted {
		return nil, err
	}
	to, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fault.New(fault.Invalid, "traces cannot be sent as the variables OTEL_EXPORTER_OTLP_… say: %v", err)
	}
	from, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", "sillat"), attribute.String("service.version", version)),
		resource.WithFromEnv()) // the last wins: OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES
	if err != nil {
		return nil, fault.New(fault.Invalid, "OTEL_RESOURCE_ATTRIBUTES cannot be read: %v; expected name=value,name=value", err)
	}
	return newTraces(&telling{SpanExporter: to, log: log}, from), nil
}

func newTraces(to sdk.SpanExporter, from *resource.Resource) *Traces {
	p := sdk.NewTracerProvider(sdk.WithBatcher(to), sdk.WithResource(from))
	return &Traces{provider: p, tracer: p.Tracer(scope)}
}

// wanted reports whether the environment names a collector, and refuses what would otherwise be passed over in silence.
func wanted() (bool, error) {
	if strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") {
		return false, nil
	}
	switch exporter := os.Getenv("OTEL_TRACES_EXPORTER"); exporter {
	case "none":
		return false, nil
	case "", "otlp":
	default:
		return false, fault.New(fault.Invalid, "OTEL_TRACES_EXPORTER is %q; traces are sent by otlp only: leave it out, or set it to none", exporter)
	}
	for _, name := range endpoints {
		text := os.Getenv(name)
		if text == "" {
			continue
		}
		// The value is not repeated: it may hold a password.
		u, err := url.Parse(text)
		switch {
		case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
			return false, fault.New(fault.Invalid, "%s is no address of a collector; expected one such as http://127.0.0.1:4318", name)
		case u.User != nil: // it would stand in every complaint about the collector
			return false, fault.New(fault.Invalid, "%s holds a name or a password; send it in OTEL_EXPORTER_OTLP_HEADERS instead", name)
		}
		return true, knownProtocol()
	}
	return false, nil
}

func knownProtocol() error {
	for _, name := range []string{"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"} {
		switch protocol := os.Getenv(name); protocol {
		case "", "http/protobuf", "http/json":
		default:
			return fault.New(fault.Invalid, "%s is %q; expected http/protobuf or http/json, which collectors take on port 4318", name, protocol)
		}
	}
	return nil
}

// telling is an exporter that tells the log when it begins to fail and when it is well again, and not of each batch in between.
type telling struct {
	sdk.SpanExporter
	log    *slog.Logger
	failed atomic.Bool
}

// ExportSpans sends spans. Its failure is told here, so it is none to the library, which would write to standard error.
func (t *telling) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	err := t.SpanExporter.ExportSpans(ctx, spans)
	switch {
	case err != nil && !t.failed.Swap(true):
		t.log.Warn("traces are not taken by the collector, and are dropped until they are", "error", brief(err))
	case err == nil && t.failed.Swap(false):
		t.log.Info("traces are taken by the collector again")
	}
	return nil
}

// brief is what went wrong, without the rest of a page that something else than a collector may have answered.
func brief(err error) string {
	const most = 300
	if text := []rune(err.Error()); len(text) > most {
		return string(text[:most]) + "…"
	}
	return err.Error()
}

// Try sends one span, for whoever wants to know whether a collector takes it. on is false when the environment names none.
func Try(ctx context.Context, version string) (on bool, err error) {
	if on, err = wanted(); err != nil || !on {
		return on, err
	}
	to, err := otlptracehttp.New(ctx, otlptracehttp.WithRetry(otlptracehttp.RetryConfig{}))
	if err != nil {
		return true, err
	}
	first := &heard{SpanExporter: to}
	p := sdk.NewTracerProvider(sdk.WithSyncer(first), sdk.WithSampler(sdk.AlwaysSample()),
		sdk.WithResource(resource.NewSchemaless(attribute.String("service.name", "sillat"), attribute.String("service.version", version))))
	_, span := p.Tracer(scope).Start(ctx, "sillat doctor")
	span.End()
	return true, errors.Join(first.err, p.Shutdown(ctx))
}

// heard is an exporter that keeps what became of a span.
type heard struct {
	sdk.SpanExporter
	err error
}

// ExportSpans sends spans.
func (h *heard) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	h.err = h.SpanExporter.ExportSpans(ctx, spans)
	return nil
}
