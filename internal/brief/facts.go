// Package brief writes the overall picture of a network as a page for people who decide: findings in words, a map of the silos, who works with
// whom, which bridges to build, who is irreplaceable, what has changed and how it was computed. In Finnish, Swedish and English, as HTML that
// prints well and as PDF.
//
// Every sentence and every figure is made from Facts, which stand in the page as data too.
package brief

import (
	"time"

	"github.com/sillat/sillat/internal/report"
)

// Facts is all that a brief is made from. Undefined figures are nil.
type Facts struct {
	Network    string            `json:"network"`
	Silo       string            `json:"silo"`     // the dimension
	Revision   int               `json:"revision"` // 0: read from files
	Version    string            `json:"version"`  // of the program
	Made       time.Time         `json:"made"`
	Seed       uint64            `json:"seed"`
	Parameters map[string]string `json:"parameters"` // selectors that differ from their defaults
	Warnings   []string          `json:"warnings"`
	Notices    []report.Notice   `json:"notices"` // the warnings again, in every language

	Actors      int      `json:"actors"`
	Ties        int      `json:"ties"`
	LargestPart int      `json:"largest_part"`
	Isolates    int      `json:"isolates"`
	Unreachable int64    `json:"unreachable_pairs"` // pairs of actors in different silos without a path
	CrossPairs  int64    `json:"cross_pairs"`
	Reach       *float64 `json:"reach"`
	ReachAfter  *float64 `json:"reach_after"` // with all bridges
	Exact       bool     `json:"exact"`       // reach is no estimate

	Findings []report.Text `json:"findings"`
	Silos    []Bubble      `json:"silos"` // the largest first
	Links    []Between     `json:"links"` // between silos, by their place in Silos
	Directed bool          `json:"directed"`
	Pairs    int           `json:"pairs"` // of silos that were compared
	Apart    int           `json:"apart"` // of these, those that work together less than chance would have it
	Gaps     []WideGap     `json:"gaps"`  // the widest of them
	Bridges  []Proposal    `json:"bridges"`
	Learnt   bool          `json:"learnt"`  // plausibilities come from the network's own history
	Horizon  int           `json:"horizon"` // days that a plausibility is about, where learnt

	Points   Listed       `json:"points"`   // single points of failure
	Clusters Listed       `json:"clusters"` // cut off
	Change   *Development `json:"change"`   // nil: there is no earlier time
}

// Bubble is one silo as a bubble. Positions share one unit; y grows downwards.
type Bubble struct {
	Name   string  `json:"name"`
	Actors int     `json:"actors"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	R      float64 `json:"r"`
}

// Between is what lies between two silos.
type Between struct {
	A        int     `json:"a"`
	B        int     `json:"b"`
	Weight   float64 `json:"weight"`
	Expected float64 `json:"expected"`
	Gap      bool    `json:"gap"` // less than chance would have it
}

// WideGap is a pair of silos that work together less than chance would have it.
type WideGap struct {
	A        string   `json:"a"`
	B        string   `json:"b"`
	Observed float64  `json:"observed"`
	Expected float64  `json:"expected"`
	Q        *float64 `json:"q"`
	ReachTwo *float64 `json:"reach_two"` // share of A's actors who reach B within two steps
}

// Proposal is a proposed tie with its reason.
type Proposal struct {
	Source       string      `json:"source"`
	Target       string      `json:"target"`
	Reason       report.Text `json:"reason"`
	Plausibility *float64    `json:"plausibility"`
	SiloStable   *float64    `json:"silo_stability"` // share of resampled networks whose plan joins the same two silos
}

// Listed is the first rows of a list in words, and how many there are in all.
type Listed struct {
	All  int           `json:"all"`
	Rows []report.Text `json:"rows"`
}

// Development is what changed since an earlier time.
type Development struct {
	From       ComparedTime    `json:"from"`
	To         ComparedTime    `json:"to"`
	Appeared   int             `json:"appeared"` // actors
	Gone       int             `json:"gone"`
	Woke       int             `json:"woke"`
	Slept      int             `json:"slept"`
	Moved      int             `json:"moved"`
	NewTies    int             `json:"new_ties"`
	LostTies   int             `json:"lost_ties"`
	Before     HeadlineFigures `json:"before"`
	After      HeadlineFigures `json:"after"`
	MostPair   [2]string       `json:"most_pair"` // the silos between which most changed; empty when nothing did
	MostBefore float64         `json:"most_before"`
	MostAfter  float64         `json:"most_after"`
}

// ComparedTime is one of two times: a date, a revision or both.
type ComparedTime struct {
	Date     string `json:"date,omitempty"`
	Revision int    `json:"revision,omitempty"`
}

// HeadlineFigures is the figures that a change is told by.
type HeadlineFigures struct {
	Ties         int      `json:"ties"`
	LargestPart  int      `json:"largest_part"`
	Isolates     int      `json:"isolates"`
	SinglePoints int      `json:"single_points"`
	Reach        *float64 `json:"reach"`
}
