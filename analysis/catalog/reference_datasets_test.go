package catalog_test

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

var (
	// openly matches a real network with what is taken of it: "open/padgett (marriage, Pucci left out)".
	openly  = regexp.MustCompile(`^open/(\w+)(?: \((.+)\))?$`)
	path    = regexp.MustCompile(`^inline path ([\w-]+)$`)
	cliques = regexp.MustCompile(`^inline two K4 \{([\d,]+)\},\{([\d,]+)\} joined ([\d-]+)$`)
	matrix  = regexp.MustCompile(`^inline W=(\[\[.*\]\])`)
	same    = regexp.MustCompile(`^inline as ([\w-]+)$`)
)

// networkOf returns the network that a published figure is about. Inline networks are written down in the record itself;
// earlier holds the records that one may refer to.
func networkOf(t *testing.T, dataset string, meaning snapshot.Meaning, earlier map[string]string) *snapshot.Graph {
	t.Helper()
	if m := same.FindStringSubmatch(dataset); m != nil {
		dataset = earlier[m[1]]
	}
	if m := openly.FindStringSubmatch(dataset); m != nil {
		return realNetwork(t, m[1], m[2], meaning)
	}
	n := named{place: map[string]int32{}}
	n.Meaning = meaning
	switch {
	case path.MatchString(dataset):
		n.chain(path.FindStringSubmatch(dataset)[1])
	case cliques.MatchString(dataset):
		m := cliques.FindStringSubmatch(dataset)
		n.clique(m[1])
		n.clique(m[2])
		n.chain(m[3])
	case matrix.MatchString(dataset):
		n.matrix(t, matrix.FindStringSubmatch(dataset)[1])
	case strings.HasPrefix(dataset, "inline {"):
		n.list(t, strings.TrimPrefix(dataset, "inline "))
	default:
		t.Fatalf("dataset %q is in no form known here", dataset)
	}
	return n.Graph()
}

// realNetwork reads what is said in brackets: a relation, an actor left out, or the two modes of a network as one graph.
func realNetwork(t *testing.T, name, what string, meaning snapshot.Meaning) *snapshot.Graph {
	t.Helper()
	if name == "davis" {
		return twoModes(t, name)
	}
	relation, _, _ := strings.Cut(what, ",")
	if relation == "unweighted" {
		relation = ""
	}
	g := graphs.Read(t, name, relation, meaning)
	if _, out, ok := strings.Cut(what, ", "); ok && strings.HasSuffix(out, " left out") {
		g = without(g, strings.TrimSuffix(out, " left out"))
	}
	return g
}

// without returns the graph less one actor.
func without(g *snapshot.Graph, id string) *snapshot.Graph {
	n := named{place: map[string]int32{}}
	n.Directed, n.Meaning = g.Directed(), g.Meaning()
	for u := range int32(g.Len()) {
		if g.ID(u) == id {
			continue
		}
		n.actor(g.ID(u))
		for i, v := range g.Out(u) {
			if g.ID(v) == id || !g.Directed() && v < u {
				continue
			}
			weight := 1.0
			if w := g.OutWeights(u); w != nil {
				weight = w[i]
			}
			n.tie(g.ID(u), g.ID(v), weight)
		}
	}
	return n.Graph()
}

// twoModes reads actors and activities as one graph with a tie for every participation.
func twoModes(t *testing.T, name string) *snapshot.Graph {
	t.Helper()
	n := named{place: map[string]int32{}}
	for _, row := range participations(t, name) {
		n.tie(row[0], row[1], 1)
	}
	return n.Graph()
}

// activitiesOf reads actors tied by the activities that they share.
func activitiesOf(t *testing.T, name string) *snapshot.Graph {
	t.Helper()
	n := named{place: map[string]int32{}}
	members := map[string][]int32{}
	for _, row := range participations(t, name) {
		members[row[1]] = append(members[row[1]], n.actor(row[0]))
	}
	units := &snapshot.Units{Start: []int64{0}}
	for _, activity := range slices.Sorted(maps.Keys(members)) {
		units.Members = append(units.Members, members[activity]...)
		units.Start, units.Weight = append(units.Start, int64(len(units.Members))), append(units.Weight, 1)
	}
	n.Join(units)
	return n.Graph()
}

// participations reads the rows of actor, activity and more.
func participations(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(testkit.SharedData(t, name, "participations.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:] // actor, project, role, start, end, funding
}

// named is a builder that takes actors by name.
type named struct {
	snapshot.Builder
	place map[string]int32
}

func (n *named) actor(id string) int32 {
	u, ok := n.place[id]
	if !ok {
		u = n.Builder.Actor(id, id)
		n.place[id] = u
	}
	return u
}

func (n *named) tie(u, v string, weight float64) { n.Tie(n.actor(u), n.actor(v), weight) }

// chain ties each of a-b-c to the next.
func (n *named) chain(text string) {
	ids := strings.Split(text, "-")
	for i := range len(ids) - 1 {
		n.tie(ids[i], ids[i+1], 1)
	}
}

// clique ties each of a,b,c to all others.
func (n *named) clique(text string) {
	ids := strings.Split(text, ",")
	for i, u := range ids {
		for _, v := range ids[:i] {
			n.tie(u, v, 1)
		}
	}
}

// matrix reads rows of weights, the actors being 1 to n; a row's actor sends to the columns'.
func (n *named) matrix(t *testing.T, text string) {
	t.Helper()
	var rows [][]float64
	decode(t, json.RawMessage(text), &rows)
	n.Directed = true
	name := func(i int) string { return string(rune('1' + i)) }
	for u := range rows {
		n.actor(name(u))
	}
	for u, row := range rows {
		for v, weight := range row {
			if weight > 0 {
				n.tie(name(u), name(v), weight)
			}
		}
	}
}

// list reads {"edges": [[from, to, weight], …], "directed": …}.
func (n *named) list(t *testing.T, text string) {
	t.Helper()
	var network struct {
		Edges    [][3]any
		Directed bool
	}
	decode(t, json.RawMessage(text), &network)
	n.Directed = network.Directed
	for _, e := range network.Edges {
		n.tie(e[0].(string), e[1].(string), e[2].(float64))
	}
}
