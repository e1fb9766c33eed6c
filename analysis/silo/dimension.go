package silo

import (
	"fmt"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// MaxSilos is the largest number of silos that are compared pair by pair.
const MaxSilos = 1000

// comparable returns a dimension whose silos can be compared pair by pair, or an *analysis.ArgumentError of the analysis named.
func comparable(g *snapshot.Graph, analysisID, name string) (*snapshot.Dimension, error) {
	d, err := dimension(g, analysisID, name)
	if err == nil && len(d.Values) > MaxSilos {
		return nil, &analysis.ArgumentError{
			Metric: analysisID, Param: "silo", Value: name,
			Expected: fmt.Sprintf("a dimension of at most %d silos; this one has %d, so choose a coarser one", MaxSilos, len(d.Values)),
		}
	}
	return d, err
}

// dimension returns a dimension by name, or an *analysis.ArgumentError that lists those there are.
func dimension(g *snapshot.Graph, analysisID, name string) (*snapshot.Dimension, error) {
	if d, ok := g.Dimension(name); ok {
		return d, nil
	}
	return nil, analysis.UnknownDimension(g, analysisID, "silo", name)
}

// none is the dimension without silos: nobody is in one.
func none(g *snapshot.Graph) *snapshot.Dimension {
	d := &snapshot.Dimension{Of: make([]int32, g.Len())}
	for u := range d.Of {
		d.Of[u] = -1
	}
	return d
}

// Dimension returns a silo dimension by name, or an *analysis.ArgumentError of the analysis named that lists those there are.
func Dimension(g *snapshot.Graph, analysisID, name string) (*snapshot.Dimension, error) {
	return dimension(g, analysisID, name)
}
