package main

import (
	"context"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// logging is how a service tells what it does.
type logging struct {
	level, form string
	log         *slog.Logger
	traces      *tracing.Traces
}

func logFlags(c *cobra.Command) *logging {
	l := &logging{}
	c.Flags().StringVar(&l.level, "log-level", "info", "from which level on the log is written: debug (every request), info, warn or error")
	c.Flags().StringVar(&l.form, "log-format", "text", "how a line of the log is written: text (key=value) or json")
	return l
}

// begin opens the log on w and, where the environment names a collector, the traces.
func (l *logging) begin(ctx context.Context, w io.Writer) error {
	var options slog.HandlerOptions
	level := new(slog.LevelVar)
	if err := level.UnmarshalText([]byte(l.level)); err != nil || strings.ContainsAny(l.level, "+-") {
		return fault.New(fault.Invalid, "--log-level is %q; expected debug, info, warn or error", l.level)
	}
	switch options.Level = level; l.form {
	case "text":
		l.log = slog.New(slog.NewTextHandler(w, &options))
	case "json":
		l.log = slog.New(slog.NewJSONHandler(w, &options))
	default:
		return fault.New(fault.Invalid, "--log-format is %q; expected text or json", l.form)
	}
	var err error
	l.traces, err = tracing.FromEnvironment(ctx, version(), l.log)
	return err
}

// end sends the last traces.
func (l *logging) end(ctx context.Context) { l.traces.Stop(ctx, l.log) }

// plain is the log of a service that was not told how to write one.
func plain(w io.Writer) *logging { return &logging{log: slog.New(slog.NewTextHandler(w, nil))} }
