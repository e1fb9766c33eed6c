package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/sillat/sillat/analysis/snapshot"
)

// report is what the peers' driver reads. Times are seconds.
type report struct {
	Lib     string    `json:"lib"`
	Version string    `json:"version"`
	Task    string    `json:"task"`
	Graph   string    `json:"graph"`
	Threads int       `json:"threads"`
	Status  string    `json:"status"`
	Actors  int       `json:"n"`
	Ties    int       `json:"m"`
	Load    float64   `json:"load_s"`
	Compute float64   `json:"compute_s"` // median of All
	All     []float64 `json:"all_s"`
	CPU     float64   `json:"cpu_s"` // median of the process's seconds on processors
	Repeats int       `json:"reps"`
	Peak    float64   `json:"peak_rss_mb"`
}

// measure runs a task as often as asked and writes the last result.
func measure(ctx context.Context, r request) (report, error) {
	i := slices.IndexFunc(tasks(), func(t task) bool { return t.name == r.task })
	if i < 0 {
		return report{}, fmt.Errorf("task %q is unknown; --list names those there are", r.task)
	}
	runtime.GOMAXPROCS(max(r.threads, 1)) // the collector must not compute on more processors than the peers are given
	out := report{
		Lib: r.lib, Version: runtime.Version(), Task: r.task, Threads: r.threads, Status: "ok",
		Graph: strings.TrimSuffix(filepath.Base(r.graph), filepath.Ext(r.graph)),
	}
	about, err := readAbout(r.graph)
	if err != nil {
		return report{}, err
	}
	job := job{path: r.graph, threads: r.threads, about: about}
	if r.task != "load" {
		began := time.Now()
		if job.graph, err = withSilos(r.graph, about.Actors, r.threads); err != nil {
			return report{}, err
		}
		out.Load = time.Since(began).Seconds()
		out.Actors, out.Ties = job.graph.Len(), job.graph.Ties()
	}
	debug.FreeOSMemory() // what reading left behind is no part of the task
	var (
		found outcome
		spent float64
		cpus  []float64
	)
	for len(out.All) < max(r.repeat, 1) && (len(out.All) == 0 || spent+out.All[len(out.All)-1] < r.budget) {
		before, began := processorSeconds(), time.Now()
		if found, err = tasks()[i].run(ctx, job); err != nil {
			return report{}, fmt.Errorf("%s: %w", r.task, err)
		}
		wall := time.Since(began).Seconds()
		out.All = append(out.All, wall)
		cpus = append(cpus, processorSeconds()-before)
		spent += wall
	}
	out.Compute, out.CPU, out.Repeats, out.Peak = median(out.All), median(cpus), len(out.All), peakMegabytes()
	if r.dump == "" {
		return out, nil
	}
	return out, found.write(r.dump)
}

// job is what a task works on.
type job struct {
	graph   *snapshot.Graph // nil for load
	path    string
	threads int
	about   about
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	if len(x)%2 == 1 {
		return x[len(x)/2]
	}
	return (x[len(x)/2-1] + x[len(x)/2]) / 2
}
