package httpapi

import (
	"io"
	"mime/multipart"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// arrival gives the body of a request a time by which it must have arrived, and takes that limit away once it has. The description
// library sets a limit and leaves it on the connection: Go's server then takes a handler that works for longer for a client that has
// gone, and ends the context of this request and of all that come after it on the connection.
type arrival struct {
	humaContext
	most time.Duration
}

// Unwrap is how the router's adapter finds its own context.
func (a arrival) Unwrap() huma.Context { return a.humaContext }

// SetReadDeadline does nothing: the library asks for it, the same for a line of JSON and for a large upload, and leaves it.
func (a arrival) SetReadDeadline(time.Time) error { return nil }

// GetMultipartForm reads the whole form.
func (a arrival) GetMultipartForm() (*multipart.Form, error) {
	a.begins()
	form, err := a.humaContext.GetMultipartForm()
	if err == nil {
		a.over()
	}
	return form, err
}

// BodyReader returns the body.
func (a arrival) BodyReader() io.Reader {
	a.begins()
	return untilRead{a.humaContext.BodyReader(), a}
}

// begins sets the limit. Where none can be set, the server's own holds.
func (a arrival) begins() { _ = a.humaContext.SetReadDeadline(time.Now().Add(a.most)) }

// over takes the limit away.
func (a arrival) over() { _ = a.humaContext.SetReadDeadline(time.Time{}) }

// untilRead is a body whose limit ends with it. The limit stays when something else went wrong: the server still wants to read the rest.
type untilRead struct {
	io.Reader
	arrival arrival
}

func (u untilRead) Read(p []byte) (int, error) {
	n, err := u.Reader.Read(p)
	if err == io.EOF {
		u.arrival.over()
	}
	return n, err
}
