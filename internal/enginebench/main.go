// Command enginebench runs one task of the engine on one graph and says how long it took, so that the engine can be set beside
// other graph libraries. It reads the edge list, runs the task a few times, writes the result where it is told and prints
// one line of JSON; --list prints the tasks. Only the computation is timed, never reading or writing, except for the task load.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "enginebench:", err)
		os.Exit(1)
	}
}

// request is what the command line asks for.
type request struct {
	lib, graph, task, dump string
	threads, repeat        int
	budget                 float64 // seconds; no further repetition is begun that would probably pass it
	list                   bool
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var r request
	flags := flag.NewFlagSet("enginebench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&r.lib, "lib", "ours", "name to report the engine under")
	flags.StringVar(&r.graph, "graph", "", "edge list: two actors' numbers a line, from 0")
	flags.StringVar(&r.task, "task", "", "what to compute; --list names the tasks")
	flags.StringVar(&r.dump, "dump", "", "file to write the result to")
	flags.IntVar(&r.threads, "threads", 1, "goroutines to compute on")
	flags.IntVar(&r.repeat, "repeat", 3, "how often to compute")
	flags.Float64Var(&r.budget, "budget", 30, "seconds after which nothing is repeated")
	flags.BoolVar(&r.list, "list", false, "print the tasks as JSON and stop")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if r.list {
		names := make([]string, 0, len(tasks()))
		for _, t := range tasks() {
			names = append(names, t.name)
		}
		slices.Sort(names)
		return json.NewEncoder(stdout).Encode(names)
	}
	report, err := measure(ctx, r)
	if err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(report)
}
