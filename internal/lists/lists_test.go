package lists

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/silo"
	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/report"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// planted is a network written down in a test: who has a tie to whom, and attributes by the actors' letters.
type planted struct {
	who        string              // one letter for each actor
	ties       string              // pairs of letters, with spaces between them
	attributes map[string][]string // per actor, as in who
}

func (n planted) graph() *snapshot.Graph {
	var b snapshot.Builder
	at := map[rune]int32{}
	for _, r := range n.who {
		at[r] = b.Actor(string(r), "Actor "+strings.ToUpper(string(r)))
	}
	for _, name := range []string{"sector", "region", "country", "municipality", "level", "role", "taso"} {
		if values := n.attributes[name]; values != nil {
			b.Dimension(name, values)
		}
	}
	for pair := range strings.FieldsSeq(n.ties) {
		b.Tie(at[rune(pair[0])], at[rune(pair[1])], 1)
	}
	return b.Graph()
}

// holders are roles read from participations.
func holders(g *snapshot.Graph, roles map[string]string) []silo.Group {
	var all []silo.Group
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range roles {
			if !yield(name) {
				return
			}
		}
	}) {
		group := silo.Group{Name: name}
		for _, r := range roles[name] {
			u, _ := g.Index(string(r))
			group.Actors = append(group.Actors, u)
		}
		all = append(all, group)
	}
	return all
}

// made makes a list, which the network must say enough for.
func made(t *testing.T, l *List, p *Picture) *Made {
	t.Helper()
	m, err := l.Make(t.Context(), p)
	if err != nil {
		t.Fatalf("%s: %v", l.ID, err)
	}
	sound(t, l, p, m)
	return m
}

// lines shows a list's rows as "who|others|silos|figures".
func lines(p *Picture, m *Made) []string {
	var out []string
	for _, r := range m.Rows {
		ids := func(list []int32) string {
			var s string
			for _, u := range list {
				s += p.Graph.ID(u)
			}
			return s
		}
		var values []string
		for _, x := range r.Values {
			values = append(values, strconv.FormatFloat(x, 'g', 4, 64))
		}
		out = append(out, strings.Join([]string{ids(r.Who), ids(r.Others), strings.Join(r.Silos, ","), strings.Join(values, " ")}, "|"))
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}

var figure = regexp.MustCompile(`\d[\d,]*(\.\d+)?%?`)

// sound holds a list to what all promise: a reason in each language for every row, a value for every figure, and no number in a reason that is
// not among the row's figures.
func sound(t *testing.T, l *List, p *Picture, m *Made) {
	t.Helper()
	if m.Found < len(m.Rows) {
		t.Errorf("%s: %d rows of %d found", l.ID, len(m.Rows), m.Found)
	}
	for i, r := range m.Rows {
		if len(r.Values) != len(l.Figures) {
			t.Errorf("%s row %d has %d values for %d figures", l.ID, i, len(r.Values), len(l.Figures))
		}
		worded(t, fmt.Sprintf("%s row %d", l.ID, i), r.Reason)
		known := map[string]bool{"1": true} // written out as "one" elsewhere
		for _, x := range r.Values {
			if !math.IsNaN(x) {
				known[report.Sentence(report.Same("%s"), int(x)).English] = true
				known[report.Sentence(report.Same("%s"), report.Share(x)).English] = true
			}
		}
		for _, c := range r.Parts {
			known[report.Sentence(report.Same("%s"), c.Actors).English] = true
		}
		for _, number := range figure.FindAllString(r.Reason.English, -1) {
			if !known[strings.TrimSuffix(number, ",")] {
				t.Errorf("%s row %d says %s, which is none of its figures %v %v: %s", l.ID, i, number, r.Values, r.Parts, r.Reason.English)
			}
		}
		for _, u := range slices.Concat(r.Who, r.Others) {
			if u < 0 || int(u) >= p.Graph.Len() {
				t.Errorf("%s row %d names actor %d of %d", l.ID, i, u, p.Graph.Len())
			}
		}
	}
	for _, n := range m.Notes {
		worded(t, l.ID+" note", n)
	}
}

// worded demands a sentence in three languages, each its own, with nothing left open.
func worded(t *testing.T, what string, x report.Text) {
	t.Helper()
	for language, text := range map[string]string{"en": x.English, "fi": x.Finnish, "sv": x.Swedish} {
		if strings.TrimSpace(text) == "" || strings.Contains(text, "%!") || strings.Contains(text, "%s") {
			t.Errorf("%s in %s reads %q", what, language, text)
		}
	}
	if x.English == x.Finnish || x.English == x.Swedish || x.Finnish == x.Swedish {
		t.Errorf("%s reads alike in two languages: %q", what, x.English)
	}
}

func TestEveryListSaysWhatItIsFor(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range All {
		if seen[l.ID] || l.ID == "" {
			t.Errorf("the id %q is taken or empty", l.ID)
		}
		seen[l.ID] = true
		worded(t, l.ID+" title", l.Title)
		worded(t, l.ID+" purpose", l.Purpose)
		worded(t, l.ID+" advice", l.Advice)
		if l.Others != (report.Text{}) {
			worded(t, l.ID+" others", l.Others)
		}
		for _, f := range l.Figures {
			worded(t, l.ID+" "+f.ID, f.Meaning)
		}
		if found, ok := Find(l.ID); !ok || found != l {
			t.Errorf("%s is not found by its id", l.ID)
		}
	}
	if _, ok := Find("moons"); ok {
		t.Error("a list is found that there is not")
	}
}

// Whatever the network, also an empty one, a list is made or says what is missing.
func TestEveryListOfAnyNetwork(t *testing.T) {
	rows, missing := 0, 0
	for seed := range uint64(60) {
		g := graphs.Random(seed, 1+int(seed)%24, 2*int(seed)%40, seed%3 == 0, snapshot.Unweighted)
		if seed == 0 {
			g = planted{}.graph()
		}
		n := planted{who: "abcdefghijklmnopqrstuvwxy"[:g.Len()], attributes: map[string][]string{}}
		words := map[string][]string{
			"sector": {"X", "Y", "Z", ""}, "region": {"north", "south", ""}, "country": {"FI", "SE", "NO"}, "level": {"national", "regional"}, "role": {"developer", "funder", "adopter", ""},
		}
		for name, values := range words {
			if seed%5 == 1 && name != "sector" {
				continue
			}
			for u := range g.Len() {
				n.attributes[name] = append(n.attributes[name], values[(u*7+int(seed))%len(values)])
			}
		}
		for u := range int32(g.Len()) {
			for _, v := range g.Out(u) {
				n.ties += fmt.Sprintf(" %c%c", n.who[u], n.who[v])
			}
		}
		for _, dimension := range []string{"", "sector"} {
			p := &Picture{Graph: n.graph(), Options: Options{Silo: dimension}}
			if _, ok := p.Graph.Dimension(dimension); !ok {
				p.Silo = ""
			}
			for _, l := range All {
				m, err := l.Make(t.Context(), p)
				if x, is := IsMissing(err); is {
					worded(t, l.ID+" missing", x.Reason)
					missing++
					continue
				}
				if err != nil {
					t.Fatalf("seed %d, %s: %v", seed, l.ID, err)
				}
				sound(t, l, p, m)
				rows += len(m.Rows)
			}
		}
	}
	if rows < 500 || missing < 50 {
		t.Errorf("%d rows and %d missing lists: the networks do not try it", rows, missing)
	}
}
