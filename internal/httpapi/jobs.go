package httpapi

import (
	"context"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// jobLimit is the most that a request for a job may carry: edits and limits name actors by the thousand at most.
const jobLimit = 4 << 20

// retryAfter is when to ask again, in seconds, where a queue is full: jobs take from a second to minutes.
const retryAfter = 10

// job is a piece of background work with its problem, if it has one.
type job struct {
	app.Job
	Problem *problemDetails `json:"problem,omitempty" doc:"Why it failed."`
}

func (a *api) show(j *app.Job) *job {
	out := &job{Job: *j}
	if f := j.Fault; f != nil {
		out.Problem = newProblem(statusOf[f.Code], f.Code, f.Message)
		out.Problem.Problems, out.Problem.ProblemCount = f.Problems, f.Total
	}
	return out
}

// jobRequest asks for an analysis in the background.
type jobRequest struct {
	Body struct {
		Analysis   string         `json:"analysis" enum:"metrics,gaps,bridges,suggest,evaluate,whatif,spread,report,diff" doc:"What to compute." example:"bridges"`
		Network    string         `json:"network" minLength:"1" maxLength:"64" doc:"The network's name." example:"demo"`
		Parameters map[string]any `json:"parameters,omitempty" doc:"The query parameters of the same question asked at once; limits and edits stand under these names." example:"{\"silo\":\"silo_sector\",\"k\":5}"`
	}
}

// jobAnswer is a job and where it is. The status is 202 while it goes on and 200 when it has ended.
type jobAnswer struct {
	Status   int
	Location string `header:"Location"`
	Applied  string `header:"Preference-Applied"`
	Link     string `header:"Link" doc:"Where the next page is, by RFC 8288; not there on the last one."`
	Body     any
}

// jobPath names a job.
type jobPath struct {
	ID string `path:"id" maxLength:"64" doc:"The job's id."`
}

// jobsRequest asks for a page of jobs.
type jobsRequest struct {
	Network string `query:"network" maxLength:"64" doc:"Only those on this network."`
	State   string `query:"state" enum:"queued,running,done,failed,cancelled" doc:"Only those in this state."`
	Limit   int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"How many to return at most."`
	Cursor  string `query:"cursor" maxLength:"200" doc:"The value of next of the page before."`
}

// jobList is a page of jobs, the newest first.
type jobList struct {
	Jobs []*job `json:"jobs"`
	Next string `json:"next,omitempty" doc:"Cursor of the next page."`
}

func (a *api) routesJobs(h huma.API) {
	submit := operation(http.MethodPost, "/api/v1/jobs", "submit-job", "Ask for an analysis in the background; the same question twice is one job")
	submit.DefaultStatus, submit.MaxBodyBytes = http.StatusAccepted, jobLimit
	submit.Errors = append(submit.Errors, http.StatusRequestEntityTooLarge)
	describeAnswers[job](h, &submit, "job", http.StatusOK, http.StatusAccepted)
	huma.Register(h, submit, func(ctx context.Context, in *jobRequest) (*jobAnswer, error) {
		ctx, _, err := a.admit(ctx, auth.View, in.Body.Network)
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		return a.submit(ctx, app.JobRequest{Network: in.Body.Network, Analysis: in.Body.Analysis, Parameters: in.Body.Parameters})
	})
	huma.Register(h, operation(http.MethodGet, "/api/v1/jobs", "list-jobs", "List background jobs, the newest first, page by page"),
		func(ctx context.Context, in *jobsRequest) (*page[jobList], error) {
			out, err := a.listJobs(ctx, in)
			if err != nil {
				return nil, a.fail(ctx, err)
			}
			return paged(ctx, out, out.Next), nil
		})
	get(a, h, "/api/v1/jobs/{id}", "get-job", "Show a job: its state and progress, and why it failed",
		func(ctx context.Context, in *jobPath) (*job, error) {
			j, err := a.job(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return a.show(j), nil
		})
	register(a, h, http.MethodDelete, "/api/v1/jobs/{id}", "cancel-job", "Cancel a job that is queued or running", a.cancelJob)
	a.routesJobStreams(h)
}

// submit queues a job and says where it is.
func (a *api) submit(ctx context.Context, r app.JobRequest) (*jobAnswer, error) {
	if a.jobs == nil {
		return nil, a.fail(ctx, noJobs())
	}
	j, err := a.jobs.Submit(ctx, r)
	if err != nil {
		failed := a.fail(ctx, err)
		if code := fault.CodeOf(err); code == fault.TooMany || code == fault.Unavailable {
			return nil, huma.ErrorWithHeaders(failed, http.Header{"Retry-After": {strconv.Itoa(retryAfter)}})
		}
		return nil, failed
	}
	out := &jobAnswer{Status: http.StatusAccepted, Location: "/api/v1/jobs/" + j.ID, Body: a.show(j)}
	if j.State.Ended() {
		out.Status = http.StatusOK
	}
	return out, nil
}

func noJobs() error {
	return fault.New(fault.NotFound, "this service does no background jobs; ask the question itself and wait for the answer")
}

// job returns a job to somebody who may see its network. To others it is not there.
func (a *api) job(ctx context.Context, id string) (*app.Job, error) {
	if a.jobs == nil {
		return nil, noJobs()
	}
	j, err := a.jobs.Job(ctx, id)
	if err != nil {
		return nil, err
	}
	ctx, _, err = a.admit(ctx, auth.View, j.Network)
	if err != nil {
		return nil, hidden(id, err)
	}
	if ok, err := a.jobs.Seen(ctx, j); err != nil || !ok {
		return nil, hidden(id, orElse(err, fault.New(fault.NotFound, "it was done for readers who see more")))
	}
	return j, nil
}

// hidden makes a job that somebody may not see look like one that there is not.
func hidden(id string, err error) error {
	switch fault.CodeOf(err) {
	case fault.NotFound, fault.Forbidden:
		return fault.New(fault.NotFound, "there is no job %q; it may be so long ago that its result was let go: ask again", id)
	}
	return err
}

func (a *api) listJobs(ctx context.Context, in *jobsRequest) (*jobList, error) {
	if a.jobs == nil {
		return nil, noJobs()
	}
	page, err := a.jobs.List(ctx, in.Network, in.State, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	mine, err := seen(ctx, a, page.Jobs, func(j app.Job) string { return j.Network })
	if err != nil {
		return nil, err
	}
	if mine, err = a.discreetJobs(ctx, mine); err != nil {
		return nil, err
	}
	out := &jobList{Jobs: []*job{}, Next: page.Next}
	for i := range mine {
		out.Jobs = append(out.Jobs, a.show(&mine[i]))
	}
	return out, nil
}

// discreetJobs keeps the jobs that were done for readers who see no more than who asks.
func (a *api) discreetJobs(ctx context.Context, list []app.Job) ([]app.Job, error) {
	out := list[:0]
	for i := range list {
		ctx, _, err := a.admit(ctx, auth.View, list[i].Network)
		if err != nil {
			return nil, err
		}
		ok, err := a.jobs.Seen(ctx, &list[i])
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, list[i])
		}
	}
	return out, nil
}

// cancelJob ends a job for everybody who asked the same: the one who asked first may, and whoever may change the network.
func (a *api) cancelJob(ctx context.Context, in *jobPath) (*job, error) {
	j, err := a.job(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if who := auth.From(ctx); who.Local || who.Account != j.AskedBy {
		if _, _, err := a.admit(ctx, auth.Edit, j.Network); err != nil {
			return nil, err
		}
	}
	if j, err = a.jobs.Cancel(ctx, in.ID); err != nil {
		return nil, err
	}
	return a.show(j), nil
}

// Preference lets who asks say that the answer may come later. It is exported because the description library passes over unexported
// embedded structs.
type Preference struct {
	Prefer string `header:"Prefer" maxLength:"200" doc:"respond-async: answer 202 with a job at once, and compute in the background." example:"respond-async"`
}

// async reports whether a header Prefer asks for an answer that comes later (RFC 7240).
func async(header string) bool {
	for preference := range strings.SplitSeq(header, ",") {
		name, _, _ := strings.Cut(preference, ";")
		if strings.EqualFold(strings.TrimSpace(name), "respond-async") {
			return true
		}
	}
	return false
}

// slow registers an endpoint that may take long: it answers at once with a job when that is preferred. later makes the job's request.
func slow[In, Out any](a *api, h huma.API, method, path, name, summary string, do func(context.Context, *In) (*Out, error), later func(*In) (prefer string, r app.JobRequest)) {
	o := operation(method, path, name, summary)
	o.DefaultStatus = http.StatusOK
	o.Errors = append(o.Errors, http.StatusRequestEntityTooLarge)
	describeAnswers[Out](h, &o, name, http.StatusOK)
	describeAnswers[job](h, &o, "job", http.StatusAccepted)
	huma.Register(h, o, func(ctx context.Context, in *In) (*jobAnswer, error) {
		if prefer, r := later(in); a.jobs != nil && async(prefer) && auth.From(ctx).Link == "" { // whom nobody knows cannot come back for a job
			out, err := a.submit(ctx, r)
			if err == nil {
				out.Status, out.Applied = http.StatusAccepted, "respond-async"
			}
			return out, err
		} else if err := a.jobs.Fits(ctx, r); err != nil {
			return nil, a.fail(ctx, err)
		}
		out, err := do(ctx, in)
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		answer := &jobAnswer{Status: http.StatusOK, Body: out}
		if goesOn, ok := any(out).(interface{ NextPage() string }); ok {
			answer.Link = paged(ctx, out, goesOn.NextPage()).Link
		}
		return answer, nil
	})
}

// describeAnswers describes answers whose type the library cannot see.
func describeAnswers[T any](h huma.API, o *huma.Operation, name string, statuses ...int) {
	if o.Responses == nil {
		o.Responses = map[string]*huma.Response{}
	}
	schema := h.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[T](), true, name)
	for _, status := range statuses {
		o.Responses[strconv.Itoa(status)] = &huma.Response{
			Description: http.StatusText(status), Content: map[string]*huma.MediaType{"application/json": {Schema: schema}},
		}
	}
}
