package silo

import (
	"context"
	"math"
	"slices"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Should is evidence, independent of the ties, that two silos ought to meet. The numbers stand side by side and are never added up.
type Should struct {
	Shared []Shared // per other dimension that can speak for the pair, by name

	// RoleContrast is how differently the two silos' actors are spread over the dimension "role" (or "roles"): half the sum of the
	// differences between shares, 0 for the same mixture and 1 when no role occurs in both, such as developers here and
	// funders there. NaN without that dimension or when a silo has no actor with a role.
	RoleContrast float64
}

// Shared is what two silos have in common in another dimension, such as region or theme: the share of each silo's actors whose
// value there also occurs in the other silo. Actors without a value count as having nothing in common.
type Shared struct {
	Dimension string
	A, B      float64
}

// evidence holds, per other dimension, what every silo's actors are spread over.
type evidence struct {
	actors []int
	shared []spread
	roles  *spread
}

// spread is how many actors of each silo have each value of another dimension.
type spread struct {
	dimension string
	silo      [][]valueCount // ascending by value
}

type valueCount struct {
	value int32
	count int
}

// gatherEvidence looks through the other dimensions. One in which no value occurs in two silos says nothing of any pair (the
// towns of countries, or a copy of the dimension itself) and is left out, as is the one that both silos lie within.
func gatherEvidence(ctx context.Context, g *snapshot.Graph, d *snapshot.Dimension, within string, actors []int) (*evidence, error) {
	e := &evidence{actors: actors}
	others := g.Dimensions()
	for i := range others {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if others[i].Name == d.Name || others[i].Name == within {
			continue
		}
		s := spreadOver(&others[i], d)
		if others[i].Name == "role" || others[i].Name == "roles" {
			e.roles = &s
		}
		if s.speaks(len(others[i].Values)) {
			e.shared = append(e.shared, s)
		}
	}
	return e, nil
}

func spreadOver(other, d *snapshot.Dimension) spread {
	values := make([][]int32, len(d.Values))
	for v, a := range d.Of {
		if x := other.Of[v]; a >= 0 && x >= 0 {
			values[a] = append(values[a], x)
		}
	}
	s := spread{dimension: other.Name, silo: make([][]valueCount, len(d.Values))}
	for a, all := range values {
		slices.Sort(all)
		for i, x := range all {
			if i == 0 || x != all[i-1] {
				s.silo[a] = append(s.silo[a], valueCount{value: x})
			}
			s.silo[a][len(s.silo[a])-1].count++
		}
	}
	return s
}

// speaks reports whether some value occurs in two silos.
func (s *spread) speaks(values int) bool {
	met := make([]bool, values)
	for _, counts := range s.silo {
		for _, c := range counts {
			if met[c.value] {
				return true
			}
			met[c.value] = true
		}
	}
	return false
}

// of returns the evidence for one pair.
func (e *evidence) of(a, b int) Should {
	s := Should{RoleContrast: math.NaN()}
	if len(e.shared) > 0 {
		s.Shared = make([]Shared, len(e.shared))
	}
	for i := range e.shared {
		inA, inB := 0, 0
		meet(e.shared[i].silo[a], e.shared[i].silo[b], func(x, y int) {
			if x > 0 && y > 0 {
				inA += x
				inB += y
			}
		})
		s.Shared[i] = Shared{
			Dimension: e.shared[i].dimension,
			A:         float64(inA) / float64(e.actors[a]), B: float64(inB) / float64(e.actors[b]),
		}
	}
	if e.roles != nil {
		s.RoleContrast = contrast(e.roles.silo[a], e.roles.silo[b])
	}
	return s
}

// meet walks the values of two silos together and calls do with both counts, zero where a silo lacks the value.
func meet(a, b []valueCount, do func(x, y int)) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].value < b[0].value:
			do(a[0].count, 0)
			a = a[1:]
		case len(a) == 0 || b[0].value < a[0].value:
			do(0, b[0].count)
			b = b[1:]
		default:
			do(a[0].count, b[0].count)
			a, b = a[1:], b[1:]
		}
	}
}

// contrast is the total variation distance between two spreads; NaN when one is empty.
func contrast(a, b []valueCount) float64 {
	var allA, allB, apart float64
	meet(a, b, func(x, y int) { allA += float64(x); allB += float64(y) })
	meet(a, b, func(x, y int) { apart += math.Abs(float64(x)/allA - float64(y)/allB) })
	if allA == 0 || allB == 0 {
		return math.NaN()
	}
	return apart / 2
}
