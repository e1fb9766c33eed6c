package silo

import (
	"fmt"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// border is two silos that are compared: from is tied, or leads, to to.
type border struct{ from, to int32 }

// nest is the silos that a list of gaps compares: those of a dimension, or those of a dimension inside each silo of another.
//
// Nested, every combination that some actor has is a silo of its own. Where one dimension refines the other, as municipalities
// do regions, that changes no silo; where they cross, as sectors and regions do, each sector of a region is one.
type nest struct {
	*snapshot.Dimension
	within []string // per silo the silo of the other dimension that it is in; nil when not nested
	pairs  []border // by name
}

// nested finds the silos of opt in the network and the pairs to compare: all, or those inside the same silo of opt.Within. With
// directions every pair comes both ways.
func nested(g *snapshot.Graph, dimensionName string, opt GapOptions) (*nest, error) {
	if opt.Within == "" {
		d, err := comparable(g, "gaps", dimensionName)
		if err != nil {
			return nil, err
		}
		n := &nest{Dimension: d}
		n.compare(0, int32(len(d.Values)), g.Directed())
		return n, nil
	}
	inner, err := dimension(g, "gaps", dimensionName)
	if err != nil {
		return nil, err
	}
	outer, err := dimension(g, "gaps", opt.Within)
	if err != nil {
		return nil, err
	}
	if opt.WithinSilo != "" && !slices.Contains(outer.Values, opt.WithinSilo) {
		return nil, &analysis.ArgumentError{
			Metric: "gaps", Param: "within", Value: opt.Within + "=" + opt.WithinSilo, Expected: "one of its silos: " + few(outer.Values),
		}
	}
	n := combined(inner, outer, opt.WithinSilo)
	if len(n.Values) > MaxSilos {
		return nil, &analysis.ArgumentError{
			Metric: "gaps", Param: "within", Value: opt.Within,
			Expected: fmt.Sprintf("at most %d silos in all; there are %d, so choose coarser ones or a single one, %s=%s", MaxSilos, len(n.Values), opt.Within, outer.Values[0]),
		}
	}
	for lo := 0; lo < len(n.Values); {
		hi := lo
		for hi < len(n.Values) && n.within[hi] == n.within[lo] {
			hi++
		}
		n.compare(int32(lo), int32(hi), g.Directed())
		lo = hi
	}
	return n, nil
}

// combined makes the silos of inner inside those of outer, ordered by the outer name and then the inner one; only inside the silo
// only, unless that is empty.
func combined(inner, outer *snapshot.Dimension, only string) *nest {
	n := &nest{Dimension: &snapshot.Dimension{Name: inner.Name, Of: make([]int32, len(inner.Of))}}
	code := func(v int) int {
		if inner.Of[v] < 0 || outer.Of[v] < 0 || only != "" && outer.Values[outer.Of[v]] != only {
			return -1
		}
		return int(outer.Of[v])*len(inner.Values) + int(inner.Of[v])
	}
	var codes []int
	for v := range inner.Of {
		if c := code(v); c >= 0 {
			codes = append(codes, c)
		}
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, c := range codes {
		n.Values = append(n.Values, inner.Values[c%len(inner.Values)])
		n.within = append(n.within, outer.Values[c/len(inner.Values)])
	}
	for v := range n.Of {
		n.Of[v] = -1
		if at, found := slices.BinarySearch(codes, code(v)); found {
			n.Of[v] = int32(at)
		}
	}
	return n
}

// compare adds the pairs among silos lo to hi−1.
func (n *nest) compare(lo, hi int32, directed bool) {
	for a := lo; a < hi; a++ {
		for b := lo; b < hi; b++ {
			if a < b || directed && a != b {
				n.pairs = append(n.pairs, border{a, b})
			}
		}
	}
}

// few lists the first names for a message.
func few(names []string) string {
	const most = 10
	text := ""
	for i, name := range names[:min(most, len(names))] {
		if i > 0 {
			text += ", "
		}
		text += name
	}
	if len(names) > most {
		text += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return text
}
