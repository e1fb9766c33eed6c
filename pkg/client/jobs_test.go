package client_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sillat/sillat/pkg/client"
	"github.com/sillat/sillat/pkg/fault"
)

var gapsJob = client.JobRequest{Network: "demo", Analysis: "gaps", Parameters: map[string]any{"silo": "level"}}

func TestJobs(t *testing.T) {
	ctx, c := t.Context(), ask(t, serve(t, false, nil).URL, client.Options{})
	var states []string
	var g client.Gaps
	if err := c.Compute(ctx, gapsJob, func(j *client.Job) { states = append(states, j.State) }, &g); err != nil || len(g.Gaps) == 0 {
		t.Fatalf("gaps: %+v, %v", g, err)
	}
	if n := len(states); n > 0 && states[n-1] != client.Done {
		t.Errorf("states: %v; want done last", states)
	}
	again, err := c.Submit(ctx, gapsJob)
	if err != nil || again.State != client.Done || again.Progress != 1 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	one, err := c.Job(ctx, again.ID)
	if err != nil || one.Analysis != "gaps" || one.Parameters["silo"] != "level" {
		t.Errorf("the job: %+v, %v", one, err)
	}
	if ended, err := c.Cancel(ctx, again.ID); err == nil && ended.State != client.Done {
		t.Errorf("cancelling what is done: %+v", ended)
	}
	listed := 0
	for j, err := range c.Jobs(ctx, client.JobsQuery{Network: "demo", Page: 1}) {
		if listed++; err != nil || j.ID != again.ID {
			t.Errorf("listed %+v, %v", j, err)
		}
	}
	if listed != 1 {
		t.Errorf("%d jobs; want the one", listed)
	}
	err = c.Compute(ctx, client.JobRequest{Network: "demo", Analysis: "gaps", Parameters: map[string]any{"silo": "nothing"}}, nil, nil)
	if fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), "silo_sector") {
		t.Errorf("a job that fails: %v", err)
	}
	if _, err := c.Submit(ctx, client.JobRequest{Network: "demo", Analysis: "magic"}); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a job of no kind: %v", err)
	}
	if err := c.Result(ctx, "none", nil); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("the result of nothing: %v", err)
	}
	for _, err := range c.Watch(ctx, "none") {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("watching nothing: %v", err)
		}
	}
}

// TestAStreamThatBreaksIsTakenUpAgain cuts the first stream of events after its first bytes.
func TestAStreamThatBreaksIsTakenUpAgain(t *testing.T) {
	var streams atomic.Int32
	cutting := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/events") && streams.Add(1) == 1 {
				w.Header().Set("Content-Type", "text/event-stream")
				io.WriteString(w, "id: 0\nevent: progress\nda") // and no more
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	c := ask(t, serve(t, false, cutting).URL, client.Options{})
	j, err := c.Submit(t.Context(), gapsJob)
	if err != nil {
		t.Fatal(err)
	}
	var last *client.Job
	for now, err := range c.Watch(t.Context(), j.ID) {
		if err != nil {
			t.Fatal(err)
		}
		last = now
	}
	if last == nil || last.State != client.Done || streams.Load() < 2 {
		t.Errorf("%+v after %d streams; want done after a second one", last, streams.Load())
	}
}

func TestWatchingEndsWithItsContext(t *testing.T) {
	silent := func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusOK)
			http.NewResponseController(w).Flush()
			<-r.Context().Done()
		})
	}
	c := ask(t, serve(t, false, silent).URL, client.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range c.Watch(ctx, "any") {
		if fault.CodeOf(err) != fault.Cancelled {
			t.Errorf("got %v; want cancelled", err)
		}
	}
}
