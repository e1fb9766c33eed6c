package silo

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/parallel"
	"github.com/sillat/sillat/analysis/snapshot"
)

// SinglePoint is an actor whose leaving would cut others off.
type SinglePoint struct {
	Actor  int32
	CutOff int     // actors no longer joined to the largest piece that remains
	Silos  []Count // of those actors, most first
	Pairs  []Pair  // silos that would then have no path between them any more, though both keep actors; by name
}

// Pair is two silos, A before B by name.
type Pair struct{ A, B string }

// SinglePointsOptions says how to look for single points of failure. The zero value is the defaults.
type SinglePointsOptions struct {
	Threads  int                   // never changes a result
	Limit    int                   // at most so many; 0 or less means 50
	Progress func(done, all int64) // may be nil
}

// SinglePoints finds the actors that others hang on, those that cut off most first, equal ones by actor, and tells how many there are without any limit.
// Directions are ignored.
// Without a dimension, "", it names neither silos nor pairs. Cost: one search for the cuts, and one of the component for each actor returned.
func SinglePoints(ctx context.Context, g *snapshot.Graph, dimensionName string, opt SinglePointsOptions) (points []SinglePoint, found int, err error) {
	d := none(g)
	if dimensionName != "" {
		d, err = comparable(g, "single-points", dimensionName)
	}
	if err != nil {
		return nil, 0, err
	}
	g = g.Symmetric()
	cuts, err := analysis.Run(ctx, g, &cohesion.Articulation, analysis.Args{Threads: opt.Threads})
	if err != nil {
		return nil, 0, err
	}
	cutOff := cuts.Scores[1]
	for v := range int32(g.Len()) {
		if cutOff[v] > 0 {
			points = append(points, SinglePoint{Actor: v, CutOff: int(cutOff[v])})
		}
	}
	slices.SortStableFunc(points, func(x, y SinglePoint) int { return cmp.Compare(y.CutOff, x.CutOff) })
	found = len(points)
	if opt.Limit <= 0 {
		opt.Limit = 50
	}
	points = slices.Clone(points[:min(len(points), opt.Limit)])

	component, sizes, err := cohesion.Weak(ctx, g)
	if err != nil {
		return nil, 0, err
	}
	met := meetings(component, len(sizes), d)
	without := make([]*remains, parallel.Workers(len(points), 1, opt.Threads))
	err = parallel.Blocks(ctx, len(points), 1, opt.Threads, opt.Progress, func(worker, i, _, _ int) {
		if without[worker] == nil {
			without[worker] = &remains{g: g, piece: make([]int32, g.Len())}
		}
		r := without[worker]
		if r.split(ctx, points[i].Actor) {
			points[i].Silos = countSilos(d, r.offMain())
			points[i].Pairs = r.parted(d, met)
		}
	})
	if err != nil {
		return nil, 0, err
	}
	return points, found, nil
}

// meetings counts, for silos a < b at [a*silos+b], the components in which both have actors.
func meetings(component []int32, components int, d *snapshot.Dimension) []int32 {
	silos := len(d.Values)
	present := make([][]int32, components)
	for v, a := range d.Of {
		if a >= 0 {
			present[component[v]] = append(present[component[v]], a)
		}
	}
	met := make([]int32, silos*silos)
	for _, all := range present {
		slices.Sort(all)
		all = slices.Compact(all)
		for i, a := range all {
			for _, b := range all[i+1:] {
				met[int(a)*silos+int(b)]++
			}
		}
	}
	return met
}

// remains is what is left of a component without one actor.
type remains struct {
	g      *snapshot.Graph
	piece  []int32 // per actor 1 + its piece; 0 outside the component
	actors []int32 // of all pieces, piece after piece
	ends   []int   // of the pieces in actors
	main   int     // the largest piece, the first of equals
}

// split finds the pieces that remain without an actor. It reports false when ctx ended first.
func (r *remains) split(ctx context.Context, gone int32) bool {
	for _, v := range r.actors {
		r.piece[v] = 0
	}
	r.actors, r.ends, r.main = r.actors[:0], r.ends[:0], 0
	size := 0
	for _, first := range r.g.Out(gone) {
		if r.piece[first] != 0 {
			continue
		}
		begin, mark := len(r.actors), int32(len(r.ends)+1)
		r.piece[first] = mark
		r.actors = append(r.actors, first)
		for at := begin; at < len(r.actors); at++ {
			if at%4096 == 0 && ctx.Err() != nil {
				return false
			}
			for _, u := range r.g.Out(r.actors[at]) {
				if u != gone && r.piece[u] == 0 {
					r.piece[u] = mark
					r.actors = append(r.actors, u)
				}
			}
		}
		if len(r.actors)-begin > size {
			size, r.main = len(r.actors)-begin, len(r.ends)
		}
		r.ends = append(r.ends, len(r.actors))
	}
	return true
}

func (r *remains) of(piece int) []int32 {
	begin := 0
	if piece > 0 {
		begin = r.ends[piece-1]
	}
	return r.actors[begin:r.ends[piece]]
}

// offMain returns the actors outside the largest piece.
func (r *remains) offMain() []int32 {
	var off []int32
	for p := range r.ends {
		if p != r.main {
			off = append(off, r.of(p)...)
		}
	}
	return off
}

// parted returns the pairs of silos that stand in the remains, met in this component only, and no longer share a piece.
func (r *remains) parted(d *snapshot.Dimension, met []int32) []Pair {
	silos := len(d.Values)
	pieces := make([][]int, silos) // per silo the pieces it has actors in, ascending
	for p := range r.ends {
		for _, v := range r.of(p) {
			if a := d.Of[v]; a >= 0 && (len(pieces[a]) == 0 || pieces[a][len(pieces[a])-1] != p) {
				pieces[a] = append(pieces[a], p)
			}
		}
	}
	var pairs []Pair
	for a := range silos {
		for b := a + 1; b < silos; b++ {
			if len(pieces[a]) > 0 && len(pieces[b]) > 0 && met[a*silos+b] == 1 && !share(pieces[a], pieces[b]) {
				pairs = append(pairs, Pair{A: d.Values[a], B: d.Values[b]})
			}
		}
	}
	return pairs
}

// share reports whether two ascending lists have an element in common.
func share(a, b []int) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case b[0] < a[0]:
			b = b[1:]
		default:
			return true
		}
	}
	return false
}
