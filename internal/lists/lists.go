// Package lists is the catalogue of ready-made lists for whoever brings actors together: who is cut off, whom others hang on, what silos need and lack.
//
// A list is a value: what it is for, what to do about it, and how it is made from a picture of a network, row by row with a reason in words. Adding one is
// one file and one line in All.
package lists

import (
	"context"
	"errors"
	"math"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/internal/report"
)

// List is one ready-made list.
type List struct {
	ID      string
	Title   report.Text
	Purpose report.Text // what it is for
	Advice  report.Text // what to do about it
	Figures []Figure    // of each row
	Others  report.Text // who a row's Others are; empty when the list has none

	make func(context.Context, *Picture) (*Made, error)
}

// Figure is one number that a list's rows have.
type Figure struct {
	ID      string
	Meaning report.Text
}

// Made is a list as it stands in one picture.
type Made struct {
	Rows  []Row
	Notes []report.Text // what a reader must know beside the rows
	Found int           // rows before any limit of the list's own
}

// Row is one line of a list, the most pressing first.
type Row struct {
	Silos  []string     // that it is about, or a place, or a level
	Who    []int32      // actors of the picture's graph
	Others []int32      // see List.Others
	Values []float64    // as List.Figures; NaN for one that does not apply
	Parts  []silo.Count // how many of which silo the row is about
	Reason report.Text
}

// Missing is why a list cannot be made: the network does not say what it is made from. It is an answer and not a failure.
type Missing struct{ Reason report.Text }

// Error is the reason in English.
func (m *Missing) Error() string { return m.Reason.English }

// All is the catalogue, in the order in which the lists are shown.
var All = []*List{
	&CutOff,
	&Isolates,
	&Pendants,
	&SinglePoints,
	&OverloadedBrokers,
	&DevelopersWithoutFunders,
	&AdoptersWithoutDevelopers,
	&NationalWithoutRegional,
	&OneHub,
	&Levels,
}

// Find returns the list of an id.
func Find(id string) (*List, bool) {
	for _, l := range All {
		if l.ID == id {
			return l, true
		}
	}
	return nil, false
}

// Make makes the list. What the network does not say is a *Missing, unknown dimensions an *analysis.ArgumentError.
func (l *List) Make(ctx context.Context, p *Picture) (*Made, error) {
	m, err := l.make(ctx, p)
	if err != nil {
		return nil, err
	}
	m.Found = max(m.Found, len(m.Rows))
	return m, nil
}

// IsMissing returns why a list cannot be made, when that is the error.
func IsMissing(err error) (*Missing, bool) {
	var m *Missing
	ok := errors.As(err, &m)
	return m, ok
}

// none stands for a figure that does not apply.
var none = math.NaN()
