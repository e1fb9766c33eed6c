package silo

import (
	"cmp"
	"context"
	"slices"

	"github.com/sillat/sillat/analysis/cohesion"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Cluster is a part of the network that no tie leads out of.
type Cluster struct {
	Actors []int32 // ascending
	Silos  []Count // of its actors, most first; empty without a dimension
}

// Count is how many actors of a silo there are in something.
type Count struct {
	Silo   string
	Actors int
}

// Pendant is an actor whose only tie is to Holder.
type Pendant struct{ Actor, Holder int32 }

// Loose is who is not, or hardly, part of the whole: whom to invite first.
type Loose struct {
	Largest  int       // actors in the largest part
	Clusters []Cluster // the other parts of two actors and more, largest first, equal ones by their first actor
	Isolates []int32   // actors without ties
	Pendants []Pendant // actors with one tie, by actor
}

// Clusters finds the parts that are cut off from the largest one, the isolates and the pendants. Directions are ignored. With a
// dimension it says which silos the clusters' actors belong to; "" asks for none. Cost: time and memory of actors and ties.
func Clusters(ctx context.Context, g *snapshot.Graph, dimensionName string) (*Loose, error) {
	var d *snapshot.Dimension
	if dimensionName != "" {
		var err error
		if d, err = dimension(g, "clusters", dimensionName); err != nil {
			return nil, err
		}
	}
	g = g.Symmetric()
	component, sizes, err := cohesion.Weak(ctx, g)
	if err != nil {
		return nil, err
	}
	l := &Loose{}
	clusters := 0
	for i, size := range sizes { // by decreasing size
		if i == 0 {
			l.Largest = size
		} else if size > 1 {
			clusters++
		}
	}
	l.Clusters = make([]Cluster, clusters)
	for v := range int32(g.Len()) {
		ties := g.Out(v)
		switch c := component[v]; {
		case len(ties) == 0:
			l.Isolates = append(l.Isolates, v)
		case c > 0:
			l.Clusters[c-1].Actors = append(l.Clusters[c-1].Actors, v)
		}
		if len(ties) == 1 {
			l.Pendants = append(l.Pendants, Pendant{Actor: v, Holder: ties[0]})
		}
	}
	for i := range l.Clusters {
		l.Clusters[i].Silos = countSilos(d, l.Clusters[i].Actors)
	}
	return l, nil
}

// countSilos counts actors by silo, most first, equal ones by name. Actors without a silo are not counted.
func countSilos(d *snapshot.Dimension, actors []int32) []Count {
	if d == nil {
		return nil
	}
	of := make([]int32, 0, len(actors))
	for _, v := range actors {
		if d.Of[v] >= 0 {
			of = append(of, d.Of[v])
		}
	}
	slices.Sort(of)
	var counts []Count
	for i, a := range of {
		if i == 0 || a != of[i-1] {
			counts = append(counts, Count{Silo: d.Values[a]})
		}
		counts[len(counts)-1].Actors++
	}
	slices.SortStableFunc(counts, func(x, y Count) int { return cmp.Compare(y.Actors, x.Actors) })
	return counts
}
