package app

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-json"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/jobs"
	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// JobOptions are what a service's background work may take. Zero values are the usual ones.
type JobOptions struct {
	Workers int           // jobs at a time; 0: one for every two cores
	Memory  int64         // bytes that they may need together; 0: half of the machine's
	Lease   time.Duration // how soon another service takes over from one that died; 0: 30 s
	Log     *slog.Logger
	Traces  *tracing.Traces // nil: none
}

// Jobs does analyses in the background: asked for now, fetched later, by whichever service on the store. It is safe for
// concurrent use.
type Jobs struct {
	app    *App
	kept   store.Jobs
	pool   *jobs.Pool
	traces *tracing.Traces
}

// Jobs makes the app's background work, which begins with Start. A store that keeps no jobs is a fault.Unavailable.
func (a *App) Jobs(o JobOptions) (*Jobs, error) {
	s, err := a.stored()
	if err != nil {
		return nil, err
	}
	kept, ok := s.(store.Jobs)
	if !ok {
		return nil, fault.New(fault.Unavailable, "this store keeps no jobs; use one that does")
	}
	j := &Jobs{app: a, kept: kept, traces: o.Traces}
	j.pool = jobs.New(jobs.Options{Store: kept, Do: j.do, Workers: o.Workers, Memory: o.Memory, Lease: o.Lease, Log: o.Log})
	return j, nil
}

// Start lets the workers begin.
func (j *Jobs) Start() { j.pool.Start() }

// Stop hands running jobs back to the queue and waits for that until ctx ends.
func (j *Jobs) Stop(ctx context.Context) error { return j.pool.Stop(ctx) }

// JobRequest asks for an analysis in the background.
type JobRequest struct {
	Network    string
	Analysis   string // one of Analyses
	Parameters any    // a JSON object by the names of the analysis' query parameters: bytes, or what marshals to them
}

// Job is one piece of background work.
type Job struct {
	ID          string         `json:"id"`
	Analysis    string         `json:"analysis"`
	Network     string         `json:"network"`
	Revision    int            `json:"revision"`
	Parameters  map[string]any `json:"parameters" doc:"All of them, those left out with their defaults."`
	State       store.JobState `json:"state" enum:"queued,running,done,failed,cancelled"`
	Progress    float64        `json:"progress" doc:"How much is done, 0 to 1."`
	Doing       string         `json:"doing,omitempty" doc:"What is being done, in a word."`
	AskedBy     string         `json:"asked_by"`
	Created     time.Time      `json:"created"`
	Started     *time.Time     `json:"started,omitempty"`
	Ended       *time.Time     `json:"ended,omitempty"`
	Attempts    int            `json:"attempts" doc:"How often a worker began it. More than one: a service ended on the way."`
	MemoryBytes int64          `json:"memory_bytes" doc:"What it was thought to need before it began."`
	ResultBytes int64          `json:"result_bytes,omitempty" doc:"How large the result is, compressed."`

	Fault   *fault.Error `json:"-"` // why it failed
	Version int64        `json:"-"` // how often it changed
}

// JobPage is a page of jobs, the newest first.
type JobPage struct {
	Jobs []Job
	Next string // cursor of the next page; "" on the last
}

// Submit queues an analysis, or returns the job that does the same on the same revision, or has done it. The revision is settled now:
// what is imported later does not change the result.
func (j *Jobs) Submit(ctx context.Context, r JobRequest) (*Job, error) {
	w, err := readWork(r.Analysis, r.Parameters)
	if err != nil {
		return nil, err
	}
	s, err := j.app.stored()
	if err != nil {
		return nil, err
	}
	n, err := s.Network(ctx, r.Network)
	if err != nil {
		return nil, err
	}
	chosen := w.selectors()
	if _, err := chosen.query().selectors(); err != nil {
		return nil, err
	}
	if chosen.Revision, err = revisionOf(n, chosen.Revision); err != nil {
		return nil, err
	}
	if chosen.Sight != "" {
		return nil, fault.New(fault.Invalid, "parameters of %s: json: unknown field \"sight\"", r.Analysis)
	}
	if chosen.Sight, err = j.sightOf(ctx, n, chosen.Revision); err != nil {
		return nil, err
	}
	arguments, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("write the arguments of a job: %w", err)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{identity(n), strconv.Itoa(chosen.Revision), r.Analysis, string(arguments), j.app.version}, "\n")))
	job, err := j.pool.Submit(ctx, store.Job{
		Key: hex.EncodeToString(sum[:]), Asker: asker(ctx), Analysis: r.Analysis, Network: n.Name, Revision: chosen.Revision,
		Arguments: string(arguments), Memory: w.memory(sizeOf(n.Counts)),
	})
	if err != nil {
		return nil, err
	}
	tracing.Note(ctx, attribute.String("sillat.job", job.ID)) // by which its own trace is found, whichever service does it
	return jobOf(job)
}

// Fits refuses a question that would need more memory than jobs may use, with both numbers, before anything of it is computed. What cannot
// be estimated because the question is wrong is left to who answers it. A nil Jobs has no limit.
func (j *Jobs) Fits(ctx context.Context, r JobRequest) error {
	if j == nil {
		return nil
	}
	w, err := readWork(r.Analysis, r.Parameters)
	if err != nil {
		return nil
	}
	s, err := j.app.stored()
	if err != nil {
		return nil
	}
	n, err := s.Network(ctx, r.Network)
	if err != nil {
		return nil
	}
	return jobs.Fits(w.memory(sizeOf(n.Counts)), j.pool.Memory())
}

// asker is in whose name a request's jobs take their turns.
func asker(ctx context.Context) string { return cmp.Or(auth.From(ctx).Account, "local") }

// do is the work of one job: the result is the JSON that the same question gives at once.
func (j *Jobs) do(ctx context.Context, job store.Job, report func(share float64, doing string)) (_ []byte, err error) {
	ctx, span := j.traces.Work(ctx, "job "+job.Analysis, trace.SpanKindInternal, attribute.String("sillat.job", job.ID), attribute.Int("sillat.attempt", job.Attempts))
	defer func() { tracing.End(span, err) }()
	w, err := readWork(job.Analysis, []byte(job.Arguments))
	if err != nil {
		return nil, err
	}
	if ctx, err = j.as(ctx, job, w.selectors().Sight); err != nil {
		return nil, err
	}
	report(0, "reading")
	if w.drawn() { // its real size is known once it is read
		v, err := j.app.open(ctx, Stored(job.Network), w.selectors().query())
		if err != nil {
			return nil, err
		}
		if err := jobs.Fits(w.memory(size{v.Graph.Len(), v.Graph.Ties()})+v.Graph.Footprint(), j.pool.Memory()); err != nil {
			return nil, err
		}
	}
	report(0, "computing")
	result, err := w.run(ctx, j.app, job.Network, report)
	if err != nil {
		return nil, err
	}
	report(1, "writing")
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(result); err != nil {
		return nil, fmt.Errorf("write the result of a job: %w", err)
	}
	return b.Bytes(), nil
}

// Job returns one job.
func (j *Jobs) Job(ctx context.Context, id string) (*Job, error) {
	job, err := j.kept.Job(ctx, id)
	if err != nil {
		return nil, err
	}
	return jobOf(job)
}

// Result returns the JSON that a job computed.
func (j *Jobs) Result(ctx context.Context, id string) ([]byte, error) { return j.pool.Result(ctx, id) }

// Watch returns a job as soon as it has changed since a version, or has ended.
func (j *Jobs) Watch(ctx context.Context, id string, seen int64) (*Job, error) {
	job, err := j.pool.Watch(ctx, id, seen)
	if err != nil {
		return nil, err
	}
	return jobOf(job)
}

// Cancel ends a job for everybody who asked the same.
func (j *Jobs) Cancel(ctx context.Context, id string) (*Job, error) {
	job, err := j.pool.Cancel(ctx, id)
	if err != nil {
		return nil, err
	}
	return jobOf(job)
}

// List returns a page of jobs, of one network or state unless they are empty. cursor is Next of the page before.
func (j *Jobs) List(ctx context.Context, network, state, cursor string, limit int) (*JobPage, error) {
	f := store.JobFilter{Network: network, State: store.JobState(state), Limit: limit + 1}
	if cursor != "" {
		text, err := base64.RawURLEncoding.DecodeString(cursor)
		if err == nil {
			f.Before, err = strconv.ParseInt(string(text), 10, 64)
		}
		if err != nil || f.Before < 1 {
			return nil, fault.New(fault.Invalid, "cursor %q is not one that this service gave; start again without a cursor", cursor)
		}
	}
	list, err := j.kept.ListJobs(ctx, f)
	if err != nil {
		return nil, err
	}
	page := &JobPage{Jobs: []Job{}}
	for i, job := range list {
		if i == limit {
			page.Next = base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(list[i-1].Number, 10)))
			break
		}
		one, err := jobOf(job)
		if err != nil {
			return nil, err
		}
		page.Jobs = append(page.Jobs, *one)
	}
	return page, nil
}

// forgetJobs lets go of the results on a network that was deleted.
func (a *App) forgetJobs(ctx context.Context, name string) error {
	kept, ok := a.store.(store.Jobs)
	if !ok {
		return nil
	}
	return kept.ForgetJobs(ctx, name)
}

func jobOf(j store.Job) (*Job, error) {
	out := &Job{
		ID: j.ID, Analysis: j.Analysis, Network: j.Network, Revision: j.Revision, State: j.State, Progress: j.Progress, Doing: j.Doing, AskedBy: j.Asker,
		Created: j.Created, Started: sometime(j.Started), Ended: sometime(j.Ended), Attempts: j.Attempts, MemoryBytes: j.Memory, ResultBytes: j.Bytes,
		Fault: j.Fault, Version: j.Version,
	}
	if err := json.Unmarshal([]byte(j.Arguments), &out.Parameters); err != nil {
		return nil, fmt.Errorf("read the arguments of job %s: %w", j.ID, err)
	}
	return out, nil
}

// sometime is a time, nil when there is none.
func sometime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
