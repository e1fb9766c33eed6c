package httpapi_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/fixtures"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/internal/store/sqlite"
	"github.com/sillat/sillat/internal/testkit/collector"
	"github.com/sillat/sillat/internal/tracing"
)

// TestRequestsAndJobsAreTraced asks a service that has a collector, and holds what arrived there against what was done.
func TestRequestsAndJobsAreTraced(t *testing.T) {
	to := collector.New(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", to.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "10")
	traces, err := tracing.FromEnvironment(t.Context(), "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { traces.Stop(t.Context(), slog.New(slog.DiscardHandler)) }()
	kept, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	a := app.New(app.Options{Store: kept, Version: "test"})
	if _, err := a.Import(t.Context(), app.ImportRequest{Network: "hushed", Files: fixtures.Demo(), Paths: []string{"."}, By: "test"}); err != nil {
		t.Fatal(err)
	}
	work, err := a.Jobs(app.JobOptions{Log: slog.New(slog.DiscardHandler), Traces: traces})
	if err != nil {
		t.Fatal(err)
	}
	work.Start()
	defer func() { _ = work.Stop(t.Context()) }()
	var log lockedText
	server := httptest.NewServer(httpapi.New(httpapi.Options{
		App: a, Version: "test", Jobs: work, Traces: traces, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}))
	defer server.Close()

	const given, id = "4bf92f3577b34da6a3ce929d0e0e4736", "5f0f6c0e-8f0a-4d0e-9a39-0f6f2c7b1a11"
	headers := map[string]string{"Traceparent": "00-" + given + "-00f067aa0ba902b7-01", "X-Request-Id": id}
	url := server.URL + "/api/v1/networks/hushed"
	if r, said := fetch(t, http.MethodGet, url+"/metrics?metric=degree&where=region=Uusimaa", headers, ""); r.StatusCode != 200 {
		t.Fatalf("degrees: %d %s", r.StatusCode, start(said))
	}
	whole := to.Named("GET /api/v1/networks/:name/metrics")
	if whole.Trace != given || whole.Parent != "00f067aa0ba902b7" || whole.About["sillat.request"] != id || whole.About["http.response.status_code"] != int64(200) {
		t.Errorf("the request is told of as %+v", whole)
	}
	names := map[string]string{whole.ID: "the request"} // by id
	for _, s := range to.Spans() {
		if names[s.ID] = s.Name; s.Trace != given {
			t.Errorf("%s belongs to the trace %s", s.Name, s.Trace)
		}
	}
	var tree []string
	for _, s := range to.Spans() {
		tree = append(tree, s.Name+" in "+names[s.Parent])
	}
	for _, part := range []string{"metrics in GET /api/v1/networks/:name/metrics", "build snapshot in metrics", "read store in build snapshot", "metric degree in metrics"} {
		if !slices.Contains(tree, part) {
			t.Errorf("there is no %s, only %v", part, tree)
		}
	}
	if n := strings.Count(strings.Join(tree, "\n"), "look at store in "); n != 1 {
		t.Errorf("the network's state was asked for %d times: %v", n, tree)
	}
	if line := log.String(); !strings.Contains(line, "id="+id) || !strings.Contains(line, "trace="+given) {
		t.Errorf("the log is %s", line)
	}

	if r, said := fetch(t, http.MethodGet, url+"/bridges?silo=silo_sector&k=1", map[string]string{"Prefer": "respond-async"}, ""); r.StatusCode != http.StatusAccepted {
		t.Fatalf("a job: %d %s", r.StatusCode, start(said))
	}
	asked, job := to.Named("GET /api/v1/networks/:name/bridges"), to.Named("job bridges")
	if job.About["sillat.job"] == nil || job.About["sillat.job"] != asked.About["sillat.job"] || job.Parent != "" {
		t.Errorf("the job %+v does not belong to the request %+v", job, asked)
	}
	if plan := to.Named("bridges"); plan.Parent != job.ID {
		t.Errorf("the job's work is %+v", plan)
	}
	if r, _ := fetch(t, http.MethodGet, url+"/actors/unknown-hushed-person", nil, ""); r.StatusCode != 404 {
		t.Errorf("an unknown actor: %d", r.StatusCode)
	}
	to.Named("GET /api/v1/networks/:name/actors/:id")
	for _, secret := range []string{"hushed", "Uusimaa", "silo_", "person"} {
		if strings.Contains(string(to.Raw()), secret) {
			t.Errorf("the collector was told %q", secret)
		}
	}
}
