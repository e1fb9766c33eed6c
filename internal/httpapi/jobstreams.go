package httpapi

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// stillHere is how often a stream of events that has nothing to say shows that it lives.
const stillHere = 15 * time.Second

// slowReader is how long a client of events may take to read one.
const slowReader = 10 * time.Second

// eventsRequest asks for a job's events, after the one seen last.
type eventsRequest struct {
	ID   string `path:"id" maxLength:"64" doc:"The job's id."`
	Seen string `header:"Last-Event-ID" maxLength:"20" doc:"The id of the last event that was received; a browser sends it by itself."`
}

func (a *api) routesJobStreams(h huma.API) {
	result := operation(http.MethodGet, "/api/v1/jobs/{id}/result", "get-job-result", "The result of a job that is done: the JSON that the same question gives at once")
	result.Responses = map[string]*huma.Response{"200": {Description: "The result, as the analysis' own endpoint describes it",
		Content: map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}}}}}
	huma.Register(h, result, func(ctx context.Context, in *jobPath) (*huma.StreamResponse, error) {
		j, err := a.job(ctx, in.ID)
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		if sight, _ := j.Parameters["sight"].(string); sight == "" {
			if err := a.app.NoteReading(ctx, j.Network); err != nil {
				return nil, a.fail(ctx, err)
			}
		}
		text, err := a.jobs.Result(ctx, in.ID)
		if err != nil {
			return nil, a.fail(ctx, err)
		}
		return &huma.StreamResponse{Body: func(c huma.Context) {
			c.SetHeader("Content-Type", "application/json")
			c.SetHeader("Cache-Control", "private, no-cache")
			_, _ = io.Copy(c.BodyWriter(), bytes.NewReader(text)) // the client may be gone
		}}, nil
	})
	events := operation(http.MethodGet, "/api/v1/jobs/{id}/events", "watch-job",
		"A job's progress as server-sent events: progress whenever it changes, then end; the data is the job. 204 when the end was seen already")
	events.Responses = map[string]*huma.Response{
		"200": {Description: "Events until the job has ended", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: eventSchema}}},
		"204": {Description: "The job has ended and Last-Event-ID is its last event"},
	}
	huma.Register(h, events, a.watch)
}

// eventSchema describes one event; a stream is many.
var eventSchema = &huma.Schema{Type: huma.TypeObject, Required: []string{"id", "event", "data"}, Properties: map[string]*huma.Schema{
	"id":    {Type: huma.TypeString, Description: "How often the job had changed by then; for Last-Event-ID."},
	"event": {Type: huma.TypeString, Enum: []any{"progress", "end"}},
	"data":  {Type: huma.TypeString, Description: "The job as JSON."},
}}

// watch streams a job's changes.
func (a *api) watch(ctx context.Context, in *eventsRequest) (*huma.StreamResponse, error) {
	last := int64(0)
	if in.Seen != "" {
		n, err := strconv.ParseInt(in.Seen, 10, 64)
		if err != nil || n < 0 {
			return nil, a.fail(ctx, fault.New(fault.Invalid, "Last-Event-ID is %q; expected the id of an event of this job, a number", in.Seen))
		}
		last = n
	}
	j, err := a.job(ctx, in.ID)
	if err != nil {
		return nil, a.fail(ctx, err)
	}
	if j.State.Ended() && j.Version <= last {
		return &huma.StreamResponse{Body: func(c huma.Context) { c.SetStatus(http.StatusNoContent) }}, nil
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		w := humaecho.Unwrap(c).Response()
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Accel-Buffering", "no") // a proxy must not hold events back
		w.WriteHeader(http.StatusOK)
		s := stream{to: w, control: http.NewResponseController(w)}
		s.say(": a job of Sillat\n\n")
		for s.err == nil {
			j, err := a.watched(c.Context(), in.ID, last)
			switch {
			case err != nil:
				return // the job is gone, the service stops, or the client left: a browser comes back by itself
			case j == nil:
				s.say(": still here\n\n")
			case j.State.Ended():
				s.event("end", a.show(j))
				return
			default:
				if j.Version > last {
					s.event("progress", a.show(j))
				}
				last = max(last, j.Version)
			}
		}
	}}, nil
}

// watched waits for a change of a job, not longer than a stream may be silent; nil when there was none.
func (a *api) watched(ctx context.Context, id string, seen int64) (*app.Job, error) {
	brief, cancel := context.WithTimeout(ctx, stillHere)
	defer cancel()
	j, err := a.jobs.Watch(brief, id, seen)
	if err != nil && brief.Err() != nil && ctx.Err() == nil {
		return nil, nil
	}
	return j, err
}

// stream writes server-sent events and remembers the first failure.
type stream struct {
	to      io.Writer
	control *http.ResponseController
	err     error
}

func (s *stream) event(name string, j *job) {
	var data bytes.Buffer
	if s.err = encode(&data, j); s.err == nil { // one line: JSON text holds no line breaks
		s.say(fmt.Sprintf("id: %d\nevent: %s\ndata: %s\n\n", j.Version, name, bytes.TrimSpace(data.Bytes())))
	}
}

func (s *stream) say(text string) {
	if s.err != nil {
		return
	}
	// Where a deadline cannot be set the connection's own limits hold.
	_ = s.control.SetWriteDeadline(time.Now().Add(slowReader))
	if _, s.err = io.WriteString(s.to, text); s.err == nil {
		s.err = s.control.Flush()
	}
	_ = s.control.SetWriteDeadline(time.Time{})
}
