// Package analysis says what a metric is and runs one: check the arguments, compute, check the result.
//
// A metric is a value that describes itself. From the description come the command-line flags, the API's parameters, the web
// form, the export columns and the glossary, so adding a metric is one file in its family and one line in catalog.All.
// Everything under analysis is pure: it reads a snapshot and returns numbers, with no files, clock, log or unseeded randomness.
package analysis

import (
	"context"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Metric describes one measure and computes it.
type Metric struct {
	ID      string // kebab-case name of the field: "betweenness"
	Title   string // for headings: "Betweenness"
	Meaning string // one sentence for a coordinator
	Formula string // as in the method pages
	Sources []Reference

	Conventions Conventions
	Params      []Param
	NeedsSilo   bool // the caller must choose a silo dimension
	Columns     []Column
	Undefined   string // for which actors a score is NaN, and why; "" when none ever is

	Compute func(context.Context, *snapshot.Graph, Args) (Result, error)
}

// Column describes one score per actor.
type Column struct {
	ID    string // the first column's id is the metric's
	Title string
	Unit  string // "ties", "share", "" for a bare number
	Group bool   // the score is the number of a group: actors with the same number belong together, and a larger one is no more
}

// Reference is a published source.
type Reference struct {
	Text string // author, year, title
	DOI  string // without https://doi.org/; "" when it has none
}

// Conventions says aloud what readers of a figure would otherwise have to guess.
type Conventions struct {
	Normalised  string
	Directed    string
	Weights     string
	Unreachable string
	Loops       string
	Cost        string // time and memory in actors n and ties m
}

// Kind is the type of a parameter.
type Kind string

// The kinds of parameters.
const (
	Number  Kind = "number"
	Integer Kind = "integer"
	Choice  Kind = "choice"
	Boolean Kind = "boolean"
)

// Param is one argument that a metric takes. Values are text, as typed on a command line or in a URL.
type Param struct {
	ID       string
	Meaning  string
	Kind     Kind
	Default  string
	Min, Max float64  // for Number and Integer, both included
	Choices  []string // for Choice
}

// Args is what a metric computes with. The zero Args are every default.
type Args struct {
	Silo     string                // the silo dimension; "" when none is chosen
	Threads  int                   // at most so many goroutines; 0 or less means all cores. Never changes a result
	Seed     uint64                // for metrics that draw; the same seed gives the same result
	Values   map[string]string     // parameters by id; those left out take their defaults
	Progress func(done, all int64) // called now and then from one goroutine at a time; may be nil
}

// Result is what a metric found.
type Result struct {
	Scores   [][]float64     // per column of the metric, one score per actor in snapshot order; NaN where undefined
	Values   []Value         // network-level figures, in the order to show them
	Groups   []Group         // figures per silo or community, in the order to show them
	Ties     []TieScore      // ties singled out or scored, by (From, To)
	Warnings []notice.Notice // what the reader must know to trust the figures
}

// Value is a named figure of the whole network; NaN where undefined.
type Value struct {
	Name  string
	Value float64
}

// Group is the figures of one silo or community.
type Group struct {
	Name   string
	Actors int
	Values []Value
}

// TieScore is a figure of one tie; in an undirected graph From < To.
type TieScore struct {
	From, To int32
	Value    float64
}
