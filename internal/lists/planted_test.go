package lists

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis"
)

// Two clusters and a pair are apart, c holds d and e, z has no tie.
func loosePicture() *Picture {
	return &Picture{Graph: planted{
		who: "abcdefghijkz", ties: "ab bc ca cd de ec fg gh hf ij ck",
		attributes: map[string][]string{"sector": {"X", "X", "Y", "Y", "Y", "X", "Y", "Y", "", "X", "X", "Y"}},
	}.graph(), Options: Options{Silo: "sector"}}
}

func TestWhoIsCutOff(t *testing.T) {
	p := loosePicture()
	m := made(t, &CutOff, p)
	same(t, "clusters", lines(p, m), []string{"fgh||Y,X|3 6", "ij||X|2 6"})
	if got := m.Rows[0].Reason.English; got != "These 3 actors have ties among themselves and none to the largest connected part, which holds 6 actors. By silo: Y 2, X 1." {
		t.Error(got)
	}
	same(t, "isolates", lines(p, made(t, &Isolates, p)), []string{"z||Y|"})
	same(t, "pendants", lines(p, made(t, &Pendants, p)), []string{"i|j||", "j|i|X|", "k|c|X|"})
	points := made(t, &SinglePoints, p)
	same(t, "single points", lines(p, points), []string{"c||Y,X|3"})
	if got := points.Rows[0].Reason.English; !strings.HasPrefix(got, "Without Actor C 3 actors would be cut off from the rest. By silo: ") {
		t.Error(got)
	}
}

func TestWithoutSilosTheListsStandAllTheSame(t *testing.T) {
	p := loosePicture()
	p.Silo = ""
	same(t, "clusters", lines(p, made(t, &CutOff, p)), []string{"fgh|||3 6", "ij|||2 6"})
	same(t, "isolates", lines(p, made(t, &Isolates, p)), []string{"z|||"})
	lacks(t, &OverloadedBrokers, p, "name the actor attribute that divides them with --silo")
}

// The star's centre joins twelve actors of two silos that have no ties to each other.
func TestWhoIsOverloaded(t *testing.T) {
	n := planted{who: "abcdefghijklmn", attributes: map[string][]string{"sector": {"X"}}}
	for _, leaf := range n.who[1:] {
		n.ties += " a" + string(leaf)
		n.attributes["sector"] = append(n.attributes["sector"], []string{"Y", "Z"}[leaf%2])
	}
	p := &Picture{Graph: n.graph(), Options: Options{Silo: "sector"}}
	m := made(t, &OverloadedBrokers, p)
	if got := lines(p, m); len(got) != 1 || !strings.HasPrefix(got[0], "a||X|13 2 ") || len(m.Notes) != 1 {
		t.Errorf("overloaded: %q, %v", got, m.Notes)
	}
}

// a develops and is funded in its own north, b develops in the north without a funder, c in the south is funded from the north only; d has no region.
// e adopts without a developer, f adopts and develops, so lacks nothing.
func needing() planted {
	return planted{
		who: "abcdefxy", ties: "ax cx ef", // x funds in the north, y in the south
		attributes: map[string][]string{"region": {"north", "north", "south", "", "south", "south", "north", "south"}},
	}
}

func TestWhoLacksAFunderOrADeveloper(t *testing.T) {
	g := needing().graph()
	roles := map[string]string{"developer": "abcdf", "funder": "xy", "adopter": "ef", "partner": "abxy"}
	p := &Picture{Graph: g, Holders: holders(g, roles)}
	m := made(t, &DevelopersWithoutFunders, p)
	same(t, "developers", lines(p, m), []string{"f|c|south|2 1 2 1", "d|||1 1 1 0", "b||north|2 1 1 1"})
	if got := m.Rows[0].Reason.English; got != "south: 1 of 2 developers without a tie to any funder; 2 without one to a funder of their region. Funders in the region: 1." {
		t.Error(got)
	}
	if got := m.Rows[1].Reason; !strings.HasPrefix(got.English, "Without region: the only developer has no tie to any funder. ") || !strings.HasPrefix(got.Finnish, "Ilman ominaisuutta region: ") {
		t.Error(got)
	}
	same(t, "adopters", lines(p, made(t, &AdoptersWithoutDevelopers, p)), nil) // e has f

	// With an attribute in place of the participations, and in words of its own.
	n := needing()
	n.attributes["role"] = []string{"Tutkija", "tutkija", "tutkija", "tutkija", "adopter", "adopter", "funder; adopter", "funder"}
	own := &Picture{Graph: n.graph(), Options: Options{Words: map[string][]string{"developer": {"tutkija"}}}}
	same(t, "own words", lines(own, made(t, &DevelopersWithoutFunders, own)), []string{"d|||1 1 1 0", "b||north|2 1 1 1", "|c|south|1 0 1 1"})
	if got := made(t, &DevelopersWithoutFunders, own).Rows[2].Reason.English; !strings.HasPrefix(got, "south: the only developer has a tie to a funder, but only elsewhere.") {
		t.Error(got)
	}
	own.Words = nil
	lacks(t, &DevelopersWithoutFunders, own, "Nobody is called developer. What is known (the attribute role): Tutkija, adopter, funder, tutkija. If a word of yours means it, name it with --word developer=YOURS.")

	// Participations are preferred, and an attribute when it is asked for.
	both := &Picture{Graph: n.graph(), Holders: holders(n.graph(), map[string]string{"coordinator": "a", "partner": "b"}), Options: Options{Words: map[string][]string{"developer": {"TUTKIJA"}}}}
	lacks(t, &DevelopersWithoutFunders, both, "the participations' roles): coordinator, partner")
	both.Roles = "role"
	made(t, &DevelopersWithoutFunders, both)
	both.Roles = "participations"
	lacks(t, &AdoptersWithoutDevelopers, both, "Nobody is called adopter")

	lacks(t, &DevelopersWithoutFunders, &Picture{Graph: needing().graph()}, "no participation has a role and the actors have no attribute role")
	refuses(t, &DevelopersWithoutFunders, &Picture{Graph: needing().graph(), Options: Options{Roles: "rolle"}}, "rolle")
}

// Without regions all are taken together, and the list says so.
func TestNeedsWithoutPlaces(t *testing.T) {
	n := needing()
	n.attributes = nil
	g := n.graph()
	p := &Picture{Graph: g, Holders: holders(g, map[string]string{"developer": "abcd", "funder": "xy"})}
	m := made(t, &DevelopersWithoutFunders, p)
	same(t, "developers", lines(p, m), []string{"bd|||4 2 2 2"})
	if len(m.Notes) != 2 || !strings.Contains(m.Notes[1].English, "no attribute region") || !strings.HasPrefix(m.Rows[0].Reason.Swedish, "Överallt: 2 av 4") {
		t.Errorf("%v, %v", m.Notes, m.Rows[0].Reason)
	}
}

func TestWhoIsNationalWithoutRegionalTies(t *testing.T) {
	n := planted{who: "abcdef", ties: "ad bc be", attributes: map[string][]string{"level": {"national", "national", "national", "regional", "national", "regional"}}}
	p := &Picture{Graph: n.graph()}
	m := made(t, &NationalWithoutRegional, p)
	same(t, "national", lines(p, m), []string{"b|||2 2", "c|||1 2", "e|||1 2"})
	if m.Rows[0].Reason.English != "Actor B is national; none of its 2 ties leads to one of the 2 regional actors." ||
		m.Rows[1].Reason.English != "Actor C is national; its only tie leads to none of the 2 regional actors." {
		t.Error(m.Rows[0].Reason, m.Rows[1].Reason)
	}
	n.attributes = map[string][]string{"taso": {"valtakunnallinen", "kansallinen", "", "maakunnallinen", "", ""}}
	p = &Picture{Graph: n.graph()}
	m = made(t, &NationalWithoutRegional, p)
	same(t, "in Finnish data", lines(p, m), []string{"b|||2 1"})
	lacks(t, &NationalWithoutRegional, &Picture{Graph: planted{who: "ab", attributes: map[string][]string{"sector": {"X", "Y"}}}.graph()}, "no attribute level")
	lacks(t, &NationalWithoutRegional, &Picture{Graph: planted{who: "ab", attributes: map[string][]string{"level": {"local", "global"}}}.graph()}, "Nobody is called national")
	refuses(t, &NationalWithoutRegional, &Picture{Graph: n.graph(), Options: Options{Level: "height"}}, "height")
}

// a of the north has both ties to the south; the east and the south have only h in the west as a contact in common, twice on either side; the north and
// the far have one tie, which ends when either end leaves.
func TestRegionsWithOneHub(t *testing.T) {
	n := planted{who: "abcdefghi", ties: "ab ac dh eh bh ch ai", attributes: map[string][]string{
		"region": {"north", "south", "south", "east", "east", "", "", "west", "far"},
	}}
	p := &Picture{Graph: n.graph()}
	m := made(t, &OneHub, p)
	got := map[string]string{}
	for i, line := range lines(p, m) {
		got[line] = m.Rows[i].Reason.English
	}
	for line, reason := range map[string]string{
		"a||north,south|2 0": "north and south meet only through Actor A: every tie between them (2) is its own.",
		"h||east,south|0 1":  "east and south have no tie, and one contact in common: without Actor H they would not meet.",
		"ai||far,north|1 0":  "far and north hang by one thread; if any of these leaves they do not meet: Actor A, Actor I.",
	} {
		if got[line] != reason {
			t.Errorf("%s: %q; want %q", line, got[line], reason)
		}
	}
	if len(m.Notes) != 1 || !strings.HasPrefix(m.Notes[0].English, "Actor H alone holds ") && !strings.HasPrefix(m.Notes[0].English, "Actor A alone holds ") {
		t.Errorf("notes %v", m.Notes)
	}
	lacks(t, &OneHub, &Picture{Graph: planted{who: "ab", attributes: map[string][]string{"sector": {"X", "Y"}}}.graph()}, "no attribute region; add one, or name what stands for it with --place. There are: sector.")
	refuses(t, &OneHub, &Picture{Graph: n.graph(), Options: Options{Place: "county"}}, "county")
}

// One tie stays in a town, one in a region, one in Finland, one in the Union, one leaves it, and of one an end has no country.
func TestHowFarTiesReach(t *testing.T) {
	n := planted{who: "abcdefg", ties: "ab bc cd de ef fg", attributes: map[string][]string{
		"municipality": {"Lahti", "Lahti", "Heinola", "Turku", "Umeå", "Oslo", ""},
		"region":       {"Häme", "Häme", "Häme", "Varsinais-Suomi", "Västerbotten", "Oslo", ""},
		"country":      {"Finland", "Finland", "Finland", "Finland", "Sweden", "Norway", ""},
	}}
	p := &Picture{Graph: n.graph()}
	m := made(t, &Levels, p)
	same(t, "levels", lines(p, m), []string{
		"||municipality|5 1 5 0.2", "||region|4 1 5 0.2", "||country|3 1 5 0.2", "||EU|2 1 5 0.2", "||beyond EU|NaN 1 5 0.2",
	})
	if len(m.Notes) != 1 || m.Notes[0].English != "Of 1 ties it cannot be told: an end has no EU." {
		t.Errorf("notes %v", m.Notes)
	}
	p.Levels = []string{"municipality", "country"}
	same(t, "chosen levels", lines(p, made(t, &Levels, p)), []string{"||municipality|5 1 5 0.2", "||country|3 2 5 0.4", "||beyond country|NaN 2 5 0.4"})
	p.Levels = []string{"municipality", "moon"}
	refuses(t, &Levels, p, "moon")
	p.Levels = []string{"country"}
	lacks(t, &Levels, p, "Fewer than two levels are known")
	p.Levels = nil
	n.attributes["region"][0] = "Uusimaa" // so that Lahti lies in two regions
	p = &Picture{Graph: n.graph()}
	if m := made(t, &Levels, p); len(m.Notes) != 2 || !strings.HasPrefix(m.Notes[0].English, "municipality does not nest in region: 1 of its silos lie in several, the first is Lahti.") {
		t.Errorf("notes %v", m.Notes)
	}
}

func TestListsStopWhenTheContextEnds(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	g := needing().graph()
	for _, l := range All {
		p := &Picture{Graph: g, Holders: holders(g, map[string]string{"developer": "abcd", "funder": "xy", "adopter": "e"}), Options: Options{Silo: "region", Level: "region", Levels: []string{"region", "region"}, Words: map[string][]string{"national": {"north"}, "regional": {"south"}}}}
		if _, err := l.Make(ended, p); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", l.ID, err)
		}
	}
}

// lacks demands that a list says what is missing.
func lacks(t *testing.T, l *List, p *Picture, says string) {
	t.Helper()
	_, err := l.Make(t.Context(), p)
	m, is := IsMissing(err)
	if !is || !strings.Contains(m.Reason.English, says) {
		t.Errorf("%s: %v; want it missing, saying %q", l.ID, err, says)
		return
	}
	worded(t, l.ID+" missing", m.Reason)
}

// refuses demands that a dimension that there is not is refused by name.
func refuses(t *testing.T, l *List, p *Picture, value string) {
	t.Helper()
	_, err := l.Make(t.Context(), p)
	if refused, ok := errors.AsType[*analysis.ArgumentError](err); !ok || refused.Param == "silo" || refused.Value != value || refused.Expected == "" {
		t.Errorf("%s: %v; want %q refused", l.ID, err, value)
	}
}
