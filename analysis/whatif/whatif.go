package whatif

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Comparison is a network before and after some edits.
type Comparison struct {
	Before, After Figures
	Pairs         []Pair // pairs of silos whose observed weight or ties changed, the largest change first
	Edited        *snapshot.Graph
	Warnings      []notice.Notice
}

// Pair is what lies between two silos, A before B by name.
type Pair struct {
	A, B          string
	Before, After silo.Cell // zero where one of the silos is not there
}

// Compare makes the edits and computes every headline figure before and after, the edited network's from scratch. It returns an
// *analysis.ArgumentError for an edit or a dimension that it refuses, and ctx's error, wrapped, when ctx ends first. At most so many
// goroutines work; 0 or less means all cores, and the number never changes a figure.
//
// Cost: twice silo.Spectrum, which is some milliseconds for 2,000 actors and some seconds for 27,000.
func Compare(ctx context.Context, g *snapshot.Graph, dimension string, e Edits, threads int) (*Comparison, error) {
	edited, notes, err := Apply(g, e)
	if err != nil {
		return nil, err
	}
	c, err := Contrast(ctx, g, edited, dimension, threads)
	if err != nil {
		return nil, fmt.Errorf("what if: %w", err)
	}
	c.Warnings = append(notes, c.Warnings...)
	return c, nil
}

// Contrast computes every headline figure of two networks, or of one at two times, and says between which silos they differ. Without a dimension
// the figures that need silos are NaN or 0 and there are no pairs. The errors and the cost are those of Compare.
func Contrast(ctx context.Context, before, after *snapshot.Graph, dimension string, threads int) (*Comparison, error) {
	c := &Comparison{Edited: after}
	for _, side := range []struct {
		g    *snapshot.Graph
		into *Figures
	}{{before, &c.Before}, {after, &c.After}} {
		var err error
		if *side.into, err = measure(ctx, side.g, dimension, threads); err != nil {
			return nil, err
		}
		if dimension != "" && !affordable(side.g) {
			c.Warnings = append(c.Warnings, notice.ReachLeftOut.Of(side.g.Len(), side.g.Ties(), int64(exactWork)))
		}
	}
	if dimension == "" {
		return c, nil
	}
	var err error
	c.Pairs, err = changed(ctx, before, after, dimension)
	return c, err
}

// changed returns the pairs of silos between which something changed.
func changed(ctx context.Context, before, after *snapshot.Graph, dimension string) ([]Pair, error) {
	old, err := silo.Mix(ctx, before, dimension)
	if err != nil {
		return nil, err
	}
	now, err := silo.Mix(ctx, after, dimension)
	if err != nil {
		return nil, err
	}
	names := slices.Compact(slices.Sorted(slices.Values(slices.Concat(old.Silos, now.Silos))))
	var pairs []Pair
	for i, a := range names {
		for _, b := range names[i+1:] {
			p := Pair{A: a, B: b, Before: cell(old, a, b), After: cell(now, a, b)}
			// Sums of the same weights in another order may differ in their last bits.
			if p.Before.Ties != p.After.Ties || math.Abs(p.change()) > 1e-9*max(1, p.Before.Observed) {
				pairs = append(pairs, p)
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y Pair) int {
		return cmp.Compare(math.Round(math.Abs(y.change())*1e9), math.Round(math.Abs(x.change())*1e9))
	})
	return pairs, nil
}

func (p *Pair) change() float64 { return p.After.Observed - p.Before.Observed }

func cell(m *silo.Mixing, a, b string) silo.Cell {
	i, foundA := slices.BinarySearch(m.Silos, a)
	j, foundB := slices.BinarySearch(m.Silos, b)
	if !foundA || !foundB {
		return silo.Cell{}
	}
	return m.Between(i, j)
}
