package store

import "context"

// Scorer is a Store that can show figures beside the actors, for people who look at its graph with tools of their own. Nothing that Store
// promises changes by it: figures are no part of any revision, and no reading returns them.
type Scorer interface {
	// WriteScores replaces what the store shows in some columns for every actor of the newest revision, and returns the names under
	// which it shows them. Figures of another revision are refused with fault.Conflict: they would stand beside actors that they are
	// not about. When it fails on its way, some actors may have the new figures and others none; writing them again mends that.
	WriteScores(ctx context.Context, name string, s Scores) (shown []string, err error)
}

// Scores are figures about the actors of a revision.
type Scores struct {
	Revision int
	Columns  []string    // ids, as metrics name them
	Actors   []string    // ids; actors that are not among them get nothing
	Values   [][]float64 // by column and by actor; NaN for an actor without one
	Origin   string      // how they came about, for people
}
