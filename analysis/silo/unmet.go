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

// Group is actors of one kind. Groups may overlap: an actor that develops in one activity may fund another.
type Group struct {
	Name   string
	Actors []int32 // ascending
}

// UnmetNeeds finds, place by place, the actors that lack the ties they need: developers without funders per region with a dimension of roles and one of
// places, national actors without regional ties with a dimension of levels and no places (""). It refuses an unknown dimension or silo with an
// *analysis.ArgumentError. Otherwise it is as UnmetAmong.
func UnmetNeeds(ctx context.Context, g *snapshot.Graph, dimensionName, placeName string, needs []Need) ([]Unmet, error) {
	d, err := dimension(g, "unmet-needs", dimensionName)
	if err != nil {
		return nil, err
	}
	groups := make([]Group, len(d.Values))
	for s, name := range d.Values {
		groups[s].Name = name
	}
	for u, s := range d.Of {
		if s >= 0 {
			groups[s].Actors = append(groups[s].Actors, int32(u))
		}
	}
	return UnmetAmong(ctx, g, groups, placeName, needs)
}

// UnmetAmong is UnmetNeeds for groups of actors. Who is in both groups of a need has what it needs in its own house, and counts as Whom only. Places where
// every need is met are left out; those that lack most come first, equal ones by place and in the order of the needs. Directions are ignored. It
// refuses an unknown place dimension or group with an *analysis.ArgumentError. Cost: time O(needs·(n + m)), memory O(n + places) and the answer.
func UnmetAmong(ctx context.Context, g *snapshot.Graph, groups []Group, placeName string, needs []Need) ([]Unmet, error) {
	places := none(g)
	if placeName != "" {
		var err error
		if places, err = dimension(g, "unmet-needs", placeName); err != nil {
			return nil, err
		}
	}
	g = g.Symmetric()
	var all []Unmet
	for _, need := range needs {
		who, err := groupOf(groups, need.Who)
		if err != nil {
			return nil, err
		}
		whom, err := groupOf(groups, need.Whom)
		if err != nil {
			return nil, err
		}
		offered := make([]bool, g.Len())
		found := make([]Unmet, len(places.Values)+1) // the last is of actors without a place
		at := func(u int32) *Unmet {
			if p := places.Of[u]; p >= 0 {
				return &found[p]
			}
			return &found[len(places.Values)]
		}
		for _, u := range whom.Actors {
			offered[u] = true
			at(u).Available++
		}
		for i, u := range who.Actors {
			if i%1024 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if offered[u] {
				continue
			}
			here, anywhere := false, false
			for _, v := range g.Out(u) {
				if offered[v] {
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

// groupOf returns a group by its name.
func groupOf(groups []Group, name string) (Group, error) {
	names := make([]string, 0, len(groups))
	for _, x := range groups {
		if x.Name == name {
			return x, nil
		}
		names = append(names, x.Name)
	}
	return Group{}, &analysis.ArgumentError{Metric: "unmet-needs", Param: "need", Value: name, Expected: "one of " + strings.Join(names, ", ")}
}
