// Package difference compares two snapshots of one network: two dates, two revisions, or both. It says which actors and ties came, went and
// moved, and what that did to every headline figure.
//
// Actors are the same when their ids are. Nothing is estimated: the lists together turn the earlier snapshot into the later one.
package difference

import (
	"context"
	"fmt"
	"strings"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/analysis/whatif"
)

// Difference is what lies between an earlier snapshot and a later one.
type Difference struct {
	Before, After whatif.Figures
	Silos         []Silo        // by name; none without a dimension
	Pairs         []whatif.Pair // pairs of silos between which weight or ties changed, the largest change first

	Appeared, Gone []Actor // actors that only the later, only the earlier snapshot holds, by id
	Woke, Slept    []Actor // actors that both hold, without ties before but not after, and the other way round, by id
	Moved          []Move  // actors that changed silo, by id

	New, Lost        []Tie // ties of only the later, only the earlier snapshot, the heaviest first
	Stronger, Weaker []Tie // ties of both whose weight changed, the largest change first

	Warnings []notice.Notice
}

// Silo is a silo's size before and after, and how many changed over from and to other silos.
type Silo struct {
	Name          string
	Before, After int
	In, Out       int
}

// Actor is an actor with its silo and its ties, those of the snapshot that holds it: the later one, unless it is gone.
type Actor struct {
	ID, Name, Silo string // Silo "" without one
	Ties           int
}

// Move is an actor that changed silo; "" is none.
type Move struct {
	ID, Name, From, To string
}

// Tie is a tie with its weight before and after, 0 where there is none. In an undirected network Source comes before Target by id.
type Tie struct {
	Source, Target int32 // places in Actors of the comparison
	Before, After  float64
}

// Comparison is a difference and the names that its ties point to.
type Comparison struct {
	Difference
	IDs, Names []string // every actor of either snapshot, by id
	Directed   bool
}

// Compare compares two snapshots. Silos are those of the dimension, "" for none; both snapshots must have it, unless one is empty. Where one
// snapshot is directed and the other is not, both are read without directions, with a warning. At most so many goroutines work; 0 or less means
// all cores, and the number never changes a figure.
//
// It returns an *analysis.ArgumentError for an unknown dimension and ctx's error, wrapped, when ctx ends first. Cost: O(n + m) beside the
// headline figures of both (whatif.Contrast).
func Compare(ctx context.Context, before, after *snapshot.Graph, dimension string, threads int) (*Comparison, error) {
	out := &Comparison{}
	if before.Directed() != after.Directed() && before.Ties() > 0 && after.Ties() > 0 {
		out.Warnings = append(out.Warnings, notice.DirectionsDiffer.Of())
		before, after = before.Symmetric(), after.Symmetric()
	}
	out.Directed = before.Directed() || after.Directed()
	before, after = withDimension(before, after, dimension), withDimension(after, before, dimension)
	for _, g := range []*snapshot.Graph{before, after} {
		if _, ok := g.Dimension(dimension); !ok && dimension != "" {
			return nil, &analysis.ArgumentError{Metric: "diff", Param: "silo", Value: dimension, Expected: "a silo dimension that the network has at both times: " + common(before, after)}
		}
	}
	figures, err := whatif.Contrast(ctx, before, after, dimension, threads)
	if err != nil {
		return nil, fmt.Errorf("compare two times: %w", err)
	}
	out.Before, out.After, out.Pairs = figures.Before, figures.After, figures.Pairs
	out.Warnings = append(out.Warnings, figures.Warnings...)
	m := match(before, after)
	out.IDs, out.Names = m.ids, m.names
	m.actors(dimension, &out.Difference)
	m.ties(&out.Difference)
	return out, nil
}

// common names the dimensions of both snapshots.
func common(before, after *snapshot.Graph) string {
	var names []string
	for _, d := range before.Dimensions() {
		if _, ok := after.Dimension(d.Name); ok {
			names = append(names, d.Name)
		}
	}
	if len(names) == 0 {
		return "there is none"
	}
	return strings.Join(names, ", ")
}

// withDimension gives an empty snapshot the dimension of the other one: a network before its first import has no silos, which is no mistake
// of who asks.
func withDimension(g, other *snapshot.Graph, dimension string) *snapshot.Graph {
	if _, ok := g.Dimension(dimension); ok || dimension == "" || g.Len() > 0 {
		return g
	}
	if _, ok := other.Dimension(dimension); !ok {
		return g
	}
	b := &snapshot.Builder{Directed: g.Directed(), Meaning: g.Meaning()}
	b.Dimension(dimension, nil)
	return b.Graph()
}
