package catalog_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// computed_oracle.json: networkx 3.6.1 and python-igraph 1.0.0 side by side on the real networks; ties unweighted.
func TestComputedFigures(t *testing.T) {
	var file struct {
		Graphs []map[string]json.RawMessage
	}
	graphs.Reference(t, "computed_oracle.json", &file)
	l := newLedger(t)
	for _, record := range file.Graphs {
		var dataset, relation, dimension string
		decode(t, record["dataset"], &dataset)
		decode(t, record["relation"], &relation)
		decode(t, record["silo"], &dimension)
		dataset = strings.TrimPrefix(dataset, "open/")
		g := graphs.Read(t, dataset, relation, snapshot.Unweighted)
		for key, text := range record {
			l.figure = dataset + " " + relation + "/" + key
			l.computed(g, key, text, dimension)
		}
	}
	l.done("computed_oracle.json", 866, notInComputed)
}

// notInComputed are the keys of computed_oracle.json that no metric answers, with the reason.
var notInComputed = map[string]string{
	"dataset":                   "says which network",
	"relation":                  "says which ties",
	"directed":                  "says how to read them",
	"silo":                      "says which dimension",
	"agreement_networkx_igraph": "says where the two programs agree",
}

func (l *ledger) computed(g *snapshot.Graph, key string, text json.RawMessage, dimension string) {
	l.t.Helper()
	const tolerance = 1e-9
	number := func() (x float64) { decode(l.t, text, &x); return x }
	actors := func() (x map[string]*float64) { decode(l.t, text, &x); return x }
	switch key {
	case "nodes":
		l.near(key, number(), float64(g.Len()), 0)
	case "edges":
		l.near(key, number(), l.value(g, "degree", "ties"), 0)
	case "density":
		l.near(key, number(), l.value(g, "degree", "density"), tolerance)
	case "EI":
		if string(text) != "null" { // the network has no silos
			l.near(key, number(), l.value(g, "e-i", "e-i", "silo", dimension), tolerance)
		}
	case "assortativity":
		if string(text) != "null" {
			l.near(key, number(), l.value(g, "segregation", "assortativity", "silo", dimension), tolerance)
		}
	case "betweenness":
		l.scores(g, actors(), l.column(g, "betweenness"), tolerance)
	case "constraint":
		l.scores(g, actors(), l.column(g, "constraint"), tolerance)
	case "effective_size":
		want := actors()
		for id, x := range want {
			// networkx leaves out whoever has no tie outward, though its formula, and ours, adds up both directions.
			if u, ok := g.Index(id); ok && x == nil && len(g.Out(u)) == 0 && len(g.In(u)) > 0 {
				delete(want, id)
			}
		}
		l.scores(g, want, l.column(g, "effective-size"), tolerance)
	case "core_number_undirected":
		l.scores(g, actors(), l.column(g, "k-core"), 0)
	case "articulation_points_undirected":
		var want []string
		decode(l.t, text, &want)
		l.set("articulation actors", want, l.cutpoints(g))
	case "bridges_undirected":
		var want [][]string
		decode(l.t, text, &want)
		var named, got []string
		for _, ends := range want {
			u, _ := g.Index(ends[0])
			v, _ := g.Index(ends[1])
			named = append(named, g.ID(min(u, v))+" – "+g.ID(max(u, v)))
		}
		for _, tie := range l.result(g, "bridge-ties").Ties {
			got = append(got, g.ID(tie.From)+" – "+g.ID(tie.To))
		}
		l.set("bridge ties", named, got)
	case "components_undirected":
		l.near(key, number(), l.value(g, "components", "components"), 0)
	case "transitivity_undirected":
		l.near(key, number(), l.value(g, "clustering", "transitivity"), tolerance)
	default:
		l.unanswered(notInComputed, key)
	}
}

func decode(t *testing.T, text json.RawMessage, v any) {
	t.Helper()
	if err := json.Unmarshal(text, v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}
