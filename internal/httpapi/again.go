package httpapi

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"github.com/sillat/sillat/internal/answers"
	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/audit"
)

// again are the operations whose answers are kept in memory and given again: they are settled by what fresh makes its tag of, and are
// whole before the first byte is sent. An actor's card is not among them, whose reading is noted by the actor's id.
var again = map[string]bool{
	"get-network": true, "list-choices": true, "list-actors": true, "list-activities": true, "find-gaps": true, "open-gap": true, "get-overview": true,
	"get-map": true, "get-map-ties": true, "compute-metrics": true, "get-scores": true, "make-lists": true,
	"plan-bridges": true, "suggest-partners": true, "compare-times": true, "evaluate-suggestions": true,
}

// Where an answer came from.
const (
	fromMemory = "memory"
	computed   = "computed"
)

// routesOf are what some operations read, by the template of its address as the router writes it.
func routesOf(d *huma.OpenAPI, operations map[string]bool) map[string]*huma.Operation {
	out := map[string]*huma.Operation{}
	for path, item := range d.Paths {
		if item.Get != nil && operations[item.Get.OperationID] {
			out[strings.NewReplacer("{", ":", "}", "").Replace(path)] = item.Get
		}
	}
	return out
}

// kept is the operation that a request asks for, if its answers are kept; else nil.
func (a *api) kept(c echo.Context) *huma.Operation {
	if c.Request().Method != http.MethodGet {
		return nil
	}
	return a.whole[c.Path()]
}

// compressed reports whether an answer is compressed where it is kept, and so must not be on its way.
func (a *api) compressed(c echo.Context) bool { return a.kept(c) != nil }

// giveAgain gives what was answered before without going through the operation. It decides nothing by itself: whoever asks is admitted as
// there, and whatever is not plainly an answer that is kept goes the whole way.
func (a *api) giveAgain(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		o, r := a.kept(c), c.Request()
		if o == nil || r.Header.Get("Prefer") != "" { // which may ask for a job, and is looked at by the operation
			return next(c)
		}
		network := c.Param("name")
		ctx, _, err := a.admit(r.Context(), needs[o.OperationID], network)
		if err != nil {
			return next(c)
		}
		state, seen, ok := a.app.GlanceState(ctx, network)
		if !ok {
			return next(c)
		}
		found := a.app.Answers().Peek(answers.Key{Network: network, State: state, Seen: seenAs(ctx, seen), Question: r.URL.RequestURI()})
		if found == nil {
			c.SetRequest(r.WithContext(context.WithValue(ctx, settledKey{}, &settled{state, seen})))
			return next(c)
		}
		h := c.Response().Header()
		if held := r.Header.Get("If-None-Match"); held != "" && matches(held, found.Header["Etag"][0]) {
			h["Etag"], h["Cache-Control"], h["Vary"] = found.Header["Etag"], freshness, variety
			return c.NoContent(http.StatusNotModified)
		}
		if found.Read {
			if err := a.app.ReadAgain(audit.With(ctx, entry(ctx, o.OperationID)), network); err != nil {
				return a.refuse(c, a.fail(ctx, err))
			}
		}
		a.seen.remembered.Inc()
		for name, values := range found.Header {
			h[name] = values
		}
		form := found.Form(gzipped(r.Header.Get("Accept-Encoding")))
		if h["Content-Length"] = form.Length; form.Coding != nil {
			h["Content-Encoding"] = form.Coding
		}
		c.Response().WriteHeader(http.StatusOK)
		_, _ = c.Response().Write(form.Body) // the client may be gone
		return nil
	}
}

// settled is what was found out of a request whose answer is not kept: ctx's reader was admitted, and the network is in this state.
type settled struct{ state, seen string }

type settledKey struct{}

func settledOf(ctx context.Context) *settled {
	s, _ := ctx.Value(settledKey{}).(*settled)
	return s
}

// answer has a question answered and keeps the answer. Whoever asks the same meanwhile is given it, too: who asks has been let in; that
// data of persons are read is noted for each.
func (a *api) answer(c huma.Context, key answers.Key, tag string, next func(huma.Context)) {
	found, ours, done, err := a.app.Answers().Get(c.Context(), key)
	if err == nil && found != nil && found.Read {
		err = a.app.ReadAgain(c.Context(), key.Network)
	}
	if err != nil {
		p := a.fail(c.Context(), err)
		_ = huma.WriteErr(a.described, c, p.Status, p.Detail) // the client may be gone
		return
	}
	if found != nil {
		a.seen.remembered.Inc()
		give(c, http.StatusOK, found)
		return
	}
	if !ours {
		done = func(*answers.Answer) {}
	}
	var made *answers.Answer
	defer func() { done(made) }() // also after a panic, or others would wait for ever
	ctx, read := app.Noticing(c.Context())
	w := &written{humaContext: huma.WithContext(c, ctx), header: http.Header{"Etag": {tag}, "Cache-Control": freshness, "Vary": variety}}
	next(w)
	a.seen.computed.Inc()
	whole := answers.Of(w.header, w.body.Bytes(), read())
	if w.Status() == http.StatusOK {
		made = whole
	}
	give(c, w.Status(), whole)
}

// give sends an answer, compressed when that is asked for.
func give(c huma.Context, status int, answer *answers.Answer) {
	for name, values := range answer.Header {
		c.SetHeader(name, strings.Join(values, ", "))
	}
	form := answer.Form(gzipped(c.Header("Accept-Encoding")))
	if c.SetHeader("Content-Length", form.Length[0]); form.Coding != nil {
		c.SetHeader("Content-Encoding", form.Coding[0])
	}
	c.SetStatus(status)
	_, _ = c.BodyWriter().Write(form.Body) // the client may be gone
}

// gzipped reports whether who asks takes gzip (RFC 9110, 12.5.3).
func gzipped(accepts string) bool {
	for coding := range strings.SplitSeq(accepts, ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if name = strings.TrimSpace(name); !strings.EqualFold(name, "gzip") && name != "*" {
			continue
		}
		_, q, given := strings.Cut(weight, "=")
		if !given {
			return true
		}
		worth, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
		return err == nil && worth > 0
	}
	return false
}

// written is an answer that is being written to memory.
type written struct {
	humaContext
	status int
	header http.Header
	body   bytes.Buffer
}

// Unwrap is how the router's adapter finds its own context.
func (w *written) Unwrap() huma.Context { return w.humaContext }

// SetStatus keeps the status.
func (w *written) SetStatus(code int) { w.status = code }

// Status is the one that was set.
func (w *written) Status() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}

// SetHeader keeps a header in place of the one of that name.
func (w *written) SetHeader(name, value string) { w.header.Set(name, value) }

// AppendHeader keeps a header beside the one of that name.
func (w *written) AppendHeader(name, value string) { w.header.Add(name, value) }

// BodyWriter takes the body.
func (w *written) BodyWriter() io.Writer { return &w.body }
