package client

import (
	"time"

	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// Record says how a result came about, so that it can be made again exactly.
type Record struct {
	Metric     string            `json:"metric,omitempty"`   // the metrics' ids, for a metrics run
	Analysis   string            `json:"analysis,omitempty"` // gaps, bridges or map, for the others
	Version    string            `json:"version"`
	Network    string            `json:"network"`
	Revision   int               `json:"revision"` // 0 when read straight from files
	Silo       string            `json:"silo,omitempty"`
	Parameters map[string]string `json:"parameters"` // selectors and arguments that differ from their defaults
	Seed       uint64            `json:"seed"`
	Threads    int               `json:"threads"`
	Started    time.Time         `json:"started"`
	Timing     Timing            `json:"timing"`
	Warnings   []string          `json:"warnings"`
	Notices    []Notice          `json:"notices"` // the warnings again, in every language and for machines
}

// Notice is something that a reader must know to trust figures.
type Notice struct {
	Code  string         `json:"code"`  // what kind of notice it is; it stays the same from version to version
	Facts map[string]any `json:"facts"` // the names and numbers that the sentence tells
	Words Text           `json:"words"`
}

// Timing is what a run took.
type Timing struct {
	LoadSeconds    float64 `json:"load_s"`
	ComputeSeconds float64 `json:"compute_s"`
	FitSeconds     float64 `json:"fit_s,omitempty"` // of the computing: learning plausibility from the history; nothing when a model was at hand
	PeakBytes      int64   `json:"peak_rss_bytes"`  // of the whole process so far; 0 where the system does not tell
}

// Network is one stored network.
type Network struct {
	Name     string         `json:"name"`
	Revision int            `json:"revision"`
	Counts   network.Counts `json:"counts"`
	Changed  time.Time      `json:"changed"`
}

// NetworkDetail is one stored network with what can be chosen in it.
type NetworkDetail struct {
	Network
	Dimensions []Dimension `json:"dimensions"` // usable as silo dimension
	OpensBy    string      `json:"opens_by"`   // the one that it is best shown by at first; "" when there is none
	TieTypes   []string    `json:"tie_types"`
}

// Dimension is one silo dimension with its silos.
type Dimension struct {
	Name  string `json:"name"`
	Silos []Silo `json:"silos"`
}

// Silo is one silo and its size.
type Silo struct {
	Name   string `json:"name"`
	Actors int    `json:"actors"`
}

// Revision is one change of a network.
type Revision struct {
	Number  int            `json:"revision"`
	Made    time.Time      `json:"made"`
	By      string         `json:"by"`
	Message string         `json:"message"`
	Added   network.Counts `json:"added"`
	Removed network.Counts `json:"removed"`
}

// ActorCard is one actor with its ties and activities.
type ActorCard struct {
	Actor
	Start      string          `json:"start,omitempty"`
	End        string          `json:"end,omitempty"`
	Source     RecordSource    `json:"source"`
	Ties       []ActorTie      `json:"ties"`
	Activities []ActorActivity `json:"activities"`
}

// Actor is one actor in a list.
type Actor struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Attributes map[string]string `json:"attributes"`
}

// RecordSource is where a record came from.
type RecordSource struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// ActorTie is another actor that an actor works with, directly or through shared activities.
type ActorTie struct {
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	Weight  Number      `json:"weight"`
	Types   []string    `json:"types"`
	Records []TieRecord `json:"records"` // the collaborations that the tie is made of; without any the two share activities only
}

// TieRecord is one collaboration between two actors, as a change writes it, and where it came from.
type TieRecord struct {
	CollaborationPut
	Origin RecordSource `json:"origin"`
}

// ActorActivity is one activity that an actor takes part in.
type ActorActivity struct {
	ID      string          `json:"id"`
	Title   string          `json:"title"`
	Role    string          `json:"role,omitempty"`
	Start   string          `json:"start,omitempty"`
	End     string          `json:"end,omitempty"`
	Records []InvolveRecord `json:"records"` // the participations that this is made of
}

// InvolveRecord is one participation of an actor, as a change writes it, and where it came from.
type InvolveRecord struct {
	ParticipationPut
	Origin RecordSource `json:"origin"`
}

// Activity is one activity in a list.
type Activity struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Start  string `json:"start,omitempty"`
	End    string `json:"end,omitempty"`
	Actors int    `json:"actors"` // how many take part, each once
}

// Choices is what of a stored network can be chosen by, beside its dimensions and tie types: the dates that its records span, and roles.
type Choices struct {
	Network  string       `json:"network"`
	Revision int          `json:"revision"`
	First    string       `json:"first"` // the earliest date of a collaboration, an activity or a participation; "" when none is dated
	Last     string       `json:"last"`  // the latest
	Roles    []RoleChoice `json:"roles"` // by name
}

// RoleChoice is one role and who has it in some activity.
type RoleChoice struct {
	Role   string   `json:"role"`
	Actors []string `json:"actors"` // ids, ascending
}

// Import is what an import did, or would do.
type Import struct {
	Network      string          `json:"network"`
	DryRun       bool            `json:"dry_run"`
	Changed      bool            `json:"changed"`  // false when everything was stored already
	Revision     *Revision       `json:"revision"` // the newest one after the import; null for a dry run
	Read         network.Counts  `json:"read"`
	Merged       int             `json:"merged"` // records of actors that were merged before, taken as being about those they are
	Files        []FileReport    `json:"files"`
	Problems     []fault.Problem `json:"problems"` // the first ones
	ProblemCount int             `json:"problem_count"`
}

// FileReport tells how one table was understood. A GraphML file has two: its actors and its collaborations; a workbook has one for each sheet.
type FileReport struct {
	File         string      `json:"file"`
	Sheet        string      `json:"sheet,omitempty"` // of a workbook
	Format       string      `json:"format"`          // a format's id
	Kind         string      `json:"kind"`
	Rows         int         `json:"rows"` // read whole, whether their values were good or not
	Delimiter    string      `json:"delimiter,omitempty"`
	Encoding     string      `json:"encoding"`
	Compressed   bool        `json:"compressed"`
	DecimalComma bool        `json:"decimal_comma"` // a number with a decimal comma was met
	Columns      []ColumnUse `json:"columns"`       // in the order of the file
}

// ColumnUse tells what became of one column.
type ColumnUse struct {
	Header  string `json:"header"`
	Field   string `json:"field"`             // one of Fields, AsAttribute or Ignored
	Example string `json:"example,omitempty"` // the first value near the top of the file, shortened
}
