package graphs

import (
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
)

// Figure is an entry of published_figures.json.
type Figure struct {
	ID        string
	Values    map[string]any // a number, or for a set of actors a list of ids
	Tolerance float64
}

// Published returns the published figure of an id.
func Published(t testing.TB, id string) Figure {
	t.Helper()
	var figures []Figure
	Reference(t, "published_figures.json", &figures)
	for _, f := range figures {
		if f.ID == id {
			return f
		}
	}
	t.Fatalf("published_figures.json has no entry %q", id)
	return Figure{}
}

// Example is one algorithm's page of the Neo4j Graph Data Science manual: its graphs and the tables it prints.
type Example struct {
	Algorithm string
	Graphs    []struct {
		Nodes []struct {
			Var   string
			Props map[string]any
		}
		Relationships []struct {
			Source, Target string
			Props          map[string]float64
		}
	}
	Examples []struct {
		Line int // in the page
		Rows [][]string
	}
}

// Manual returns the page of an algorithm.
func Manual(t testing.TB, algorithm string) Example {
	t.Helper()
	var pages []Example
	Reference(t, "gds_doc_examples.json", &pages)
	for _, page := range pages {
		if page.Algorithm == algorithm {
			return page
		}
	}
	t.Fatalf("gds_doc_examples.json has no page %q", algorithm)
	return Example{}
}

// Graph returns one of the page's graphs, undirected as the page projects it, with the actors' names as ids: the letter n that
// some pages put before a name is left out. Ties without a weight have 1.
func (e Example) Graph(i int, meaning snapshot.Meaning) *snapshot.Graph {
	b := snapshot.Builder{Meaning: meaning}
	index := make(map[string]int32)
	for _, node := range e.Graphs[i].Nodes {
		name, _ := node.Props["name"].(string)
		index[node.Var] = b.Actor(name, name)
	}
	for _, r := range e.Graphs[i].Relationships {
		weight, ok := r.Props["weight"]
		if !ok {
			weight = 1
		}
		b.Tie(index[r.Source], index[r.Target], weight)
	}
	return b.Graph()
}

// Table returns the rows of the table printed at a line of the page, without the quotes around names.
func (e Example) Table(t testing.TB, line int) [][]string {
	t.Helper()
	for _, table := range e.Examples {
		if table.Line != line {
			continue
		}
		rows := make([][]string, len(table.Rows))
		for i, row := range table.Rows {
			for _, cell := range row {
				rows[i] = append(rows[i], strings.Trim(cell, `"`))
			}
		}
		return rows
	}
	t.Fatalf("%s has no table at line %d", e.Algorithm, line)
	return nil
}

// Golden is what R's sna package gave for one graph.
type Golden struct {
	Name      string
	Directed  bool
	Actors    []string
	Edges     [][2]string // an undirected tie stands once each way
	Cutpoints []string    `json:"cutpoints_weak"`
	Cores     []float64   `json:"kcores_freeman"`
}

// Graph returns the golden graph. It is undirected when sna took it so.
func (g Golden) Graph() *snapshot.Graph {
	b := snapshot.Builder{Directed: g.Directed}
	index := make(map[string]int32)
	for _, id := range g.Actors {
		index[id] = b.Actor(id, id)
	}
	for _, edge := range g.Edges {
		b.Tie(index[edge[0]], index[edge[1]], 1)
	}
	return b.Graph()
}
