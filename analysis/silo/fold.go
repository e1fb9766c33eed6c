package silo

import (
	"context"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Folded is how far up ties reach in levels that nest, such as municipality, region, nation.
type Folded struct {
	Levels  []Level // finest first
	Beyond  int     // ties that leave even the silos of the last level
	Unknown int     // ties of which it cannot be told: they share no silo, and an end has none on the last level
}

// Level is one dimension of the nest.
type Level struct {
	Dimension string
	Silos     []string // ascending
	Parent    []int32  // per silo the index of the one on the next level that its actors belong to; −1 when none has one, or they disagree. nil on the last level
	Ties      int      // ties that stay within a silo of this level, but of no finer one
	Within    []int    // those ties by silo
	Torn      []Torn   // silos whose actors disagree, by name: there the levels do not nest
}

// Torn is a silo whose actors belong to several silos of the next level.
type Torn struct {
	Silo    string
	Parents []Count // most first
}

// Fold takes silo dimensions from the finest to the coarsest and tells at which level each tie stays inside: how many ties never leave the
// municipality, how many the region, how many cross nations. It finds where the levels do not nest. Directions are ignored. It refuses an unknown
// dimension, and fewer than two, with an *analysis.ArgumentError. Cost: time O(levels·(n + m)), memory O(n).
func Fold(ctx context.Context, g *snapshot.Graph, dimensionNames []string) (*Folded, error) {
	if len(dimensionNames) < 2 {
		return nil, &analysis.ArgumentError{Metric: "fold", Param: "levels", Expected: "two or more dimensions, the finest first: municipality, region, nation"}
	}
	var levels []*snapshot.Dimension
	for _, name := range dimensionNames {
		d, err := dimension(g, "fold", name)
		if err != nil {
			return nil, err
		}
		levels = append(levels, d)
	}
	return FoldOver(ctx, g, levels)
}

// FoldOver is Fold over one dimension or more, the finest first, that need not be the graph's own, such as countries grouped into the European Union.
func FoldOver(ctx context.Context, g *snapshot.Graph, levels []*snapshot.Dimension) (*Folded, error) {
	f := &Folded{}
	for _, d := range levels {
		f.Levels = append(f.Levels, Level{Dimension: d.Name, Silos: d.Values, Within: make([]int, len(d.Values))})
	}
	for i := range len(levels) - 1 {
		f.Levels[i].nest(levels[i], levels[i+1])
	}
	g = g.Symmetric()
	for u := range int32(g.Len()) {
		if u%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, v := range g.Out(u) {
			if u < v {
				f.add(levels, u, v)
			}
		}
	}
	return f, ctx.Err()
}

// add counts a tie at the first level on which both ends are in one silo.
func (f *Folded) add(levels []*snapshot.Dimension, u, v int32) {
	for i, d := range levels {
		if s := d.Of[u]; s >= 0 && s == d.Of[v] {
			f.Levels[i].Ties++
			f.Levels[i].Within[s]++
			return
		}
	}
	if last := levels[len(levels)-1]; last.Of[u] < 0 || last.Of[v] < 0 {
		f.Unknown++
		return
	}
	f.Beyond++
}

// nest finds every silo's parent. Actors without one do not disagree with the others.
func (l *Level) nest(fine, coarse *snapshot.Dimension) {
	l.Parent = make([]int32, len(fine.Values))
	members := make([][]int32, len(fine.Values))
	for u, s := range fine.Of {
		if s >= 0 {
			members[s] = append(members[s], int32(u))
		}
	}
	for s, actors := range members {
		l.Parent[s] = -1
		parents := countSilos(coarse, actors)
		if len(parents) > 1 {
			l.Torn = append(l.Torn, Torn{Silo: fine.Values[s], Parents: parents})
		}
		if len(parents) != 1 {
			continue
		}
		for _, u := range actors {
			l.Parent[s] = max(l.Parent[s], coarse.Of[u])
		}
	}
}
