package silo

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// column is one dimension of a graph written down in a test.
type column struct {
	name   string
	values []string
}

func networkIn(n int, columns []column, ties ...graphs.Tie) *snapshot.Graph {
	var b snapshot.Builder
	for u := range n {
		b.Actor(fmt.Sprintf("%04d", u), "")
	}
	for _, c := range columns {
		b.Dimension(c.name, c.values)
	}
	for _, tie := range ties {
		b.Tie(tie.From, tie.To, tie.Weight)
	}
	return b.Graph()
}

func ecosystem() *snapshot.Graph {
	return networkIn(8, []column{
		{"role", []string{"developer", "developer", "funder", "developer", "adopter", "funder", "", "developer"}},
		{"region", []string{"north", "north", "north", "south", "south", "east", "south", ""}},
	}, graphs.Pairs(0, 2, 1, 6, 3, 5, 4, 6, 7, 1)...)
}

// Read off the network: developer 0 has the north's funder, 1 has none although one is there, 3 has one from the east, 7 has no region and no funder;
// adopter 4 knows no developer although the south has one.
func TestUnmetNeedsByRegion(t *testing.T) {
	funders, developers := Need{"developer", "funder"}, Need{"adopter", "developer"}
	got, err := UnmetNeeds(t.Context(), ecosystem(), "role", "region", []Need{funders, developers})
	if err != nil {
		t.Fatal(err)
	}
	want := []Unmet{
		{Need: funders, Place: "", Actors: 1, Without: []int32{7}, WithoutHere: []int32{7}},
		{Need: funders, Place: "north", Actors: 2, Without: []int32{1}, WithoutHere: []int32{1}, Available: 1},
		{Need: developers, Place: "south", Actors: 1, Without: []int32{4}, WithoutHere: []int32{4}, Available: 1},
		{Need: funders, Place: "south", Actors: 1, WithoutHere: []int32{3}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// Without places everyone is in one: the national actor without a regional tie is found by the dimension of levels.
func TestNationalActorsWithoutRegionalTies(t *testing.T) {
	g := networkIn(5, []column{{"level", []string{"national", "national", "regional", "regional", "national"}}}, graphs.Pairs(0, 2, 1, 4)...)
	got, err := UnmetNeeds(t.Context(), g, "level", "", []Need{{"national", "regional"}})
	want := []Unmet{{Need: Need{"national", "regional"}, Actors: 3, Without: []int32{1, 4}, WithoutHere: []int32{1, 4}, Available: 2}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestUnmetNeedsRefuseWhatIsNotThere(t *testing.T) {
	for _, c := range []struct {
		role, place string
		need        Need
		value       string
	}{
		{"rolle", "region", Need{"developer", "funder"}, "rolle"},
		{"role", "county", Need{"developer", "funder"}, "county"},
		{"role", "region", Need{"developer", "angel"}, "angel"},
		{"role", "region", Need{"inventor", "funder"}, "inventor"},
	} {
		_, err := UnmetNeeds(t.Context(), ecosystem(), c.role, c.place, []Need{c.need})
		if refused, ok := errors.AsType[*analysis.ArgumentError](err); !ok || refused.Value != c.value || refused.Expected == "" {
			t.Errorf("%+v: %v; want a refusal of %q", c, err, c.value)
		}
	}
}

// slowOneHubs takes every actor out in turn and looks whether two silos still meet.
func slowOneHubs(g *snapshot.Graph, d *snapshot.Dimension) []OneHub {
	var all []OneHub
	n := int32(g.Len())
	for a := range int32(len(d.Values)) {
		for b := a + 1; b < int32(len(d.Values)); b++ {
			meets := func(without int32) (ties, via int) {
				for u := range n {
					toA, toB := false, false
					for _, v := range g.Out(u) {
						if u == without || v == without {
							continue
						}
						toA, toB = toA || d.Of[v] == a, toB || d.Of[v] == b
						if d.Of[u] == a && d.Of[v] == b {
							ties++
						}
					}
					if toA && toB && d.Of[u] != a && d.Of[u] != b {
						via++
					}
				}
				return ties, via
			}
			h := OneHub{Pair: Pair{d.Values[a], d.Values[b]}}
			h.Ties, h.Via = meets(-1)
			for u := range n {
				if ties, via := meets(u); h.Ties+h.Via > 0 && ties+via == 0 {
					h.Hubs = append(h.Hubs, u)
				}
			}
			if h.Hubs != nil {
				all = append(all, h)
			}
		}
	}
	return all
}

func checkOneHubs(t *testing.T, g *snapshot.Graph, what string) int {
	t.Helper()
	d, _ := g.Dimension("silo")
	got, err := OneHubs(t.Context(), g, "silo")
	if err != nil {
		t.Fatal(err)
	}
	if want := slowOneHubs(g, d); !reflect.DeepEqual(got, want) {
		t.Fatalf("%s:\ngot  %+v\nwant %+v", what, got, want)
	}
	return len(got)
}

func TestOneHubsAreThoseWithoutWhomSilosDoNotMeet(t *testing.T) {
	found := 0
	for g := range graphs.EveryUpTo(7) {
		found += checkOneHubs(t, inSilos(g, 3, uint64(g.Ties())), fmt.Sprintf("%d actors, %d ties", g.Len(), g.Ties()))
	}
	for seed := range uint64(100) {
		found += checkOneHubs(t, inSilos(graphs.Random(seed, 4+int(seed)%20, 3+int(seed)%40, false, snapshot.Unweighted), 2+int(seed)%5, seed), fmt.Sprint(seed))
	}
	if found < 500 {
		t.Errorf("only %d pairs with one hub: the graphs do not try it", found)
	}
}

func FuzzOneHubs(f *testing.F) {
	f.Add(uint64(1), uint8(9), uint8(12), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, n, m, silos uint8) {
		g := graphs.Random(seed, int(n)%30+1, int(m)%100, false, snapshot.Unweighted)
		checkOneHubs(t, inSilos(g, int(silos)%6+1, seed), "fuzzed")
	})
}

// Regions a, b and c, of two actors each that know the national actor 0, meet there only; b and d by the one tie 2–4, which both its ends hold.
func TestRegionsThatMeetThroughOneHub(t *testing.T) {
	g := networkIn(8, []column{{"silo", []string{"", "a", "b", "c", "d", "a", "b", "c"}}}, graphs.Pairs(0, 1, 0, 2, 0, 3, 2, 4, 0, 5, 0, 6, 0, 7)...)
	got, err := OneHubs(t.Context(), g, "silo")
	want := []OneHub{
		{Pair{"a", "b"}, []int32{0}, 0, 1}, {Pair{"a", "c"}, []int32{0}, 0, 1}, {Pair{"b", "c"}, []int32{0}, 0, 1}, {Pair{"b", "d"}, []int32{2, 4}, 1, 0},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if counts := ByHub(got); !slices.Equal(counts, []HubCount{{0, 3}, {2, 1}, {4, 1}}) {
		t.Errorf("by hub %+v", counts)
	}
}

// Municipalities m1 and m2 are in the north, m3 in the south; m4's actors say two regions. One tie stays in m1, one in the north, one leaves the
// regions but stays in the country, one leaves the country, and of the last nobody can tell where it ends.
func TestFoldTellsHowFarUpTiesReach(t *testing.T) {
	g := networkIn(9, []column{
		{"municipality", []string{"m1", "m1", "m2", "m3", "m5", "m4", "m4", "", "m4"}},
		{"region", []string{"north", "north", "north", "south", "west", "north", "south", "", "south"}},
		{"nation", []string{"fi", "fi", "fi", "fi", "se", "fi", "fi", "", ""}},
	}, graphs.Pairs(0, 1, 1, 2, 2, 3, 3, 4, 0, 7)...)
	f, err := Fold(t.Context(), g, []string{"municipality", "region", "nation"})
	if err != nil {
		t.Fatal(err)
	}
	want := &Folded{
		Levels: []Level{
			{
				Dimension: "municipality", Silos: []string{"m1", "m2", "m3", "m4", "m5"}, Parent: []int32{0, 0, 1, -1, 2}, Ties: 1, Within: []int{1, 0, 0, 0, 0},
				Torn: []Torn{{"m4", []Count{{"south", 2}, {"north", 1}}}},
			},
			{Dimension: "region", Silos: []string{"north", "south", "west"}, Parent: []int32{0, 0, 1}, Ties: 1, Within: []int{1, 0, 0}},
			{Dimension: "nation", Silos: []string{"fi", "se"}, Ties: 1, Within: []int{1, 0}},
		},
		Beyond: 1, Unknown: 1,
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("got  %+v\nwant %+v", f, want)
	}
	if _, err := Fold(t.Context(), g, []string{"region"}); err == nil {
		t.Error("a single level is folded")
	}
}

// Every tie is counted once, whatever the levels.
func TestFoldCountsEveryTieOnce(t *testing.T) {
	for seed := range uint64(50) {
		g := graphs.Random(seed, 30, 80, seed%2 == 0, snapshot.Unweighted)
		b := snapshot.Builder{}
		var fine, middle, coarse []string
		for u := range g.Len() {
			b.Actor(fmt.Sprintf("%04d", u), "")
			fine, middle, coarse = append(fine, fmt.Sprint(u%12)), append(middle, fmt.Sprint(u%12/3)), append(coarse, fmt.Sprint(u%12/6))
			if (u+int(seed))%9 == 0 {
				coarse[u] = ""
			}
		}
		b.Dimension("fine", fine)
		b.Dimension("middle", middle)
		b.Dimension("coarse", coarse)
		s := g.Symmetric()
		for u := range int32(g.Len()) {
			for _, v := range s.Out(u) {
				if u < v {
					b.Tie(u, v, 1)
				}
			}
		}
		f, err := Fold(t.Context(), b.Graph(), []string{"fine", "middle", "coarse"})
		if err != nil {
			t.Fatal(err)
		}
		sum := f.Beyond + f.Unknown
		for _, level := range f.Levels {
			within := 0
			for _, x := range level.Within {
				within += x
			}
			if within != level.Ties || len(level.Torn) > 0 {
				t.Errorf("seed %d: level %+v", seed, level)
			}
			sum += level.Ties
		}
		if sum != s.Ties() {
			t.Errorf("seed %d: %d ties counted of %d", seed, sum, s.Ties())
		}
	}
}

// Actor 0 develops and funds, so it lacks nothing; 1 develops and knows the funder 2 of another region; 3 develops and knows nobody.
func TestUnmetNeedsOfGroupsThatOverlap(t *testing.T) {
	g := networkIn(4, []column{{"region", []string{"n", "n", "s", "s"}}}, graphs.Pairs(1, 2)...)
	got, err := UnmetAmong(t.Context(), g, []Group{{"developer", []int32{0, 1, 3}}, {"funder", []int32{0, 2}}}, "region", []Need{{"developer", "funder"}})
	want := []Unmet{
		{Need: Need{"developer", "funder"}, Place: "s", Actors: 1, Without: []int32{3}, WithoutHere: []int32{3}, Available: 1},
		{Need: Need{"developer", "funder"}, Place: "n", Actors: 1, WithoutHere: []int32{1}, Available: 1},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if _, err := UnmetAmong(t.Context(), g, []Group{{Name: "developer"}}, "", []Need{{"developer", "funder"}}); err == nil {
		t.Error("a group that is not there is taken")
	}
}

func TestSinglePointsNeedNoSilos(t *testing.T) {
	g := networkIn(4, []column{{"region", []string{"n", "n", "s", "s"}}}, graphs.Pairs(0, 1, 1, 2, 1, 3)...)
	with, _, err := SinglePoints(t.Context(), g, "region", SinglePointsOptions{})
	if err != nil {
		t.Fatal(err)
	}
	without, _, err := SinglePoints(t.Context(), g, "", SinglePointsOptions{})
	if err != nil || len(without) != 1 || without[0].Actor != with[0].Actor || without[0].CutOff != with[0].CutOff || len(without[0].Silos)+len(without[0].Pairs) > 0 {
		t.Errorf("without a dimension %+v, %v; with one %+v", without, err, with)
	}
}
