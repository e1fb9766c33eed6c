// Package fault is the one error type of the service: a code for machines and a sentence for people.
//
// Code that detects a fault names it once, with New, and callers wrap it with %w as usual; CodeOf and
// MessageOf find it again at the edge, where the CLI turns the code into an exit status and the API into
// an HTTP status. An error without a code is Internal: its text goes to the log, never to a client.
package fault

import (
	"errors"
	"fmt"
)

// Code says what kind of fault it is.
type Code string

// The codes. Each has one exit status and one HTTP status.
const (
	// Invalid: an argument is unknown or out of range. The caller must change the call.
	Invalid Code = "invalid"
	// BadInput: a file or a record in it cannot be used. The caller must mend the data.
	BadInput Code = "bad_input"
	// NotFound: the network, actor or file named does not exist.
	NotFound Code = "not_found"
	// Conflict: the call contradicts what is stored now.
	Conflict Code = "conflict"
	// TooLarge: the request exceeds a stated limit.
	TooLarge Code = "too_large"
	// Unauthorized: who asks has not signed in, or not with what is valid.
	Unauthorized Code = "unauthorized"
	// Forbidden: who asks is known and may not do this.
	Forbidden Code = "forbidden"
	// TooMany: too much was asked in too short a time; trying again later may succeed.
	TooMany Code = "too_many"
	// Unavailable: the store cannot be reached; trying again later may succeed.
	Unavailable Code = "unavailable"
	// Cancelled: the caller gave up before the work was done.
	Cancelled Code = "cancelled"
	// Internal: a fault of ours. Its text is for the log.
	Internal Code = "internal"
)

// Error is a fault with its code, a sentence for people and, when the input is at fault, its problems.
type Error struct {
	Code     Code
	Message  string
	Problems []Problem // the first ones, in the order found
	Total    int       // how many problems there were in all; 0 when there are none to list
}

// Error returns the sentence for people.
func (e *Error) Error() string { return e.Message }

// New makes a fault. The message is a sentence that says what was found, what was expected and how to mend it.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// CodeOf returns the code of the first fault in err's chain: Internal when there is none, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// MessageOf returns what a client may read: the fault's own sentence, or a fixed one for an internal fault.
func MessageOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok && e.Code != Internal {
		return e.Message
	}
	return "something went wrong inside Sillat; the log has the details"
}

// ProblemsOf returns the listed problems of the first fault in err's chain and how many there were in all.
func ProblemsOf(err error) ([]Problem, int) {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Problems, e.Total
	}
	return nil, 0
}
