package main

import (
	"context"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/pkg/fault"
)

// jobSettings are what a service's background work may take.
type jobSettings struct {
	workers int
	memory  string
	lease   time.Duration
}

func jobFlags(c *cobra.Command) *jobSettings {
	j := &jobSettings{}
	c.Flags().IntVar(&j.workers, "job-workers", 0, "how many background jobs run at a time (default: one for every two cores)")
	c.Flags().StringVar(&j.memory, "job-memory", "", "how much memory they may need together, such as 4GiB; a job that needs more is refused (default: half of the machine's)")
	c.Flags().DurationVar(&j.lease, "job-lease", 30*time.Second, "how long a service may be silent until others on the same store take over its jobs")
	return j
}

// of makes the background work of an app.
func (j *jobSettings) of(a *app.App, l *logging) (*app.Jobs, error) {
	if j.workers < 0 {
		return nil, fault.New(fault.Invalid, "--job-workers is %d; expected 1 or more, or 0 for the default", j.workers)
	}
	if j.lease != 0 && j.lease < time.Second {
		return nil, fault.New(fault.Invalid, "--job-lease is %v; expected 1s or more", j.lease)
	}
	memory, err := parseBytes(j.memory)
	if err != nil {
		return nil, err
	}
	return a.Jobs(app.JobOptions{Workers: j.workers, Memory: memory, Lease: j.lease, Log: l.log, Traces: l.traces})
}

// parseBytes reads a size such as 4GiB, 500MB or 1073741824; 0 for nothing.
func parseBytes(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	number, unit := strings.TrimSpace(text), 1.0
	for _, u := range []struct {
		name  string
		bytes float64
	}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"TiB", 1 << 40}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}} {
		if rest, is := strings.CutSuffix(number, u.name); is {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !(n*unit >= 1 && n*unit < math.MaxInt64) {
		return 0, fault.New(fault.Invalid, "--job-memory is %q; expected a size such as 4GiB or 500MB", text)
	}
	return int64(n * unit), nil
}

// stopJobs hands background work back to the store.
func (s *session) stopJobs(ctx context.Context, work *app.Jobs) error {
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return work.Stop(ending)
}
