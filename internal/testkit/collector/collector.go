// Package collector is an OpenTelemetry collector for tests: it takes traces over HTTP on this machine, reads them with OpenTelemetry's own
// messages and keeps them.
package collector

import (
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	wire "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	"google.golang.org/protobuf/proto"
)

// Span is one part of a trace, as it arrived.
type Span struct {
	Trace, ID, Parent string
	Name, Kind        string
	Failed            string // the status' text, when it is an error
	About             map[string]any
	Service           map[string]any // the resource
}

// Collector keeps what it is sent.
type Collector struct {
	*httptest.Server
	t testing.TB

	mu    sync.Mutex
	spans []Span
	raw   []byte
	hang  chan struct{} // not nil: requests are answered when it is closed
}

// New starts a collector that ends with the test.
func New(t testing.TB) *Collector {
	t.Helper()
	c := &Collector{t: t}
	c.Server = httptest.NewServer(http.HandlerFunc(c.take))
	t.Cleanup(func() {
		c.Answer()
		c.Close()
	})
	return c
}

// Hang makes it take requests and not answer them until Answer, or the test's end.
func (c *Collector) Hang() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hang = make(chan struct{})
}

// Answer lets it answer again.
func (c *Collector) Answer() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.hang != nil {
		close(c.hang)
		c.hang = nil
	}
}

func (c *Collector) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var request wire.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(body, &request)
	}
	if err != nil || r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != "application/x-protobuf" {
		c.t.Errorf("the collector was sent %s %s (%s): %v", r.Method, r.URL.Path, r.Header.Get("Content-Type"), err)
	}
	c.mu.Lock()
	hang := c.hang
	c.mu.Unlock()
	if hang != nil {
		<-hang
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	c.keep(&request, body)
	w.Header().Set("Content-Type", "application/x-protobuf")
}

func (c *Collector) keep(request *wire.ExportTraceServiceRequest, body []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.raw = append(c.raw, body...)
	for _, from := range request.GetResourceSpans() {
		service := table(from.GetResource().GetAttributes())
		for _, scope := range from.GetScopeSpans() {
			for _, s := range scope.GetSpans() {
				span := Span{
					Trace: hex.EncodeToString(s.GetTraceId()), ID: hex.EncodeToString(s.GetSpanId()), Parent: hex.EncodeToString(s.GetParentSpanId()),
					Name: s.GetName(), Kind: s.GetKind().String(), About: table(s.GetAttributes()), Service: service,
				}
				if s.GetStatus().GetCode().String() == "STATUS_CODE_ERROR" {
					span.Failed = s.GetStatus().GetMessage()
				}
				c.spans = append(c.spans, span)
			}
		}
	}
}

func table(list []*common.KeyValue) map[string]any {
	out := map[string]any{}
	for _, a := range list {
		switch v := a.GetValue().GetValue().(type) {
		case *common.AnyValue_StringValue:
			out[a.GetKey()] = v.StringValue
		case *common.AnyValue_IntValue:
			out[a.GetKey()] = v.IntValue
		default:
			out[a.GetKey()] = a.GetValue().String()
		}
	}
	return out
}

// Raw is all bytes that it was sent.
func (c *Collector) Raw() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.raw)
}

// Spans are those that have arrived.
func (c *Collector) Spans() []Span {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.spans)
}

// Named waits until a span of that name has arrived.
func (c *Collector) Named(name string) Span {
	c.t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); ; time.Sleep(5 * time.Millisecond) {
		all := c.Spans()
		if i := slices.IndexFunc(all, func(s Span) bool { return s.Name == name }); i >= 0 {
			return all[i]
		}
		if time.Now().After(deadline) {
			c.t.Fatalf("no span named %q has arrived, only %+v", name, all)
		}
	}
}
