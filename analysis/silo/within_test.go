package silo

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
)

// Sectors a and b in regions north and south, and one actor without a region.
func regions() *network {
	return &network{
		silo: []string{"a", "b", "a", "b", "a", "c", "b"},
		ties: [][2]int32{{0, 1}, {0, 3}, {2, 3}, {4, 1}, {5, 2}, {6, 0}},
		more: map[string][]string{
			"region": {"north", "north", "south", "south", "north", "south", ""},
			"role":   {"x", "x", "y", "y", "x", "x", "x"},
		},
	}
}

func TestGapsInsideTheSilosOfAnotherDimension(t *testing.T) {
	l := mustGaps(t, regions().graph(nil), "silo", GapOptions{Within: "region"})
	var got []string
	for _, g := range l.Gaps {
		got = append(got, fmt.Sprintf("%s: %s(%d)–%s(%d) %v", g.Within, g.A, g.ActorsA, g.B, g.ActorsB, g.Observed))
	}
	slices.Sort(got)
	want := []string{"north: a(2)–b(1) 2", "south: a(1)–b(1) 1", "south: a(1)–c(1) 1", "south: b(1)–c(1) 0"}
	if !slices.Equal(got, want) {
		t.Errorf("gaps %q; want %q", got, want)
	}
	if l.Unassigned != 1 {
		t.Errorf("%d actors in no silo; want the one without a region", l.Unassigned)
	}
	for _, g := range l.Gaps {
		if slices.ContainsFunc(g.Should.Shared, func(s Shared) bool { return s.Dimension == "region" }) {
			t.Errorf("%s: that both lie in one region is no evidence", g.Within)
		}
	}
}

// One silo of the outer dimension alone gives the same figures; only q, which knows how many pairs were looked at, differs.
func TestGapsInsideOneSilo(t *testing.T) {
	all := mustGaps(t, regions().graph(nil), "silo", GapOptions{Within: "region"})
	south := mustGaps(t, regions().graph(nil), "silo", GapOptions{Within: "region", WithinSilo: "south"})
	if len(south.Gaps) != 3 {
		t.Fatalf("%d gaps; want 3", len(south.Gaps))
	}
	for _, g := range south.Gaps {
		i := slices.IndexFunc(all.Gaps, func(x Gap) bool { return x.Within == "south" && x.A == g.A && x.B == g.B })
		want := all.Gaps[i]
		want.Rank, want.Q = g.Rank, g.Q
		if fmt.Sprintf("%#v", g) != fmt.Sprintf("%#v", want) {
			t.Errorf("%s–%s is %+v; among all regions %+v", g.A, g.B, g, want)
		}
	}
}

// Where one dimension refines the other, no silo is split: the gaps are those of the finer one that share a parent.
func TestNestedLevelsKeepTheirSilos(t *testing.T) {
	n := drawn(8, 90, 6, 200, 0)
	parent := make([]string, len(n.silo))
	for v, s := range n.silo {
		if s != "" {
			parent[v] = map[bool]string{true: "east", false: "west"}[s < "d"]
		}
	}
	n.more = map[string][]string{"region": parent}
	g := n.graph(nil)
	all, inside := mustGaps(t, g, "silo", GapOptions{}), mustGaps(t, g, "silo", GapOptions{Within: "region"})
	if len(inside.Gaps) != 6 {
		t.Fatalf("%d gaps; want 3 in the east and 3 in the west", len(inside.Gaps))
	}
	for _, gap := range inside.Gaps {
		want := pair(t, all, gap.A, gap.B)
		if gap.Observed != want.Observed || gap.P != want.P || gap.MeanDistance != want.MeanDistance {
			t.Errorf("%s–%s: %+v inside, %+v among all", gap.A, gap.B, gap, want)
		}
	}
}

func TestWithinRefusesWhatIsNotThere(t *testing.T) {
	for _, opt := range []GapOptions{{Within: "planet"}, {Within: "region", WithinSilo: "west"}, {Null: "chance"}} {
		_, err := Gaps(t.Context(), regions().graph(nil), "silo", opt)
		var refused *analysis.ArgumentError
		if !errors.As(err, &refused) {
			t.Errorf("%+v: got %v; want an argument error", opt, err)
		}
	}
}
