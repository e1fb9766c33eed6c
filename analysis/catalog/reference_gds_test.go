package catalog_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sillat/sillat/analysis/snapshot"
	"github.com/sillat/sillat/internal/testkit/graphs"
)

// gdsPage is one page of the Neo4j Graph Data Science manual: its graphs, and the tables that it prints for them.
type gdsPage struct {
	Algorithm string
	Graphs    []struct {
		Nodes []struct {
			Var   string
			Props map[string]any
		}
		Relationships []struct {
			Source, Target string
			Props          map[string]any
		}
	}
	Examples []gdsTable
}

// gdsTable is what one query prints.
type gdsTable struct {
	Line    int // in the page
	Columns []string
	Rows    [][]string
}

// gds_doc_examples.json: the tables printed in the manual of Neo4j Graph Data Science.
func TestFiguresOfTheGDSManual(t *testing.T) {
	var pages []gdsPage
	graphs.Reference(t, "gds_doc_examples.json", &pages)
	l := newLedger(t)
	seen := map[string]bool{}
	for _, page := range pages {
		for _, table := range page.Examples {
			l.figure = fmt.Sprintf("%s:%d", page.Algorithm, table.Line)
			seen[l.figure] = true
			if check, ok := inGDS[l.figure]; ok {
				check(l, page, table)
			} else {
				l.unanswered(notInGDS, l.figure, page.Algorithm)
			}
		}
	}
	for _, figure := range slices.Sorted(maps.Keys(inGDS)) {
		if !seen[figure] {
			t.Errorf("%s: is no longer in the file", figure)
		}
	}
	l.done("gds_doc_examples.json", 201, notInGDS)
}

// graph returns the page's i-th graph. A weight property gives the ties their weights; without one all weigh 1.
// Ties of negative weight are left out, as the manual's program does.
func (p gdsPage) graph(i int, directed bool, meaning snapshot.Meaning, weight string) *snapshot.Graph {
	b := snapshot.Builder{Directed: directed, Meaning: meaning}
	place := make(map[string]int32)
	for _, node := range p.Graphs[i].Nodes {
		name, ok := node.Props["name"].(string)
		if !ok {
			name, _ = node.Props["id"].(string)
		}
		place[node.Var] = b.Actor(name, name)
	}
	for _, tie := range p.Graphs[i].Relationships {
		w := 1.0
		if weight != "" {
			w = tie.Props[weight].(float64)
		}
		if w >= 0 {
			b.Tie(place[tie.Source], place[tie.Target], w)
		}
	}
	return b.Graph()
}

// cell returns a printed cell without its quotes.
func cell(text string) string { return strings.Trim(text, `"`) }

// byName returns the table's second column by its first.
func (table gdsTable) byName() map[string]string {
	rows := make(map[string]string)
	for _, row := range table.Rows {
		rows[cell(row[0])] = cell(row[1])
	}
	return rows
}

// numbers is byName for a column of numbers.
func (table gdsTable) numbers() map[string]*float64 {
	numbers := make(map[string]*float64)
	for name, text := range table.byName() {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			x = math.Inf(1) // agrees with nothing
		}
		numbers[name] = &x
	}
	return numbers
}

// one returns the number in a column of the only row.
func (table gdsTable) one(column string) float64 {
	x, err := strconv.ParseFloat(cell(table.Rows[0][slices.Index(table.Columns, column)]), 64)
	if err != nil {
		return math.Inf(1)
	}
	return x
}

type gdsCheck func(l *ledger, p gdsPage, table gdsTable)

// scored compares each actor's printed score with a metric on the page's first graph.
func scored(metric string, directed bool, meaning snapshot.Meaning, weight string, tolerance float64, args ...string) gdsCheck {
	return func(l *ledger, p gdsPage, table gdsTable) {
		g := p.graph(0, directed, meaning, weight)
		l.scores(g, table.numbers(), l.column(g, metric, args...), tolerance)
	}
}

// spreadIn compares the printed least and mean score; the program reads both off a histogram of about five digits.
func spreadIn(metric string, directed bool, args ...string) gdsCheck {
	return func(l *ledger, p gdsPage, table gdsTable) {
		x := l.column(p.graph(0, directed, snapshot.Unweighted, ""), metric, args...)
		mean, _ := spreadOf(x)
		l.near("least", table.one("minimumScore"), slices.Min(x), 1e-4)
		l.near("mean", table.one("meanScore"), mean, 1e-4)
	}
}

// counted compares one printed number with a network-level value.
func counted(column, metric, value string, tolerance float64) gdsCheck {
	return func(l *ledger, p gdsPage, table gdsTable) {
		l.near(column, table.one(column), l.value(p.graph(0, false, snapshot.Unweighted, ""), metric, value), tolerance)
	}
}

// partitioned compares which actors are together in an undirected graph.
func partitioned(metric, weight string) gdsCheck {
	return func(l *ledger, p gdsPage, table gdsTable) {
		g := p.graph(0, false, snapshot.Strength, weight)
		l.groups(g, table.byName(), l.column(g, metric))
	}
}

// communities compares the number of communities of the i-th graph and their modularity. The program keeps parallel
// ties apart, which is to add up their weights.
func communities(i int) gdsCheck {
	return func(l *ledger, p gdsPage, table gdsTable) {
		g := p.graph(i, false, snapshot.Strength, "")
		l.near("communityCount", table.one("communityCount"), l.value(g, "community-louvain", "communities"), 0)
		if slices.Contains(table.Columns, "modularity") {
			l.near("modularity", table.one("modularity"), l.value(g, "community-louvain", "modularity"), 1e-9)
		}
	}
}

// cut compares the actors that the query lists: articulation actors, or all others.
func cut(articulation bool) gdsCheck {
	return func(l *ledger, p gdsPage, table gdsTable) {
		g := p.graph(0, false, snapshot.Unweighted, "")
		var want, got []string
		for _, row := range table.Rows {
			want = append(want, cell(row[0]))
		}
		cuts := l.cutpoints(g)
		for u := range int32(g.Len()) {
			if slices.Contains(cuts, g.ID(u)) == articulation {
				got = append(got, g.ID(u))
			}
		}
		l.set("actors", want, got)
	}
}

// afterRounds compares with the iterate that the program stops at.
func afterRounds(rounds int, weight string) gdsCheck {
	return func(l *ledger, p gdsPage, table gdsTable) {
		g := p.graph(0, true, snapshot.Strength, weight)
		l.scores(g, table.numbers(), l.gdsPageRank(g, rounds), 1e-9)
	}
}

// gdsPageRank returns the manual's PageRank, x ← 0.15 + 0.85·Px started at 0.15, after so many rounds, from the iterates y_k of ours.
// In the manual's scale (times n) ours starts at 1, so y_k = T_{k−1} + d^k·P^k·1, where T_k = 0.15·Σ_{i ≤ k} d^i·P^i·1 is the
// manual's. P^k·1 follows from y_k − y_{k−1} = d^k·(P^k·1 − P^{k−1}·1). It holds where everyone has a tie onward, as there.
func (l *ledger) gdsPageRank(g *snapshot.Graph, rounds int) []float64 {
	const d = 0.85
	n := float64(g.Len())
	walked := make([]float64, g.Len()) // P^k·1
	before := make([]float64, g.Len()) // y_{k−1}
	for u := range before {
		walked[u], before[u] = 1, 1
	}
	for k := 1; k <= rounds+1; k++ {
		now := l.column(g, "pagerank", "max-iterations", strconv.Itoa(k), "tolerance", "1e-15")
		for u := range now {
			now[u] *= n
			walked[u] += (now[u] - before[u]) / math.Pow(d, float64(k))
		}
		before = now
	}
	for u := range before {
		before[u] -= math.Pow(d, float64(rounds+1)) * walked[u]
	}
	return before
}
