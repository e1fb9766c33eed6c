// Package snapshot is the immutable graph that every metric computes on: compressed sparse rows of 32-bit actor
// indexes, sorted, with the actors' ids, names and silo dimensions beside them.
//
// Conventions, fixed here once for all metrics: parallel ties are one tie whose weight is their sum; loops are left out and
// counted (Loops); an undirected tie stands in both rows; neighbours ascend. Actors are indexed in the order of their ids, so
// the same data gives the same graph whatever the order it came in.
package snapshot

import (
	"slices"
	"sort"
)

// Meaning says what a tie's weight stands for.
type Meaning uint8

// The meanings of a weight.
const (
	Unweighted Meaning = iota // every tie counts the same
	Strength                  // larger is closer; a path step costs 1/weight
	Distance                  // larger is farther; a tie's strength is 1/weight
)

// Graph is one immutable snapshot. The zero Graph is the empty network. Slices it returns must not be changed.
type Graph struct {
	directed bool
	meaning  Meaning
	ties     int
	loops    int

	outStart []int64 // actor u's row is outTo[outStart[u]:outStart[u+1]]
	outTo    []int32
	outW     []float64 // beside outTo; nil when every weight is 1
	inStart  []int64   // for a directed graph; otherwise the same arrays as out
	inTo     []int32
	inW      []float64

	ids, names []string // ids ascend
	dimensions []Dimension
	units      *Units

	symmetric *lazyGraph // of a directed graph
}

// Dimension is a categorical attribute of the actors, usable as silo dimension.
type Dimension struct {
	Name   string
	Values []string // ascending
	Of     []int32  // per actor the index into Values; -1 when the actor has no value
}

// Len returns the number of actors.
func (g *Graph) Len() int { return len(g.ids) }

// Ties returns the number of distinct ties; an undirected tie counts once.
func (g *Graph) Ties() int { return g.ties }

// Loops returns how many ties of an actor with itself were left out.
func (g *Graph) Loops() int { return g.loops }

// Directed reports whether a tie from u to v says nothing about v to u.
func (g *Graph) Directed() bool { return g.directed }

// Meaning says what path and share metrics should take a weight for. It is Unweighted unless the caller chose otherwise,
// even when weights are stored: Weighted tells that.
func (g *Graph) Meaning() Meaning { return g.meaning }

// Weighted reports whether ties carry weights other than 1.
func (g *Graph) Weighted() bool { return g.outW != nil }

// Out returns the actors that u has a tie to, ascending.
func (g *Graph) Out(u int32) []int32 { return g.outTo[g.outStart[u]:g.outStart[u+1]] }

// In returns the actors that have a tie to u, ascending. In an undirected graph it equals Out.
func (g *Graph) In(u int32) []int32 { return g.inTo[g.inStart[u]:g.inStart[u+1]] }

// OutWeights returns the stored weights beside Out(u), or nil when every weight is 1.
func (g *Graph) OutWeights(u int32) []float64 {
	if g.outW == nil {
		return nil
	}
	return g.outW[g.outStart[u]:g.outStart[u+1]]
}

// InWeights returns the stored weights beside In(u), or nil when every weight is 1.
func (g *Graph) InWeights(u int32) []float64 {
	if g.inW == nil {
		return nil
	}
	return g.inW[g.inStart[u]:g.inStart[u+1]]
}

// Rows returns the whole out structure: row starts, neighbours and weights (nil when all are 1), for kernels that sweep it.
func (g *Graph) Rows() (start []int64, to []int32, weight []float64) {
	return g.outStart, g.outTo, g.outW
}

// InRows is Rows for incoming ties.
func (g *Graph) InRows() (start []int64, to []int32, weight []float64) {
	return g.inStart, g.inTo, g.inW
}

// HasTie reports whether there is a tie from u to v (in either direction when undirected).
func (g *Graph) HasTie(u, v int32) bool {
	_, ok := slices.BinarySearch(g.Out(u), v)
	return ok
}

// weight returns the stored weight of the tie from u to v, and whether there is one.
func (g *Graph) weight(u, v int32) (float64, bool) {
	i, ok := slices.BinarySearch(g.Out(u), v)
	switch {
	case !ok:
		return 0, false
	case g.outW == nil:
		return 1, true
	}
	return g.OutWeights(u)[i], true
}

// ID returns an actor's id.
func (g *Graph) ID(u int32) string { return g.ids[u] }

// Name returns an actor's name.
func (g *Graph) Name(u int32) string { return g.names[u] }

// Index returns the index of the actor with an id.
func (g *Graph) Index(id string) (int32, bool) {
	i := sort.SearchStrings(g.ids, id)
	if i < len(g.ids) && g.ids[i] == id {
		return int32(i), true
	}
	return 0, false
}

// Dimensions returns the silo dimensions by name, ascending.
func (g *Graph) Dimensions() []Dimension { return g.dimensions }

// Dimension returns the silo dimension of a name.
func (g *Graph) Dimension(name string) (*Dimension, bool) {
	for i := range g.dimensions {
		if g.dimensions[i].Name == name {
			return &g.dimensions[i], true
		}
	}
	return nil, false
}

// Units returns what the ties were made from, or nil when the network has no activities: then every tie is its own unit.
func (g *Graph) Units() *Units { return g.units }
