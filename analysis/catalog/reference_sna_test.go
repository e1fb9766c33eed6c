package catalog_test

import (
	"encoding/json"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// r_sna_golden.json: the output of R 4.2.2 with sna 2.7-1 on six real networks and fourteen random ones, ties as 0 and 1.
func TestFiguresOfRSna(t *testing.T) {
	var file struct {
		Graphs []json.RawMessage
	}
	graphs.Reference(t, "r_sna_golden.json", &file)
	l := newLedger(t)
	for _, text := range file.Graphs {
		var n struct {
			Name     string
			Directed bool
			Actors   []string
			Edges    [][2]string
		}
		decode(t, text, &n)
		var record map[string]json.RawMessage
		decode(t, text, &record)
		b := snapshot.Builder{Directed: n.Directed}
		place := make(map[string]int32)
		for _, id := range n.Actors {
			place[id] = b.Actor(id, id)
		}
		for _, e := range n.Edges { // an undirected tie is there in both directions
			b.Tie(place[e[0]], place[e[1]], 1)
		}
		g := b.Graph()
		for key, text := range record {
			l.figure = n.Name + "/" + key
			l.sna(g, n.Actors, key, text)
		}
	}
	l.done("r_sna_golden.json", 1459, notInSna)
}

// notInSna are the keys of r_sna_golden.json that no metric answers, with the reason.
var notInSna = map[string]string{
	"name":           "says which network",
	"source_dataset": "says which network",
	"relation":       "says which ties",
	"silo_attribute": "says which dimension",
	"group":          "says who belongs to which silo; used with brokerage",
	"directed":       "says how to read the ties",
	"actors":         "says who is there",
	"edges":          "says who is tied to whom",
	"brokerage":      "no single figure: brokerage is held to all of them in its own tests",
	"kcores_freeman": "of a directed network: counts a mutual tie twice, while k-core looks at it without directions",
}

func (l *ledger) sna(g *snapshot.Graph, actors []string, key string, text json.RawMessage) {
	l.t.Helper()
	const tolerance = 1e-9
	number := func() (x float64) { decode(l.t, text, &x); return x }
	each := func() map[string]*float64 {
		var list []float64
		decode(l.t, text, &list)
		byActor := make(map[string]*float64)
		for i, id := range actors {
			byActor[id] = &list[i]
		}
		return byActor
	}
	switch {
	case key == "density":
		l.near(key, number(), l.value(g, "degree", "density"), tolerance)
	case key == "betweenness":
		l.scores(g, each(), l.column(g, "betweenness"), tolerance)
	case key == "closeness_suminv":
		l.scores(g, each(), l.column(g, "harmonic", "normalised", "true"), tolerance)
	case key == "degree_in":
		l.scores(g, each(), l.column(g, "degree", "direction", "in"), 0)
	case key == "degree_out":
		l.scores(g, each(), l.column(g, "degree", "direction", "out"), 0)
	case key == "transitivity_weak":
		want := number()
		l.near(key, want, l.value(g, "triad-census", "transitivity"), tolerance)
		if !g.Directed() {
			l.near(key, want, l.value(g, "clustering", "transitivity"), tolerance)
		}
	case key == "efficiency":
		l.near(key, number(), l.value(g, "graph-hierarchy", "efficiency-directed"), tolerance)
	case key == "hierarchy": // by sna's default measure: the share of all pairs whose tie is not returned, each returned tie being of a mutual pair
		oneWay := l.value(g, "degree", "ties") * (1 - l.value(g, "reciprocity", "reciprocity"))
		if n := float64(g.Len()); g.Directed() {
			l.near(key, number(), oneWay/(n*(n-1)/2), tolerance)
		} else {
			l.near(key, number(), 0, 0)
		}
	case key == "kcores_freeman" && !g.Directed():
		l.scores(g, each(), l.column(g, "k-core"), 0)
	case key == "reciprocity_edgewise":
		l.near(key, number(), l.value(g, "reciprocity", "reciprocity"), tolerance)
	case key == "centralization_degree":
		l.near(key, number(), l.value(g, "degree", "centralisation"), tolerance)
	case key == "centralization_betweenness":
		l.near(key, number(), l.value(g, "betweenness", "centralisation"), tolerance)
	case key == "connectedness":
		l.near(key, number(), l.connectedness(g), tolerance)
	case key == "cutpoints_weak":
		var want []string
		decode(l.t, text, &want)
		l.set("articulation actors", want, l.cutpoints(g))
	default:
		l.unanswered(notInSna, key)
	}
}
