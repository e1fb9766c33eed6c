package format

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/sillat/sillat/pkg/fault"
)

// maxNesting is how deep the elements of a workbook's part may lie in one another; Excel writes a handful.
const maxNesting = 64

// markup reads one XML part of a workbook. The decoder alone would let a hostile part grow a stack or one token without end.
type markup struct {
	ctx     context.Context
	decoder *xml.Decoder
	meter   *meter
	depth   int
	tokens  int
	begun   bool // an element was met
}

func newMarkup(ctx context.Context, part io.Reader, w *workbook) *markup {
	m := &meter{in: part, w: w}
	return &markup{ctx: ctx, decoder: xml.NewDecoder(m), meter: m}
}

// next returns the next token; io.EOF only after a whole document. What is broken is a *TextError.
func (m *markup) next() (xml.Token, error) {
	if err := pause(m.ctx, m.tokens); err != nil {
		return nil, err
	}
	m.tokens++
	m.meter.token = 0
	token, err := m.decoder.Token()
	if errors.Is(err, io.EOF) && !m.begun {
		err = errors.New("one of its parts is empty")
	}
	if err != nil {
		return nil, damagedWorkbook(err)
	}
	switch token.(type) {
	case xml.StartElement:
		m.begun = true
		if m.depth++; m.depth > maxNesting {
			return nil, damagedWorkbook(errors.New("its elements lie too deep in one another"))
		}
	case xml.EndElement:
		m.depth--
	}
	return token, nil
}

// each calls take for every element, wherever it lies.
func (m *markup) each(take func(xml.StartElement) error) error {
	for {
		token, err := m.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := take(start); err != nil {
				return err
			}
		}
	}
}

// text returns the characters of the element that has just begun, up to its end. Of a rich text it takes the runs (t)
// and leaves how they are pronounced (rPh).
func (m *markup) text(rich bool) (string, error) {
	var b strings.Builder
	outside, inRun, aside := m.depth-1, !rich, 0
	for {
		token, err := m.next()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch {
			case aside > 0:
			case token.Name.Local == "rPh":
				aside = m.depth
			case token.Name.Local == "t":
				inRun = true
			}
		case xml.CharData:
			if inRun && aside == 0 {
				b.Write(token)
			}
			if b.Len() > MaxField {
				return "", fault.New(fault.TooLarge, "the workbook holds a value of more than %d bytes: shorten it", MaxField)
			}
		case xml.EndElement:
			if m.depth == outside {
				return unescaped(b.String()), nil
			}
			if aside == m.depth+1 {
				aside = 0
			}
			if rich && token.Name.Local == "t" {
				inRun = false
			}
		}
	}
}

// damagedWorkbook makes what the archive or its XML complains of a *TextError. All is read from memory, so nothing else fails.
func damagedWorkbook(err error) error {
	if _, ok := errors.AsType[*fault.Error](err); ok || errors.Is(err, io.EOF) {
		return err
	}
	if _, ok := errors.AsType[*TextError](err); ok {
		return err
	}
	why := err.Error()
	if errors.Is(err, zip.ErrChecksum) {
		why = "a checksum is wrong"
	}
	return &TextError{"a whole Excel workbook", "it is cut short or damaged (" + Excerpt(why) + "): save or copy it again"}
}

// meter counts what is unpacked, of the whole workbook and of the token being read.
type meter struct {
	in    io.Reader
	w     *workbook
	token int
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.token += n
	if m.w.left -= int64(n); m.w.left < 0 {
		return 0, fault.New(fault.TooLarge, "the workbook is larger than %d bytes when unpacked: split it, or save its sheets as CSV", m.w.limit)
	}
	if m.token > MaxRecord {
		return 0, fault.New(fault.TooLarge, "the workbook holds one piece of more than %d bytes: save its sheets as CSV", MaxRecord)
	}
	return n, err
}
