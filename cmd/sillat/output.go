package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-json"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/sillat/sillat/internal/export"
	"github.com/sillat/sillat/pkg/fault"
)

// output is where a result goes and in which format.
type output struct {
	format, file string
	formats      []string
	stdout       io.Writer
}

// outputFlags adds --format and --out; the first format is the default.
func outputFlags(c *cobra.Command, s *session, formats ...string) *output {
	o := &output{formats: formats, stdout: s.stdout}
	c.Flags().StringVar(&o.format, "format", formats[0], strings.Join(formats, ", "))
	c.Flags().StringVar(&o.file, "out", "", "write to this file instead of standard output")
	return o
}

// check refuses an unknown format before any work is done.
func (o *output) check() error {
	if !slices.Contains(o.formats, o.format) {
		return fault.New(fault.Invalid, "--format is %q; expected one of %s", o.format, strings.Join(o.formats, ", "))
	}
	if f, ok := o.stdout.(*os.File); ok && (o.format == "xlsx" || o.format == "parquet") && o.file == "" && term.IsTerminal(int(f.Fd())) {
		return fault.New(fault.Invalid, "--format %s is not for a terminal; name a file with --out", o.format)
	}
	return nil
}

// shown is a result in each form that it can be written in.
type shown struct {
	value any                     // for JSON
	sheet func() *export.Sheet    // for CSV
	table func(w io.Writer) error // for people
	made  map[string]string       // how it came about, for XLSX and Parquet
}

// write writes a result. A file is complete or not there: it is written beside its place and then moved.
func (o *output) write(r shown) error {
	return o.into(func(w io.Writer) error { return o.writeTo(w, r) })
}

// into hands over where the output goes.
func (o *output) into(write func(io.Writer) error) error {
	if o.file == "" {
		return write(o.stdout)
	}
	temporary := o.file + ".part"
	f, err := os.Create(temporary)
	if err != nil {
		return fault.New(fault.Invalid, "--out %s cannot be written: %v", o.file, err)
	}
	defer os.Remove(temporary)
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", o.file, err)
	}
	return os.Rename(temporary, o.file)
}

func (o *output) writeTo(w io.Writer, r shown) error {
	switch o.format {
	case "json":
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(r.value)
	case "csv":
		return r.sheet().CSV(w)
	case "xlsx":
		return r.sheet().XLSX(w, "figures", r.made)
	case "parquet":
		return r.sheet().Parquet(w, r.made)
	default:
		return r.table(w)
	}
}
