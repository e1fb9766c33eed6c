package format

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// maxDepth is far deeper than any real file nests its elements.
const maxDepth = 256

// errStop ends a reading whose problem has been told.
var errStop = errors.New("stop")

// elements reads the elements of a graph file in XML one by one.
type elements struct {
	sink    Sink
	decoder *xml.Decoder
	depth   int // of the element that was begun or ended last, while it is taken
}

func newElements(in *Text, sink Sink) *elements {
	e := &elements{sink: sink, decoder: xml.NewDecoder(in)}
	// Text has decoded the bytes by what they are; the encoding that the file declares no longer holds.
	e.decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return e
}

// each hands every token to take and calls end after a whole document. What is broken is told to the sink.
func (e *elements) each(ctx context.Context, in *Text, take func(xml.Token) error, end func() error) error {
	for count := 0; ; count++ {
		if err := pause(ctx, count); err != nil {
			return err
		}
		token, err := e.decoder.Token()
		if err == nil {
			err = e.nest(token)
		}
		if err == nil {
			err = take(token)
		}
		switch {
		case errors.Is(err, io.EOF):
			return end()
		case errors.Is(err, errStop):
			return nil
		case token == nil && err != nil && !errors.Is(err, in.lines.failed):
			e.sink.Problem(flaw(e.line(), "", "well-formed XML 1.0", "mend this place ("+err.Error()+") or export the file again"))
			return nil
		case err != nil:
			return halt(e.sink, e.line(), err)
		}
	}
}

// nest keeps how deep the reading is.
func (e *elements) nest(token xml.Token) error {
	switch token.(type) {
	case xml.StartElement:
		if e.depth++; e.depth > maxDepth {
			return e.stop("", fmt.Sprintf("elements nested at most %d deep", maxDepth), "export the file again without nested groups")
		}
	case xml.EndElement:
		e.depth--
	}
	return nil
}

func (e *elements) line() int {
	line, _ := e.decoder.InputPos()
	return line
}

// stop tells a problem and ends the reading.
func (e *elements) stop(value, expected, remedy string) error {
	e.sink.Problem(flaw(e.line(), value, expected, remedy))
	return errStop
}

// attribute returns an attribute of an element by its local name, or "".
func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
