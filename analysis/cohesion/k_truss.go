package cohesion

import (
	"context"
	"slices"

	"github.com/sillat/sillat/analysis"
	"github.com/sillat/sillat/analysis/snapshot"
)

// KTruss is how tightly a tie is held by triangles.
var KTruss = analysis.Metric{
	ID: "k-truss", Title: "Truss number",
	Meaning: "How tight the tightest circle of an actor is: in a truss of 5 every tie is backed by three common contacts of the same circle.",
	Formula: "of a tie: the largest k such that it is in a subgraph in which every tie is in at least k − 2 triangles; of an actor: the largest of its ties', 0 without ties",
	Sources: []analysis.Reference{
		{Text: "Cohen, J. (2008). Trusses: cohesive subgraphs for social network analysis. National Security Agency technical report."},
		{Text: "Wang, J. & Cheng, J. (2012). Truss decomposition in massive networks. PVLDB 5(9), 812–823.", DOI: "10.14778/2311906.2311909"},
	},
	Conventions: analysis.Conventions{
		Normalised:  "no: a whole number, 2 for ties in no triangle",
		Directed:    "directions are ignored, and a mutual tie counts once",
		Weights:     "not used: a tie of weight 0 counts",
		Unreachable: "no matter",
		Loops:       "left out; parallel ties are one tie",
		Cost:        "time O(m^1.5), memory 28 bytes a tie",
	},
	Columns: []analysis.Column{{ID: "k-truss", Title: "Truss number"}},
	Compute: func(ctx context.Context, g *snapshot.Graph, a analysis.Args) (analysis.Result, error) {
		g = g.Symmetric()
		t, err := newTrusses(ctx, g)
		if err != nil {
			return analysis.Result{}, err
		}
		if err = t.peel(ctx, a); err != nil {
			return analysis.Result{}, err
		}
		scores, ties, deepest := make([]float64, g.Len()), make([]analysis.TieScore, g.Ties()), 0.0
		for e, k := range t.support {
			u, v, truss := t.low[e], t.high[e], float64(k)+2
			ties[e] = analysis.TieScore{From: u, To: v, Value: truss}
			scores[u], scores[v] = max(scores[u], truss), max(scores[v], truss)
			deepest = max(deepest, truss)
		}
		return analysis.Result{Scores: [][]float64{scores}, Ties: ties, Values: []analysis.Value{{Name: "deepest-truss", Value: deepest}}}, nil
	},
}

// trusses peels the ties of a network, those in fewest remaining triangles first.
type trusses struct {
	g         *snapshot.Graph
	tie       []int32 // beside the graph's rows the number of each tie
	low, high []int32 // by tie its ends, ascending
	support   []int32 // by tie its remaining triangles; its truss number less 2 once it is taken away
	gone      []bool  // by tie
}

// newTrusses numbers the ties, or returns ctx's error.
func newTrusses(ctx context.Context, g *snapshot.Graph) (*trusses, error) {
	start, to, _ := g.Rows()
	m := g.Ties()
	t := &trusses{g: g, tie: make([]int32, len(to)), low: make([]int32, 0, m), high: make([]int32, 0, m), support: make([]int32, m), gone: make([]bool, m)}
	next := slices.Clone(start[:g.Len()])
	look := looker{ctx: ctx}
	for u := range int32(g.Len()) { // as u ascends, the ties to it come up in the rows of larger actors in order
		for e := start[u]; e < start[u+1]; e++ {
			v := to[e]
			if v < u {
				continue
			}
			number := int32(len(t.low))
			t.low, t.high = append(t.low, u), append(t.high, v)
			t.tie[e] = number
			t.tie[next[v]] = number
			next[v]++
		}
		if look.ended(1 + len(g.Out(u))) {
			return nil, ctx.Err()
		}
	}
	return t, ctx.Err()
}

// triangles calls do with the two other ties of every triangle over a tie, as far as both remain.
func (t *trusses) triangles(e int32, do func(x, y int32)) (looked int) {
	start, to, _ := t.g.Rows()
	i, j := start[t.low[e]], start[t.high[e]]
	endI, endJ := start[t.low[e]+1], start[t.high[e]+1]
	looked = int(endI - i + endJ - j)
	for i < endI && j < endJ {
		switch {
		case to[i] < to[j]:
			i++
		case to[i] > to[j]:
			j++
		default:
			if x, y := t.tie[i], t.tie[j]; !t.gone[x] && !t.gone[y] {
				do(x, y)
			}
			i++
			j++
		}
	}
	return looked
}

// peel takes the ties away by remaining triangles. They stand in one array sorted by these, as actors do in cores.
func (t *trusses) peel(ctx context.Context, a analysis.Args) error {
	m := int64(len(t.support))
	seen := 0
	tired := func(looked int, done int64) error {
		if seen += 1 + looked; seen > patience {
			seen = 0
			a.Report(done, 2*m)
			return ctx.Err()
		}
		return nil
	}
	most := int32(0)
	for e := range t.support {
		looked := t.triangles(int32(e), func(int32, int32) { t.support[e]++ })
		most = max(most, t.support[e])
		if err := tired(looked, int64(e)); err != nil {
			return err
		}
	}
	first := make([]int32, most+2)
	for _, k := range t.support {
		first[k+1]++
	}
	for k := range most + 1 {
		first[k+1] += first[k]
	}
	sorted, place := make([]int32, m), make([]int32, m)
	next := slices.Clone(first)
	for e, k := range t.support {
		sorted[next[k]], place[e] = int32(e), next[k]
		next[k]++
	}
	for i := range sorted {
		e := sorted[i]
		lose := func(x int32) {
			if t.support[x] <= t.support[e] {
				return // as shallow as e already
			}
			head := first[t.support[x]]
			other := sorted[head]
			sorted[head], sorted[place[x]] = x, other
			place[other], place[x] = place[x], head
			first[t.support[x]] = head + 1
			t.support[x]--
		}
		looked := t.triangles(e, func(x, y int32) {
			lose(x)
			lose(y)
		})
		t.gone[e] = true
		if err := tired(looked, m+int64(i)); err != nil {
			return err
		}
	}
	a.Report(2*m, 2*m)
	return ctx.Err()
}
