package projection_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sillat/sillat/analysis/notice"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/projection"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

func date(year, month int) network.Date { return network.NewDate(year, time.Month(month), 1) }

// valley is a small mixed network: four actors, two activities, three collaborations.
//
//	P (2020)        a b c d     Q (2022)  a b, and c in 2023 by its own dates
//	meets a–b 2     funds c–d 0 (no strength)     meets d–d (a loop)
func valley() *network.Picture {
	actor := func(id, sector string, more ...string) network.Actor {
		a := network.Actor{ID: id, Name: strings.ToUpper(id), Attributes: map[string]string{}}
		if sector != "" {
			a.Attributes["sector"] = sector
		}
		for i := 0; i+1 < len(more); i += 2 {
			a.Attributes[more[i]] = more[i+1]
		}
		return a
	}
	return &network.Picture{
		Actors: []network.Actor{actor("a", "NGO", "tags", "health;work"), actor("b", "firm", "tags", "work"), actor("c", "NGO"), actor("d", "")},
		Activities: []network.Activity{
			{ID: "P", Start: date(2020, 1), End: date(2020, 12)},
			{ID: "Q", Start: date(2022, 1), End: date(2022, 12)},
		},
		Participations: []network.Participation{
			{Actor: "a", Activity: "P", Role: "coordinator"}, {Actor: "a", Activity: "P", Role: "funder"},
			{Actor: "b", Activity: "P"}, {Actor: "c", Activity: "P"}, {Actor: "d", Activity: "P"},
			{Actor: "a", Activity: "Q"}, {Actor: "b", Activity: "Q"},
			{Actor: "c", Activity: "Q", Start: date(2023, 3), End: date(2023, 6)},
		},
		Collaborations: []network.Collaboration{
			{From: "b", To: "a", Type: "meets", Weight: 2, Start: date(2021, 1), End: date(2021, 6)},
			{From: "c", To: "d", Type: "funds", Weight: 0},
			{From: "d", To: "d", Type: "meets", Weight: 1},
		},
	}
}

// ties writes a graph's ties as "a-b:1.5 …", the way the tests below state what they want.
func ties(g *snapshot.Graph) string {
	var list []string
	for u := range int32(g.Len()) {
		for i, v := range g.Out(u) {
			if !g.Directed() && v < u {
				continue
			}
			w := 1.0
			if row := g.OutWeights(u); row != nil {
				w = row[i]
			}
			list = append(list, fmt.Sprintf("%s-%s:%.4g", g.ID(u), g.ID(v), w))
		}
	}
	return strings.Join(list, " ")
}

func where(t *testing.T, texts ...string) []projection.Condition {
	t.Helper()
	var list []projection.Condition
	for _, text := range texts {
		c, err := projection.ParseCondition(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return list
}

func TestSelectorsChooseTies(t *testing.T) {
	for _, c := range []struct {
		promise string
		s       projection.Selectors
		want    string
	}{
		{"everything: two roles count once, collaborations and activities add up (a–b: 2 + 1/3 + 1/2)",
			projection.Selectors{}, "a-b:2.833 a-c:0.8333 a-d:0.3333 b-c:0.8333 b-d:0.3333 c-d:0.3333"},
		{"count: every shared activity adds 1",
			projection.Selectors{Projection: "count", TieTypes: []string{"participation"}}, "a-b:2 a-c:2 a-d:1 b-c:2 b-d:1 c-d:1"},
		{"pairs: an activity shares 1 out over its pairs",
			projection.Selectors{Projection: "pairs", TieTypes: []string{"participation"}}, "a-b:0.5 a-c:0.5 a-d:0.1667 b-c:0.5 b-d:0.1667 c-d:0.1667"},
		{"a tie type leaves the activities out",
			projection.Selectors{TieTypes: []string{"meets"}}, "a-b:2"},
		{"a tie of no strength is still a tie",
			projection.Selectors{TieTypes: []string{"funds"}, Weights: "strength"}, "c-d:0"},
		{"as of a day in 2022: c is not yet in Q, so two share it; the undated collaboration is always there",
			projection.Selectors{AsOf: date(2022, 5)}, "a-b:1 c-d:0"},
		{"from 2022 on: c's own dates bring it into Q",
			projection.Selectors{From: date(2022, 5)}, "a-b:0.5 a-c:0.5 b-c:0.5 c-d:0"},
		{"to mid 2021: P and the meeting",
			projection.Selectors{To: date(2021, 3)}, "a-b:2.333 a-c:0.3333 a-d:0.3333 b-c:0.3333 b-d:0.3333 c-d:0.3333"},
		{"fewer actors do not make their ties stronger: P still has four participants, Q three",
			projection.Selectors{Where: where(t, "sector=NGO")}, "a-c:0.8333"},
		{"no value passes for not having it",
			projection.Selectors{Where: where(t, "sector!=firm"), TieTypes: []string{"participation"}}, "a-c:0.8333 a-d:0.3333 c-d:0.3333"},
		{"several conditions must all hold, any of several values will do",
			projection.Selectors{Where: where(t, "sector=NGO|firm", "tags=work"), TieTypes: []string{"meets"}}, "a-b:2"},
		{"a missing attribute can be asked for",
			projection.Selectors{Where: where(t, "tags="), TieTypes: []string{"funds"}}, "c-d:0"},
		{"directed: an undirected collaboration goes both ways",
			projection.Selectors{Directed: "yes", TieTypes: []string{"meets"}}, "a-b:2 b-a:2"},
	} {
		t.Run(c.promise, func(t *testing.T) {
			if got := ties(mustBuild(t, valley(), c.s).Graph); got != c.want {
				t.Errorf("ties are %s\nwant     %s", got, c.want)
			}
		})
	}
}

func TestActorsWithoutTiesStay(t *testing.T) {
	made := mustBuild(t, valley(), projection.Selectors{From: date(2030, 1), TieTypes: []string{"meets"}})
	if made.Graph.Len() != 4 {
		t.Errorf("%d actors; want all 4, dates filter ties only", made.Graph.Len())
	}
}

func TestUnitsKeepActivitiesWhole(t *testing.T) {
	g := mustBuild(t, valley(), projection.Selectors{}).Graph
	var got []string
	for i := range g.Units().Len() {
		got = append(got, fmt.Sprintf("%v:%.4g", g.Units().Of(i), g.Units().Weight[i]))
	}
	want := []string{"[0 1 2 3]:0.3333", "[0 1 2]:0.5", "[0 1]:2", "[2 3]:0"}
	if !slices.Equal(got, want) {
		t.Errorf("units %v; want activities by id, then collaborations: %v", got, want)
	}
	if g := mustBuild(t, valley(), projection.Selectors{TieTypes: []string{"meets", "funds"}}).Graph; g.Units() != nil {
		t.Error("without activities every tie is its own unit, and Units is nil")
	}
}

func TestCountsAndWarnings(t *testing.T) {
	made := mustBuild(t, valley(), projection.Selectors{})
	if want := (network.Counts{Actors: 4, Collaborations: 3, Activities: 2, Participations: 8}); made.Counts != want {
		t.Errorf("counts %+v; want %+v", made.Counts, want)
	}
	if want := (network.Counts{Actors: 4, Collaborations: 2, Activities: 2, Participations: 7}); made.Selected != want {
		t.Errorf("selected %+v; want %+v: no loop, and no second role", made.Selected, want)
	}
	if want := []string{"ties of an actor with itself are left out: 1"}; !slices.Equal(notice.Texts(made.Warnings), want) {
		t.Errorf("warnings %q; want %q", made.Warnings, want)
	}
	if want := []string{"funds", "meets", "participation"}; !slices.Equal(made.TieTypes, want) {
		t.Errorf("tie types %q; want %q", made.TieTypes, want)
	}
}

func TestDirectionIsDecidedByTheWholeNetwork(t *testing.T) {
	p := valley()
	for i := range p.Collaborations {
		p.Collaborations[i].Directed = p.Collaborations[i].Type == "meets"
	}
	for _, c := range []struct {
		promise  string
		types    []string
		directed bool
		warned   bool
	}{
		{"all selected collaborations are directed", []string{"meets"}, true, false},
		{"one is not", []string{"meets", "funds"}, false, true},
		{"activities have no direction", nil, false, true},
		{"none is", []string{"funds"}, false, false},
	} {
		t.Run(c.promise, func(t *testing.T) {
			made := mustBuild(t, p, projection.Selectors{TieTypes: c.types})
			warned := slices.ContainsFunc(notice.Texts(made.Warnings), func(w string) bool { return strings.Contains(w, "marked directed") })
			if made.Graph.Directed() != c.directed || warned != c.warned {
				t.Errorf("directed %v, warned %v (%q); want %v, %v", made.Graph.Directed(), warned, made.Warnings, c.directed, c.warned)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		promise string
		s       projection.Selectors
		change  func(*network.Picture)
		code    fault.Code
		says    []string
	}{
		{"unknown direction", projection.Selectors{Directed: "maybe"}, nil, fault.Invalid, []string{"directed", `"maybe"`, "auto, yes, no"}},
		{"unknown meaning", projection.Selectors{Weights: "cost"}, nil, fault.Invalid, []string{"weights", `"cost"`, "none, strength, distance"}},
		{"unknown projection", projection.Selectors{Projection: "hyper"}, nil, fault.Invalid, []string{"projection", `"hyper"`, "newman, count, pairs"}},
		{"a day and a period", projection.Selectors{AsOf: date(2020, 1), To: date(2021, 1)}, nil, fault.Invalid, []string{"as-of", "2020-01-01"}},
		{"a period that ends before it starts", projection.Selectors{From: date(2022, 1), To: date(2021, 1)}, nil, fault.Invalid, []string{"from", "2022-01-01", "2021-01-01"}},
		{"unknown tie type", projection.Selectors{TieTypes: []string{"meets", "loves"}}, nil, fault.Invalid, []string{"tie-type", `"loves"`, "funds, meets, participation"}},
		{"unknown attribute", projection.Selectors{Where: []projection.Condition{{Attribute: "size", Values: []string{"big"}}}}, nil, fault.Invalid, []string{"where", `"size"`, "sector, tags"}},
		{"unknown value", projection.Selectors{Where: []projection.Condition{{Attribute: "sector", Values: []string{"ngo"}}}}, nil, fault.Invalid, []string{"where", `"ngo"`, "NGO, firm"}},
		{"a condition without values", projection.Selectors{Where: []projection.Condition{{Attribute: "sector"}}}, nil, fault.Invalid, []string{"where", "attribute=value"}},
		{"a distance of 0", projection.Selectors{TieTypes: []string{"funds"}, Weights: "distance"}, nil, fault.Invalid, []string{"distance", `"c"`, `"d"`, "strength"}},
		{"distances of activities", projection.Selectors{Weights: "distance"}, nil, fault.Invalid, []string{"distance", "activities", "funds, meets"}},
		{"directions of activities", projection.Selectors{Directed: "yes"}, nil, fault.Invalid, []string{"directed", "activities", "funds, meets"}},
		{"an actor that is not there", projection.Selectors{}, func(p *network.Picture) { p.Collaborations[0].To = "zoe" }, fault.BadInput, []string{`"zoe"`}},
		{"an activity that is not there", projection.Selectors{}, func(p *network.Picture) { p.Participations[0].Activity = "Z" }, fault.BadInput, []string{`"Z"`}},
		{"an actor twice", projection.Selectors{}, func(p *network.Picture) { p.Actors = append(p.Actors, p.Actors[0]) }, fault.BadInput, []string{`"a"`, "twice"}},
		{"an activity twice", projection.Selectors{}, func(p *network.Picture) { p.Activities = append(p.Activities, p.Activities[0]) }, fault.BadInput, []string{`"P"`, "twice"}},
		{"a negative weight", projection.Selectors{}, func(p *network.Picture) { p.Collaborations[0].Weight = -1 }, fault.BadInput, []string{`"b"`, "-1"}},
		{"a weight that is no number", projection.Selectors{}, func(p *network.Picture) { p.Collaborations[0].Weight = math.NaN() }, fault.BadInput, []string{"NaN"}},
	} {
		t.Run(c.promise, func(t *testing.T) {
			p := valley()
			if c.change != nil {
				c.change(p)
			}
			_, err := projection.Build(t.Context(), p.Walk, c.s)
			if fault.CodeOf(err) != c.code {
				t.Fatalf("error is %v (%s); want %s", err, fault.CodeOf(err), c.code)
			}
			for _, word := range c.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%q does not say %s", err, word)
				}
			}
		})
	}
}

func TestParallelDistancesAreWarnedOf(t *testing.T) {
	p := valley()
	p.Collaborations = []network.Collaboration{{From: "a", To: "b", Weight: 2}, {From: "b", To: "a", Weight: 3}}
	p.Participations = nil
	made := mustBuild(t, p, projection.Selectors{Weights: "distance"})
	if got := ties(made.Graph); got != "a-b:5" || made.Graph.Meaning() != snapshot.Distance {
		t.Errorf("ties %s; want a-b:5 as a distance", got)
	}
	if len(made.Warnings) != 1 || !strings.Contains(made.Warnings[0].String(), "1 ties are parallel") {
		t.Errorf("warnings %q; want one on parallel distances", made.Warnings)
	}
}

func TestLargeActivityIsKeptAndNamed(t *testing.T) {
	const k = 1000
	p := &network.Picture{Activities: []network.Activity{{ID: "congress"}}}
	for i := range k {
		id := fmt.Sprintf("%04d", i)
		p.Actors = append(p.Actors, network.Actor{ID: id})
		p.Participations = append(p.Participations, network.Participation{Actor: id, Activity: "congress"})
	}
	made := mustBuild(t, p, projection.Selectors{})
	if made.Graph.Ties() != k*(k-1)/2 {
		t.Errorf("%d ties; want all %d pairs", made.Graph.Ties(), k*(k-1)/2)
	}
	if len(made.Warnings) != 1 || !strings.Contains(made.Warnings[0].String(), `"congress" has 1000 participants and ties 499500 pairs`) {
		t.Errorf("warnings %q; want the activity, its size and its pairs", made.Warnings)
	}
}

func TestTooManyPairsAreRefused(t *testing.T) {
	const k = 15_000 // 112 million pairs
	p := &network.Picture{Activities: []network.Activity{{ID: "everyone"}}}
	for i := range k {
		id := fmt.Sprintf("%05d", i)
		p.Actors = append(p.Actors, network.Actor{ID: id})
		p.Participations = append(p.Participations, network.Participation{Actor: id, Activity: "everyone"})
	}
	_, err := projection.Build(t.Context(), p.Walk, projection.Selectors{})
	if fault.CodeOf(err) != fault.TooLarge || !strings.Contains(err.Error(), `"everyone" alone 15000`) {
		t.Errorf("error is %v; want too_large that names the activity", err)
	}
}

func TestEmptyNetwork(t *testing.T) {
	made := mustBuild(t, &network.Picture{}, projection.Selectors{})
	if made.Graph.Len() != 0 || made.Graph.Ties() != 0 || made.Graph.Directed() || len(made.Warnings) != 0 || len(made.TieTypes) != 0 {
		t.Errorf("an empty network gave %+v", made)
	}
}

func TestCancelledBuildStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := valley()
	_, err := projection.Build(ctx, func(v network.Visitor) error {
		cancel()
		return p.Walk(v)
	}, projection.Selectors{})
	if fault.CodeOf(err) != fault.Cancelled {
		t.Errorf("error is %v; want cancelled", err)
	}
}
