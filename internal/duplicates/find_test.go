package duplicates_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/duplicates"
	"github.com/sillat/sillat/internal/ingest"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/pkg/network"
)

func TestWords(t *testing.T) {
	for name, want := range map[string]string{
		"Koivuvaaran Yhteisö ry":                    "koivuvaaran yhteiso",
		"OY KOIVUVAARA AB":                          "koivuvaara",
		"1. Judo club Baník Ostrava, z.s.":          "1 judo club banik ostrava",
		"ENEL S. p. A.":                             "enel",
		"Bath Spa University":                       "bath spa university",
		"Forschungs- und Entwicklungszentrum gGmbH": "forschungs entwicklungszentrum",
		"Østfold forsøksring":                       "ostfold forsoksring",
		"L’Aquila":                                  "laquila",
		"Oy":                                        "oy",
		"":                                          "",
		"!?":                                        "",
	} {
		if got := strings.Join(duplicates.Words(name), " "); got != want {
			t.Errorf("%q reads %q, want %q", name, got, want)
		}
	}
}

// found maps each pair of ids to its score.
func found(t *testing.T, p *network.Picture, least float64) map[string]duplicates.Pair {
	t.Helper()
	pairs, err := duplicates.Find(t.Context(), p, duplicates.Options{Least: least})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]duplicates.Pair{}
	for i, pair := range pairs {
		if pair.A.ID >= pair.B.ID || i > 0 && pair.Score > pairs[i-1].Score || !(pair.Score >= least && pair.Score <= 1) {
			t.Errorf("pair %d, %s – %s at %v, is out of order or out of bounds", i, pair.A.ID, pair.B.ID, pair.Score)
		}
		out[pair.A.ID+" "+pair.B.ID] = pair
	}
	return out
}

func TestEvidence(t *testing.T) {
	actor := func(id, name string, attributes ...string) network.Actor {
		a := network.Actor{ID: id, Name: name, Attributes: map[string]string{}}
		for i := 0; i < len(attributes); i += 2 {
			a.Attributes[attributes[i]] = attributes[i+1]
		}
		return a
	}
	others := []network.Actor{actor("o1", "University of Oulu"), actor("o2", "University of Vaasa"), actor("o3", "Lapin liitto"), actor("o4", "Helsingin kaupunki")}
	for _, c := range []struct {
		name     string
		a, b     network.Actor
		ties     [][2]string
		low, top float64
		kinds    string // for, then against
	}{
		{name: "case, marks and legal form", a: actor("a", "Åbo Akademi rf"), b: actor("b", "ABO AKADEMI"), low: 1, top: 1, kinds: "same-name"},
		{name: "other order", a: actor("a", "Municipality of Oradea"), b: actor("b", "Oradea Municipality"), low: 0.99, top: 1, kinds: "like-name"},
		{name: "spaces", a: actor("a", "OpenData Manchester"), b: actor("b", "Open Data Manchester"), low: 1, top: 1, kinds: "same-name"},
		{name: "a slip of the pen", a: actor("a", "Giżycko Environment Agency"), b: actor("b", "Gizycko Enviroment Agency"), low: 0.85, top: 1, kinds: "like-name"},
		{name: "Turku is not Tartu, however alike the letters", a: actor("a", "University of Turku"), b: actor("b", "University of Tartu"), top: 0},
		{name: "numbers tell", a: actor("a", "Sotekeskus Ilmarinen 1"), b: actor("b", "Sotekeskus Ilmarinen 2"), top: 0.5, kinds: ""},
		{
			name: "the same place helps", a: actor("a", "Karelia Teatteri", "town", "Joensuu"), b: actor("b", "Karelian Teatteri Säätiö", "Town", "joensuu"),
			low: 0.6, top: 0.999, kinds: "like-name same-place",
		},
		{
			name: "another country hurts", a: actor("a", "Ministry of Silence", "country", "FI"), b: actor("b", "Ministry of Silence", "country", "SE"),
			low: 0.6, top: 0.6, kinds: "same-name other-country",
		},
		{
			name: "an official id outweighs the name", a: actor("a", "Kirjurin Apu", "y-tunnus", "1234567-8"), b: actor("b", "Pilvilinna", "Y_tunnus", "12345678"),
			low: 0.98, top: 0.98, kinds: "same-id",
		},
		{
			name: "different official ids", a: actor("a", "Pilvilinna", "pic", "1"), b: actor("b", "Pilvilinna", "pic", "2"), low: 0.6, top: 0.6, kinds: "same-name other-id",
		},
		{
			name: "partners that both have", a: actor("a", "Karelia Teatteri"), b: actor("b", "Karelian Teatteri Säätiö"), ties: [][2]string{{"a", "o1"}, {"o1", "b"}, {"b", "o2"}},
			low: 0.6, top: 0.99, kinds: "like-name shared-ties",
		},
		{
			name: "who works with itself", a: actor("a", "Pilvilinna"), b: actor("b", "Pilvilinna"), ties: [][2]string{{"a", "b"}}, low: 0.8, top: 0.8, kinds: "same-name together",
		},
		{name: "nothing alike but the place", a: actor("a", "Kauppala", "town", "Oulu"), b: actor("b", "Satama", "town", "Oulu"), top: 0},
		{name: "names without letters", a: actor("a", "!"), b: actor("b", "?"), top: 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &network.Picture{Actors: append([]network.Actor{c.a, c.b}, others...)}
			for _, tie := range c.ties {
				p.Collaborations = append(p.Collaborations, network.Collaboration{From: tie[0], To: tie[1], Weight: 1})
			}
			pair, ok := found(t, p, 0)["a b"]
			if c.top > 0 && c.low > 0 && !ok {
				t.Fatal("they are not proposed")
			}
			if pair.Score < c.low-1e-9 || pair.Score > c.top+1e-9 {
				t.Errorf("score %v, want %v to %v", pair.Score, c.low, c.top)
			}
			var kinds []string
			for _, e := range pair.Evidence {
				kinds = append(kinds, string(e.Kind))
			}
			if got := strings.Join(kinds, " "); c.low > 0 && got != c.kinds {
				t.Errorf("because of %q, want %q", got, c.kinds)
			}
		})
	}
}

// TestOrderOfActorsDoesNotShow: shuffled and read backwards, the same pairs have the same scores.
func TestOrderOfActorsDoesNotShow(t *testing.T) {
	p := real(t)
	p.Actors = p.Actors[:1500]
	want := found(t, p, 0.7)
	shuffled := *p
	shuffled.Actors = slices.Clone(p.Actors)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled.Actors), func(i, j int) {
		shuffled.Actors[i], shuffled.Actors[j] = shuffled.Actors[j], shuffled.Actors[i]
	})
	got := found(t, &shuffled, 0.7)
	if len(want) == 0 || len(got) != len(want) {
		t.Fatalf("%d pairs, and %d when shuffled", len(want), len(got))
	}
	for ids, pair := range want {
		if d := got[ids].Score - pair.Score; d > 1e-9 || d < -1e-9 {
			t.Errorf("%s scores %v, and %v when shuffled", ids, pair.Score, got[ids].Score)
		}
	}
}

// real is 6,894 organisations of Interreg projects.
func real(t *testing.T) *network.Picture {
	t.Helper()
	d, err := ingest.Read(t.Context(), []string{testkit.SharedData(t, "interreg_2014_2020")}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d.Picture()
}

// TestPlantedDuplicatesAreFound writes some organisations' names a second time as people do, and looks for them among all of the others.
func TestPlantedDuplicatesAreFound(t *testing.T) {
	p := real(t)
	ways := []struct {
		name  string
		write func(string) string
	}{
		{"capitals", strings.ToUpper},
		{"no marks", func(s string) string {
			return strings.NewReplacer("á", "a", "é", "e", "ö", "o", "ä", "a", "ü", "u", "š", "s", "č", "c", "ł", "l", "ę", "e").Replace(s)
		}},
		{"a legal form", func(s string) string { return s + " Ltd." }},
		{"two letters swapped", func(s string) string {
			r := []rune(s)
			longest := 0 // in the middle of the longest word, where people slip
			for at, begin := 0, 0; at <= len(r); at++ {
				if at == len(r) || r[at] == ' ' {
					if at-begin > longest {
						longest = at - begin
						s = string(r[:begin]) + swapped(r[begin:at]) + string(r[at:])
					}
					begin = at + 1
				}
			}
			return s
		}},
		{"the last word first", func(s string) string {
			w := strings.Fields(s)
			return strings.Join(append([]string{strings.Trim(w[len(w)-1], ".,") + ","}, w[:len(w)-1]...), " ")
		}},
	}
	const each = 40
	r := rand.New(rand.NewPCG(3, 14))
	planted := map[string]string{}
	for k, way := range ways {
		for n := 0; n < each; {
			a := p.Actors[r.IntN(6894)]
			if planted[a.ID] != "" || len(strings.Fields(a.Name)) < 3 || way.write(a.Name) == a.Name {
				continue
			}
			n++
			planted[a.ID] = way.name
			twin := a
			twin.ID, twin.Name = fmt.Sprintf("~%s-%d", a.ID, k), way.write(a.Name)
			p.Actors = append(p.Actors, twin)
		}
	}
	met := map[string]int{}
	for ids := range found(t, p, 0.8) {
		a, b, _ := strings.Cut(ids, " ")
		if strings.HasPrefix(b, "~"+a+"-") {
			met[planted[a]]++
		}
	}
	all := 0
	for _, way := range ways {
		t.Logf("%s: %d of %d", way.name, met[way.name], each)
		all += met[way.name]
		if met[way.name] < each*8/10 {
			t.Errorf("%s: found %d of %d", way.name, met[way.name], each)
		}
	}
	if all < len(ways)*each*95/100 {
		t.Errorf("found %d of %d planted duplicates", all, len(ways)*each)
	}
}

func swapped(word []rune) string {
	w := slices.Clone(word)
	if i := len(w) / 2; i > 0 && i+1 < len(w) {
		w[i], w[i+1] = w[i+1], w[i]
	}
	return string(w)
}

func TestFindStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := duplicates.Find(ctx, &network.Picture{Actors: make([]network.Actor, 100)}, duplicates.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("it went on: %v", err)
	}
}
