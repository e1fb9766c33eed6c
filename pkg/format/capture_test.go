package format_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/format"
)

// line is one row as a sink received it.
type line struct {
	At     int
	Values []string
}

// capture is a sink that keeps everything.
type capture struct {
	Tables   []format.Table
	Rows     [][]line // by table
	Problems []fault.Problem
}

func (c *capture) Table(t format.Table) (format.RowFunc, error) {
	i := len(c.Tables)
	t.Header = slices.Clone(t.Header)
	c.Tables, c.Rows = append(c.Tables, t), append(c.Rows, nil)
	return func(at int, values []string) error {
		c.Rows[i] = append(c.Rows[i], line{at, slices.Clone(values)})
		return nil
	}, nil
}

func (c *capture) Problem(p fault.Problem) { c.Problems = append(c.Problems, p) }

// read reads a text with the format that recognises it.
func read(t testing.TB, name, text string) (*capture, *format.Text, string) {
	t.Helper()
	in, err := format.Open(strings.NewReader(text), format.Options{})
	if err != nil {
		t.Fatalf("open %s: %v", name, err)
	}
	f, ok := format.Detect(name, in.Head())
	if !ok {
		t.Fatalf("no format recognises %s with %q", name, text)
	}
	var c capture
	if err := f.Read(context.Background(), in, &c); err != nil {
		t.Fatalf("read %s as %s: %v", name, f.ID, err)
	}
	return &c, in, f.ID
}
