package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/sillat/sillat/pkg/fault"
)

// Problem is a refusal as the service writes it, by RFC 9457.
type Problem struct {
	Detail       string          `json:"detail"`
	Code         fault.Code      `json:"code"`
	Problems     []fault.Problem `json:"problems"`      // the first ones in an uploaded file
	ProblemCount int             `json:"problem_count"` // how many there were in all
}

// most is how much of a refusal is read.
const most = 1 << 20

// codes are for refusals that did not come from a Sillat service but from something before it.
var codes = map[int]fault.Code{
	http.StatusUnauthorized:          fault.Unauthorized,
	http.StatusForbidden:             fault.Forbidden,
	http.StatusNotFound:              fault.NotFound,
	http.StatusConflict:              fault.Conflict,
	http.StatusRequestEntityTooLarge: fault.TooLarge,
	http.StatusRequestURITooLong:     fault.TooLarge,
	http.StatusTooManyRequests:       fault.TooMany,
	http.StatusBadGateway:            fault.Unavailable,
	http.StatusServiceUnavailable:    fault.Unavailable,
	http.StatusGatewayTimeout:        fault.Unavailable,
}

// problemOf turns a refusal into a fault.
func problemOf(answer *http.Response) error {
	text, err := io.ReadAll(io.LimitReader(answer.Body, most))
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	var p Problem
	if err == nil && (kind == "application/problem+json" || kind == "application/json") && json.Unmarshal(text, &p) == nil && p.Code != "" {
		return &fault.Error{Code: p.Code, Message: p.Detail, Problems: p.Problems, Total: p.ProblemCount}
	}
	code, ok := codes[answer.StatusCode]
	if !ok {
		code = fault.Invalid
		if answer.StatusCode >= 500 {
			code = fault.Internal
		}
	}
	return fault.New(code, "%s answered %s, which is not how a Sillat service refuses; is the address right, and what stands between?", answer.Request.URL.Host, answer.Status)
}

// passing reports whether a refusal may pass by itself.
func passing(answer *http.Response, refusal error) bool {
	if answer == nil { // the connection failed
		return fault.CodeOf(refusal) == fault.Unavailable
	}
	switch answer.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// retryAfter reads when the service says to ask again.
func retryAfter(h http.Header) (time.Duration, bool) {
	text := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
}

// unreachable is a connection that failed, or the caller's own end.
func unreachable(ctx context.Context, base *url.URL, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", fault.New(fault.Cancelled, "the request to %s was given up before it was answered", base.Host), ctx.Err())
	}
	if cause, ok := errors.AsType[*url.Error](err); ok {
		err = cause.Err // without the address: it may hold what a log must not
	}
	if own, ok := errors.AsType[*fault.Error](err); ok {
		return own
	}
	return fmt.Errorf("%w: %w", fault.New(fault.Unavailable, "the server %s cannot be reached: %v", base.Host, err), err)
}

// broken is an answer that ended early or is not what it should be.
func broken(ctx context.Context, call Call, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", fault.New(fault.Cancelled, "the answer to %s was given up before it was whole", call.Path), ctx.Err())
	}
	return fault.New(fault.Unavailable, "the answer to %s could not be read: %v; the server may be of another version, or the connection broke", call.Path, err)
}

// unreadable is a file that cannot be uploaded.
func unreadable(name string, err error) error {
	return fault.New(fault.BadInput, "%s cannot be read: %v", name, err)
}
