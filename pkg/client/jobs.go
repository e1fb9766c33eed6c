package client

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// The states of a job.
const (
	Queued    = "queued"
	Running   = "running"
	Done      = "done"
	Failed    = "failed"
	Cancelled = "cancelled"
)

// JobRequest asks for an analysis in the background: metrics, gaps, bridges, suggest, evaluate, whatif or diff. The parameters are an object by the
// names of the analysis' query parameters.
type JobRequest struct {
	Network    string `json:"network"`
	Analysis   string `json:"analysis"`
	Parameters any    `json:"parameters,omitempty"`
}

// Job is one piece of background work.
type Job struct {
	ID          string         `json:"id"`
	Analysis    string         `json:"analysis"`
	Network     string         `json:"network"`
	Revision    int            `json:"revision"`
	Parameters  map[string]any `json:"parameters"` // all of them, those left out with their defaults
	State       string         `json:"state"`
	Progress    float64        `json:"progress"` // how much is done, 0 to 1
	Doing       string         `json:"doing"`    // what is being done, in a word
	AskedBy     string         `json:"asked_by"`
	Created     time.Time      `json:"created"`
	Started     *time.Time     `json:"started"`
	Ended       *time.Time     `json:"ended"`
	Attempts    int            `json:"attempts"`     // how often a worker began it
	MemoryBytes int64          `json:"memory_bytes"` // what it was thought to need before it began
	ResultBytes int64          `json:"result_bytes"` // how large the result is, compressed
	Problem     *Problem       `json:"problem"`
}

// Over reports whether the job has ended, in whatever way.
func (j *Job) Over() bool { return j.State == Done || j.State == Failed || j.State == Cancelled }

// Err is why a job that has ended has no result; nil when it has one, or goes on.
func (j *Job) Err() error {
	switch {
	case j.Problem != nil:
		return &fault.Error{Code: j.Problem.Code, Message: j.Problem.Detail, Problems: j.Problem.Problems, Total: j.Problem.ProblemCount}
	case j.State == Cancelled:
		return fault.New(fault.Cancelled, "job %s was cancelled", j.ID)
	case j.State == Failed:
		return fault.New(fault.Internal, "job %s failed", j.ID)
	}
	return nil
}

// Submit asks for an analysis in the background. The same question twice is one job.
func (c *Client) Submit(ctx context.Context, r JobRequest) (*Job, error) {
	return post[Job](ctx, c, "/jobs", nil, r)
}

// Job shows a job.
func (c *Client) Job(ctx context.Context, id string) (*Job, error) {
	return get[Job](ctx, c, "/jobs/"+url.PathEscape(id), nil)
}

// JobsQuery chooses jobs to list.
type JobsQuery struct {
	Network string // "": all
	State   string // "": all
	Page    int    // jobs asked for at a time, at most 1,000; 0: 1,000
}

// Jobs walks the jobs on networks in which one has a role, the newest first. After an error nothing follows.
func (c *Client) Jobs(ctx context.Context, q JobsQuery) iter.Seq2[Job, error] {
	return pages(func(cursor string) ([]Job, string, error) {
		page, err := get[struct {
			Jobs []Job
			Next string
		}](ctx, c, "/jobs", paged(values{}, q.Page, cursor, "network", q.Network, "state", q.State))
		if err != nil {
			return nil, "", err
		}
		return page.Jobs, page.Next, nil
	})
}

// Cancel cancels a job that is queued or running.
func (c *Client) Cancel(ctx context.Context, id string) (*Job, error) {
	out := new(Job)
	return out, c.Do(ctx, Call{Method: http.MethodDelete, Path: "/jobs/" + url.PathEscape(id)}, out)
}

// Result reads the result of a job that is done into a pointer, such as a *Bridges: the JSON that the same question gives at once.
func (c *Client) Result(ctx context.Context, id string, into any) error {
	return c.Do(ctx, Call{Path: "/jobs/" + url.PathEscape(id) + "/result"}, into)
}

// Compute submits a job, waits for it and reads its result into a pointer. report, which may be nil, is told of every change. When ctx ends first
// the job goes on: asking the same again finds it.
func (c *Client) Compute(ctx context.Context, r JobRequest, report func(*Job), into any) error {
	j, err := c.Submit(ctx, r)
	if err != nil {
		return err
	}
	if !j.Over() {
		for now, err := range c.Watch(ctx, j.ID) {
			if err != nil {
				return err
			}
			if j = now; report != nil {
				report(j)
			}
		}
	}
	if err := j.Err(); err != nil {
		return err
	}
	return c.Result(ctx, j.ID, into)
}

// Watch follows a job: it yields it whenever it changes, and last when it has ended. A stream that breaks is taken up again where it was. After an
// error nothing follows.
func (c *Client) Watch(ctx context.Context, id string) iter.Seq2[*Job, error] {
	return func(yield func(*Job, error) bool) {
		seen, failures := "", 0
		for {
			over, err := c.follow(ctx, id, &seen, func(j *Job) bool {
				failures = 0
				return yield(j, nil)
			})
			switch failures++; {
			case over:
				return
			case ctx.Err() != nil:
				yield(nil, unreachable(ctx, c.base, ctx.Err()))
				return
			case err != nil && fault.CodeOf(err) != fault.Unavailable:
				yield(nil, err)
				return
			case failures > c.retries:
				yield(nil, cmp.Or(err, error(fault.New(fault.Unavailable, "the progress of job %s ends before the job does; ask for the job later", id))))
				return
			}
			select {
			case <-ctx.Done():
			case <-time.After(min(c.pause*time.Duration(failures), longestPause)):
			}
		}
	}
}

// follow reads one stream of a job's events and reports whether there is nothing more to follow.
func (c *Client) follow(ctx context.Context, id string, seen *string, each func(*Job) bool) (over bool, err error) {
	call := Call{Path: "/jobs/" + url.PathEscape(id) + "/events"}
	r := request{Call: call, accept: "text/event-stream", header: http.Header{}}
	if *seen != "" {
		r.header.Set("Last-Event-ID", *seen)
	}
	answer, err := c.send(ctx, r)
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusNoContent {
		return true, nil
	}
	for e, err := range events(answer.Body) {
		if err != nil {
			return false, broken(ctx, call, err)
		}
		if e.name != "progress" && e.name != "end" {
			continue
		}
		j := new(Job)
		if err := json.Unmarshal([]byte(e.data), j); err != nil {
			return false, fault.New(fault.Internal, "an event of job %s is not a job: %v", id, err)
		}
		*seen = e.id
		if !each(j) || e.name == "end" {
			return true, nil
		}
	}
	return false, nil
}
