package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// problemDetails is the one shape of every error, by RFC 9457.
type problemDetails struct {
	Type         string          `json:"type" doc:"What kind of problem; about:blank, the code tells more."`
	Title        string          `json:"title" doc:"The status in words."`
	Status       int             `json:"status" doc:"The HTTP status."`
	Detail       string          `json:"detail" doc:"What was found, what was expected and how to mend it."`
	Code         string          `json:"code" enum:"invalid,bad_input,not_found,conflict,too_large,unauthorized,forbidden,too_many,unavailable,cancelled,internal" doc:"The fault for machines."`
	Problems     []fault.Problem `json:"problems,omitempty" doc:"The first problems in an uploaded file."`
	ProblemCount int             `json:"problem_count,omitempty" doc:"How many problems there were in all."`
	Files        app.FileReports `json:"files,omitempty" doc:"How uploaded files were understood: which column was taken for what."`
}

// Error is the detail.
func (p *problemDetails) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *problemDetails) GetStatus() int { return p.Status }

// ContentType is the media type of problems.
func (p *problemDetails) ContentType(string) string { return "application/problem+json" }

// statusOf maps each fault code to an HTTP status.
var statusOf = map[fault.Code]int{
	fault.Invalid:      http.StatusBadRequest,
	fault.BadInput:     http.StatusUnprocessableEntity,
	fault.NotFound:     http.StatusNotFound,
	fault.Conflict:     http.StatusConflict,
	fault.TooLarge:     http.StatusRequestEntityTooLarge,
	fault.Unauthorized: http.StatusUnauthorized,
	fault.Forbidden:    http.StatusForbidden,
	fault.TooMany:      http.StatusTooManyRequests,
	fault.Unavailable:  http.StatusServiceUnavailable,
	fault.Cancelled:    499, // the client closed the request; no standard status says so
	fault.Internal:     http.StatusInternalServerError,
}

// codeOf is the code that goes with a status when the router or the description refused a request before a use case ran.
func codeOf(status int) fault.Code {
	switch {
	case status == http.StatusNotFound:
		return fault.NotFound
	case status == http.StatusUnauthorized:
		return fault.Unauthorized
	case status == http.StatusForbidden:
		return fault.Forbidden
	case status == http.StatusTooManyRequests:
		return fault.TooMany
	case status == http.StatusRequestEntityTooLarge, status == http.StatusRequestURITooLong:
		return fault.TooLarge
	case status == http.StatusServiceUnavailable:
		return fault.Unavailable
	case status >= 500:
		return fault.Internal
	}
	return fault.Invalid
}

func newProblem(status int, code fault.Code, detail string) *problemDetails {
	title := http.StatusText(status)
	if title == "" {
		title = "Client Closed Request"
	}
	return &problemDetails{Type: "about:blank", Title: title, Status: status, Detail: detail, Code: string(code)}
}

// problem turns an error of a use case into the problem to answer with, and logs what a client must not read.
func (a *api) problem(ctx context.Context, err error) *problemDetails {
	if errors.Is(err, context.Canceled) {
		err = fault.New(fault.Cancelled, "the request was given up before it was done")
	}
	code := fault.CodeOf(err)
	if code == fault.Internal {
		a.log.ErrorContext(ctx, "a use case failed", "error", err)
	}
	p := newProblem(statusOf[code], code, fault.MessageOf(err))
	p.Problems, p.ProblemCount = fault.ProblemsOf(err)
	return p
}

// unreadBody is what the description library says, as a fault of ours, when a client breaks off.
const unreadBody = "cannot read request body"

// mostDetails is how many of the things that are wrong with a request a refusal tells.
const mostDetails = 20

// brief keeps one of them short: names in a body may be as long as the body.
func brief(text string) string {
	const most = 300
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// useProblems makes the description library answer with our problems. It is a package variable there, so it is set once.
var useProblems = sync.OnceFunc(func() {
	huma.NewError = func(status int, message string, causes ...error) huma.StatusError {
		if status == http.StatusInternalServerError && message == unreadBody {
			status, message = http.StatusBadRequest, "the request's body ended before its time; send as many bytes as Content-Length says"
		}
		var details []string
		for i, cause := range causes {
			if i == mostDetails {
				details = append(details, fmt.Sprintf("and %d more", len(causes)-i))
				break
			}
			if d, ok := errors.AsType[*huma.ErrorDetail](cause); ok {
				details = append(details, brief(d.Location+": "+d.Message)) // without the value: it may be a whole body
			}
		}
		if len(details) > 0 {
			message += ": " + strings.Join(details, "; ")
		}
		return newProblem(status, codeOf(status), message)
	}
})

// routerError answers what never reached a use case: no such address, wrong method, too large a body.
func routerError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status, detail := http.StatusInternalServerError, fault.MessageOf(err)
	if he, ok := errors.AsType[*echo.HTTPError](err); ok {
		status = he.Code
		detail = http.StatusText(status)
		if text, ok := he.Message.(string); ok {
			detail = text
		}
	}
	if status == http.StatusNotFound {
		detail = "there is nothing at " + c.Request().URL.Path + "; /api/v1/openapi.json describes what there is"
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/problem+json")
	c.Response().WriteHeader(status)
	// The client may be gone; then nobody is left to tell.
	_ = encode(c.Response(), newProblem(status, codeOf(status), detail))
}
