package silo

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// Need says that actors of one silo are expected to have ties to actors of another of the same dimension: developers to funders, adopters to developers,
// national actors to regional ones.
type Need struct{ Who, Whom string }

// Unmet is who of a place lacks such ties.
type Unmet struct {
	Need
	Place       string  // "" for actors without a place, or when no places were asked for
	Actors      int     // of silo Who in the place
	Without     []int32 // those of them without a tie to any actor of silo Whom, wherever that is; ascending
	WithoutHere []int32 // those without a tie to one in the same place; ascending. It holds everyone in Without
	Available   int     // actors of silo Whom in the place: 0 means that the place has none to introduce
}

// UnmetNeeds finds, place by place, the actors that lack the ties they need: developers without funders per region with a dimension of roles and one of
// places, national actors without regional ties with a dimension of levels and no places (""). Places where every need is met are left out; those that
// lack most come first, equal ones by place and in the order of the needs. Directions are ignored. It refuses an unknown dimension or silo with an
// *analysis.ArgumentError. Cost: time O(needs·(n + m)), memory O(places) and the answer.
func UnmetNeeds(ctx context.Context, g *snapshot.Graph, dimensionName, placeName string, needs []Need) ([]Unmet, error) {
	d, err := dimension(g, "unmet-needs", dimensionName)
	if err != nil {
		return nil, err
	}
	places := &snapshot.Dimension{Of: make([]int32, g.Len())}
	for u := range places.Of {
		places.Of[u] = -1
	}
	if placeName != "" {
		if places, err = dimension(g, "unmet-needs", placeName); err != nil {
			return nil, err
		}
	}
	g = g.Symmetric()
	var all []Unmet
	for _, need := range needs {
		who, err := siloOf(d, need.Who)
		if err != nil {
			return nil, err
		}
		whom, err := siloOf(d, need.Whom)
		if err != nil {
			return nil, err
		}
		found := make([]Unmet, len(places.Values)+1) // the last is of actors without a place
		at := func(u int32) *Unmet {
			if p := places.Of[u]; p >= 0 {
				return &found[p]
			}
			return &found[len(places.Values)]
		}
		for u := range int32(g.Len()) {
			if u%1024 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if d.Of[u] == whom {
				at(u).Available++
			}
			if d.Of[u] != who {
				continue
			}
			here, anywhere := false, false
			for _, v := range g.Out(u) {
				if d.Of[v] == whom {
					anywhere = true
					here = here || places.Of[v] == places.Of[u]
				}
			}
			f := at(u)
			f.Actors++
			if !anywhere {
				f.Without = append(f.Without, u)
			}
			if !here {
				f.WithoutHere = append(f.WithoutHere, u)
			}
		}
		for p := range found {
			if len(found[p].WithoutHere) > 0 {
				found[p].Need = need
				if p < len(places.Values) {
					found[p].Place = places.Values[p]
				}
				all = append(all, found[p])
			}
		}
	}
	slices.SortStableFunc(all, func(x, y Unmet) int {
		return cmp.Or(cmp.Compare(len(y.Without), len(x.Without)), cmp.Compare(len(y.WithoutHere), len(x.WithoutHere)), cmp.Compare(x.Place, y.Place))
	})
	return all, ctx.Err()
}

// siloOf returns the index of a silo of a dimension.
func siloOf(d *snapshot.Dimension, name string) (int32, error) {
	i, ok := slices.BinarySearch(d.Values, name)
	if !ok {
		return 0, &analysis.ArgumentError{
			Metric: "unmet-needs", Param: d.Name, Value: name, Expected: "one of " + strings.Join(d.Values, ", "),
		}
	}
	return int32(i), nil
}
